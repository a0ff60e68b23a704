/*-------------------------------------------------------------------------
 *
 * score_site.h
 *		A call site of a scoring function: what is kept between rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_SITE_H
#define LOGISTIC_SCORE_SITE_H

#include "access/tupdesc.h"

#include "score/score_row.h"

/* A row that is ready to be scored. */
typedef struct LogisticScoreCall
{
	LogisticScorePlan *plan;
	const NullableDatum *row;	/* in the order of the model's features */
	double		offset;			/* of the row, to be added to its score; 0
								 * unless the model is known by name, the row
								 * is a record, and the training had one */
} LogisticScoreCall;

/*
 * Finds or makes the plan for the model in argument "model", and the row
 * that it scores: the arguments from "first" on, or the columns of the only one if
 * that is a record.  False if the record, or the offset in it, is NULL.
 */
extern bool logistic_score_call(FunctionCallInfo fcinfo, int model, int first,
								LogisticScoreCall *call);

/*
 * Does the same for functions that reveal more of a model than its scores: a
 * model given by name must belong to the current role.
 */
extern bool logistic_score_call_of_owner(FunctionCallInfo fcinfo, int model,
										 int first, LogisticScoreCall *call);

/*
 * The same for one row among several of a call, a record or a JSON object.
 * "extra" is where its site is kept, NULL at first.
 */
extern bool logistic_score_call_of_row(FunctionCallInfo fcinfo, void **extra,
									   int model, int row,
									   LogisticScoreCall *call);

/*
 * The same for a model that is not the argument itself but within it: a
 * plain value.  "extra" is where the site is kept, NULL at first.
 */
extern bool logistic_score_call_within(FunctionCallInfo fcinfo, void **extra,
									   const LogisticModel *within, int model,
									   int first, LogisticScoreCall *call);

/*
 * The row type that a call of logistic_score_call() returns, looked up in its
 * first row.
 */
extern TupleDesc logistic_score_result_type(FunctionCallInfo fcinfo);

#endif							/* LOGISTIC_SCORE_SITE_H */

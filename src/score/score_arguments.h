/*-------------------------------------------------------------------------
 *
 * score_arguments.h
 *		Reads the features of a scoring call: values, record, columns, texts or
 *		JSON.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_ARGUMENTS_H
#define LOGISTIC_SCORE_ARGUMENTS_H

#include "score/score_plan.h"
#include "score/score_record.h"

typedef enum LogisticRowForm
{
	LOGISTIC_ROW_OF_VALUES,		/* one by one, in the order of the fit */
	LOGISTIC_ROW_OF_RECORD,		/* one record, its columns by name */
	LOGISTIC_ROW_OF_COLUMNS,	/* names, then that many columns, then perhaps
								 * a record of others: what the planner makes
								 * of a record, see score_support.c */
	LOGISTIC_ROW_OF_TEXTS,		/* one array of texts, in the order of the fit */
	LOGISTIC_ROW_OF_JSON		/* one JSON object, its keys by name */
} LogisticRowForm;

/* The features among the arguments of a call, in the context of its site. */
typedef struct LogisticScoreArguments
{
	LogisticRowForm form;
	int			first;			/* index in fcinfo of the first one */
	int			n;				/* arguments from there on */
	int			n_between;		/* arguments between the model and the first */
	LogisticScoreRecord record; /* of records and columns */
	int			n_direct;		/* columns that are arguments */
	LogisticScoreRecord rest;	/* of the columns behind them, the last
								 * argument; without a type: there are none */
	LogisticReader *readers;	/* [n], of values */
	bool		has_literals;	/* some values have no type */
} LogisticScoreArguments;

/* Learns the form and the types of the n arguments from the first feature on. */
extern void logistic_score_arguments_learn(LogisticScoreArguments *arguments,
										   FunctionCallInfo fcinfo, int model,
										   int first, int n);

/* Makes the plan by which a model scores such rows, in the given context. */
extern LogisticScorePlan *logistic_score_arguments_plan(const LogisticScoreArguments *arguments,
														FunctionCallInfo fcinfo,
														const LogisticModel *model,
														MemoryContext context);

/* The value of a column of a row that comes as columns. */
extern NullableDatum logistic_score_arguments_column(LogisticScoreArguments *arguments,
													 FunctionCallInfo fcinfo,
													 int column);

/*
 * Brings the values of a row, unless it is a record, into the plan's scratch
 * row; false if the row is NULL.
 */
extern bool logistic_score_arguments_fetch(LogisticScoreArguments *arguments,
										   FunctionCallInfo fcinfo,
										   LogisticScorePlan *plan);

/*
 * The offset in the column or key of that name, of a row that has names;
 * false if it is NULL.  "header" is the record, NULL in the other forms.
 */
extern bool logistic_score_arguments_offset(LogisticScoreArguments *arguments,
											FunctionCallInfo fcinfo,
											HeapTupleHeader header,
											const char *name, double *offset);

#endif							/* LOGISTIC_SCORE_ARGUMENTS_H */

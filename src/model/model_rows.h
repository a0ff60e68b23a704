/*-------------------------------------------------------------------------
 *
 * model_rows.h
 *		Result rows shared by the accessors of logistic_model and
 *		multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_ROWS_H
#define LOGISTIC_MODEL_ROWS_H

#include "funcapi.h"

#include "model/model.h"
#include "model/model_interval.h"

/* A column of a row being filled: a number that does not exist is NULL. */
extern void logistic_put_number(Datum *values, bool *nulls, int column,
								double x);

#define LOGISTIC_COEFFICIENT_COLUMNS	10

/*
 * The columns of logistic_coefficients for one term, with a test and the
 * limits of an interval.
 */
extern void logistic_put_coefficient(Datum *values, bool *nulls,
									 const LogisticModel *model,
									 const LogisticInterval *interval,
									 int term);

#define LOGISTIC_MEASURE_COLUMNS	14

/*
 * The columns of logistic_statistics from log_lik to n_clusters, which come
 * as null (model_statistics.c).
 */
extern void logistic_put_measures(Datum *values, bool *nulls,
								  const LogisticModel *model);

/* The rows of logistic_features. */
extern void logistic_put_features(ReturnSetInfo *result,
								  const LogisticModel *model);

#endif							/* LOGISTIC_MODEL_ROWS_H */

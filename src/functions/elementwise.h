/*-------------------------------------------------------------------------
 *
 * elementwise.h
 *		Checked elementwise functions, shared by the SQL functions of numbers
 *		and of arrays.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ELEMENTWISE_H
#define LOGISTIC_ELEMENTWISE_H

#include "fmgr.h"

typedef double (*LogisticElementwise) (double x);

extern double logistic_checked_logit(double p);
extern double logistic_checked_leaky_relu(double x, double slope);
extern double logistic_checked_bce(double y, double p);
extern double logistic_checked_bce_with_logits(double y, double z);

extern PGDLLEXPORT Datum logistic_softmax(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum logistic_log_softmax(PG_FUNCTION_ARGS);

#endif							/* LOGISTIC_ELEMENTWISE_H */

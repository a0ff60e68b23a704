/*-------------------------------------------------------------------------
 *
 * elementwise.h
 *		What the elementwise functions of scalars and arrays share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ELEMENTWISE_H
#define LOGISTIC_ELEMENTWISE_H

typedef double (*LogisticElementwise) (double x);

extern double logistic_checked_logit(double p);
extern double logistic_checked_leaky_relu(double x, double slope);

#endif							/* LOGISTIC_ELEMENTWISE_H */

/*-------------------------------------------------------------------------
 *
 * link.h
 *		The logistic function, its inverse, its logarithms and its loss.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LINK_H
#define LG_LINK_H

#include "core/numeric/doubledouble.h"
#include "core/numeric/fused.h"

/* Beyond this distance from 0, 1 + e^-|x| is 1 to 57 bits. */
#define LG_LINK_FAR		40.0

extern double lg_link_sigmoid_fused(double x);
extern double lg_link_sigmoid_unfused(double x);
extern double lg_link_sigmoid_derivative(double x);
extern double lg_link_log_sigmoid(double x);
extern double lg_link_softplus(double x);
extern double lg_link_logit(double p);
extern double lg_link_bce(double y, double p);
extern double lg_link_bce_with_logits(double y, double z);

extern LgDd lg_link_sigmoid_parts(double x);

/* Inline, to save a call when choosing between the two versions. */
static inline double
lg_link_sigmoid(double x)
{
	return lg_fused_is_there() ? lg_link_sigmoid_fused(x) :
		lg_link_sigmoid_unfused(x);
}

#endif							/* LG_LINK_H */

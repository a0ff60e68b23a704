/*-------------------------------------------------------------------------
 *
 * promotion.h
 *		Decides whether a fit becomes the active version of its model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PROMOTION_H
#define LOGISTIC_PROMOTION_H

#include "training/training.h"

/* When a new version becomes the active one. */
typedef enum LogisticPromotion
{
	LOGISTIC_PROMOTE_ALWAYS,	/* if the fit converged, see promotion.c */
	LOGISTIC_PROMOTE_IF_BETTER, /* and passes the gate, and has a lower loss */
	LOGISTIC_PROMOTE_NEVER
} LogisticPromotion;

/* Reads the argument; an error if it is none of these. */
extern LogisticPromotion logistic_promotion_read(text *name);

/*
 * Decides whether a fit becomes the active version; returns the reason, in the
 * current memory context.
 */
extern char *logistic_promotion_decide(const LogisticTraining *training,
									   LogisticPromotion promote,
									   bool *promoted);

#endif							/* LOGISTIC_PROMOTION_H */

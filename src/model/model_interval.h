/*-------------------------------------------------------------------------
 *
 * model_interval.h
 *		What a logistic_model says of its terms' confidence intervals.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_INTERVAL_H
#define LOGISTIC_MODEL_INTERVAL_H

#include "model/model.h"

/* How the intervals of a call are made. */
typedef struct LogisticInterval
{
	double		z;				/* standard errors, or their like, to a side */
	bool		is_profile;		/* of the likelihood; else Wald */
	bool		is_ratio;		/* tests are likelihood ratios, as far as the
								 * model has them; else Wald */
} LogisticInterval;

/*
 * The intervals of a level and a method: "wald", "profile", or "default",
 * which is Wald, but profile for Firth's method if the model has it.  Errors: a level that is not
 * between 0 and 1, or beyond the reach of a profile; an unknown method; a
 * model without profiles.
 */
extern LogisticInterval logistic_interval_choose(const LogisticModel *model,
												 double level,
												 const char *method);

/* The limits of a term; NaN where it has none. */
extern void logistic_interval_find(const LogisticModel *model,
								   const LogisticInterval *interval, int term,
								   double *low, double *high);

/* The quantile of a two-sided interval; an error for an odd level. */
extern double logistic_quantile_of_level(double level);

#endif							/* LOGISTIC_MODEL_INTERVAL_H */

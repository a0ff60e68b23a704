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
#include "model/model_warning.h"

/* How the intervals of a call are made. */
typedef struct LogisticInterval
{
	double		z;				/* standard errors, or their like, to a side */
	bool		is_profile;		/* of the likelihood; else Wald */
	bool		is_ratio;		/* tests are likelihood ratios, as far as the
								 * model has them; else Wald */
} LogisticInterval;

/* Terms whose intervals by profile ask for a word; zeros to begin with. */
typedef struct LogisticIntervalNotes
{
	LogisticNameList missing;	/* a limit is NULL */
	LogisticNameList rough;		/* one is not known to all digits */
} LogisticIntervalNotes;

/*
 * The intervals of a level and a method: "wald", "profile", or "default",
 * which is Wald, but profile for Firth's method if the model has it.  Errors: a
 * level that is not between 0 and 1, or beyond the reach of a profile; an
 * unknown method; a model without profiles.
 */
extern LogisticInterval logistic_interval_choose(const LogisticModel *model,
												 double level,
												 const char *method);

/*
 * The limits of a term; NaN where it has none.  By profile that of an infinite
 * estimate is infinite on its own side.
 */
extern void logistic_interval_find(const LogisticModel *model,
								   const LogisticInterval *interval, int term,
								   double *low, double *high);

/*
 * Adds the terms of a model whose limits ask for a word.  "label" is the class
 * of an equation, or NULL.
 */
extern void logistic_interval_note(const LogisticModel *model,
								   const LogisticInterval *interval,
								   const char *label,
								   LogisticIntervalNotes *notes);

/* One WARNING for each kind of note. */
extern void logistic_interval_warn(LogisticIntervalNotes *notes);

/* Both for a model by itself. */
extern void logistic_interval_check(const LogisticModel *model,
									const LogisticInterval *interval);

/* The quantile of a two-sided interval; an error for an odd level. */
extern double logistic_quantile_of_level(double level);

#endif							/* LOGISTIC_MODEL_INTERVAL_H */

/*-------------------------------------------------------------------------
 *
 * refit.h
 *		Trains models into the registry, and again on a schedule.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REFIT_H
#define LOGISTIC_REFIT_H

#include "registry/registry_write.h"
#include "training/promotion.h"
#include "training/refit_result.h"

/* Checks of arguments; each raises an error for an invalid value. */
extern double logistic_holdout_check(double holdout);

/*
 * Trains a new version by a recipe of the caller's.  What is given of the
 * settings becomes that of the name.
 */
extern void logistic_refit_train(const LogisticRegistry *registry,
								 text *name, const LogisticRecipe *recipe,
								 const LogisticSettings *given,
								 LogisticPromotion promote, double holdout,
								 LogisticRefit *refit);

#define LOGISTIC_STORED_HOLDOUT	(-1.0)	/* the share of that version */

/*
 * Trains a new version by the recipe of the active one, and records the
 * attempt.  If the stored query may not run, returns false with a NOTICE if
 * "pass_over" is set, else raises an error.
 */
extern bool logistic_refit_run(const LogisticRegistry *registry, text *name,
							   LogisticPromotion promote, double holdout,
							   bool pass_over, LogisticRefit *refit);

/*
 * Does the same in a subtransaction.  An error that concerns this model alone
 * is recorded and returned, with the status "failed"; others, such as a
 * cancel, are raised.  False: passed over, or not the current role's.
 */
extern bool logistic_refit_try(const LogisticRegistry *registry, text *name,
							   LogisticPromotion promote, double holdout,
							   LogisticRefit *refit);

#endif							/* LOGISTIC_REFIT_H */

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

/* Arguments; each raises an error for what it cannot be. */
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
 * attempt.  Where the stored query may not run, "pass_over" makes the answer
 * false, with a NOTICE; without it, it is an error.
 */
extern bool logistic_refit_run(const LogisticRegistry *registry, text *name,
							   LogisticPromotion promote, double holdout,
							   bool pass_over, LogisticRefit *refit);

/*
 * The same in a subtransaction: an error of the model alone is the answer,
 * with the status "failed", and is recorded.  Another one, such as a cancel,
 * is raised.  False: passed over, or not the current role's.
 */
extern bool logistic_refit_try(const LogisticRegistry *registry, text *name,
							   LogisticPromotion promote, double holdout,
							   LogisticRefit *refit);

#endif							/* LOGISTIC_REFIT_H */

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

/* When a new version becomes the active one. */
typedef enum LogisticPromotion
{
	LOGISTIC_PROMOTE_ALWAYS,	/* if the fit converged */
	LOGISTIC_PROMOTE_IF_BETTER, /* and its log loss is lower */
	LOGISTIC_PROMOTE_NEVER
} LogisticPromotion;

/* What became of a training. */
typedef struct LogisticRefit
{
	int32		version;		/* the new one */
	bool		promoted;		/* it is the active one now */
	const char *status;			/* of the fit to all rows */
	int64		nobs;			/* rows of that fit */
	double		log_loss;		/* on rows held out; NaN: unknown */
	double		champion_log_loss;	/* of the version it met there */
	const char *reason;			/* why it was promoted, or not */
} LogisticRefit;

/* Arguments; each raises an error for what it cannot be. */
extern LogisticPromotion logistic_promotion_read(text *name);
extern double logistic_holdout_check(double holdout);
extern void logistic_model_name_check(text *name);

/*
 * Trains a new version by a recipe of the caller's; a comment, if there is
 * one, becomes that of the name.
 */
extern void logistic_refit_train(const LogisticRegistry *registry,
								 text *name, const LogisticRecipe *recipe,
								 char *comment, LogisticPromotion promote, double holdout,
								 LogisticRefit *refit);

/* Trains a new version by the recipe of the active one. */
extern void logistic_refit_run(const LogisticRegistry *registry, text *name,
							   LogisticPromotion promote, double holdout,
							   LogisticRefit *refit);

#endif							/* LOGISTIC_REFIT_H */

/*-------------------------------------------------------------------------
 *
 * refit_result.h
 *		What became of a training.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REFIT_RESULT_H
#define LOGISTIC_REFIT_RESULT_H

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

#endif							/* LOGISTIC_REFIT_RESULT_H */

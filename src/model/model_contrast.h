/*-------------------------------------------------------------------------
 *
 * model_contrast.h
 *		What a logistic_model says of linear combinations of its terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_CONTRAST_H
#define LOGISTIC_MODEL_CONTRAST_H

#include "utils/jsonb.h"

#include "core/numeric/doubledouble.h"
#include "model/model.h"

typedef struct LogisticContrast
{
	char	   *name;			/* "planpro - planteam", palloc'd */
	int			n_terms;
	int		   *terms;			/* [n_terms], indexes in the model */
	double	   *factors;		/* [n_terms], finite */
} LogisticContrast;

/* Reads {"term": factor, ...}, or an array of such; returns how many. */
extern int	logistic_contrasts_read(const LogisticModel *model, Jsonb *json,
									LogisticContrast **contrasts);

/* NaN where a term has no standard error. */
extern LgDd logistic_contrast_estimate(const LogisticModel *model,
									   const LogisticContrast *contrast);
extern LgDd logistic_contrast_covariance(const LogisticModel *model,
										 const LogisticContrast *a,
										 const LogisticContrast *b);

/*
 * x'V x, the variance of the score of a row x[n_terms], over the terms that
 * have a covariance; NaN if another one counts.
 */
extern double logistic_model_variance(const LogisticModel *model,
									  const double *x);

#endif							/* LOGISTIC_MODEL_CONTRAST_H */

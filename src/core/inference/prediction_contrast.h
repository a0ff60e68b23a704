/*-------------------------------------------------------------------------
 *
 * prediction_contrast.h
 *		Standard errors of average predictions of two versions of the rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PREDICTION_CONTRAST_H
#define LG_PREDICTION_CONTRAST_H

#include <stdint.h>

#include "core/numeric/doubledouble.h"

/* What an average prediction of one version of the rows needs. */
typedef struct LgPredictionSums
{
	LgDd		p;				/* sum of w p */
	LgDd		q;				/* sum of w (1 - p) */
	double	   *gradient;		/* [n_terms], sum of w p(1-p) x */
} LgPredictionSums;

/* The sums over the rows; arrays belong to the caller and start as zeros. */
typedef struct LgPredictionContrast
{
	int			n_terms;
	int64_t		n_rows;			/* of positive weight */
	LgDd		weight;			/* sum of w */
	LgDd		difference;		/* sum of w (p_a - p_b) */
	LgPredictionSums a;
	LgPredictionSums b;
} LgPredictionContrast;

/* How two averages are compared. */
typedef enum LgPredictionScale
{
	LG_PREDICTION_DIFFERENCE,	/* a - b */
	LG_PREDICTION_LOG_RATIO,	/* ln(a / b) */
	LG_PREDICTION_LOG_ODDS_RATIO	/* ln(odds of a / odds of b) */
} LgPredictionScale;

/* One version of a row: its terms, the intercept's 1 included, and score. */
typedef struct LgPredictionRow
{
	const double *x;			/* [n_terms] */
	double		score;			/* may be infinite, not NaN */
} LgPredictionRow;

extern void lg_prediction_contrast_add(LgPredictionContrast *contrast,
									   const LgPredictionRow *a,
									   const LgPredictionRow *b,
									   double weight);
extern double lg_prediction_contrast_find(const LgPredictionContrast *contrast,
										  LgPredictionScale scale,
										  double *gradient);

#endif							/* LG_PREDICTION_CONTRAST_H */

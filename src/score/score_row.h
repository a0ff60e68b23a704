/*-------------------------------------------------------------------------
 *
 * score_row.h
 *		The score of a row by a plan.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_ROW_H
#define LOGISTIC_SCORE_ROW_H

#include <math.h>

#include "score/score_plan.h"

/* logistic_score_row() for rows that the plain loop cannot score. */
extern bool logistic_score_row_closely(LogisticScorePlan *plan,
									   const NullableDatum *row,
									   double *score);

/*
 * The score by a plan that is plain.  False for whatever needs a closer look:
 * a NULL, or a value that is not finite, which makes the sum so.
 */
static inline bool
logistic_score_plainly(const LogisticScorePlan *plan,
					   const NullableDatum *row, double *score)
{
	const double *coefficients = plan->coefficients;
	double		sum = plan->constant;
	int			n = plan->n_inputs;
	int			i;

	/* four at a time, as each sum has to wait for the one before */
	for (i = 0; i + 3 < n; i += 4)
	{
		if (unlikely(row[i].isnull | row[i + 1].isnull |
					 row[i + 2].isnull | row[i + 3].isnull))
			return false;
		sum += (coefficients[i] * DatumGetFloat8(row[i].value) +
				coefficients[i + 1] * DatumGetFloat8(row[i + 1].value)) +
			(coefficients[i + 2] * DatumGetFloat8(row[i + 2].value) +
			 coefficients[i + 3] * DatumGetFloat8(row[i + 3].value));
	}
	for (; i < n; i++)
	{
		if (unlikely(row[i].isnull))
			return false;
		sum += coefficients[i] * DatumGetFloat8(row[i].value);
	}
	*score = sum;
	return likely(isfinite(sum));
}

/*
 * The log-odds of a row, whose values are in the order of the model's
 * features; false: NULL.  May be infinite, never NaN.
 */
static inline bool
logistic_score_row(LogisticScorePlan *plan, const NullableDatum *row,
				   double *score)
{
	return (plan->is_plain && logistic_score_plainly(plan, row, score)) ||
		logistic_score_row_closely(plan, row, score);
}

/*
 * The values of a row term by term, x[n_terms], and its score as above; a
 * NULL or new level that the model's policy replaces gives its means.
 */
extern bool logistic_score_terms(LogisticScorePlan *plan,
								 const NullableDatum *row, double *x,
								 double *score);

/* The values alone; false: a NULL or a new level makes the score NULL. */
extern bool logistic_score_values(LogisticScorePlan *plan,
								  const NullableDatum *row, double *x);

#endif							/* LOGISTIC_SCORE_ROW_H */

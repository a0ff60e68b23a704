/*-------------------------------------------------------------------------
 *
 * score_sum.h
 *		The running sums of a score, term by term.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_SUM_H
#define LOGISTIC_SCORE_SUM_H

#include <math.h>

#include "model/model.h"

/* The running sums of a score. */
typedef struct LogisticScoreSum
{
	double		score;
	double		rest;			/* what rounding took from it */
	double		direction;		/* of the separating direction, and the size */
	double		size;			/* of its terms */
} LogisticScoreSum;

/* Adds x times a term; "careful" keeps the rounding of product and sum. */
static inline void
logistic_score_add_term(LogisticScoreSum *sum, const LogisticTerm *term, double x, bool careful)
{
	double		product = term->coefficient * x;

	if (careful)
	{
		double		total = sum->score + product;
		double		rounded = total - sum->score;

		sum->rest += (sum->score - (total - rounded)) + (product - rounded) +
			fma(term->coefficient, x, -product);
		sum->score = total;
	}
	else
		sum->score += product;
	if (term->direction != 0.0)
	{
		product = term->direction * x;
		sum->direction += product;
		sum->size += fabs(product);
	}
}

#endif							/* LOGISTIC_SCORE_SUM_H */

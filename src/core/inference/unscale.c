/*-------------------------------------------------------------------------
 *
 * unscale.c
 *		Standard errors and covariance on the user's scale.
 *
 * Everything is double-double until the result: a column far from zero,
 * in units of its deviation, makes the intercept the small difference of
 * large numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/unscale.h"

#include <float.h>
#include <math.h>

#include "core/linalg/cholesky.h"

/*
 * Clamps a result to the range of doubles: columns near its ends may leave it.
 */
static double
bounded(LgDd x)
{
	return fmin(fmax(lg_dd_double(x), -DBL_MAX), DBL_MAX);
}

/* x in the units of a term's column. */
static LgDd
in_units(LgDd x, const LgTerm *term)
{
	return lg_dd_shift(lg_dd_shift(x, term->spread), term->unit);
}

/* x c_j s_j: what centring column j moved to the intercept. */
static LgDd
moved(LgDd x, const LgTerm *term)
{
	return lg_dd_shift(lg_dd_scale(x, term->centre), term->spread);
}

/*
 * One coefficient on the user's scale from all scaled ones, by term; always
 * finite.
 */
double
lg_unscale_coefficient(const LgDesign *design, const LgDd *values, int term)
{
	LgDd		result = values[term];
	int			j;

	if (design->terms[term].kind != LG_TERM_INTERCEPT)
		return bounded(in_units(result, &design->terms[term]));
	for (j = 0; j < design->n_terms; j++)
		if (design->terms[j].kind != LG_TERM_INTERCEPT &&
			design->terms[j].equation == design->terms[term].equation)
			result = lg_dd_subtract(result,
									moved(values[j], &design->terms[j]));
	return bounded(result);
}

/* Brings one intercept, column a, to the user's scale. */
static void
unscale_intercept(const LgDesign *design, LgDd *covariance, LgDd *scratch,
				  int a)
{
	const LgTerm *intercept = &design->terms[design->columns[a]];
	int			n = design->n_columns;
	LgDd		variance = covariance[LG_PACKED(a, a)];
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		const LgTerm *term = &design->terms[design->columns[i]];
		LgDd		element = lg_symmetric_element(covariance, i, a);
		LgDd		sum = lg_dd(0.0);

		for (j = 0; j < n; j++)
		{
			const LgTerm *other = &design->terms[design->columns[j]];
			LgDd		shared = lg_symmetric_element(covariance, i, j);

			if (other->kind != LG_TERM_INTERCEPT &&
				other->equation == intercept->equation)
				lg_dd_accumulate(&sum, moved(shared, other));
		}
		scratch[i] = sum;
		if (term->kind == LG_TERM_INTERCEPT ||
			term->equation != intercept->equation)
			continue;
		variance = lg_dd_subtract(variance,
								  moved(lg_dd_shift(element, 2.0), term));
		lg_dd_accumulate(&variance, moved(sum, term));
	}
	covariance[LG_PACKED(a, a)] = variance;
	for (i = 0; i < n; i++)
	{
		LgDd	   *place = &covariance[i < a ? LG_PACKED(a, i) :
									   LG_PACKED(i, a)];

		if (i != a)
			*place = lg_dd_subtract(*place, scratch[i]);
	}
}

/*
 * Turns the covariance of the scaled coefficients, over the design's
 * columns, into that with the intercepts on the user's scale.  The others
 * get their units when they are read.  "scratch" has n_columns elements.
 */
void
lg_unscale_intercept(const LgDesign *design, LgDd *covariance, LgDd *scratch)
{
	int			a;

	for (a = 0; a < design->n_columns; a++)
		if (design->terms[design->columns[a]].kind == LG_TERM_INTERCEPT)
			unscale_intercept(design, covariance, scratch, a);
}

/* The covariance of columns i >= j on the user's scale; always finite. */
double
lg_unscale_covariance(const LgDesign *design, const LgDd *covariance, int i,
					  int j)
{
	LgDd		value = covariance[LG_PACKED(i, j)];

	value = in_units(value, &design->terms[design->columns[i]]);
	return bounded(in_units(value, &design->terms[design->columns[j]]));
}

/* The root before the units: their squares may leave the range. */
double
lg_unscale_std_error(const LgDesign *design, const LgDd *covariance, int i)
{
	return bounded(in_units(lg_dd_sqrt(covariance[LG_PACKED(i, i)]),
							&design->terms[design->columns[i]]));
}

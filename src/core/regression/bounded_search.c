/*-------------------------------------------------------------------------
 *
 * bounded_search.c
 *		A bounded regression's active set: held terms, the fit, the KKT check.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/bounded_search.h"

#include <math.h>

/* Holds a term at a bound: side -1 or 1. */
void
lg_bounded_hold(LgBoundedSearch *search, int j, int side)
{
	search->is_free[j] = false;
	search->side[j] = side;
	search->value[j] = side < 0 ? search->whole->lower[j] :
		search->whole->upper[j];
}

/* Where a term is after the last fit, in the limit: maybe infinite. */
static double
estimate_of(const LgBoundedSearch *search, int j)
{
	if (search->direction[j] != 0.0)
		return copysign(INFINITY, search->direction[j]);
	if (search->place[j] >= 0 && isinf(search->part.estimate[search->place[j]]))
		return search->part.estimate[search->place[j]];
	return search->coefficient[j];
}

/* The side on which a free term has left its interval; 0: it has not. */
int
lg_bounded_side_left(const LgBoundedSearch *search, int j)
{
	double		estimate = estimate_of(search, j);

	if (!search->is_free[j])
		return 0;
	return estimate < search->whole->lower[j] ? -1 :
		estimate > search->whole->upper[j] ? 1 : 0;
}

/* Reads the last fit, of all terms or a part of them. */
void
lg_bounded_take_fit(LgBoundedSearch *search)
{
	const LgRegression *part = &search->part;
	int			j;

	search->n_iterations += part->n_iterations;
	for (j = 0; j < search->whole->n_terms; j++)
	{
		int			place = search->place[j];

		search->coefficient[j] = place >= 0 ? part->coefficient[place] :
			search->value[j];
		search->direction[j] = place >= 0 ? part->direction[place] : 0.0;
	}
}

/* Fits the terms that are free. */
void
lg_bounded_fit_free(LgBoundedSearch *search)
{
	LgRegression *part = &search->part;
	const LgRegression *whole = search->whole;
	int			n = 0;
	int			j;

	*part = *whole;
	for (j = 0; j < whole->n_terms; j++)
	{
		search->place[j] = -1;
		if (!search->is_free[j])
			continue;
		search->terms[n] = whole->terms[j];
		search->place[j] = n++;
	}
	part->lower = part->upper = NULL;
	part->n_terms = n;
	part->terms = search->terms;
	part->has_intercept = whole->has_intercept && search->is_free[0];
	part->rows = lg_held_terms_rows(&search->held, whole->rows);
	part->prevalence = 0.0;
	search->status = search->fit(part, search->workspace);
	search->n_fits++;
	lg_bounded_take_fit(search);
}

/*
 * How much the objective rises from the bound of a held term inward, as a
 * share of the sums that tell it; not positive: it does not.
 */
double
lg_bounded_rise(const LgBoundedSearch *search, int j)
{
	const LgRegression *whole = search->whole;
	const LgTerm *term = &whole->terms[j];
	double		inward = -search->side[j];
	double		value = search->value[j];
	double		scale = term->kind == LG_TERM_INTERCEPT ? 0.0 :
		whole->is_standardised ? term->std_dev : 1.0;
	double		ridge = whole->l2 * scale * scale * value;
	double		lasso = whole->l1 * scale * (value * inward >= 0.0 ? 1.0 : -1.0);
	double		rise = inward * (lg_dd_double(search->gradient[j]) - ridge) -
		lasso;
	double		size = search->size[j] + fabs(ridge) + fabs(lasso);

	return size > 0.0 ? rise / size : 0.0;
}

/* Whether a held term may be freed. */
bool
lg_bounded_may_free(const LgBoundedSearch *search, int j)
{
	return !search->is_free[j] && !search->is_out[j] &&
		!search->is_settled[j] &&
		search->whole->lower[j] < search->whole->upper[j];
}

/* Finds the gradient along held terms; false: none may be freed. */
bool
lg_bounded_gradient(LgBoundedSearch *search)
{
	bool		is_separated = search->status == LG_SEPARATED;
	bool		is_wanted = false;
	int			j;

	for (j = 0; j < search->whole->n_terms; j++)
		is_wanted |= lg_bounded_may_free(search, j);
	if (!is_wanted || search->status == LG_ONE_CLASS)
		return false;
	lg_held_terms_gradient(&search->held, search->whole->positive,
						   search->coefficient,
						   is_separated ? search->direction : NULL,
						   search->gradient, search->size);
	return true;
}

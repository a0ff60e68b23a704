/*-------------------------------------------------------------------------
 *
 * bounded.c
 *		A regression whose coefficients have bounds.
 *
 * Method: an active set.  The terms on a bound are held there, the others are
 * fitted without bounds, exactly as any fit (held_terms.c).  The maximum is
 * found if these keep their bounds, and if the gradient of the objective
 * along each term that is held points out of its interval or is zero: the
 * Karush-Kuhn-Tucker conditions, which are sufficient for a concave
 * objective, checked on all rows.
 *
 * Which terms are held is found by exchanges (Portugal, Judice & Vicente
 * 1994, Mathematics of Computation 63, 625-643): all terms that leave their
 * intervals are held, all that are held against the gradient are freed.  As
 * a rule that takes two to five fits, but it may run in circles.  When the
 * number of wrong terms has stopped to fall, terms change places one at a
 * time (bounded_climb.c).
 *
 * A separated fit is at the end of the direction in which it runs off, which
 * bounds may stop.  Terms that are aliased without bounds count as zero.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/bounded.h"

#include <math.h>

#include "core/linalg/cholesky.h"
#include "core/numeric/cut.h"
#include "core/regression/bounded_climb.h"
#include "core/regression/estimates.h"

/*
 * Exchanges in a row that do not reduce the number of wrong terms, after which
 * terms change one at a time.
 */
#define PATIENCE		3

/* Lays the arrays out; returns their size. */
static size_t
lay_out(LgBoundedSearch *search, int n, char *base)
{
	size_t		used = 0;

	search->terms = lg_cut(base, &used, n * sizeof(LgTerm));
	search->place = lg_cut(base, &used, n * sizeof(int));
	search->is_free = lg_cut(base, &used, n * sizeof(bool));
	search->is_out = lg_cut(base, &used, n * sizeof(bool));
	search->is_settled = lg_cut(base, &used, n * sizeof(bool));
	search->side = lg_cut(base, &used, n * sizeof(signed char));
	search->value = lg_cut(base, &used, n * sizeof(double));
	search->coefficient = lg_cut(base, &used, n * sizeof(double));
	search->direction = lg_cut(base, &used, n * sizeof(double));
	search->point = lg_cut(base, &used, n * sizeof(double));
	search->gradient = lg_cut(base, &used, n * sizeof(LgDd));
	search->size = lg_cut(base, &used, n * sizeof(double));
	return used;
}

/* The bytes of workspace beside those of the fits. */
size_t
lg_bounded_workspace(const LgRegression *question)
{
	LgBoundedSearch		search;

	return (lay_out(&search, question->n_terms, NULL) + 63) / 64 * 64;
}

/*
 * Exchanges all wrong terms at a time.  True if the conditions hold; false if
 * that does not come to an end.
 */
static bool
exchange(LgBoundedSearch *search)
{
	int			n_terms = search->whole->n_terms;
	int			fewest = n_terms + 1;
	int			patience = PATIENCE;

	for (;;)
	{
		bool		has_gradient = lg_bounded_gradient(search);
		int			n_wrong = 0;
		int			j;

		for (j = 0; j < n_terms; j++)
		{
			int			side = lg_bounded_side_left(search, j);

			if (side != 0)
			{
				lg_bounded_hold(search, j, side);
				n_wrong++;
			}
			else if (has_gradient && lg_bounded_may_free(search, j) &&
					 lg_bounded_rise(search, j) > LG_BOUNDED_TOLERANCE)
			{
				search->is_free[j] = true;
				n_wrong++;
			}
		}
		if (n_wrong == 0)
			return true;
		if (n_wrong < fewest)
		{
			fewest = n_wrong;
			patience = PATIENCE;
		}
		else if (--patience < 0)
			return false;
		lg_bounded_fit_free(search);
	}
}

/* Brings the last fit into the answer of the whole. */
static void
answer(LgBoundedSearch *search)
{
	LgRegression *whole = search->whole;
	const LgRegression *part = &search->part;
	int			i;
	int			j;

	lg_estimates_clear(whole);
	for (j = 0; j < whole->n_terms; j++)
	{
		int			place = search->place[j];
		int			row;

		whole->bound[j] = 0;
		if (place < 0)
		{
			if (search->is_out[j])
				continue;
			whole->estimate[j] = whole->coefficient[j] = search->value[j];
			whole->bound[j] = search->side[j];
			continue;
		}
		whole->estimate[j] = part->estimate[place];
		whole->std_error[j] = part->std_error[place];
		whole->coefficient[j] = part->coefficient[place];
		whole->direction[j] = part->direction[place];
		row = part->covariance_row[place];
		if (row < 0)
			continue;
		whole->covariance_row[j] = whole->covariance_rows++;
		for (i = 0; i <= j; i++)
			if (whole->covariance_row[i] >= 0)
				whole->covariance[LG_PACKED(whole->covariance_row[j],
											whole->covariance_row[i])] =
					part->covariance[LG_PACKED(row,
											   part->covariance_row[search->place[i]])];
	}
	whole->rank = part->rank;
	whole->effective_df = part->effective_df;
	whole->log_lik = part->log_lik;
	whole->condition_number = part->condition_number;
	whole->n_clusters = part->n_clusters;
	whole->n_iterations = search->n_iterations;
}

/* Starts from the fit of all terms, which is in the answer. */
static void
start(LgBoundedSearch *search)
{
	LgRegression *whole = search->whole;
	int			j;

	search->part = *whole;
	search->held.n_terms = whole->n_terms;
	search->held.terms = whole->terms;
	search->held.is_free = search->is_free;
	search->held.value = search->value;
	search->held.source = whole->rows;
	for (j = 0; j < whole->n_terms; j++)
	{
		whole->bound[j] = 0;
		search->side[j] = 0;
		search->value[j] = 0.0;
		search->is_settled[j] = false;
		search->is_out[j] = search->status != LG_ONE_CLASS &&
			isnan(whole->estimate[j]) && whole->direction[j] == 0.0 &&
			whole->coefficient[j] == 0.0;
		search->is_free[j] = !search->is_out[j];
		search->place[j] = search->is_out[j] ? -1 : j;
	}
	lg_bounded_take_fit(search);
}

/* Holds terms whose bounds are equal; returns how many there are. */
static int
hold_given(LgBoundedSearch *search)
{
	const LgRegression *whole = search->whole;
	int			n = 0;
	int			j;

	for (j = 0; j < whole->n_terms; j++)
		if (search->is_free[j] && whole->lower[j] == whole->upper[j])
		{
			lg_bounded_hold(search, j, -1);
			n++;
		}
	return n;
}

/*
 * Fits within the bounds.  The workspace has lg_bounded_workspace() bytes, the
 * rest twice as many as a fit of all terms needs: the first one's arrays hold
 * the answer.
 */
LgStatus
lg_bounded_fit(LgRegression *whole, LgPlainFit fit, void *workspace,
			   void *rest, size_t fit_size)
{
	const double *lower = whole->lower;
	const double *upper = whole->upper;
	double		prevalence = whole->prevalence;
	LgBoundedSearch		search = {.whole = whole, .fit = fit};

	(void) lay_out(&search, whole->n_terms, workspace);
	search.workspace = (char *) rest + fit_size;
	whole->lower = whole->upper = NULL;
	whole->prevalence = 0.0;
	search.status = fit(whole, rest);
	whole->lower = lower;
	whole->upper = upper;
	whole->prevalence = prevalence;
	if (search.status == LG_NO_ROWS)
		return search.status;
	start(&search);
	if (hold_given(&search) > 0)
		lg_bounded_fit_free(&search);
	if (!exchange(&search))
		lg_bounded_climb(&search);
	if (search.n_fits > 0)
		answer(&search);
	else
		whole->n_iterations = search.n_iterations;
	if (search.status != LG_ONE_CLASS)
		(void) lg_estimates_correct(whole);
	return search.status;
}

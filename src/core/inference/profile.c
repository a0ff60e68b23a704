/*-------------------------------------------------------------------------
 *
 * profile.c
 *		Likelihood-ratio tests and profile intervals of single terms.
 *
 * The profile of a coefficient is the maximum of the likelihood given its
 * value.  An interval of level 1 - a ends where twice the profile is z^2 below
 * its top, z the normal quantile of 1 - a/2.  As a function of the signed
 * root r of that fall a coefficient b(r) is smooth and nearly straight, with
 * the estimate at r = 0, so that a few values of it tell all others.
 *
 * Method: b at the Chebyshev points of -R ... R, found by search outwards
 * from the estimate, and the series in Chebyshev polynomials that runs through
 * them.  The number of points is doubled until the series has foreseen the
 * new ones to 1e-6 standard errors, whereupon the one through both is right
 * to about the square of that (Trefethen 2013, Approximation Theory and
 * Approximation Practice, chapter 8).
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile.h"

#include <math.h>
#include <string.h>

#include "core/linalg/cholesky.h"

/* The first series; the degree is doubled up to LG_PROFILE_LENGTH - 1. */
#define FIRST_DEGREE	4

/*
 * Errors in units of the standard error: foreseen, and of the longest series.
 * Where labels are separated, rows leave the profile one by one as it goes
 * out, and a limit of many standard errors is less smooth.
 */
#define FORESEEN		1e-5
#define ACCEPTABLE		2e-3

/* Steps of one search: to a fall at once, and along the form. */
#define MAX_FALL		12
#define MAX_FIXED		30
#define MAX_WALK		100

/* A walk may go on by this share of the way from the top. */
#define GROWTH			0.5

/* A root below this tells no slope of itself. */
#define SMALL_ROOT		0.1

/* A root this near ends a walk, and so does this one if it gets no nearer. */
#define WALK_TOLERANCE	1e-13
#define WALK_FLOOR		1e-8

#define PI				3.14159265358979323846

/* b(r) for the Chebyshev series of a term. */
double
lg_profile_limit(const double *series, int length, double root)
{
	double		x = root / LG_PROFILE_REACH;
	double		b = 0.0;
	double		b_next = 0.0;
	int			k;

	/* Clenshaw's recurrence */
	for (k = length - 1; k > 0; k--)
	{
		double		sum = series[k] + 2.0 * x * b - b_next;

		b_next = b;
		b = sum;
	}
	return series[0] + x * b - b_next;
}

/* The series through the values at cos(pi k / degree), k = 0 ... degree. */
static void
make_series(const double *values, int degree, double *series)
{
	int			j;
	int			k;

	for (j = 0; j <= degree; j++)
	{
		double		sum = 0.0;

		for (k = 0; k <= degree; k++)
			sum += (k == 0 || k == degree ? 0.5 : 1.0) * values[k] *
				cos(PI * ((long) j * k % (2 * degree)) / degree);
		series[j] = sum * (j == 0 || j == degree ? 1.0 : 2.0) / degree;
	}
	for (; j < LG_PROFILE_LENGTH; j++)
		series[j] = 0.0;
}

/* The linear form of a column's coefficient on the user's scale. */
static void
set_form(const LgDesign *design, int column, LgDd *form, double *unit)
{
	const LgTerm *term = &design->terms[design->columns[column]];
	int			j;

	for (j = 0; j < design->n_columns; j++)
		form[j] = lg_dd(0.0);
	form[column] = lg_dd(1.0);
	*unit = 1.0;
	if (term->kind != LG_TERM_INTERCEPT)
	{
		*unit = term->unit * term->spread;
		return;
	}
	for (j = 0; j < design->n_columns; j++)
	{
		const LgTerm *other = &design->terms[design->columns[j]];

		if (other->kind != LG_TERM_INTERCEPT &&
			other->equation == term->equation)
			form[j] = lg_dd(-other->centre * other->spread);
		}
}

/* Keeps the maximum, where the search stands. */
static void
keep_top(LgProfile *profile)
{
	const LgConstrainedNewton *search = &profile->search;
	int			n = search->design->n_columns;

	memcpy(profile->beta, search->beta, n * sizeof(LgDd));
	memcpy(profile->factor, search->factor,
		   LG_PACKED_SIZE(n) * sizeof(LgDd));
	profile->has_hessian = search->has_hessian;
	if (profile->has_hessian)
		memcpy(profile->hessian, search->prior.hessian,
			   LG_PACKED_SIZE(n) * sizeof(double));
	profile->is_precise = search->prior.is_precise;
}

/* Goes back to the maximum, which need not be evaluated again. */
static void
return_to_top(LgProfile *profile)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n = search->design->n_columns;
	int			j;

	memcpy(search->beta, profile->beta, n * sizeof(LgDd));
	memcpy(search->factor, profile->factor,
		   LG_PACKED_SIZE(n) * sizeof(LgDd));
	search->has_hessian = profile->has_hessian;
	search->keeps_form = false;
	if (profile->has_hessian)
		memcpy(search->prior.hessian, profile->hessian,
			   LG_PACKED_SIZE(n) * sizeof(double));
	for (j = 0; j < n; j++)
		search->curvature->gradient[j] = lg_dd(0.0);
	search->objective = search->top;
	search->is_evaluated = true;
}

/* The root of the fall at the point, positive. */
static double
root_of(const LgConstrainedNewton *search)
{
	return sqrt(fmax(2.0 * lg_dd_subtract(search->top,
										  search->objective).hi, 0.0));
}

/*
 * The maximum where the form has the value.  Far from the point where that
 * fails it is approached in steps that change no score by much.
 */
static bool
find_fixed(LgProfile *profile, double value)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n_walked;

	search->goal = LG_GOAL_FIXED;
	search->value = lg_dd(value);
	memcpy(profile->start, search->beta,
		   search->design->n_columns * sizeof(LgDd));
	if (lg_constrained_newton_run(search) == LG_OK)
		return true;
	memcpy(search->beta, profile->start,
		   search->design->n_columns * sizeof(LgDd));
	search->is_evaluated = false;
	search->value = lg_constrained_newton_form(search);
	for (n_walked = 0; n_walked < MAX_WALK; n_walked++)
	{
		double		left = value - search->value.hi;
		double		reach;

		if (lg_constrained_newton_run(search) != LG_OK)
			return false;
		if (left == 0.0)
			return true;
		reach = lg_constrained_newton_reach(search);
		search->value = fabs(left) <= reach ? lg_dd(value) :
			lg_dd(search->value.hi + copysign(reach, left));
	}
	return false;
}

/*
 * The point where the root is "root", by steps along the form: at each the
 * maximum is found, and the root's slope, -(slope of the objective) / root,
 * tells the next.  Where the information says nothing of the curvature, as in
 * the tail that Jeffreys' prior alone bends down, this still arrives.
 *
 * The root grows outwards, so that two values enclose the one sought: a step
 * that leaves them is replaced by the middle.  A step changes no score by
 * much or goes on by a share of the way so far, and after one that fails
 * shorter ones are tried.
 */
static bool
walk_to_root(LgProfile *profile, double root)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n = search->design->n_columns;
	double		top = profile->top_value;
	double		inner = lg_dd_double(lg_constrained_newton_form(search));
	double		outer = search->side * INFINITY;
	double		value = inner;
	double		last = INFINITY;
	double		longest = INFINITY;
	int			step;

	search->goal = LG_GOAL_FIXED;
	for (step = 0; step < MAX_WALK; step++)
	{
		double		here;
		double		change;
		double		limit;

		search->value = lg_dd(value);
		if (lg_constrained_newton_run(search) != LG_OK)
		{
			longest = 0.25 * fabs(value - inner);
			if (step == 0 || longest <= fabs(inner) * 1e-12)
				return false;
			outer = search->side * INFINITY;
			memcpy(search->beta, profile->start, n * sizeof(LgDd));
			search->is_evaluated = false;
			value = inner + search->side * longest;
			continue;
		}
		here = root_of(search);
		if (fabs(root - here) <= WALK_TOLERANCE * root ||
			(fabs(root - here) <= WALK_FLOOR && fabs(root - here) >= last))
			return true;
		last = fabs(root - here);
		if (here < root)
		{
			inner = value;
			memcpy(profile->start, search->beta, n * sizeof(LgDd));
		}
		else
			outer = value;
		change = here > SMALL_ROOT ? (root - here) * -here / search->slope :
			search->side * (root - here) * sqrt(search->variance);
		limit = fmin(longest, fmax(lg_constrained_newton_reach(search),
								   GROWTH * fabs(value - top)));
		longest *= 2.0;
		if (fabs(change) > limit)
			change = copysign(limit, change);
		if (!(search->side * (value + change - inner) > 0.0 &&
			  search->side * (outer - value - change) > 0.0))
		{
			if (!(fabs(outer) < INFINITY))
				return false;
			change = inner + (outer - inner) / 2.0 - value;
		}
		value += change;
	}
	return false;
}

/* Scores to the root from a point that is near, or walks there. */
static bool
find_root(LgProfile *profile, double root)
{
	LgConstrainedNewton  *search = &profile->search;
	int			n = search->design->n_columns;
	int			max_steps = search->max_steps;
	double		before = lg_dd_double(lg_constrained_newton_form(search));
	bool		is_found;

	memcpy(profile->start, search->beta, n * sizeof(LgDd));
	search->goal = LG_GOAL_FALL;
	search->fall = 0.5 * root * root;
	search->max_steps = MAX_FALL;
	is_found = lg_constrained_newton_run(search) == LG_OK &&
		search->side * (lg_dd_double(lg_constrained_newton_form(search)) - before) > 0.0;
	search->max_steps = max_steps;
	if (is_found)
		return true;
	memcpy(search->beta, profile->start, n * sizeof(LgDd));
	search->is_evaluated = false;
	return walk_to_root(profile, root);
}

/*
 * Fills the values that are missing, by search outwards on either side; in a
 * first round all but the estimate, later those in between.  False when one
 * cannot be found.
 */
static bool
fill_values(LgProfile *profile, double *values, int degree, bool is_first)
{
	LgConstrainedNewton  *search = &profile->search;
	int			side;
	int			k;

	for (side = 1; side >= -1; side -= 2)
	{
		return_to_top(profile);
		search->side = side;
		for (k = degree / 2 - 1; k >= 0; k--)
		{
			double		root = LG_PROFILE_REACH * cos(PI * k / degree);

			if (!is_first && k % 2 == 0)
				continue;
			if (!find_root(profile, root))
				return false;
			values[side > 0 ? k : degree - k] =
				lg_dd_double(lg_constrained_newton_form(search));
		}
	}
	return true;
}

/* Has the series foreseen the values between the points it was made of? */
static bool
has_foreseen(const double *series, const double *values, int degree,
			 double tolerance)
{
	int			k;

	for (k = 1; k < degree; k += 2)
	{
		double		root = LG_PROFILE_REACH * cos(PI * k / degree);

		if (!(fabs(lg_profile_limit(series, degree / 2 + 1, root) -
				   values[k]) <= tolerance))
			return false;
	}
	return true;
}

/* The series of the form; returns its length, 0 if there is none. */
static int
find_series(LgProfile *profile, double *series)
{
	LgConstrainedNewton  *search = &profile->search;
	double		values[LG_PROFILE_LENGTH];
	double		error;
	int			degree = FIRST_DEGREE;
	int			k;

	return_to_top(profile);
	profile->top_value = lg_dd_double(lg_constrained_newton_form(search));
	values[degree / 2] = profile->top_value;
	if (!fill_values(profile, values, degree, true))
		return 0;
	error = fabs(values[degree] - values[0]) / (2.0 * LG_PROFILE_REACH);
	do
	{
		bool		is_done;

		make_series(values, degree, series);
		for (k = degree; k >= 0; k--)
			values[2 * k] = values[k];
		degree *= 2;
		if (!fill_values(profile, values, degree, false))
			return 0;
		is_done = has_foreseen(series, values, degree, FORESEEN * error);
		make_series(values, degree, series);
		if (is_done)
			return degree + 1;
	} while (degree < LG_PROFILE_LENGTH - 1);
	return fabs(series[degree]) + fabs(series[degree - 1]) <=
		ACCEPTABLE * error ? degree + 1 : 0;
}

/* The same by all means: in double-double, if that is affordable. */
static int
find_series_somehow(LgProfile *profile, double *series)
{
	LgConstrainedNewton  *search = &profile->search;
	int			length = find_series(profile, series);

	if (length == 0 && !search->prior.is_precise && profile->may_be_precise)
	{
		search->prior.is_precise = true;
		length = find_series(profile, series);
		search->prior.is_precise = profile->is_precise;
	}
	return length;
}

/*
 * Finds tests and series of all columns of the design, whose search stands
 * at the maximum.  What cannot be found is NaN.
 */
void
lg_profile_find(LgProfile *profile)
{
	LgConstrainedNewton  *search = &profile->search;
	const LgDesign *design = search->design;
	int			n = design->n_columns;
	int			i;
	int			k;

	profile->length = 0;
	for (i = 0; profile->statistic && i < design->n_terms; i++)
		profile->statistic[i] = NAN;
	for (i = 0; profile->series && i < design->n_terms * LG_PROFILE_LENGTH; i++)
		profile->series[i] = NAN;
	search->top = search->objective;
	search->form = profile->form;
	search->max_steps = MAX_FIXED;
	keep_top(profile);

	for (i = 0; i < n; i++)
	{
		int			term = design->columns[i];
		double		unit;

		set_form(design, i, profile->form, &unit);
		if (profile->statistic)
		{
			return_to_top(profile);
			if (find_fixed(profile, design->terms[term].kind ==
						   LG_TERM_INTERCEPT ? profile->origin : 0.0))
				profile->statistic[term] =
					fmax(2.0 * lg_dd_subtract(search->top,
											  search->objective).hi, 0.0);
		}
		if (profile->series)
		{
			double	   *series = profile->series +
				(size_t) term * LG_PROFILE_LENGTH;
			int			length = find_series_somehow(profile, series);

			for (k = 0; k < LG_PROFILE_LENGTH; k++)
				series[k] = length > 0 ? series[k] * unit : NAN;
			if (length > profile->length)
				profile->length = length;
		}
	}
	return_to_top(profile);
}

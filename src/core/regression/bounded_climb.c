/*-------------------------------------------------------------------------
 *
 * bounded_climb.c
 *		A bounded regression's climb: terms reach and leave bounds one at a time.
 *
 * Method: from a point within the bounds along the line to the maximum of the
 * free terms, up to the first bound, where that term is held (Nocedal &
 * Wright, Numerical Optimization, section 16.5).  On that line a concave
 * objective rises.  At the maximum of the free terms the one whose gradient
 * points inward the most is freed, so that the next line leads upward, too.
 * No set of held terms can come twice, but for rounding, which a limit ends.
 *
 * A separated fit is at the end of the direction in which it runs off: the
 * line is that direction, if it meets a bound.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/bounded_climb.h"

#include <math.h>

/* Fits per term after which rounding must have led in a circle. */
#define MOST_FITS		20

/*
 * How far the point may go along a line before a free term meets a bound, as
 * a share of it, and which term that is; 1 and -1: none does.
 */
static double
find_block(const LgBoundedSearch *search, bool is_direction, int *block)
{
	const LgRegression *whole = search->whole;
	double		share = is_direction ? INFINITY : 1.0;
	int			j;

	*block = -1;
	for (j = 0; j < whole->n_terms; j++)
	{
		double		way = is_direction ? search->direction[j] :
			search->direction[j] != 0.0 ? 0.0 :
			search->coefficient[j] - search->point[j];
		double		bound = way < 0.0 ? whole->lower[j] : whole->upper[j];
		double		part;

		if (!search->is_free[j] || way == 0.0 || isinf(bound) ||
			(!is_direction && lg_bounded_side_left(search, j) == 0))
			continue;
		part = fmax((bound - search->point[j]) / way, 0.0);
		if (part < share)
		{
			share = part;
			*block = j;
		}
	}
	return share;
}

/* Goes along the line, by a share of it. */
static void
go_along(LgBoundedSearch *search, bool is_direction, double share)
{
	int			j;

	for (j = 0; j < search->whole->n_terms; j++)
		if (search->is_free[j])
			search->point[j] += share *
				(is_direction ? search->direction[j] :
				 search->coefficient[j] - search->point[j]);
}

/*
 * Goes from the point toward the last fit; true if that is within the bounds,
 * else the term that has met its bound is held there.
 */
static bool
approach(LgBoundedSearch *search, int freed)
{
	bool		is_direction = true;
	double		share;
	int			block = -1;

	share = find_block(search, is_direction, &block);
	if (block < 0)
	{
		is_direction = false;
		share = find_block(search, is_direction, &block);
	}
	if (block < 0)
	{
		go_along(search, is_direction, 1.0);
		return true;
	}
	if (share == 0.0 && block == freed)
		search->is_settled[block] = true;
	lg_bounded_hold(search, block, (is_direction ? search->direction[block] :
						 search->coefficient[block] -
						 search->point[block]) < 0.0 ? -1 : 1);
	go_along(search, is_direction, share);
	search->point[block] = search->value[block];
	return false;
}

/* Terms change places one at a time, from a point within the bounds. */
void
lg_bounded_climb(LgBoundedSearch *search)
{
	const LgRegression *whole = search->whole;
	int			most_fits = search->n_fits + MOST_FITS * (whole->n_terms + 1);
	int			freed = -1;
	int			j;

	for (j = 0; j < whole->n_terms; j++)
	{
		int			side = lg_bounded_side_left(search, j);

		if (side != 0)
			lg_bounded_hold(search, j, side);
		search->point[j] = search->is_free[j] ? search->coefficient[j] :
			search->value[j];
	}
	for (;;)
	{
		double		most = LG_BOUNDED_TOLERANCE;

		if (search->n_fits >= most_fits)
		{
			search->status = LG_NOT_CONVERGED;
			return;
		}
		lg_bounded_fit_free(search);
		if (!approach(search, freed))
			continue;
		freed = -1;
		if (!lg_bounded_gradient(search))
			return;
		for (j = 0; j < whole->n_terms; j++)
		{
			double		rise = lg_bounded_may_free(search, j) ?
				lg_bounded_rise(search, j) : 0.0;

			if (rise > most)
			{
				most = rise;
				freed = j;
			}
		}
		if (freed < 0)
			return;
		search->is_free[freed] = true;
	}
}

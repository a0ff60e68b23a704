/*-------------------------------------------------------------------------
 *
 * recentre.c
 *		The solver's second centring: on the rows that the information sees.
 *
 * Columns are centred at the mean of all rows.  One row of 1e9 moves the mean
 * of its column, and that of its square far more, to where the others differ
 * from each other by less than 1e-16 of their distance.  While the row counts
 * it decides about the column; once it is far on its side it has no weight,
 * and to double-double the others have the same value.
 *
 * Method: the weighted means of the scaled columns stand in the information's
 * row of the intercept.  They become the new centres, and the coefficients
 * follow:
 *
 *		b_0 + b_j (x - c) s = b_0 + b_j (c' - c) s + b_j (x - c') s
 *
 * Accuracy: a centre is any double; the difference from it is exact.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/recentre.h"

#include <math.h>

#include "core/linalg/cholesky.h"

/* Below this smallest pivot double-double leaves fewer than 14 digits. */
#define PIVOT_TO_RECENTRE	1e-18

/* A mean of at most this many deviations costs no digit that matters. */
#define LARGEST_MEAN	1e3

/*
 * Means below this count as zero: for n rows a mean has an error of 1 /
 * sqrt(n).
 */
#define SMALLEST_MEAN	1e-12

/* A centre below this share of the one before is zero, as of indicators. */
#define ROUNDING_OF_CENTRE	1e-28

/* How far a column's weighted mean is from its centre, as scaled. */
static LgDd
mean_of(const LgDd *information, int j)
{
	return lg_dd_divide(information[LG_PACKED(j, 0)], information[0]);
}

/* Whether a mean is so far off that the deviation loses digits. */
static bool
is_off_centre(const LgDd *information, int j)
{
	LgDd		mean = mean_of(information, j);
	LgDd		square = lg_dd_divide(information[LG_PACKED(j, j)],
									  information[0]);
	LgDd		variance = lg_dd_subtract(square, lg_dd_multiply(mean, mean));

	return fabs(mean.hi) > SMALLEST_MEAN &&
		!(fabs(mean.hi) < LARGEST_MEAN * sqrt(fmax(variance.hi, 0.0)));
}

/*
 * Centres the columns by the information, which is that of the point in
 * double-double; the coefficients stay what they are on the user's scale.
 * Returns false where nothing was to be done: the information is clear, all is
 * centred, or there is no intercept, more than two classes, a penalty, or the rows are elsewhere.
 */
bool
lg_recentre(LgNewton *newton, LgDesign *design)
{
	const LgDd *information = newton->curvature.information;
	bool		is_moved = false;
	int			j;

	if (newton->phase != LG_PHASE_EXACT || newton->penalty != NULL ||
		newton->smallest_pivot >= PIVOT_TO_RECENTRE ||
		design->softmax || design->rows->pass != NULL ||
		design->terms[design->columns[0]].kind != LG_TERM_INTERCEPT ||
		!(information[0].hi > 0.0))
		return false;
	for (j = 1; j < design->n_columns; j++)
	{
		LgTerm	   *term = &design->terms[design->columns[j]];
		LgDd		centre;
		LgDd		moved;

		if (term->kind != LG_TERM_NUMBER || !is_off_centre(information, j))
			continue;
		centre = lg_dd_shift(mean_of(information, j), 1.0 / term->spread);
		lg_dd_accumulate_double(&centre, term->centre);
		if (fabs(centre.hi) < ROUNDING_OF_CENTRE * fabs(term->centre))
			centre = lg_dd(0.0);
		if (!isfinite(centre.hi) || centre.hi == term->centre)
			continue;
		moved = lg_dd_shift(lg_dd_difference(centre.hi, term->centre),
							term->spread);
		lg_dd_accumulate(&newton->beta[0],
						 lg_dd_multiply(newton->beta[j], moved));
		term->centre = centre.hi;
		is_moved = true;
	}
	return is_moved;
}

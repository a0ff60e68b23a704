/*-------------------------------------------------------------------------
 *
 * spline_test.c
 *		Natural splines: values at knots, smoothness, straight ends.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/spline.h"

#include <math.h>
#include <stdlib.h>

#include "tap.h"

#define N		6

static double pieces[LG_SPLINE_PIECES(LG_SPLINE_KNOTS)];

/* A spline with the given coefficients at a number. */
static double
value_at(const double *knots, int n, const double *coefficients, double x)
{
	double		basis[LG_SPLINE_KNOTS];
	double		sum = 0.0;
	int			j;

	lg_spline_basis(knots, n, pieces, x, basis, 1);
	for (j = 0; j < n - 1; j++)
		sum += coefficients[j] * basis[j];
	return sum;
}

/* Are the basis functions 1 at their knot and 0 at the others? */
static void
at_knots(const double *knots, int n)
{
	double		worst = 0.0;
	double		basis[LG_SPLINE_KNOTS];
	int			i;
	int			j;

	for (i = 0; i < n; i++)
	{
		lg_spline_basis(knots, n, pieces, knots[i], basis, 1);
		for (j = 1; j < n; j++)
			worst = fmax(worst, fabs(basis[j - 1] - (i == j)));
	}
	ok(worst < 1e-14, "%d knots: cardinal to %.1e", n, worst);
}

/* A straight line is in the space, inside and beyond. */
static void
straight_line(const double *knots, int n)
{
	double		coefficients[LG_SPLINE_KNOTS];
	double		range = knots[n - 1] - knots[0];
	double		worst = 0.0;
	int			i;

	for (i = 1; i < n; i++)
		coefficients[i - 1] = knots[i] - knots[0];
	for (i = -100; i <= 200; i++)
	{
		double		x = knots[0] + range * i / 100.0;

		worst = fmax(worst, fabs(value_at(knots, n, coefficients, x) -
								 (x - knots[0])) / range);
	}
	ok(worst < 1e-13, "%d knots: a straight line to %.1e", n, worst);
}

/* Value and first two derivatives do not jump at any knot. */
static void
is_smooth(const double *knots, int n, const double *coefficients)
{
	double		worst = 0.0;
	int			i;

	for (i = 0; i < n; i++)
	{
		double		below[4];
		double		above[4];
		double		u;

		lg_spline_combine(n, pieces, coefficients, i - 1, below);
		lg_spline_combine(n, pieces, coefficients, i, above);
		u = i > 0 ? knots[i] - knots[i - 1] : 0.0;
		worst = fmax(worst, fabs(below[0] + u * (below[1] + u *
												 (below[2] + u * below[3])) -
								 above[0]));
		worst = fmax(worst, fabs(below[1] + u * (2.0 * below[2] + u * 3.0 *
												 below[3]) - above[1]));
		worst = fmax(worst, fabs(2.0 * below[2] + 6.0 * u * below[3] -
								 2.0 * above[2]));
	}
	ok(worst < 1e-12, "%d knots: no jump beyond %.1e", n, worst);
}

/* Slopes are those of the polynomials. */
static void
slopes_agree(const double *knots, int n)
{
	double		range = knots[n - 1] - knots[0];
	double		worst = 0.0;
	int			i;
	int			j;

	for (i = -50; i <= 150; i++)
	{
		double		x = knots[0] + range * i / 100.0 + 1e-3;
		double		before[LG_SPLINE_KNOTS];
		double		behind[LG_SPLINE_KNOTS];
		double		slopes[LG_SPLINE_KNOTS];

		lg_spline_basis(knots, n, pieces, x - 1e-5, before, 1);
		lg_spline_basis(knots, n, pieces, x + 1e-5, behind, 1);
		lg_spline_slopes(knots, n, pieces, x, slopes);
		for (j = 0; j < n - 1; j++)
			worst = fmax(worst, fabs(slopes[j] -
									 (behind[j] - before[j]) / 2e-5));
	}
	ok(worst < 1e-7, "%d knots: slopes are difference quotients to %.1e", n,
	   worst);
}

/* Pieces and basis tell the same. */
static void
pieces_agree(const double *knots, int n, const double *coefficients)
{
	double		range = knots[n - 1] - knots[0];
	double		worst = 0.0;
	int			i;

	for (i = -50; i <= 150; i++)
	{
		double		x = knots[0] + range * i / 100.0 + 1e-3;
		int			interval = lg_spline_interval(knots, n, x);
		double		u = x - knots[interval < 0 ? 0 : interval];
		double		piece[4];

		lg_spline_combine(n, pieces, coefficients, interval, piece);
		worst = fmax(worst, fabs(piece[0] + u * (piece[1] + u * (piece[2] + u *
																 piece[3])) -
								 value_at(knots, n, coefficients, x)));
	}
	ok(worst < 1e-12, "%d knots: pieces and basis agree to %.1e", n, worst);
}

int
main(void)
{
	static const double knots[N] = {-1.0, 0.5, 0.75, 2.0, 5.0, 5.5};
	double		coefficients[N - 1] = {0.3, -1.2, 2.0, 0.7, -0.4};
	double		many[LG_SPLINE_KNOTS];
	double		quarter[3] = {0.0, 1.0, 2.0};
	int			n;
	int			i;

	for (n = 2; n <= N; n++)
	{
		lg_spline_pieces(knots, n, pieces);
		at_knots(knots, n);
		straight_line(knots, n);
		is_smooth(knots, n, coefficients);
		pieces_agree(knots, n, coefficients);
		slopes_agree(knots, n);
	}
	for (i = 0; i < LG_SPLINE_KNOTS; i++)
		many[i] = 1.7e9 + 1000.0 * i;
	lg_spline_pieces(many, LG_SPLINE_KNOTS, pieces);
	at_knots(many, LG_SPLINE_KNOTS);
	straight_line(many, LG_SPLINE_KNOTS);

	/* by hand: knots 0, 1, 2 with the values 0, 1, 0 have d[1] = -3 */
	lg_spline_pieces(quarter, 3, pieces);
	coefficients[0] = 1.0;
	coefficients[1] = 0.0;
	ok(fabs(value_at(quarter, 3, coefficients, 0.5) - 0.6875) < 1e-15,
	   "the spline through 0, 1, 0 is 11/16 half way");
	ok(fabs(value_at(quarter, 3, coefficients, 3.0) + 1.5) < 1e-15,
	   "and falls by 3/2 a unit behind");
	ok(lg_spline_interval(knots, N, -2.0) == -1 &&
	   lg_spline_interval(knots, N, -1.0) == 0 &&
	   lg_spline_interval(knots, N, 5.5) == N - 1 &&
	   lg_spline_interval(many, LG_SPLINE_KNOTS, many[40]) == 40,
	   "intervals include their lower knot");
	return tap_done();
}

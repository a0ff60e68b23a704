/*-------------------------------------------------------------------------
 *
 * spline.c
 *		Natural cubic splines: a basis, evaluated at numbers.
 *
 * The space is that of R's ns(x, knots): cubic between the knots t[0] < ...
 * < t[n-1], with two continuous derivatives, and linear beyond them.
 *
 * Method: the cardinal basis (Wood, Generalized Additive Models, 2006, 4.1.2).
 * The function b_j is 1 at the knot t[j] and 0 at all others.  b_0 is left
 * out, as all of them add up to the intercept.  So the coefficient of b_j is
 * the value of the spline at t[j] less that at t[0], which can be read.
 *
 * With h the distance of two knots, d the second derivatives at them, and x
 * between t[i] and t[i+1], a spline with the values v at the knots is
 *
 *		f(x) = a v[i] + b v[i+1] + p d[i] + q d[i+1]
 *		a = (t[i+1] - x) / h			p = (a^3 - a) h^2 / 6
 *		b = (x - t[i]) / h				q = (b^3 - b) h^2 / 6
 *
 * where d solves a tridiagonal system, which makes the first derivatives
 * continuous; d[0] = d[n-1] = 0.  The matrix that maps v to d, and with it the
 * cubic of each basis function on each interval, is found once; a number then
 * takes three multiplications for each function.
 *
 * Special cases: two knots are a straight line.
 *
 * Accuracy: a few ulp of the largest basis function; the system is dominated
 * by its diagonal.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/spline.h"

#include <math.h>

#define FEW_KNOTS	16			/* are compared one by one, without a branch */

/*
 * Fills curvature[i][j] with the second derivative at the knot i of the basis
 * function j.
 */
static void
find_curvature(const double *knots, int n,
			   double (*curvature)[LG_SPLINE_KNOTS])
{
	double		ratio[LG_SPLINE_KNOTS] = {0.0}; /* of the elimination */
	int			i;
	int			j;

	for (j = 0; j < n; j++)
		curvature[0][j] = curvature[n - 1][j] = 0.0;

	/* forward: row i says h d[i-1] / 6 + (h + k) d[i] / 3 + k d[i+1] / 6 = r */
	for (i = 1; i < n - 1; i++)
	{
		double		h = knots[i] - knots[i - 1];
		double		k = knots[i + 1] - knots[i];
		double		pivot = (h + k) / 3.0 - h / 6.0 * ratio[i - 1];

		ratio[i] = k / 6.0 / pivot;
		for (j = 0; j < n; j++)
		{
			double		slope = (j == i - 1 ? 1.0 / h : 0.0) -
				(j == i ? 1.0 / h + 1.0 / k : 0.0) +
				(j == i + 1 ? 1.0 / k : 0.0);

			curvature[i][j] = (slope - h / 6.0 * curvature[i - 1][j]) / pivot;
		}
	}
	for (i = n - 3; i > 0; i--)
		for (j = 0; j < n; j++)
			curvature[i][j] -= ratio[i] * curvature[i + 1][j];
}

/*
 * Fills pieces[LG_SPLINE_PIECES(n)].  The knots, 2 to LG_SPLINE_KNOTS of them,
 * must ascend strictly.
 */
void
lg_spline_pieces(const double *knots, int n, double *pieces)
{
	double		curvature[LG_SPLINE_KNOTS][LG_SPLINE_KNOTS];
	int			i;
	int			j;
	int			k;

	find_curvature(knots, n, curvature);
	for (i = 0; i < n - 1; i++)
	{
		double		h = knots[i + 1] - knots[i];

		for (j = 1; j < n; j++)
		{
			double		d = curvature[i][j];
			double		next = curvature[i + 1][j];

			LG_SPLINE_PIECE(pieces, n, i, 0)[j - 1] = j == i;
			LG_SPLINE_PIECE(pieces, n, i, 1)[j - 1] =
				((j == i + 1) - (j == i)) / h - h * (2.0 * d + next) / 6.0;
			LG_SPLINE_PIECE(pieces, n, i, 2)[j - 1] = d / 2.0;
			LG_SPLINE_PIECE(pieces, n, i, 3)[j - 1] = (next - d) / (6.0 * h);
		}
	}

	/* straight beyond the boundary knots, with the slopes there */
	for (j = 1; j < n; j++)
	{
		double		h = knots[n - 1] - knots[n - 2];

		for (k = 0; k < 4; k++)
			LG_SPLINE_PIECE(pieces, n, -1, k)[j - 1] =
				LG_SPLINE_PIECE(pieces, n, n - 1, k)[j - 1] = 0.0;
		LG_SPLINE_PIECE(pieces, n, -1, 1)[j - 1] =
			LG_SPLINE_PIECE(pieces, n, 0, 1)[j - 1];
		LG_SPLINE_PIECE(pieces, n, n - 1, 0)[j - 1] = j == n - 1;
		LG_SPLINE_PIECE(pieces, n, n - 1, 1)[j - 1] =
			((j == n - 1) - (j == n - 2)) / h + h * curvature[n - 2][j] / 6.0;
	}
}

/*
 * The interval of a number: i if it lies between the knots i and i + 1, -1
 * below the first knot, n - 1 from the last one on.
 */
int
lg_spline_interval(const double *knots, int n, double x)
{
	int			low = -1;
	int			high = n;
	int			i;

	if (n <= FEW_KNOTS)
	{
		for (i = 0; i < n; i++)
			low += x >= knots[i];
		return low;
	}
	while (high - low > 1)
	{
		int			middle = (low + high) / 2;

		if (x >= knots[middle])
			low = middle;
		else
			high = middle;
	}
	return low;
}

/*
 * Fills basis[0], basis[stride], ... with the n - 1 basis functions b_1, b_2,
 * ... at a finite number.
 */
void
lg_spline_basis(const double *knots, int n, const double *pieces, double x,
				double *basis, int stride)
{
	int			i = lg_spline_interval(knots, n, x);
	const double *piece = LG_SPLINE_PIECE(pieces, n, i, 0);
	double		u = x - knots[i < 0 ? 0 : i];
	int			m = n - 1;
	int			j;

	for (j = 0; j < m; j++)
		basis[(long) j * stride] = piece[j] +
			u * (piece[m + j] + u * (piece[2 * m + j] + u * piece[3 * m + j]));
}

/* Fills slopes[n - 1] with the derivatives of the basis at a finite number. */
void
lg_spline_slopes(const double *knots, int n, const double *pieces, double x,
				 double *slopes)
{
	int			i = lg_spline_interval(knots, n, x);
	const double *piece = LG_SPLINE_PIECE(pieces, n, i, 0);
	double		u = x - knots[i < 0 ? 0 : i];
	int			m = n - 1;
	int			j;

	for (j = 0; j < m; j++)
		slopes[j] = piece[m + j] +
			u * (2.0 * piece[2 * m + j] + u * 3.0 * piece[3 * m + j]);
}

/*
 * The spline with coefficients[n - 1] on an interval, as the coefficients of
 * one polynomial.
 */
void
lg_spline_combine(int n, const double *pieces, const double *coefficients,
				  int interval, double piece[4])
{
	int			j;
	int			k;

	for (k = 0; k < 4; k++)
	{
		piece[k] = 0.0;
		for (j = 0; j < n - 1; j++)
			piece[k] += coefficients[j] *
				LG_SPLINE_PIECE(pieces, n, interval, k)[j];
	}
}

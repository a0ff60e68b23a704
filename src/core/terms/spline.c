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
 * continuous; d[0] = d[n-1] = 0.  The matrix that maps v to d is found once.
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

/*
 * Fills curvature[n * i + j] with the second derivative at the knot i of the
 * basis function j.  The knots, 2 to LG_SPLINE_KNOTS of them, must ascend
 * strictly.
 */
void
lg_spline_curvature(const double *knots, int n, double *curvature)
{
	double		ratio[LG_SPLINE_KNOTS] = {0.0}; /* of the elimination */
	int			i;
	int			j;

	for (j = 0; j < n; j++)
		curvature[j] = curvature[n * (n - 1) + j] = 0.0;

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

			curvature[n * i + j] =
				(slope - h / 6.0 * curvature[n * (i - 1) + j]) / pivot;
		}
	}
	for (i = n - 3; i > 0; i--)
		for (j = 0; j < n; j++)
			curvature[n * i + j] -= ratio[i] * curvature[n * (i + 1) + j];
}

/*
 * The interval of a number: i if it lies between the knots i and i + 1, -1
 * below the first knot, n - 1 above the last one.
 */
int
lg_spline_interval(const double *knots, int n, double x)
{
	int			low = -1;
	int			high = n;

	while (high - low > 1)
	{
		int			middle = (low + high) / 2;

		if (x >= knots[middle])
			low = middle;
		else
			high = middle;
	}
	return low == n - 1 && x == knots[n - 1] ? n - 2 : low;
}

/*
 * The slopes at a boundary knot: those of the basis functions, from the last
 * interval inside.
 */
static double
boundary_slope(const double *knots, int n, const double *curvature,
			   int is_upper, int j)
{
	int			i = is_upper ? n - 2 : 0;
	double		h = knots[i + 1] - knots[i];
	double		secant = ((j == i + 1) - (j == i)) / h;

	return is_upper ? secant + h / 6.0 * curvature[n * i + j] :
		secant - h / 6.0 * curvature[n * (i + 1) + j];
}

/*
 * Fills basis[0], basis[stride], ... with the n - 1 basis functions b_1, b_2,
 * ... at a finite number.
 */
void
lg_spline_basis(const double *knots, int n, const double *curvature,
				double x, double *basis, int stride)
{
	int			i = lg_spline_interval(knots, n, x);
	int			j;

	if (i < 0 || i == n - 1)
	{
		int			edge = i < 0 ? 0 : n - 1;

		for (j = 1; j < n; j++)
			basis[(j - 1) * stride] = (j == edge ? 1.0 : 0.0) +
				(x - knots[edge]) *
				boundary_slope(knots, n, curvature, edge > 0, j);
	}
	else
	{
		double		h = knots[i + 1] - knots[i];
		double		a = (knots[i + 1] - x) / h;
		double		b = (x - knots[i]) / h;
		double		p = (a * a - 1.0) * a * h * h / 6.0;
		double		q = (b * b - 1.0) * b * h * h / 6.0;

		for (j = 1; j < n; j++)
			basis[(j - 1) * stride] = p * curvature[n * i + j] +
				q * curvature[n * (i + 1) + j];
		if (i > 0)
			basis[(i - 1) * stride] += a;
		basis[i * stride] += b;
	}
}

/* Fills slopes[n - 1] with the derivatives of the basis at a finite number. */
void
lg_spline_slopes(const double *knots, int n, const double *curvature,
				 double x, double *slopes)
{
	int			i = lg_spline_interval(knots, n, x);
	int			j;

	for (j = 1; j < n; j++)
	{
		double		h;
		double		a;
		double		b;

		if (i < 0 || i == n - 1)
		{
			slopes[j - 1] = boundary_slope(knots, n, curvature, i >= 0, j);
			continue;
		}
		h = knots[i + 1] - knots[i];
		a = (knots[i + 1] - x) / h;
		b = (x - knots[i]) / h;
		slopes[j - 1] = ((j == i + 1) - (j == i)) / h +
			h / 6.0 * ((1.0 - 3.0 * a * a) * curvature[n * i + j] +
					   (3.0 * b * b - 1.0) * curvature[n * (i + 1) + j]);
	}
}

/*
 * The spline with coefficients[n - 1] as a polynomial on an interval (-1 and
 * n - 1 are those beyond the knots): piece[0] + piece[1] u + piece[2] u^2 +
 * piece[3] u^3 of u = x - t[i], where i is the lower knot of the interval, or
 * the only one.
 */
void
lg_spline_piece(const double *knots, int n, const double *curvature,
				const double *coefficients, int interval, double piece[4])
{
	int			edge = interval < 0 ? 0 : n - 1;
	int			i;
	int			j;

	for (i = 0; i < 4; i++)
		piece[i] = 0.0;
	if (interval < 0 || interval == n - 1)
	{
		piece[0] = edge > 0 ? coefficients[edge - 1] : 0.0;
		for (j = 1; j < n; j++)
			piece[1] += coefficients[j - 1] *
				boundary_slope(knots, n, curvature, edge > 0, j);
		return;
	}
	{
		double		h = knots[interval + 1] - knots[interval];
		double		value = interval > 0 ? coefficients[interval - 1] : 0.0;
		double		next = coefficients[interval];
		double		d = 0.0;
		double		d_next = 0.0;

		for (j = 1; j < n; j++)
		{
			d += coefficients[j - 1] * curvature[n * interval + j];
			d_next += coefficients[j - 1] * curvature[n * (interval + 1) + j];
		}
		piece[0] = value;
		piece[1] = (next - value) / h - h * (2.0 * d + d_next) / 6.0;
		piece[2] = d / 2.0;
		piece[3] = (d_next - d) / (6.0 * h);
	}
}

/*-------------------------------------------------------------------------
 *
 * leverage.c
 *		The likelihood of many classes: leverages of its rows.
 *
 * In the metric of the information, where a row's score is w v_y and its own
 * information H = sum w p_k v_k v_k', the estimate without the row differs by
 * (1 - H)^-1 w v_y, to first order.  So H is what the leverage h is of two
 * classes, and sandwich errors divide by it alike (Bell & McCaffrey 2002,
 * Survey Methodology 28, with the equations of a row as a cluster):
 *
 *		HC2		(1 - H)^-1/2 w v_y
 *		HC3		(1 - H)^-1 w v_y
 *
 * Whichever class is the baseline, H and the result are the same.
 *
 * Method: H = U U' with columns sqrt(w p_k) v_k has the eigenvalues of the
 * small matrix G = U'U, and
 *
 *		f(H) v = v + U g(G) U'v,	g(x) = (f(x) - 1) / x
 *
 * with G's eigenvectors by Jacobi's rotations (Golub & Van Loan, Matrix
 * Computations, 8.5).
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/leverage.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Sweeps of rotations; six or so suffice. */
#define MAX_SWEEPS	30

/*
 * Fills softmax->products with v_k'v_l: element l of place k is the product of
 * it with class l of the same row.
 */
void
lg_leverage_products(const LgDesign *design, const LgDense *dense)
{
	LgSoftmax  *softmax = design->softmax;
	int			n = softmax->classes.n_classes;
	int			c;
	int			i;
	int			k;
	int			l;

	memset(softmax->products, 0, (size_t) dense->n_rows * n * sizeof(double));
	for (c = 0; c < design->n_columns; c++)
	{
		const double *v = dense->z + (size_t) c * LG_BLOCK_STRIDE;

		for (i = 0; i < dense->n_rows; i += n)
			for (k = 0; k < n; k++)
				for (l = 0; l < n; l++)
					softmax->products[(i + k) * n + l] += v[i + k] * v[i + l];
	}
}

/* Rotates a pair of columns by an angle. */
static void
rotate(double *a, int n, int p, int q, double cosine, double sine)
{
	int			i;

	for (i = 0; i < n; i++)
	{
		double		x = a[i * n + p];
		double		y = a[i * n + q];

		a[i * n + p] = cosine * x - sine * y;
		a[i * n + q] = sine * x + cosine * y;
	}
}

/* Rotates a pair of rows by an angle. */
static void
rotate_rows(double *a, int n, int p, int q, double cosine, double sine)
{
	int			i;

	for (i = 0; i < n; i++)
	{
		double		x = a[p * n + i];
		double		y = a[q * n + i];

		a[p * n + i] = cosine * x - sine * y;
		a[q * n + i] = sine * x + cosine * y;
	}
}

/*
 * Turns a symmetric matrix into its eigenvalues, on its diagonal; the
 * eigenvectors are the columns of "vectors".
 */
static void
diagonalise(double *a, double *vectors, int n)
{
	bool		is_done = false;
	int			sweep;
	int			i;
	int			p;
	int			q;

	for (i = 0; i < n * n; i++)
		vectors[i] = i % (n + 1) == 0 ? 1.0 : 0.0;
	for (sweep = 0; sweep < MAX_SWEEPS && !is_done; sweep++)
	{
		is_done = true;
		for (p = 0; p < n; p++)
			for (q = p + 1; q < n; q++)
			{
				double		pq = a[p * n + q];
				double		theta;
				double		tangent;
				double		cosine;

				if (fabs(pq) <= DBL_MIN + DBL_EPSILON *
					sqrt(fabs(a[p * n + p] * a[q * n + q])))
					continue;
				is_done = false;
				theta = (a[q * n + q] - a[p * n + p]) / (2.0 * pq);
				tangent = copysign(1.0, theta) /
					(fabs(theta) + sqrt(theta * theta + 1.0));
				cosine = 1.0 / sqrt(tangent * tangent + 1.0);
				rotate(a, n, p, q, cosine, tangent * cosine);
				rotate_rows(a, n, p, q, cosine, tangent * cosine);
				rotate(vectors, n, p, q, cosine, tangent * cosine);
			}
	}
}

/*
 * Fills "factor" with g(G) U'v_y of the row whose classes begin at a place,
 * each element times its column's length in U: what to add of each v_k.
 * Returns false at a leverage of 1.
 */
static bool
find_factors(const LgSoftmax *softmax, const LgWhitened *rows, int first,
			 LgMeat meat, double *factor)
{
	int			n = softmax->classes.n_classes;
	const double *products = softmax->products + (size_t) first * n;
	const double *curvature = rows->curvature + first;
	double	   *g = softmax->square;
	double	   *vectors = softmax->square + n * n;
	int			y = 0;
	int			i;
	int			k;
	int			l;

	while (y < n - 1 && rows->residual[first + y] == 0.0)
		y++;
	for (k = 0; k < n; k++)
	{
		factor[k] = 0.0;
		for (l = 0; l < n; l++)
			g[k * n + l] = sqrt(curvature[k]) * sqrt(curvature[l]) *
				products[k * n + l];
	}
	diagonalise(g, vectors, n);
	for (i = 0; i < n; i++)
	{
		double		x = g[i * n + i];
		double		left = 1.0 - x;
		double		root = sqrt(left);
		double		along = 0.0;

		if (!(left > LG_SMALLEST_REMAINDER))
			return false;
		for (k = 0; k < n; k++)
			along += vectors[k * n + i] * sqrt(curvature[k]) *
				products[y * n + k];
		along *= meat == LG_MEAT_HC2 ? 1.0 / (root * (1.0 + root)) :
			1.0 / left;
		for (k = 0; k < n; k++)
			factor[k] += vectors[k * n + i] * along;
	}
	for (k = 0; k < n; k++)
		factor[k] *= sqrt(curvature[k]);
	factor[y] += 1.0;
	return true;
}

/*
 * Turns a block of deviations, n_classes places for each row, into scores
 * divided by leverages, one place for each row, whose residual is w.
 * LG_MEAT_HC2 or LG_MEAT_HC3; returns false at a leverage of 1.
 */
bool
lg_leverage_divide(const LgDesign *design, LgDense *dense, LgMeat meat,
				   LgWhitened *rows)
{
	const LgSoftmax *softmax = design->softmax;
	int			n = softmax->classes.n_classes;
	int			n_rows = dense->n_rows / n;
	double		factor[LG_BLOCK_ROWS];
	int			c;
	int			i;
	int			k;

	lg_leverage_products(design, dense);
	for (i = 0; i < n_rows; i++)
		if (!find_factors(softmax, rows, i * n, meat, factor + i * n))
			return false;
	for (c = 0; c < design->n_columns; c++)
	{
		double	   *v = dense->z + (size_t) c * LG_BLOCK_STRIDE;

		for (i = 0; i < n_rows; i++)
		{
			double		sum = 0.0;

			for (k = 0; k < n; k++)
				sum += factor[i * n + k] * v[i * n + k];
			v[i] = sum;
		}
	}
	for (i = 0; i < n_rows; i++)
		rows->residual[i] = dense->weight[i * n];
	dense->n_rows = n_rows;
	return true;
}

/*
 * Turns the products of a block of deviations into elements w p_k p_l v_k'v_l,
 * for lg_leverage_turn().
 */
void
lg_leverage_couple(const LgSoftmax *softmax, const LgDense *dense,
				   const LgWhitened *rows)
{
	int			n = softmax->classes.n_classes;
	int			i;
	int			l;

	for (i = 0; i < dense->n_rows; i++)
		for (l = 0; l < n; l++)
			softmax->products[i * n + l] *= rows->curvature[i] /
				dense->weight[i] * rows->curvature[i - i % n + l];
}

/* The products of each row's elements with a column of its classes. */
void
lg_leverage_turn(const LgSoftmax *softmax, const double *v, int n_rows,
				 double *turned)
{
	int			n = softmax->classes.n_classes;
	int			i;
	int			l;

	for (i = 0; i < n_rows; i++)
	{
		turned[i] = 0.0;
		for (l = 0; l < n; l++)
			turned[i] += softmax->products[i * n + l] * v[i - i % n + l];
	}
}

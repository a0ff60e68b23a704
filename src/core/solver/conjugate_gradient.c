/*-------------------------------------------------------------------------
 *
 * conjugate_gradient.c
 *		Newton steps by conjugate gradients, for many columns.
 *
 * A Newton step solves (X'WX + P) s = g.  With p columns the matrix costs
 * p^2/2 products a row and its factor p^3/6; conjugate gradients need the
 * matrix only times a vector, 2p products a row (hessian_vector.c).  A step that is
 * far from the maximum need not be exact: it is truncated when the residual
 * is below a share of the gradient that falls with the gradient itself, so
 * that convergence stays faster than linear (Dembo, Eisenstat & Steihaug
 * 1982, SIAM Journal on Numerical Analysis 19, 400-408; the share is the
 * second choice of Eisenstat & Walker 1996, SIAM Journal on Scientific
 * Computing 17, 16-32).
 *
 * How many products a step takes depends on the preconditioner, a factor of
 * the information of some rows at some point.  A sample of m rows brings the
 * residual down by sqrt(p / m) with each product; all rows, at a point that is
 * near the maximum, by the distance to it.  So a sample makes the way there,
 * and all rows make the end, where the products that are to come would cost
 * more.  Where there is no room for a factor, the diagonal serves.
 *
 * The ridge P makes the matrix definite, whatever the columns are.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/conjugate_gradient.h"

#include <math.h>
#include <string.h>

#include "core/data/subsample.h"
#include "core/linalg/cholesky.h"
#include "core/solver/hessian_vector.h"

/*
 * A pass that sums the information costs as much as p / 50 products, and its
 * factor as much as two thirds of p rows of that pass.
 */
#define COLUMNS_OF_PRODUCT	50.0
#define ROWS_OF_FACTOR		0.67

/* A fit saves about this many factors, and needs this many products instead. */
#define FACTORS_SAVED		6.0
#define PRODUCTS_OF_FIT		25.0

/* The first sample costs as much as so many products ... */
#define PRODUCTS_OF_SAMPLE	2.0

/* ... but has so many rows for each column, if there are as many. */
#define ROWS_OF_COLUMN		2

/* The products that are left to do with a factor of all rows. */
#define PRODUCTS_AT_END		5.0

/*
 * From all rows the factor is made only where the step moves the scores by
 * less than this, in the mean of squares.
 */
#define NEAR				0.01

/* The decrement of a step that changes no digit. */
#define SMALLEST_DECREMENT	1e-30

/* Products that gain less than this, or nothing, call for a better factor. */
#define SMALLEST_GAIN		1e-3

/* Products after which a step is taken as it is. */
#define MOST_PRODUCTS		500

/* The share of the gradient that a step may leave, at most and at least. */
#define LARGEST_SHARE		0.1
#define SMALLEST_SHARE		1e-6

/* Starts an iteration; arrays and row weights are the caller's. */
void
lg_truncated_start(LgTruncated *truncated)
{
	truncated->has_factor = false;
	truncated->n_products = 0;
	truncated->decrement = 0.0;
	truncated->share = 0.0;
	truncated->gain = 1.0;
}

/* Evaluates all but the information at beta. */
void
lg_truncated_evaluate(LgTruncated *truncated, const LgDesign *design,
					  LgDense *dense, const LgDd *beta,
					  LgCurvature *curvature)
{
	lg_hessian_vector_evaluate(design, dense, beta, truncated->solution,
							   curvature, truncated->row_weight);
}

/*
 * The diagonal of the information, as if the weights had nothing to do with
 * the columns.
 */
static void
estimate_diagonal(LgTruncated *truncated, const LgDesign *design,
				  const LgPenalty *penalty, double sum_weights)
{
	int			j;

	for (j = 0; j < design->n_columns; j++)
	{
		const LgTerm *term = &design->terms[design->columns[j]];
		double		mean = lg_term_scaled(term, term->mean).hi;
		double		deviation = term->std_dev * term->unit * term->spread;

		truncated->diagonal[j] = sum_weights *
			(mean * mean + deviation * deviation) +
			lg_penalty_ridge(penalty, design, j, j);
	}
}

/* The products that cost as much as a factor of all rows' information. */
static double
products_of_factor(int64_t n_rows, int n_columns)
{
	double		n = n_columns;

	return n / COLUMNS_OF_PRODUCT *
		(1.0 + ROWS_OF_FACTOR * n / (double) n_rows);
}

/* Rows of the first preconditioner. */
static int64_t
sample_rows(int64_t n_rows, int n_columns)
{
	int64_t		n = (int64_t) (PRODUCTS_OF_SAMPLE * COLUMNS_OF_PRODUCT *
							   (double) n_rows / n_columns);
	int64_t		least = (int64_t) ROWS_OF_COLUMN * n_columns;

	return n > least ? n : least;
}

/*
 * Whether a factor of all rows costs less than the products that are to come
 * with the one that there is.
 */
static bool
is_worn_out(const LgTruncated *truncated, double decrement,
			double sum_weights, int64_t n_rows, int n_columns)
{
	double		to_come = 0.5 * log(decrement / SMALLEST_DECREMENT) /
		truncated->gain;

	return decrement < NEAR * sum_weights &&
		to_come > PRODUCTS_AT_END + products_of_factor(n_rows, n_columns);
}

/*
 * Takes the information of about so many rows at beta for that of all, and
 * factors it.
 */
static void
make_factor(LgTruncated *truncated, const LgDesign *design, LgDense *dense,
			const LgPenalty *penalty, const LgDd *beta, int64_t n_rows,
			int64_t n_sampled)
{
	int			n = design->n_columns;
	LgDesign	sample = lg_subsample(design, n_sampled);
	LgCurvature curvature;
	double		ratio;
	size_t		i;
	int			j;

	curvature.gradient = truncated->gradient;
	curvature.information = truncated->information;
	lg_objective_evaluate(&sample, dense, beta, &curvature);
	ratio = (double) n_rows / (double) curvature.n_rows;
	for (i = 0; i < LG_PACKED_SIZE(n); i++)
		truncated->factor[i] = ratio *
			lg_dd_double(curvature.information[i]);
	for (j = 0; j < n; j++)
		truncated->factor[LG_PACKED(j, j)] +=
			lg_penalty_ridge(penalty, design, j, j);
	truncated->has_factor =
		lg_symmetric_factor(lg_design_kernel(design), truncated->factor, n,
							design->rows) > 0.0;
}

/* preconditioned = M^-1 residual; returns their product. */
static double
precondition(LgTruncated *truncated, const LgDesign *design)
{
	int			n = design->n_columns;
	double	   *to = truncated->preconditioned;
	double		sum = 0.0;
	int			j;

	memcpy(to, truncated->residual, n * sizeof(double));
	if (truncated->has_factor)
		lg_symmetric_solve(lg_design_kernel(design), truncated->factor, n, to);
	else
		for (j = 0; j < n; j++)
			to[j] /= truncated->diagonal[j];
	for (j = 0; j < n; j++)
		sum += truncated->residual[j] * to[j];
	return sum;
}

/* The share of the residual that this step may leave. */
static double
share_left(const LgTruncated *truncated, double decrement)
{
	double		share = LARGEST_SHARE;

	if (truncated->decrement > 0.0)
		share = fmin(share, 0.9 * decrement / truncated->decrement);
	return fmax(share, SMALLEST_SHARE);
}

/*
 * Solves for the step from the point that was evaluated last, whose gradient
 * is that of the curvature.  Returns false when the arithmetic breaks down.
 */
bool
lg_truncated_solve(LgTruncated *truncated, const LgDesign *design,
				   LgDense *dense, const LgPenalty *penalty,
				   const LgDd *beta, const LgCurvature *curvature,
				   LgDd *step)
{
	int			n = design->n_columns;
	double	   *direction = truncated->direction;
	double	   *product = truncated->product;
	double	   *solution = truncated->solution;
	double		decrement;		/* r'M^-1 r */
	double		enough;
	double		sum_weights = 0.0;
	int64_t		i;
	int			j;

	for (i = 0; i < curvature->n_rows; i++)
		sum_weights += truncated->row_weight[i];
	for (j = 0; j < n; j++)
	{
		truncated->residual[j] = lg_dd_double(curvature->gradient[j]);
		solution[j] = 0.0;
	}
	estimate_diagonal(truncated, design, penalty, sum_weights);
	if (truncated->factor && !truncated->has_factor)
		make_factor(truncated, design, dense, penalty, beta,
					curvature->n_rows, sample_rows(curvature->n_rows, n));
	decrement = precondition(truncated, design);
	if (truncated->has_factor && truncated->decrement > 0.0 &&
		is_worn_out(truncated, decrement, sum_weights, curvature->n_rows, n))
	{
		make_factor(truncated, design, dense, penalty, beta,
					curvature->n_rows, curvature->n_rows);
		decrement = precondition(truncated, design);
	}
	enough = share_left(truncated, decrement);
	truncated->decrement = decrement;
	enough *= enough * decrement;
	truncated->n_products = 0;
	memcpy(direction, truncated->preconditioned, n * sizeof(double));

	while (decrement > enough && truncated->n_products < MOST_PRODUCTS)
	{
		double		last = decrement;
		double		curvature_along = 0.0;
		double		length;

		lg_hessian_vector_multiply(design, dense, truncated->row_weight,
								   direction, product);
		truncated->n_products++;
		for (j = 0; j < n; j++)
		{
			product[j] += lg_penalty_ridge(penalty, design, j, j) *
				direction[j];
			curvature_along += direction[j] * product[j];
		}
		if (!(curvature_along > 0.0) || !(decrement > 0.0))
			return false;
		length = decrement / curvature_along;
		for (j = 0; j < n; j++)
		{
			solution[j] += length * direction[j];
			truncated->residual[j] -= length * product[j];
		}
		decrement = precondition(truncated, design);
		for (j = 0; j < n; j++)
			direction[j] = truncated->preconditioned[j] +
				decrement / last * direction[j];
	}
	for (j = 0; j < n; j++)
		step[j] = lg_dd(solution[j]);
	truncated->share = truncated->decrement > 0.0 ?
		sqrt(decrement / truncated->decrement) : 0.0;
	if (truncated->n_products > 0)
		truncated->gain = fmax(-log(truncated->share) /
							   truncated->n_products, SMALLEST_GAIN);
	return isfinite(decrement);
}

/*
 * Is a fit by conjugate gradients cheaper?  It needs products in place of
 * factors of the information of all rows.  How many products depends on the
 * data, but never many more, for a factor is made where they would be.
 */
bool
lg_truncated_is_worthwhile(int64_t n_rows, int n_columns)
{
	return FACTORS_SAVED * products_of_factor(n_rows, n_columns) >
		PRODUCTS_OF_FIT;
}

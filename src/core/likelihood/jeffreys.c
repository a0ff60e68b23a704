/*-------------------------------------------------------------------------
 *
 * jeffreys.c
 *		Jeffreys' prior: half the logarithm of the information's determinant.
 *
 * With I = X'WX = L L' and a row's leverage h = w p (1 - p) x'I^-1 x the
 * gradient of 1/2 ln det I is sum h (1/2 - p) x (Firth 1993, Biometrika 80,
 * 27-38; Heinze & Schemper 2002, Statistics in Medicine 21, 2409-2419).
 *
 * In coordinates in which the information is 1, v = L^-1 x for x, minus the
 * Hessian of the log-likelihood with the prior is
 *
 *		1 - 1/2 sum w'' |v|^2 v v' + 1/2 sum_ab T_ab T_ab',
 *		T_abc = sum w' v_a v_b v_c
 *
 * with w' and w'' the derivatives of w p (1 - p) by the score.  More than two
 * classes have the cumulants of their deviations for these.
 *
 * Cost: the gradient n^2 / 2 per row, the Hessian n^3 / 6.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/jeffreys.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/likelihood/leverage.h"
#include "core/linalg/cholesky.h"

/* Below this the Hessian is next to indefinite, and its steps too long. */
#define SMALLEST_HESSIAN	1e-3

/*
 * The weight with which the square of a fixed form is added to the Hessian:
 * much more than the Hessian may lack along it.
 */
#define FORM_WEIGHT			100.0

/* The derivatives of a block's rows: of the objective, and of w p (1 - p). */
typedef struct Derivatives
{
	double		gradient[LG_BLOCK_ROWS];	/* h (1/2 - p) */
	double		slope[LG_BLOCK_ROWS];	/* w' */
	double		curvature[LG_BLOCK_ROWS];	/* w'' |v|^2, uncoupled part */
} Derivatives;

/*
 * The sum of x_i y_i, in four parts that the processor need not wait for one
 * by one.
 */
static double
dot(const double *x, const double *y, int n)
{
	double		sum[4] = {0.0, 0.0, 0.0, 0.0};
	int			i;

	for (i = 0; i + 4 <= n; i += 4)
	{
		sum[0] += x[i] * y[i];
		sum[1] += x[i + 1] * y[i + 1];
		sum[2] += x[i + 2] * y[i + 2];
		sum[3] += x[i + 3] * y[i + 3];
	}
	for (; i < n; i++)
		sum[0] += x[i] * y[i];
	return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

/*
 * Of more than two classes the derivatives of the information are cumulants of
 * a row's deviations: the third, and of the fourth, with h = sum p_k |v_k|^2,
 *
 *		w (sum p_k (|v_k|^2 - h) v_k v_k' - 2 sum p_k p_l v_k'v_l v_k v_l')
 *
 * whose second sum couples the classes.
 */
static void
differentiate_classes(const LgSoftmax *softmax, const LgDense *dense,
					  const LgWhitened *rows, Derivatives *derivatives)
{
	int			i;
	int			k;

	for (i = 0; i < dense->n_rows; i += softmax->classes.n_classes)
	{
		double		h = 0.0;

		for (k = i; k < i + softmax->classes.n_classes; k++)
			h += rows->leverage[k] / dense->weight[k];
		for (k = i; k < i + softmax->classes.n_classes; k++)
		{
			derivatives->gradient[k] = 0.5 * rows->leverage[k];
			derivatives->slope[k] = rows->curvature[k];
			derivatives->curvature[k] = rows->leverage[k] -
				h * rows->curvature[k];
		}
	}
}

/*
 * Of two classes: q, the probability of the other label, and so p, follow
 * from the residual w s q of a row whose label has the sign s.
 */
static void
differentiate(const LgDense *dense, const LgWhitened *rows,
			  Derivatives *derivatives)
{
	int			i;

	for (i = 0; i < dense->n_rows; i++)
	{
		double		sign = dense->sign[i];
		double		q = sign * rows->residual[i] / dense->weight[i];
		double		half_less_p = sign * (q - 0.5);
		double		variance = rows->curvature[i] / dense->weight[i];

		derivatives->gradient[i] = rows->leverage[i] * half_less_p;
		derivatives->slope[i] = 2.0 * rows->curvature[i] * half_less_p;
		derivatives->curvature[i] = rows->leverage[i] *
			(1.0 - 6.0 * variance);
	}
}

/* The next block in the metric of the information, differentiated. */
static bool
next_block(const LgJeffreys *prior, const LgDd *beta, const LgDd *factor,
		   LgWhitened *rows, Derivatives *derivatives)
{
	const LgDesign *design = prior->design;

	if (!lg_whiten_next(design, prior->dense, beta, factor, true, rows))
		return false;
	if (design->softmax)
		differentiate_classes(design->softmax, prior->dense, rows,
							  derivatives);
	else
		differentiate(prior->dense, rows, derivatives);
	return true;
}

/*
 * Adds the prior at beta to the objective and its gradient.  "factor" is that
 * of the information there.  Sums over rows are taken in v; that of the
 * gradient is brought back by L.
 */
void
lg_jeffreys_add(const LgJeffreys *prior, const LgDd *beta,
				const LgDd *factor, LgDd *objective, LgDd *gradient)
{
	const LgDesign *design = prior->design;
	LgDense    *dense = prior->dense;
	int			n = design->n_columns;
	double	   *low = dense->z_low;
	LgWhitened	rows;
	Derivatives derivatives;
	int			j;
	int			k;

	if (!prior->is_precise)
		dense->z_low = NULL;
	memset(prior->sums, 0, n * sizeof(LgDd));
	lg_design_rewind(design, dense);
	while (next_block(prior, beta, factor, &rows, &derivatives))
		for (j = 0; j < n; j++)
			lg_dd_accumulate_double(&prior->sums[j],
									dot(derivatives.gradient, dense->z +
										(size_t) j * LG_BLOCK_STRIDE,
										dense->n_rows));
	dense->z_low = low;

	for (j = 0; j < n; j++)
	{
		const LgDd *row = factor + LG_PACKED(j, 0);

		lg_dd_accumulate_double(objective, log(row[j].hi));
		for (k = 0; k <= j; k++)
			lg_dd_accumulate(&gradient[j],
							 lg_dd_multiply(row[k], prior->sums[k]));
	}
}

/* Adds a block to the sums of the Hessian; T only for c <= b <= a. */
static void
add_to_hessian(const LgJeffreys *prior, const Derivatives *derivatives)
{
	const double *z = prior->dense->z;
	const LgSoftmax *softmax = prior->design->softmax;
	int			n = prior->design->n_columns;
	int			n_rows = prior->dense->n_rows;
	size_t		stride = LG_PACKED_SIZE(n);
	double		product[LG_BLOCK_ROWS];
	double		turned[LG_BLOCK_ROWS];
	int			a;
	int			b;
	int			c;
	int			i;

	for (a = 0; a < n; a++)
	{
		const double *v = z + (size_t) a * LG_BLOCK_STRIDE;

		prior->design->rows->check(prior->design->rows->host);
		if (softmax)
			lg_leverage_turn(softmax, v, n_rows, turned);
		for (b = 0; b <= a; b++)
		{
			const double *other = z + (size_t) b * LG_BLOCK_STRIDE;
			size_t		pair = LG_PACKED(a, b);

			for (i = 0; i < n_rows; i++)
				product[i] = v[i] * other[i];
			prior->hessian[pair] -= 0.5 * dot(derivatives->curvature, product,
											  n_rows);
			if (softmax)
				prior->hessian[pair] += dot(turned, other, n_rows);
			for (i = 0; i < n_rows; i++)
				product[i] *= derivatives->slope[i];
			for (c = 0; c <= b; c++)
				prior->tensor[c * stride + pair] +=
					dot(product, z + (size_t) c * LG_BLOCK_STRIDE, n_rows);
		}
	}
}

/*
 * Adds 1 + 1/2 sum T T' over all pairs of the other two indexes.  Pairs of
 * different indexes count twice, so they are multiplied by the root of 2.
 */
static void
add_products(const LgJeffreys *prior)
{
	int			n = prior->design->n_columns;
	size_t		stride = LG_PACKED_SIZE(n);
	double	   *tensor = prior->tensor;
	int			a;
	int			b;
	int			c;

	for (a = 0; a < n; a++)
		for (b = 0; b <= a; b++)
			for (c = 0; c <= b; c++)
			{
				double		element = tensor[c * stride + LG_PACKED(a, b)];

				tensor[b * stride + LG_PACKED(a, c)] = element;
				tensor[a * stride + LG_PACKED(b, c)] = element;
			}
	for (c = 0; c < n; c++)
		for (a = 0; a < n; a++)
			for (b = 0; b < a; b++)
				tensor[c * stride + LG_PACKED(a, b)] *= sqrt(2.0);
	for (a = 0; a < n; a++)
	{
		lg_symmetric_check_interrupt(prior->design->rows, n);
		for (b = 0; b <= a; b++)
			prior->hessian[LG_PACKED(a, b)] += (a == b ? 1.0 : 0.0) +
				0.5 * dot(tensor + a * stride, tensor + b * stride,
						  (int) stride);
	}
}

/*
 * Adds a multiple of u u', u being the linear form in the metric of the
 * information, at unit length.
 */
static void
add_form(const LgJeffreys *prior, const LgDd *factor, const LgDd *form)
{
	int			n = prior->design->n_columns;
	double		square = 0.0;
	int			a;
	int			b;

	memcpy(prior->sums, form, n * sizeof(LgDd));
	lg_symmetric_forward_dd(factor, n, prior->sums);
	for (a = 0; a < n; a++)
		square += prior->sums[a].hi * prior->sums[a].hi;
	for (a = 0; a < n; a++)
		for (b = 0; b <= a; b++)
			prior->hessian[LG_PACKED(a, b)] += FORM_WEIGHT *
				prior->sums[a].hi * prior->sums[b].hi / square;
}

/*
 * Finds the Hessian at beta, given the factor of the information there, and
 * factors it; false where it cannot serve for a step, being indefinite.
 *
 * Where a linear form is held fixed the Hessian need not be definite along
 * it, and far out it is not.  With "form" a multiple of its square is added,
 * which changes no step that keeps the form.
 */
bool
lg_jeffreys_hessian(const LgJeffreys *prior, const LgDd *beta,
					const LgDd *factor, const LgDd *form)
{
	const LgDesign *design = prior->design;
	LgDense    *dense = prior->dense;
	int			n = design->n_columns;
	double	   *low = dense->z_low;
	LgWhitened	rows;
	Derivatives derivatives;

	dense->z_low = prior->is_precise ? low : NULL;
	memset(prior->hessian, 0, LG_PACKED_SIZE(n) * sizeof(double));
	memset(prior->tensor, 0, LG_JEFFREYS_TENSOR(n) * sizeof(double));
	lg_design_rewind(design, dense);
	while (next_block(prior, beta, factor, &rows, &derivatives))
	{
		if (design->softmax)
		{
			lg_leverage_products(design, dense);
			lg_leverage_couple(design->softmax, dense, &rows);
		}
		add_to_hessian(prior, &derivatives);
	}
	dense->z_low = low;
	add_products(prior);
	if (form)
		add_form(prior, factor, form);
	return lg_symmetric_factor(lg_design_kernel(design), prior->hessian, n,
							   design->rows) > SMALLEST_HESSIAN;
}

/*-------------------------------------------------------------------------
 *
 * whiten.c
 *		Rows of the likelihood times the inverse factor of its information.
 *
 * With A = L L' the information, a row enters sandwich covariances and
 * Jeffreys' prior as v = L^-1 z: its leverage is w p (1 - p) v'v, and what is
 * summed over v comes back by L, without a product of an inverse and a matrix
 * that nearly cancel.  More than two classes enter as deviations u for z, see
 * class_deviations.c.
 *
 * Accuracy: v and scores are in double-double where the block has low parts.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/whiten.h"

#include <string.h>

#include "core/data/design_scan.h"
#include "core/likelihood/conditional.h"
#include "core/likelihood/softmax.h"
#include "core/linalg/cholesky.h"

/* Scores and v in double-double. */
static void
transform_dd(const LgDesign *design, LgDense *dense, const LgDd *beta,
			 const LgDd *factor, double *score)
{
	int			n_columns = design->n_columns;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < dense->n_rows; i++)
	{
		double	   *z = dense->z + i;
		double	   *z_low = dense->z_low + i;
		LgDd		sum = lg_dd(dense->offset[i]);

		lg_symmetric_check_interrupt(design->rows, n_columns);
		for (j = 0; j < n_columns; j++)
		{
			LgDd		value = {z[(size_t) j * LG_BLOCK_STRIDE],
			z_low[(size_t) j * LG_BLOCK_STRIDE]};

			lg_dd_accumulate(&sum, lg_dd_multiply(value, beta[j]));
			for (k = 0; k < j; k++)
			{
				LgDd		other = {z[(size_t) k * LG_BLOCK_STRIDE],
				z_low[(size_t) k * LG_BLOCK_STRIDE]};

				value = lg_dd_subtract(value,
									   lg_dd_multiply(factor[LG_PACKED(j, k)],
													  other));
			}
			value = lg_dd_divide(value, factor[LG_PACKED(j, j)]);
			z[(size_t) j * LG_BLOCK_STRIDE] = value.hi;
			z_low[(size_t) j * LG_BLOCK_STRIDE] = value.lo;
		}
		score[i] = sum.hi;
	}
}

/* The same in doubles, column by column. */
static void
transform(const LgDesign *design, LgDense *dense, const LgDd *beta,
		  const LgDd *factor, double *score)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n_columns = design->n_columns;
	int			n = dense->n_rows;
	int			i;
	int			j;
	int			k;
	int			m;

	memcpy(score, dense->offset, n * sizeof(double));
	for (j = 0; j < n_columns; j++)
	{
		double	   *z = dense->z + (size_t) j * LG_BLOCK_STRIDE;
		double		inverse = 1.0 / factor[LG_PACKED(j, j)].hi;

		lg_symmetric_check_interrupt(design->rows, n_columns);
		for (i = 0; i < n; i++)
			score[i] += z[i] * beta[j].hi;
		for (k = 0; k < j; k += LG_KERNEL_X)
		{
			const double *others[LG_KERNEL_X];
			double		elements[LG_KERNEL_X];

			for (m = 0; m < LG_KERNEL_X; m++)
			{
				int			other = k + m < j ? k + m : k;

				others[m] = dense->z + (size_t) other * LG_BLOCK_STRIDE;
				elements[m] = k + m < j ? -factor[LG_PACKED(j, other)].hi : 0.0;
			}
			kernel->combine(elements, others, n, z);
		}
		for (i = 0; i < n; i++)
			z[i] *= inverse;
	}
}

/* Residuals and curvatures of the rows of a block, from their scores. */
static void
respond(const LgDesign *design, LgDense *dense, LgWhitened *rows)
{
	LgResponse	response = {0};
	int			i;

	/* kernels read on into the padding */
	for (i = dense->n_rows; i < LG_BLOCK_STRIDE; i++)
		rows->score[i] = 0.0;
	response.n_rows = dense->n_rows;
	response.sign = dense->sign;
	response.weight = dense->has_weights ? dense->weight : NULL;
	response.offset = NULL;		/* it is in the score */
	response.score = rows->score;
	response.residual = rows->residual;
	response.curvature = rows->curvature;
	lg_design_kernel(design)->respond(&response);
}

/*
 * The next rows z of a design as v = L^-1 z, with what they are worth at beta;
 * in double-double if the block has low parts.  Of more than two classes
 * v = L^-1 u, and with wants_all a row has a place for each class, else for
 * its own; of strata a row is the score of one.  False at the end; the caller has rewound the design.
 */
bool
lg_whiten_next(const LgDesign *design, LgDense *dense, const LgDd *beta,
			   const LgDd *factor, bool wants_all, LgWhitened *rows)
{
	int			i;
	int			j;

	if (design->strata ?
		!lg_conditional_next_scores(design, beta, dense) :
		design->softmax ?
		!lg_softmax_next_deviations(design, beta, wants_all, dense,
									rows->residual, rows->curvature) :
		!lg_design_next(design, dense))
		return false;
	if (dense->z_low)
		transform_dd(design, dense, beta, factor, rows->score);
	else
		transform(design, dense, beta, factor, rows->score);
	for (i = 0; design->strata && i < dense->n_rows; i++)
	{
		rows->residual[i] = 1.0;
		rows->curvature[i] = 0.0;
	}
	if (!design->softmax && !design->strata)
		respond(design, dense, rows);

	memset(rows->leverage, 0, sizeof(rows->leverage));
	for (j = 0; j < design->n_columns; j++)
	{
		const double *v = dense->z + (size_t) j * LG_BLOCK_STRIDE;

		for (i = 0; i < dense->n_rows; i++)
			rows->leverage[i] += v[i] * v[i];
	}
	for (i = 0; i < dense->n_rows; i++)
		rows->leverage[i] *= rows->curvature[i];
	return true;
}

/*-------------------------------------------------------------------------
 *
 * objective.c
 *		One pass over the rows: log-likelihood, gradient, information.
 *
 * With s = +1 for a success and -1 else, the margin m = s (offset + z'b)
 * and q = 1 / (1 + e^m), the share of the other label:
 *
 *		log-likelihood	= - sum w softplus(-m)
 *		gradient		= sum w s q z
 *		information		= sum w q (1 - q) z z'
 *
 * (McCullagh & Nelder, Generalized Linear Models, section 4.4).  Everything
 * comes from e = exp(-|m|), which neither overflows nor cancels: no 1 - p
 * is ever formed, and no score is clamped.
 *
 * Accuracy: rows of a block are summed in doubles by a kernel, blocks in
 * double-double; the _dd version is in double-double from the columns on.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/objective.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/data/pass.h"
#include "core/likelihood/conditional.h"
#include "core/likelihood/level_columns.h"
#include "core/likelihood/raw_columns.h"
#include "core/likelihood/softmax.h"
#include "core/numeric/packed.h"

/* Takes the answer of a pass that was made elsewhere. */
static void
take_totals(const LgTotals *totals, int n_columns, LgCurvature *curvature)
{
	const LgDd *sums = totals->sums;

	curvature->n_rows = totals->n_rows;
	curvature->weight = 0.0;
	curvature->smallest_margin = totals->smallest;
	curvature->log_lik = *sums++;
	memcpy(curvature->gradient, sums, n_columns * sizeof(LgDd));
	memcpy(curvature->information, sums + n_columns,
		   (size_t) n_columns * (n_columns + 1) / 2 * sizeof(LgDd));
}

/*
 * Evaluates at beta, in doubles, on the sample that the design asks for, and
 * takes the census if that is wanted.  For finite beta no result is NaN.
 */
void
lg_objective_evaluate(const LgDesign *design, LgDense *dense,
					  const LgDd *beta, LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	double		score[LG_BLOCK_STRIDE];
	double		residual[LG_BLOCK_STRIDE];
	double		weight[LG_BLOCK_STRIDE];
	double		weight_in = 0.0;	/* of the rows whose products are taken */
	int64_t		n_blocks = 0;
	bool		is_in;
	LgResponse	response = {0};
	LgPass		pass = {
		.kind = LG_PASS_CURVATURE, .design = design, .first = beta
	};
	const LgTotals *totals = lg_pass_elsewhere(&pass);

	if (design->strata)
	{
		lg_conditional_evaluate(design, beta, curvature);
		return;
	}
	if (design->softmax)
	{
		lg_softmax_evaluate(design, beta, curvature);
		return;
	}
	if (totals)
	{
		take_totals(totals, design->n_columns, curvature);
		return;
	}
	if (lg_level_columns_apply(design))
	{
		lg_level_columns_evaluate(design, dense, beta, curvature);
		return;
	}
	lg_curvature_clear(curvature, design->n_columns);
	response.sign = dense->sign;
	response.score = score;
	response.residual = residual;
	response.curvature = weight;
	lg_raw_columns_start(design, beta, dense);
	while (lg_raw_columns_next(design, dense))
	{
		response.n_rows = dense->n_rows;
		response.weight = dense->has_weights ? dense->weight : NULL;
		response.offset = dense->has_offsets ? dense->offset : NULL;
		response.ahead = dense->ahead;
		response.n_ahead = dense->n_ahead;
		kernel->predict(dense->columns, dense->n_slopes, dense->n_rows,
						dense->slope, dense->intercept, score);
		kernel->respond(&response);
		is_in = design->share <= 1 || n_blocks++ % design->share == 0;
		if (is_in)
			kernel->cross(&response, dense->columns, dense->n_slopes,
						  dense->sums);
		else
			kernel->along(&response, dense->columns, dense->n_slopes,
						  dense->sums);
		curvature->weight += response.sum_curvature;
		weight_in += is_in ? response.sum_curvature : 0.0;
		if (dense->n_slopes < design->n_columns)
		{
			lg_dd_accumulate_double(curvature->gradient,
									response.sum_residual);
			lg_dd_accumulate_double(curvature->information,
									is_in ? response.sum_curvature : 0.0);
		}
		curvature->n_rows += dense->n_rows;
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  response.smallest_margin);
		lg_dd_accumulate_double(&curvature->log_lik, response.log_lik);
		if (design->skip > 0)
			(void) design->rows->skip(design->rows->host, design->skip);
	}
	lg_raw_columns_finish(design, dense, weight_in < curvature->weight ?
						  curvature->weight / weight_in : 1.0, curvature);
	if (design->census)
		design->census->is_taken = true;
}

/* Adds the products of a block in double-double. */
static void
add_precise(const LgDesign *design, const LgPrecise *rows,
			LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			j;

	for (j = 0; j < design->n_columns; j++)
	{
		design->rows->check(design->rows->host);
		kernel->cross_precise(rows, j, &curvature->gradient[j],
							  curvature->information + LG_PACKED(j, 0));
	}
}

/*
 * Adds the products with the residuals in double-double, and those of the
 * information to dense->sums.
 */
static void
add_gradient(const LgDesign *design, const LgPrecise *rows, LgDense *dense,
			 LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	double		none[LG_BLOCK_STRIDE] = {0.0};
	LgPrecise	residuals = *rows;
	LgResponse	weights = {
		.n_rows = rows->n_rows, .residual = none, .curvature = rows->weight
	};
	int			j;

	residuals.weight = NULL;
	for (j = 0; j < design->n_columns; j++)
	{
		kernel->cross_precise(&residuals, j, &curvature->gradient[j], NULL);
		dense->columns[j] = rows->z + (size_t) j * LG_BLOCK_STRIDE;
	}
	kernel->cross(&weights, dense->columns, design->n_columns, dense->sums);
}

/*
 * Evaluates at beta in double-double throughout; needs dense->z_low.  Where
 * the information is clear, its products are in doubles: a step that comes
 * from it is as right as the gradient.
 */
void
lg_objective_evaluate_dd(const LgDesign *design, LgDense *dense,
						 const LgDd *beta, bool is_clear,
						 LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	int			n_columns = design->n_columns;
	double		columns[6][LG_BLOCK_STRIDE];
	LgPrecise	rows;
	LgPreciseResponse response;
	LgPass		pass = {
		.kind = LG_PASS_CURVATURE_EXACT, .design = design, .first = beta
	};
	const LgTotals *totals = lg_pass_elsewhere(&pass);

	if (design->strata)
	{
		lg_conditional_evaluate(design, beta, curvature);
		return;
	}
	if (design->softmax)
	{
		lg_softmax_evaluate_dd(design, beta, curvature);
		return;
	}
	if (totals)
	{
		take_totals(totals, n_columns, curvature);
		return;
	}
	lg_curvature_clear(curvature, n_columns);
	if (is_clear)
		lg_cross_sums_clear(dense->sums, n_columns);
	rows.n_columns = n_columns;
	rows.z = dense->z;
	rows.z_low = dense->z_low;
	rows.score = columns[0];
	rows.score_low = columns[1];
	rows.residual = columns[2];
	rows.residual_low = columns[3];
	rows.weight = columns[4];
	rows.weight_low = columns[5];
	response.sign = dense->sign;
	lg_design_rewind(design, dense);
	while (lg_design_next(design, dense))
	{
		rows.n_rows = dense->n_rows;
		curvature->n_rows += dense->n_rows;
		kernel->predict_precise(&rows, beta);
		response.weight = dense->has_weights ? dense->weight : NULL;
		response.offset = dense->has_offsets ? dense->offset : NULL;
		kernel->respond_precise(&rows, &response);
		lg_dd_accumulate(&curvature->log_lik, response.log_lik);
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  response.smallest_margin);
		if (is_clear)
			add_gradient(design, &rows, dense, curvature);
		else
			add_precise(design, &rows, curvature);
	}
	if (is_clear)
		lg_cross_sums_collect(dense->sums, n_columns, false,
							  curvature->gradient, curvature->information);
}

/*-------------------------------------------------------------------------
 *
 * bound.c
 *		The likelihood's lower bound (minorant): quadratic, tight at one point.
 *
 * Method: the log-likelihood of a row with score s is bounded from below by
 * the parabola that touches it at s with the curvature
 *
 *		w tanh(|s| / 2) / (2 |s|)
 *
 * (Jaakkola & Jordan 2000, Statistics and Computing 10, 25-37).  A step to the
 * maximum of the bound always gains.  The curvature falls as 1 / |s|, where
 * that of the likelihood falls as e^-|s|: where all rows are far on one side,
 * offsets of some hundreds for example, the information is nothing but
 * rounding and the bound is not.
 *
 * Accuracy: as lg_objective_evaluate().  Two classes, rows that are here.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/bound.h"

#include <math.h>

#include "core/likelihood/raw_columns.h"

/* Below this |s| the curvature is 1/4 to all digits. */
#define SMALLEST_SCORE	1e-8

/* Adds a share of the bound's curvatures to the likelihood's. */
static void
bend(LgResponse *response, double share)
{
	int			i;

	response->sum_curvature = 0.0;
	for (i = 0; i < response->n_rows; i++)
	{
		double		s = fabs(response->score[i] +
							 (response->offset ? response->offset[i] : 0.0));
		double		weight = response->weight ? response->weight[i] : 1.0;

		response->curvature[i] += share * weight *
			(s > SMALLEST_SCORE ? tanh(0.5 * s) / (2.0 * s) : 0.25);
		response->sum_curvature += response->curvature[i];
	}
}

/*
 * Evaluates the log-likelihood and its gradient at beta, and the information
 * with a share of the bound's curvature; with all of it a step always gains.
 */
void
lg_bound_evaluate(const LgDesign *design, LgDense *dense, const LgDd *beta,
				  double share, LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	double		score[LG_BLOCK_STRIDE];
	double		residual[LG_BLOCK_STRIDE];
	double		weight[LG_BLOCK_STRIDE];
	LgResponse	response = {0};

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
		kernel->predict(dense->columns, dense->n_slopes, dense->n_rows,
						dense->slope, dense->intercept, score);
		kernel->respond(&response);
		bend(&response, share);
		kernel->cross(&response, dense->columns, dense->n_slopes,
					  dense->sums);
		curvature->weight += response.sum_curvature;
		if (dense->n_slopes < design->n_columns)
		{
			lg_dd_accumulate_double(curvature->gradient,
									response.sum_residual);
			lg_dd_accumulate_double(curvature->information,
									response.sum_curvature);
		}
		curvature->n_rows += dense->n_rows;
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  response.smallest_margin);
		lg_dd_accumulate_double(&curvature->log_lik, response.log_lik);
	}
	lg_raw_columns_finish(design, dense, 1.0, curvature);
}

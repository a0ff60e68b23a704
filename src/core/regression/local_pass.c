/*-------------------------------------------------------------------------
 *
 * local_pass.c
 *		Makes the pass that a regression asks for, over rows that are here.
 *
 * Each kind of pass is made by the function that the solver calls for local
 * rows, applied to a part of the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/local_pass.h"

#include "core/data/moments.h"
#include "core/data/order_statistics.h"
#include "core/inference/sandwich.h"
#include "core/likelihood/objective.h"
#include "core/solver/aliasing.h"
#include "core/solver/cone_rows.h"
#include "core/solver/separation.h"
#include "core/terms/missing.h"

/* One evaluation of the likelihood as totals. */
static void
add_curvature(const LgPass *pass, LgDense *dense, LgTotals *totals)
{
	LgCurvature curvature;

	curvature.gradient = totals->sums + 1;
	curvature.information = totals->sums + 1 + pass->design->n_columns;
	if (pass->kind == LG_PASS_CURVATURE)
		lg_objective_evaluate(pass->design, dense, pass->first, &curvature);
	else
		lg_objective_evaluate_dd(pass->design, dense, pass->first, false,
								 &curvature);
	totals->sums[0] = curvature.log_lik;
	totals->n_rows = curvature.n_rows;
	totals->smallest = curvature.smallest_margin;
}

/* Counts the rows and adds them to the moments. */
static void
add_moments(const LgDesign *design, LgTotals *totals)
{
	LgBlock		block;

	design->rows->rewind(design->rows->host);
	while (design->rows->next(design->rows->host, &block))
		lg_design_add_block(design, &block, &totals->row_counts,
							totals->moments);
}

/*
 * Makes the pass over the design's rows, which are here, and adds them to
 * the totals.  "scratch" has the same arrays, of any content.
 */
void
lg_local_pass_add(const LgPass *pass, LgDense *dense, LgTotals *scratch,
			LgTotals *totals)
{
	LgPassShape shape = lg_pass_shape(pass);

	if (pass->kind == LG_PASS_MEASURE)
	{
		add_moments(pass->design, totals);
		return;
	}
	if (pass->kind == LG_PASS_KEY_COUNTS || pass->kind == LG_PASS_KEYS)
	{
		lg_order_pass(pass, totals);
		return;
	}
	if (pass->kind == LG_PASS_MISSING)
	{
		lg_missing_pass(pass, totals);
		return;
	}
	lg_totals_clear(scratch, &shape);
	switch (pass->kind)
	{
		case LG_PASS_CURVATURE:
		case LG_PASS_CURVATURE_EXACT:
			add_curvature(pass, dense, scratch);
			break;
		case LG_PASS_GRAM:
			scratch->n_rows = lg_aliasing_gram(pass->design, dense,
											   scratch->sums);
			break;
		case LG_PASS_CONE:
			lg_cone_rows_pass(pass, dense, scratch);
			break;
		case LG_PASS_MEAT:
			lg_sandwich_pass(pass, dense, scratch);
			break;
		default:
			lg_separation_pass(pass, dense, scratch);
			break;
	}
	lg_totals_merge(totals, scratch, &shape);
}

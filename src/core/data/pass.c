/*-------------------------------------------------------------------------
 *
 * pass.c
 *		Makes passes over parts of the rows, and merges what they answer.
 *
 * Each kind of pass is made by the very function that a solver next to its
 * rows would call, on one part of the rows at a time.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/pass.h"

#include <math.h>
#include <string.h>

#include "core/inference/sandwich.h"
#include "core/likelihood/objective.h"
#include "core/linalg/cholesky.h"
#include "core/solver/aliasing.h"
#include "core/solver/separation.h"
#include "core/solver/separation_limits.h"

/* How many sums a pass has. */
static size_t
count_sums(const LgPass *pass)
{
	size_t		n = pass->design->n_columns;

	switch (pass->kind)
	{
		case LG_PASS_CURVATURE:
		case LG_PASS_CURVATURE_EXACT:
			return 1 + n + LG_PACKED_SIZE(n);
		case LG_PASS_GRAM:
		case LG_PASS_OVERLAP_GRAM:
		case LG_PASS_MEAT:
			return LG_PACKED_SIZE(n);
		case LG_PASS_OVERLAP_RESIDUAL:
			return n;
		case LG_PASS_CONE:
			return pass->n_null;
		case LG_PASS_MEASURE:
		case LG_PASS_SURVEY:
		case LG_PASS_SEPARATES:
		case LG_PASS_JOIN:
			break;
	}
	return 0;
}

/* The shape of the totals that answer a pass. */
LgPassShape
lg_pass_shape(const LgPass *pass)
{
	LgPassShape shape;

	shape.kind = pass->kind;
	shape.n_terms = pass->kind == LG_PASS_MEASURE ?
		pass->design->n_terms : 0;
	shape.n_sums = count_sums(pass);
	return shape;
}

/* Sets totals to those of no rows. */
void
lg_totals_clear(LgTotals *totals, const LgPassShape *shape)
{
	int			j;

	memset(&totals->row_counts, 0, sizeof(totals->row_counts));
	for (j = 0; j < shape->n_terms; j++)
		lg_moments_clear(&totals->moments[j]);
	totals->n_rows = 0;
	totals->smallest = INFINITY;
	totals->largest = 0.0;
	if (shape->n_sums > 0)
		memset(totals->sums, 0, shape->n_sums * sizeof(LgDd));
}

/* Adds the totals of other rows. */
void
lg_totals_merge(LgTotals *totals, const LgTotals *other,
				const LgPassShape *shape)
{
	size_t		i;
	int			j;

	for (j = 0; j < shape->n_terms; j++)
		lg_moments_merge(&totals->moments[j], totals->row_counts.sum_weights,
						 &other->moments[j], other->row_counts.sum_weights);
	if (shape->kind == LG_PASS_CONE && other->largest > totals->largest)
		memcpy(totals->sums, other->sums, shape->n_sums * sizeof(LgDd));
	for (i = 0; shape->kind != LG_PASS_CONE && i < shape->n_sums; i++)
		lg_dd_accumulate(&totals->sums[i], other->sums[i]);

	totals->row_counts.n_rows += other->row_counts.n_rows;
	totals->row_counts.n_positive += other->row_counts.n_positive;
	lg_dd_accumulate(&totals->row_counts.sum_weights,
					 other->row_counts.sum_weights);
	lg_dd_accumulate(&totals->row_counts.sum_weights_positive,
					 other->row_counts.sum_weights_positive);
	totals->row_counts.has_weights |= other->row_counts.has_weights;
	totals->row_counts.has_offsets |= other->row_counts.has_offsets;
	totals->n_rows += other->n_rows;
	totals->smallest = fmin(totals->smallest, other->smallest);
	totals->largest = fmax(totals->largest, other->largest);
}

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
		lg_objective_evaluate_dd(pass->design, dense, pass->first,
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
lg_pass_add(const LgPass *pass, LgDense *dense, LgTotals *scratch,
			LgTotals *totals)
{
	LgPassShape shape = lg_pass_shape(pass);

	if (pass->kind == LG_PASS_MEASURE)
	{
		add_moments(pass->design, totals);
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
			lg_separation_limits_pass(pass, dense, scratch);
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

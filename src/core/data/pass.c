/*-------------------------------------------------------------------------
 *
 * pass.c
 *		A pass over the data: the shape of its totals, and how they add up.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/pass.h"

#include <math.h>
#include <string.h>

#include "core/data/moments.h"
#include "core/numeric/packed.h"

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
			return pass->n_null + 1;
		case LG_PASS_MISSING:
			return (size_t) LG_MISSING_SUMS * pass->n_raw_columns;
		case LG_PASS_KEY_COUNTS:
			return (size_t) pass->keys->n_ranges << pass->keys->n_bits;
		case LG_PASS_KEYS:
			return pass->keys->n_keys;
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

/*
 * Appends the keys of other rows, as far as there is room; if there are more
 * than were counted before, n_rows shows it.
 */
static void
append_keys(LgTotals *totals, const LgTotals *other, size_t limit)
{
	int64_t		i;

	for (i = 0; i < other->n_rows && i < (int64_t) limit &&
		 totals->n_rows + i < (int64_t) limit; i++)
		totals->sums[totals->n_rows + i] = other->sums[i];
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
	if (shape->kind == LG_PASS_KEYS)
		append_keys(totals, other, shape->n_sums);
	else if (shape->kind != LG_PASS_CONE)
		for (i = 0; i < shape->n_sums; i++)
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

/*-------------------------------------------------------------------------
 *
 * pass_scratch.c
 *		Arrays that answering the question of a pass needs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pass/pass_scratch.h"
#include "utils/memutils.h"

void
logistic_pass_totals_make(LgTotals *totals, const LgPassShape *shape)
{
	totals->moments = palloc(Max(shape->n_terms, 1) * sizeof(LgMoments));
	totals->sums = MemoryContextAllocHuge(CurrentMemoryContext,
										  Max(shape->n_sums, 1) *
										  sizeof(LgDd));
}

void
logistic_pass_scratch_make(const LgPass *pass, LgDense *dense,
						   LgTotals *scratch)
{
	LgPassShape shape = lg_pass_shape(pass);
	int			n_columns = Max(pass->design->n_columns, 1);
	Size		size = n_columns * LG_BLOCK_STRIDE * sizeof(double);

	/* passes over keys add to the answer at once */
	if (shape.kind == LG_PASS_KEY_COUNTS || shape.kind == LG_PASS_KEYS)
		shape.n_sums = 0;
	logistic_pass_totals_make(scratch, &shape);
	dense->z = MemoryContextAllocHuge(CurrentMemoryContext, size);
	dense->z_low = MemoryContextAllocHuge(CurrentMemoryContext, size);
	dense->columns = palloc(n_columns * sizeof(double *));
	dense->factor = palloc(n_columns * sizeof(double));
	dense->shift = palloc(n_columns * sizeof(double));
	dense->slope = palloc(n_columns * sizeof(double));
	dense->sums = MemoryContextAllocHuge(CurrentMemoryContext,
										 lg_cross_size(n_columns) *
										 sizeof(double));
}

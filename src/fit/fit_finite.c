/*-------------------------------------------------------------------------
 *
 * fit_finite.c
 *		Refuses NaN and infinity in the features of a logistic_fit, by block.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/terms/filled_rows.h"
#include "fit/fit_finite.h"
#include "pg/label_errors.h"
#include "pg/module.h"

/* The feature of a column of numbers, and its element there. */
static int
feature_of_column(const LogisticFitState *state, int column, int *element)
{
	const LogisticFitSite *site = state->site;
	int			i;

	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		int			width = feature->array >= 0 ?
			state->array_lengths[feature->array] :
			feature->code_column < 0 ? 1 : 0;

		if (column < width)
			break;
		column -= width;
	}
	*element = column;
	return i;
}

/* Complains about the first number of a block that is not finite. */
static pg_noinline void
report_not_finite(const LogisticFitState *state, const LogisticBlock *block)
{
	int			element;
	int			i;
	int			j;

	for (i = 0; i < block->n_rows; i++)
		for (j = 0; j < state->buffer.n_numbers; j++)
		{
			double		number = block->numbers[(Size) j * block->stride + i];
			int			feature;

			if (isfinite(number) || lg_is_missing(number))
				continue;
			feature = feature_of_column(state, j, &element);
			logistic_report_not_finite(logistic_fit_feature_name(state->site,
																 feature,
																 element),
									   number);
		}
}

void
logistic_fit_finite_check(const LogisticFitState *state)
{
	const LogisticBlock *block = &state->buffer.block;
	const LgKernel *kernel = logistic_kernel();
	int			j;

	for (j = 0; j < state->buffer.n_numbers; j++)
		if (unlikely(!kernel->are_finite(block->numbers +
										 (Size) j * block->stride,
										 block->n_rows)))
			report_not_finite(state, block);
}

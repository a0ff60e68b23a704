/*-------------------------------------------------------------------------
 *
 * isotonic_fit.c
 *		Isotonic calibration: the fit, its blocks, and its predictions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "calibration/isotonic_model.h"
#include "core/metrics/isotonic.h"
#include "metrics/rank_state.h"
#include "pg/compat.h"

#define FIRST_CAPACITY	64		/* blocks */

/*
 * isotonic_fit_final(internal) -> isotonic_model
 *
 * The non-decreasing function of the score that fits the labels, 0 and 1, best
 * by weighted least squares.  NULL without rows, or if it is not known which
 * label is positive.
 */
PG_FUNCTION_INFO_V1(logistic_isotonic_fit_final);
Datum
logistic_isotonic_fit_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LgThresholdStep step;
	LgIsotonic	isotonic;
	LogisticIsotonic *model;
	int			i;

	if (logistic_rank_final(fcinfo, &steps) == NULL)
		PG_RETURN_NULL();
	isotonic.n_blocks = 0;
	isotonic.capacity = FIRST_CAPACITY;
	isotonic.blocks = palloc(isotonic.capacity * sizeof(LgIsotonicBlock));
	steps.rewind(steps.host);
	while (steps.next(steps.host, &step))
	{
		while (lg_isotonic_add(&isotonic, &step) == LG_SPACE_EXCEEDED)
		{
			isotonic.capacity *= 2;
			isotonic.blocks = repalloc_huge(isotonic.blocks,
											isotonic.capacity *
											sizeof(LgIsotonicBlock));
		}
	}
	model = logistic_isotonic_make(isotonic.n_blocks);
	for (i = 0; i < isotonic.n_blocks; i++)
	{
		const LgIsotonicBlock *block;

		/* blocks were added from the highest score down */
		block = &isotonic.blocks[isotonic.n_blocks - 1 - i];
		logistic_isotonic_set(model, i, block->low, block->high,
							  lg_dd_double(lg_dd_divide(block->positive,
														block->weight)));
	}
	pfree(isotonic.blocks);
	PG_RETURN_POINTER(model);
}

/*
 * isotonic_predict(model isotonic_model, score float8) -> float8, strict
 *
 * The share of positives at a score: constant within a block, linear between
 * two blocks, constant beyond the ends.  NaN gives NaN.
 */
PG_FUNCTION_INFO_V1(logistic_isotonic_predict);
Datum
logistic_isotonic_predict(PG_FUNCTION_ARGS)
{
	const LogisticIsotonic *model = PG_GETARG_LOGISTIC_ISOTONIC(0);
	double		value;

	value = lg_isotonic_interpolate(logistic_isotonic_low(model),
									logistic_isotonic_high(model),
									logistic_isotonic_value(model),
									model->n_blocks, PG_GETARG_FLOAT8(1));
	if ((Pointer) model != PG_GETARG_POINTER(0))
		pfree((void *) model);
	PG_RETURN_FLOAT8(value);
}

/*
 * isotonic_blocks(model isotonic_model) -> rows: low, high, value; strict
 */
PG_FUNCTION_INFO_V1(logistic_isotonic_blocks);
Datum
logistic_isotonic_blocks(PG_FUNCTION_ARGS)
{
	const LogisticIsotonic *model = PG_GETARG_LOGISTIC_ISOTONIC(0);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < model->n_blocks; i++)
	{
		Datum		values[3];
		bool		nulls[3] = {false, false, false};

		values[0] = Float8GetDatum(logistic_isotonic_low(model)[i]);
		values[1] = Float8GetDatum(logistic_isotonic_high(model)[i]);
		values[2] = Float8GetDatum(logistic_isotonic_value(model)[i]);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

/*-------------------------------------------------------------------------
 *
 * ftrl_access.c
 *		What an ftrl_model holds, as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/numeric/link.h"
#include "ftrl/ftrl_model.h"
#include "pg/compat.h"

/* The weight of a coordinate that is not hashed. */
static double
plain_weight(const FtrlModel *model, int i)
{
	LgFtrlRates rates = model->has_intercept && i == 0 ?
		lg_ftrl_free(&model->rates) : model->rates;

	return lg_ftrl_weight(&rates, &logistic_ftrl_plain(model)[i]);
}

/* Adds a row of ftrl_coefficients; no term: it is a bucket. */
static void
put_coefficient(ReturnSetInfo *result, const char *term, uint32 bucket,
				double weight, const LgFtrlSum *sum)
{
	Datum		values[5];
	bool		nulls[5] = {false};

	nulls[0] = term == NULL;
	if (term)
		values[0] = CStringGetTextDatum(term);
	nulls[1] = term != NULL;
	values[1] = Int32GetDatum((int32) bucket);
	values[2] = Float8GetDatum(weight + 0.0);	/* no -0.0 */
	values[3] = Float8GetDatum(sum->z);
	values[4] = Float8GetDatum(sum->n);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * ftrl_coefficients(model ftrl_model)
 *		-> SETOF (term text, bucket integer, estimate float8, z float8,
 *				  n float8)
 *
 * The intercept, numbers, booleans and elements of arrays by their names,
 * then the buckets that rows have met: which texts fell into them is not
 * known any more.  z and n are the sums of the algorithm.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_coefficients);
Datum
logistic_ftrl_coefficients(PG_FUNCTION_ARGS)
{
	const FtrlModel *model = PG_GETARG_FTRL_MODEL(0);
	const FtrlFeature *features = logistic_ftrl_features(model);
	const LgFtrlSum *plain = logistic_ftrl_plain(model);
	const LgFtrlSum *hashed = logistic_ftrl_hashed(model);
	const uint32 *buckets = logistic_ftrl_buckets(model);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;
	int			j;

	InitMaterializedSRF(fcinfo, 0);
	if (model->has_intercept)
		put_coefficient(result, "(Intercept)", 0, plain_weight(model, 0),
						&plain[0]);
	for (i = 0; i < model->n_features; i++)
		for (j = 0; j < features[i].n_plain; j++)
		{
			const char *name = logistic_ftrl_feature_name(model, i);
			int			place = features[i].first_plain + j;

			if (features[i].kind == FTRL_ARRAY)
				name = psprintf("%s[%d]", name, j + 1);
			else if (features[i].kind == FTRL_BOOLEAN)
				name = psprintf("%strue", name);
			put_coefficient(result, name, 0, plain_weight(model, place),
							&plain[place]);
		}
	for (i = 0; i < model->n_hashed; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_coefficient(result, NULL, buckets[i],
						lg_ftrl_weight(&model->rates, &hashed[i]),
						&hashed[i]);
	}
	return (Datum) 0;
}

/* Places of the columns. */
enum
{
	COLUMN_NOBS,
	COLUMN_N_SKIPPED,
	COLUMN_N_POSITIVE,
	COLUMN_SUM_WEIGHTS,
	COLUMN_LOG_LOSS,
	COLUMN_NULL_LOG_LOSS,
	COLUMN_N_COORDINATES,
	COLUMN_N_NONZERO,
	COLUMN_ALPHA,
	COLUMN_BETA,
	COLUMN_L1,
	COLUMN_L2,
	COLUMN_BITS,
	N_COLUMNS
};

/* Counts the coordinates that have learnt, and those with a weight. */
static void
count_coordinates(const FtrlModel *model, int64 *n_coordinates,
				  int64 *n_nonzero)
{
	const LgFtrlSum *plain = logistic_ftrl_plain(model);
	const LgFtrlSum *hashed = logistic_ftrl_hashed(model);
	int			i;

	*n_coordinates = *n_nonzero = 0;
	for (i = 0; i < model->n_plain; i++)
	{
		*n_coordinates += plain[i].n > 0.0;
		*n_nonzero += plain_weight(model, i) != 0.0;
	}
	for (i = 0; i < model->n_hashed; i++)
	{
		*n_coordinates += hashed[i].n > 0.0;
		*n_nonzero += lg_ftrl_weight(&model->rates, &hashed[i]) != 0.0;
	}
}

/*
 * ftrl_statistics(model ftrl_model) -> one row
 *
 * log_loss is the progressive validation loss: the weighted mean of the
 * losses that rows had before the model learnt from them.  null_log_loss is
 * that of one probability for all, the share of positives.  Both are NULL
 * where no row was learnt from, and the counts of positives where it is not
 * known which label is positive.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_ftrl_statistics);
Datum
logistic_ftrl_statistics(PG_FUNCTION_ARGS)
{
	const FtrlModel *model = PG_GETARG_FTRL_MODEL(0);
	const FtrlStatistics *s = &model->statistics;
	double		share = s->sum_weights_positive / s->sum_weights;
	int64		n_coordinates;
	int64		n_nonzero;
	TupleDesc	descriptor;
	Datum		values[N_COLUMNS];
	bool		nulls[N_COLUMNS] = {false};

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	count_coordinates(model, &n_coordinates, &n_nonzero);
	values[COLUMN_NOBS] = Int64GetDatum(s->nobs);
	values[COLUMN_N_SKIPPED] = Int64GetDatum(s->n_skipped);
	values[COLUMN_N_POSITIVE] = Int64GetDatum(s->n_positive);
	nulls[COLUMN_N_POSITIVE] = model->positive.length == 0;
	values[COLUMN_SUM_WEIGHTS] = Float8GetDatum(s->sum_weights);
	values[COLUMN_LOG_LOSS] = Float8GetDatum(s->sum_loss / s->sum_weights);
	values[COLUMN_NULL_LOG_LOSS] =
		Float8GetDatum(lg_link_bce(share, share));
	nulls[COLUMN_LOG_LOSS] = nulls[COLUMN_NULL_LOG_LOSS] = s->nobs == 0;
	values[COLUMN_N_COORDINATES] = Int64GetDatum(n_coordinates);
	values[COLUMN_N_NONZERO] = Int64GetDatum(n_nonzero);
	values[COLUMN_ALPHA] = Float8GetDatum(model->rates.alpha);
	values[COLUMN_BETA] = Float8GetDatum(model->rates.beta);
	values[COLUMN_L1] = Float8GetDatum(model->rates.l1);
	values[COLUMN_L2] = Float8GetDatum(model->rates.l2);
	values[COLUMN_BITS] = Int32GetDatum(model->bits);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}

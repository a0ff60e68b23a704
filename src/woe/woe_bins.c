/*-------------------------------------------------------------------------
 *
 * woe_bins.c
 *		The aggregates woe_bins and information_value.
 *
 * Both are NULL without rows of both labels, or if it is not known which label
 * is positive.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "pg/result_rows.h"
#include "woe/woe_table.h"

/* The columns of logistic_woe_bin. */
typedef enum WoeColumn
{
	WOE_COLUMN_BIN,
	WOE_COLUMN_LOW,
	WOE_COLUMN_HIGH,
	WOE_COLUMN_LEVELS,
	WOE_COLUMN_N,
	WOE_COLUMN_POSITIVES,
	WOE_COLUMN_RATE,
	WOE_COLUMN_WOE,
	WOE_COLUMN_IV,
	WOE_N_COLUMNS
} WoeColumn;

/* The table of a final function's call; false if there is none. */
static bool
final_table(FunctionCallInfo fcinfo, WoeTable *table)
{
	const WoeState *state;
	int			positive;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		return false;
	state = (const WoeState *) PG_GETARG_POINTER(0);
	positive = logistic_labels_positive(&state->labels);
	return positive >= 0 && logistic_woe_table(state, positive, table);
}

/* The bin as a person would write it. */
static char *
print_bin(const WoeBin *bin)
{
	StringInfoData text;
	int			i;

	initStringInfo(&text);
	switch (bin->kind)
	{
		case WOE_INTERVAL:
			appendStringInfo(&text, "[%s, %s)", float8out_internal(bin->low),
							 float8out_internal(bin->high));
			break;
		case WOE_LEVELS:
		case WOE_SPECIAL:
			for (i = 0; i < bin->n_levels; i++)
				appendStringInfo(&text, "%s%s", i > 0 ? ", " : "",
								 bin->levels[i]);
			break;
		case WOE_MISSING:
			appendStringInfoString(&text, "(missing)");
			break;
	}
	return text.data;
}

/* The levels of a bin as an array of text. */
static Datum
levels_array(const WoeBin *bin)
{
	Datum	   *elements = palloc(bin->n_levels * sizeof(Datum));
	int			i;

	for (i = 0; i < bin->n_levels; i++)
		elements[i] = CStringGetTextDatum(bin->levels[i]);
	return PointerGetDatum(construct_array(elements, bin->n_levels, TEXTOID,
										   -1, false, TYPALIGN_INT));
}

/* A bin as a row of logistic_woe_bin. */
static Datum
bin_row(const WoeBin *bin, const WoeTable *table, TupleDesc descriptor)
{
	Datum		values[WOE_N_COLUMNS];
	bool		nulls[WOE_N_COLUMNS] = {false};
	double		n = bin->weight[0] + bin->weight[1];

	values[WOE_COLUMN_BIN] = CStringGetTextDatum(print_bin(bin));
	nulls[WOE_COLUMN_LOW] = nulls[WOE_COLUMN_HIGH] = bin->kind != WOE_INTERVAL;
	values[WOE_COLUMN_LOW] = Float8GetDatum(bin->low);
	values[WOE_COLUMN_HIGH] = Float8GetDatum(bin->high);
	nulls[WOE_COLUMN_LEVELS] = bin->n_levels == 0;
	values[WOE_COLUMN_LEVELS] =
		bin->n_levels > 0 ? levels_array(bin) : (Datum) 0;
	values[WOE_COLUMN_N] = Float8GetDatum(n);
	values[WOE_COLUMN_POSITIVES] = Float8GetDatum(bin->weight[1]);
	values[WOE_COLUMN_RATE] = Float8GetDatum(bin->weight[1] / n);
	values[WOE_COLUMN_WOE] = Float8GetDatum(lg_woe(bin->weight, table->total));
	values[WOE_COLUMN_IV] =
		Float8GetDatum(lg_information_value(bin->weight, table->total));
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

/*
 * logistic_woe_bins_final(internal) -> logistic_woe_bin[]
 *
 * bin, low, high, levels, n, positives, rate, woe, iv: intervals of numbers
 * [low, high) from the lowest up, or groups of levels from the lowest rate of
 * positives up; then special codes, then the rows without a value.
 */
PG_FUNCTION_INFO_V1(logistic_woe_bins_final);
Datum
logistic_woe_bins_final(PG_FUNCTION_ARGS)
{
	WoeTable	table;
	LogisticMetricRows rows;
	int			i;

	if (!final_table(fcinfo, &table))
		PG_RETURN_NULL();
	logistic_result_rows_start(&rows, fcinfo);
	for (i = 0; i < table.n_bins; i++)
		logistic_result_rows_put(&rows, bin_row(&table.bins[i], &table,
												rows.descriptor));
	return logistic_result_rows_finish(&rows);
}

/*
 * logistic_information_value_final(internal) -> float8
 *
 * The sum of the information values of the bins.
 */
PG_FUNCTION_INFO_V1(logistic_information_value_final);
Datum
logistic_information_value_final(PG_FUNCTION_ARGS)
{
	WoeTable	table;
	double		sum = 0.0;
	int			i;

	if (!final_table(fcinfo, &table))
		PG_RETURN_NULL();
	for (i = 0; i < table.n_bins; i++)
		sum += lg_information_value(table.bins[i].weight, table.total);
	PG_RETURN_FLOAT8(sum);
}

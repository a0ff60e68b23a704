/*-------------------------------------------------------------------------
 *
 * class_report.c
 *		The aggregate class_metrics: precision, recall and F1 by class.
 *
 * Classes are compared as text, so that a label of any type may stand beside
 * the text that logistic_classify and multinomial_classify return.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "metrics/class_state.h"
#include "metrics/metric.h"
#include "options/option_table.h"
#include "pg/class_text.h"
#include "pg/result_rows.h"

/* The columns of logistic_class_metrics. */
typedef enum ClassColumn
{
	CLASS_COLUMN_AVERAGE,
	CLASS_COLUMN_LABEL,
	CLASS_COLUMN_PRECISION,
	CLASS_COLUMN_RECALL,
	CLASS_COLUMN_F1_SCORE,
	CLASS_COLUMN_SUPPORT,
	CLASS_N_COLUMNS
} ClassColumn;

/* A call site: lives in fn_mcxt. */
typedef struct ClassSite
{
	LogisticReader readers[2];	/* of label and prediction */
	LogisticReader weight;
	bool		has_weight;
} ClassSite;

/* The site of a call; the first call makes it. */
static ClassSite *
site_of_call(FunctionCallInfo fcinfo)
{
	ClassSite  *site = fcinfo->flinfo->fn_extra;
	int			i;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
	for (i = 0; i < 2; i++)
		logistic_class_reader_init(&site->readers[i],
								   get_fn_expr_argtype(fcinfo->flinfo, 1 + i),
								   i == 0 ? "the label" : "the prediction",
								   fcinfo->flinfo->fn_mcxt);
	site->has_weight = PG_NARGS() > 3;
	if (site->has_weight)
	{
		logistic_reader_init(&site->weight,
							 get_fn_expr_argtype(fcinfo->flinfo, 3),
							 "the weight", NULL, fcinfo->flinfo->fn_mcxt);
		if (site->weight.kind != LOGISTIC_FEATURE_NUMBER)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("the weight has type %s, but must be a number",
							format_type_be(site->weight.type))));
	}
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/*
 * logistic_class_trans(internal, label "any", predicted "any"
 *						[, weight "any"]) -> internal
 *
 * Takes a row in; one with a NULL or a weight of 0 is left out.  Errors: an
 * array, a negative weight.
 */
PG_FUNCTION_INFO_V1(logistic_class_trans);
Datum
logistic_class_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	ClassSite  *site = site_of_call(fcinfo);
	LogisticClassState *state;
	double		weight = 1.0;
	const char *texts[2];
	int			lengths[2];
	Datum		values[2];
	LgClassCounts *counts;
	int			i;

	state = PG_ARGISNULL(0) ? logistic_class_state_make(context) :
		(LogisticClassState *) PG_GETARG_POINTER(0);
	for (i = 1; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_POINTER(state);
	if (site->has_weight)
		weight = logistic_options_weight(logistic_read_number(&site->weight,
															  PG_GETARG_DATUM(3)));
	if (weight == 0.0)
		PG_RETURN_POINTER(state);
	for (i = 0; i < 2; i++)
	{
		values[i] = PG_GETARG_DATUM(1 + i);
		texts[i] = logistic_class_text(&site->readers[i], &values[i], &lengths[i]);
	}
	counts = logistic_class_state_find(state, texts[0], lengths[0]);
	counts->support += weight;
	if (lengths[0] == lengths[1] && memcmp(texts[0], texts[1], lengths[0]) == 0)
		counts->hits += weight;
	counts = logistic_class_state_find(state, texts[1], lengths[1]);
	counts->predicted += weight;
	PG_RETURN_POINTER(state);
}

/* logistic_class_combine(internal, internal) -> internal */
PG_FUNCTION_INFO_V1(logistic_class_combine);
Datum
logistic_class_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	LogisticClassState *state;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_POINTER(PG_GETARG_POINTER(0));
	}
	state = PG_ARGISNULL(0) ? logistic_class_state_make(context) :
		(LogisticClassState *) PG_GETARG_POINTER(0);
	logistic_class_state_merge(state, (const LogisticClassState *)
							   PG_GETARG_POINTER(1));
	PG_RETURN_POINTER(state);
}

/* logistic_class_serialize(internal) -> bytea, strict */
PG_FUNCTION_INFO_V1(logistic_class_serialize);
Datum
logistic_class_serialize(PG_FUNCTION_ARGS)
{
	(void) logistic_metric_context(fcinfo);
	PG_RETURN_BYTEA_P(logistic_class_state_send((const LogisticClassState *)
												PG_GETARG_POINTER(0)));
}

/* logistic_class_deserialize(bytea, internal) -> internal, strict */
PG_FUNCTION_INFO_V1(logistic_class_deserialize);
Datum
logistic_class_deserialize(PG_FUNCTION_ARGS)
{
	(void) logistic_metric_context(fcinfo);
	PG_RETURN_POINTER(logistic_class_state_receive(PG_GETARG_BYTEA_PP(0)));
}

/* Adds a row of the result. */
static void
add_row(LogisticMetricRows *rows, const char *average, const char *label,
		const LgClassMetrics *metrics)
{
	const double numbers[] = {
		metrics->precision, metrics->recall, metrics->f1_score,
		metrics->support
	};
	Datum		values[CLASS_N_COLUMNS];
	bool		nulls[CLASS_N_COLUMNS];
	int			i;

	nulls[CLASS_COLUMN_AVERAGE] = average == NULL;
	nulls[CLASS_COLUMN_LABEL] = label == NULL;
	if (average != NULL)
		values[CLASS_COLUMN_AVERAGE] = CStringGetTextDatum(average);
	if (label != NULL)
		values[CLASS_COLUMN_LABEL] = CStringGetTextDatum(label);
	for (i = 0; i < lengthof(numbers); i++)
	{
		values[CLASS_COLUMN_PRECISION + i] = Float8GetDatum(numbers[i]);
		nulls[CLASS_COLUMN_PRECISION + i] = isnan(numbers[i]);
	}
	logistic_result_rows_put(rows,
							 HeapTupleGetDatum(heap_form_tuple(rows->descriptor,
															   values, nulls)));
}

/* Orders class codes by the text of the class. */
static int
compare_classes(const void *a, const void *b, void *keys)
{
	return strcmp(((LogisticKey *) keys)[*(const int *) a].bytes,
				  ((LogisticKey *) keys)[*(const int *) b].bytes);
}

/*
 * logistic_class_metrics_final(internal) -> logistic_class_metrics[]
 *
 * average, label, precision, recall, f1_score, support: a row for each class
 * in byte order, average NULL; then the means, 'macro' and 'weighted', label
 * NULL.  NULL without rows.
 */
PG_FUNCTION_INFO_V1(logistic_class_metrics_final);
Datum
logistic_class_metrics_final(PG_FUNCTION_ARGS)
{
	const LogisticClassState *state;
	LogisticMetricRows rows;
	LgClassMetrics metrics;
	LgClassMetrics weighted;
	LgClassCounts *counts;
	int		   *order;
	int			n;
	int			i;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (const LogisticClassState *) PG_GETARG_POINTER(0);
	n = state->classes.n_keys;
	if (n == 0)
		PG_RETURN_NULL();
	order = palloc(n * sizeof(int));
	for (i = 0; i < n; i++)
		order[i] = i;
	qsort_arg(order, n, sizeof(int), compare_classes, state->classes.keys);

	logistic_result_rows_start(&rows, fcinfo);
	counts = palloc(n * sizeof(*counts));
	for (i = 0; i < n; i++)
	{
		counts[i] = state->counts[order[i]];
		lg_class_metrics(&counts[i], &metrics);
		add_row(&rows, NULL, state->classes.keys[order[i]].bytes, &metrics);
	}

	/* in the order of the classes, which no parallel plan changes */
	lg_class_means(counts, n, &metrics, &weighted);
	add_row(&rows, "macro", NULL, &metrics);
	add_row(&rows, "weighted", NULL, &weighted);
	return logistic_result_rows_finish(&rows);
}

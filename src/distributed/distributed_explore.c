/*-------------------------------------------------------------------------
 *
 * distributed_explore.c
 *		Finds levels of categories and lengths of arrays, by queries.
 *
 * Codes are in descending order of weight: the search for a level goes from
 * the first code to the last on every row, and so ends soon for most rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"

#include "distributed/distributed_explore.h"
#include "pg/compat.h"
#include "pg/label_errors.h"
#include "pg/query.h"

/* Runs a query; its rows are in SPI_tuptable. */
static uint64
run_query(const char *sql)
{
	MemoryContext context = CurrentMemoryContext;
	int			outcome = 0;

	PG_TRY();
	{
		outcome = SPI_execute(sql, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(sql, context);
	}
	PG_END_TRY();
	if (outcome != SPI_OK_SELECT)
		elog(ERROR, "unexpected result of a query of a fit");
	MemoryContextSwitchTo(context);
	return SPI_processed;
}

/* The key of a value that came back, as the reader of its column knows it. */
static const char *
key_of(const LogisticReader *reader, Datum *value, int *length)
{
	struct varlena *text;

	if (reader->storage == LOGISTIC_READ_ENUM ||
		reader->storage == LOGISTIC_READ_UUID)
		return logistic_read_key(reader, value, length);
	text = PG_DETOAST_DATUM_PACKED(*value);
	*length = VARSIZE_ANY_EXHDR(text);
	return VARDATA_ANY(text);
}

/* The rows that have the values of a category, by code. */
typedef struct Values
{
	double	   *weights;		/* their sums */
	int64	   *counts;			/* of them, by their frequencies */
} Values;

/*
 * Enters the values that a query gives into a dictionary, in their order, and
 * counts their rows; returns the number of all rows.  No two values are the
 * same; one may be NULL.
 */
static int64
read_values(const char *sql, const LogisticReader *reader,
			LogisticDictionary *dictionary, Values *values)
{
	uint64		n = run_query(sql);
	int64		n_rows = 0;
	uint64		i;

	values->weights = palloc0(Max(n, 1) * sizeof(double));
	values->counts = palloc0(Max(n, 1) * sizeof(int64));
	for (i = 0; i < n; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		TupleDesc	columns = SPI_tuptable->tupdesc;
		bool		isnull;
		Datum		value = SPI_getbinval(tuple, columns, 1, &isnull);
		bool		is_missing = isnull;
		int			length;
		const char *key;
		int			code;

		n_rows += DatumGetInt64(SPI_getbinval(tuple, columns, 3, &isnull));
		if (is_missing)
			continue;
		key = key_of(reader, &value, &length);
		code = logistic_dictionary_code(dictionary, key, length);
		if (code < 0)
			break;				/* too many: the caller raises the error */
		value = SPI_getbinval(tuple, columns, 2, &isnull);
		values->weights[code] += isnull ? 0.0 : DatumGetFloat8(value);
		values->counts[code] +=
			DatumGetInt64(SPI_getbinval(tuple, columns, 4, &isnull));
	}
	SPI_freetuptable(SPI_tuptable);
	return n_rows;
}

/* Finds the two values of a text label; returns the number of rows. */
static int64
find_labels(const LogisticDistributedQuery *query, LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	const LogisticDictionary *values = site->label_values;
	char	   *printed[3];
	Values		rows;
	int64		n_rows;
	int			i;

	n_rows = read_values(logistic_distributed_labels(query, site, 3),
						 &site->label, site->label_values, &rows);
	for (i = 0; i < values->n_keys; i++)
	{
		printed[i] = logistic_key_to_text(&site->label, values->keys[i].bytes,
										  values->keys[i].length);
		if (i == 2)
			logistic_report_third_value(&site->names[0], printed[2],
										printed[0], printed[1]);
		state->label_values[state->n_label_values++] = i;
	}
	return n_rows;
}

/*
 * Finds the levels of a category and how much they weigh; returns the number
 * of rows.
 */
static int64
find_levels(const LogisticDistributedQuery *query, LogisticFitState *state,
			int i)
{
	const LogisticFitSite *site = state->site;
	const LogisticFitFeature *feature = &site->features[i];
	/* rare levels may be pooled, if the options say so */
	int			limit = state->options && state->options->min_level_rows > 0 ?
		LOGISTIC_CODES_LIMIT - 1 : LOGISTIC_LEVELS_LIMIT;
	Values		rows;
	int64		n_rows;

	n_rows = read_values(logistic_distributed_levels(query, site, i,
													 limit + 2),
						 &feature->reader, feature->levels, &rows);
	state->level_weights[i] = rows.weights;
	state->level_rows[i] = rows.counts;
	if (feature->levels->n_keys > limit)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("category \"%s\" has more than %d levels",
						logistic_fit_feature_name(site, i, 0), limit),
				 errhint("Pool rare levels with logistic_options(min_level_rows => 20), or pass a number.")));
	return n_rows;
}

/* The length of an array; 0 if no row has one. */
static int
find_length(const LogisticDistributedQuery *query,
			const LogisticFitState *state, int feature)
{
	bool		isnull;
	int			length = 0;

	if (run_query(logistic_distributed_lengths(query, state->site,
											   feature)) == 1)
		length = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0],
											 SPI_tuptable->tupdesc, 1,
											 &isnull));
	SPI_freetuptable(SPI_tuptable);
	return length;
}

/* Finds the lengths of arrays. */
static void
find_lengths(const LogisticDistributedQuery *query, LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	int			i;

	for (i = 0; i < site->n_features; i++)
		if (site->features[i].reader.kind == LOGISTIC_FEATURE_ARRAY)
			state->array_lengths[site->features[i].array] =
				find_length(query, state, i);
}

/* Counts the rows. */
static int64
count_rows(const LogisticDistributedQuery *query, const LogisticFitState *state,
		   bool with_nulls)
{
	bool		isnull;
	int64		n_rows;

	(void) run_query(logistic_distributed_count(query, state->site,
												with_nulls));
	n_rows = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
										 SPI_tuptable->tupdesc, 1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	return isnull ? 0 : n_rows;
}

/* Does any row take part? */
static bool
has_rows(const LogisticDistributedQuery *query, const LogisticFitState *state)
{
	uint64		n = run_query(logistic_distributed_first(query, state->site));

	SPI_freetuptable(SPI_tuptable);
	return n > 0;
}

int64
logistic_distributed_explore(const LogisticDistributedQuery *query,
							 LogisticFitState *state, bool may_estimate,
							 bool *is_exact)
{
	const LogisticFitSite *site = state->site;
	int64		n_rows = -1;
	int			i;

	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		n_rows = find_labels(query, state);
	state->level_weights = palloc0(Max(site->n_features, 1) *
								   sizeof(double *));
	state->level_rows = palloc0(Max(site->n_features, 1) * sizeof(int64 *));
	for (i = 0; i < site->n_features && n_rows != 0; i++)
		if (site->features[i].reader.kind == LOGISTIC_FEATURE_CATEGORY)
			n_rows = find_levels(query, state, i);
	*is_exact = n_rows >= 0 || !may_estimate;
	if (!*is_exact)
		n_rows = has_rows(query, state) ? count_rows(query, state, true) : 0;
	else if (n_rows < 0)
		n_rows = count_rows(query, state, false);
	if (n_rows > 0 && site->n_arrays > 0)
		find_lengths(query, state);
	return n_rows;
}

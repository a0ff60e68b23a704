/*-------------------------------------------------------------------------
 *
 * training_rows.c
 *		Reports which rows of a query a training has left out, and why.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/guc.h"

#include "model/model_counts.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"
#include "pg/session.h"
#include "training/training_rows.h"

#define COLUMNS_LIMIT	10		/* more are counted, not listed */
#define SPARSE_SHARE	0.1		/* of rows without a value: told what to do */

/* The columns whose NULLs leave a row out. */
static List *
counted_columns(const LogisticRecipe *recipe, const List *features)
{
	List	   *columns = list_make1((void *) recipe->label);
	const char *others[] = {
		recipe->weight, recipe->frequency, recipe->offset, recipe->cluster
	};
	int			i;

	columns = list_concat_copy(columns, features);
	for (i = 0; i < lengthof(others); i++)
		if (others[i] != NULL)
			columns = lappend(columns, (void *) others[i]);
	return columns;
}

/*
 * Adds the number of rows, or of those with a value in a column: each as often
 * as its frequency says, and one without a frequency once.
 */
static void
add_count(StringInfo sql, const LogisticRecipe *recipe, const char *column)
{
	const char *of = column != NULL ?
		psprintf("q.%s", quote_identifier(column)) : "*";

	if (recipe->frequency == NULL)
		appendStringInfo(sql, "pg_catalog.count(%s)", of);
	else
	{
		appendStringInfo(sql, "COALESCE(pg_catalog.sum(COALESCE((q.%s)::pg_catalog.float8, 1))",
						 quote_identifier(recipe->frequency));
		if (column != NULL)
			appendStringInfo(sql, " FILTER (WHERE %s IS NOT NULL)", of);
		appendStringInfoString(sql, ", 0)::pg_catalog.int8");
	}
}

/*
 * Counts the rows of the query, and of each column those with a value: by
 * the partition key, if there is one, so that servers count their own rows.
 */
static void
count_values(const LogisticRecipe *recipe, const List *columns)
{
	const char *key = recipe->partition;
	StringInfoData counts;
	StringInfoData sums;
	StringInfoData sql;
	ListCell   *cell;
	int			guc_level = NewGUCNestLevel();
	int			i = 1;

	initStringInfo(&counts);
	initStringInfo(&sums);
	add_count(&counts, recipe, NULL);
	appendStringInfoString(&counts, " AS n1");
	appendStringInfoString(&sums, "pg_catalog.sum(s.n1)::pg_catalog.int8");
	foreach(cell, columns)
	{
		i++;
		appendStringInfoString(&counts, ", ");
		add_count(&counts, recipe, lfirst(cell));
		appendStringInfo(&counts, " AS n%d", i);
		appendStringInfo(&sums, ", pg_catalog.sum(s.n%d)::pg_catalog.int8", i);
	}
	initStringInfo(&sql);
	if (key == NULL)
		appendStringInfo(&sql, "SELECT %s FROM (%s\n) AS q", counts.data,
						 recipe->query);
	else
	{
		/* without it no group is counted on a server */
		(void) set_config_option("enable_partitionwise_aggregate", "on",
								 PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
		appendStringInfo(&sql, "SELECT %s FROM (SELECT %s FROM (%s\n) AS q GROUP BY q.%s) AS s",
						 sums.data, counts.data, recipe->query,
						 quote_identifier(key));
	}
	logistic_session_query(sql.data, 0, NULL, NULL);
	AtEOXact_GUC(false, guc_level);
}

static int64
get_count(int column)
{
	bool		isnull;
	Datum		count = logistic_session_column(column, &isnull);

	return isnull ? 0 : DatumGetInt64(count);	/* no row by the key: NULL */
}

void
logistic_training_no_rows(const LogisticRecipe *recipe, const List *features)
{
	List	   *columns = counted_columns(recipe, features);
	StringInfoData empty;
	ListCell   *cell;
	int64		n_rows;
	int			i = 1;

	initStringInfo(&empty);
	count_values(recipe, columns);
	n_rows = get_count(1);
	foreach(cell, columns)
		if (get_count(++i) == 0)
			appendStringInfo(&empty, "%s\"%s\"", empty.len > 0 ? ", " : "",
							 (char *) lfirst(cell));
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("the query gives no row to fit"),
			 n_rows == 0 ? errdetail("It gives no rows at all.") :
			 empty.len > 0 ?
			 errdetail("Of " INT64_FORMAT " rows each has a NULL in %s.",
					   n_rows, empty.data) :
			 errdetail("It gives " INT64_FORMAT " rows; those with a NULL in the label or a feature, or of weight 0, do not count.",
					   n_rows),
			 n_rows > 0 && empty.len > 0 ?
			 errhint("Leave these columns out, or see why they are empty.") : 0));
}

void
logistic_training_count(LogisticTraining *training, const List *features,
						MemoryContext context)
{
	List	   *columns;
	StringInfoData list;
	MemoryContext old_context;
	ListCell   *cell;
	int64		n_rows;
	int			n = 0;
	int			i = 1;

	training->left_out = NULL;
	training->is_sparse = false;
	if (training->model->statistics.n_skipped == 0)
		return;
	columns = counted_columns(&training->recipe, features);
	count_values(&training->recipe, columns);
	old_context = MemoryContextSwitchTo(context);
	initStringInfo(&list);
	n_rows = get_count(1);
	foreach(cell, columns)
	{
		int64		n_null = n_rows - get_count(++i);

		if (n_null > 0 && n++ < COLUMNS_LIMIT)
			appendStringInfo(&list, "%s\"%s\" " INT64_FORMAT,
							 n > 1 ? ", " : "", (char *) lfirst(cell), n_null);
		if (list_member_ptr(features, lfirst(cell)) &&
			n_null > SPARSE_SHARE * n_rows &&
			logistic_model_missing_text(training->model) == NULL)
			training->is_sparse = true;
	}
	if (n > COLUMNS_LIMIT)
		appendStringInfo(&list, " and %d more columns", n - COLUMNS_LIMIT);
	training->left_out = list.data;
	MemoryContextSwitchTo(old_context);
}

/* What to do about the version; empty if there is nothing. */
static char *
advice(text *name, int32 version, const LogisticTraining *training)
{
	StringInfoData hint;

	initStringInfo(&hint);
	if (version == 1)
		appendStringInfo(&hint, "SELECT %s_summary(%s) shows the model.",
						 training->classes != NULL ? "multinomial" : "logistic",
						 quote_literal_cstr(text_to_cstring(name)));
	if (training->is_sparse)
		appendStringInfo(&hint, "%slogistic_options(missing => 'impute') uses the rows without a value, too.",
						 hint.len > 0 ? "\n" : "");
	if (training->unjudged == NULL && isinf(training->log_loss))
		appendStringInfo(&hint, "%sA log loss of Infinity is of a row held out whose label the other rows rule out: min_level_rows takes rare levels together, l2 or method => 'firth' rules nothing out.",
						 hint.len > 0 ? "\n" : "");
	return hint.data;
}

void
logistic_training_tell(text *name, int32 version,
					   const LogisticTraining *training, bool promoted,
					   const char *reason)
{
	const LogisticModel *model = training->model;
	const LogisticStatistics *fit = &model->statistics;
	StringInfoData detail;
	const char *counted;
	const char *hint = advice(name, version, training);

	initStringInfo(&detail);
	if (training->classes != NULL)
		appendStringInfo(&detail, "Rows used: " INT64_FORMAT ", of %d classes (%s).",
						 fit->nobs, training->classes->n_classes,
						 logistic_model_string(model, model->label));
	else
		appendStringInfo(&detail, "Rows used: " INT64_FORMAT ", " INT64_FORMAT " of them positive (%s = %s).",
					 fit->nobs, fit->n_positive,
					 logistic_model_string(model, model->label),
					 logistic_model_positive(model) != NULL ?
					 logistic_model_positive(model) : "unknown");
	if (fit->n_skipped > 0)
		appendStringInfo(&detail, "\nLeft out for a NULL: " INT64_FORMAT " (%s).",
						 fit->n_skipped, training->left_out);
	counted = logistic_model_missing_text(model);
	if (counted != NULL)
		appendStringInfo(&detail, "\nUsed without a value: %s.", counted);
	counted = logistic_model_pooled_text(model);
	if (counted != NULL)
		appendStringInfo(&detail, "\nRare levels taken together: %s.", counted);
	if (training->unjudged != NULL)
		appendStringInfo(&detail, "\nHeld out: no metrics, as %s.",
						 training->unjudged);
	else
		appendStringInfo(&detail, "\nHeld out: " INT64_FORMAT " rows, log loss %.6g, ROC AUC %.6g.",
						 training->judged, training->log_loss,
						 training->roc_auc);
	ereport(NOTICE,
			(errmsg("version %d of model \"%s\" is %s: %s", version,
					text_to_cstring(name),
					promoted ? "active" : "not promoted", reason),
			 errdetail_internal("%s", detail.data),
			 *hint == '\0' ? 0 : errhint("%s", hint)));
}

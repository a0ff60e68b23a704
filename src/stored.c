/*-------------------------------------------------------------------------
 *
 * stored.c
 *		A version of a model as the registry has it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "stored.h"

/* The row that is being read. */
typedef struct Row
{
	HeapTuple	tuple;
	TupleDesc	descriptor;
} Row;

static Datum
get_column(const Row *row, int column, bool *isnull)
{
	return heap_getattr(row->tuple, column, row->descriptor, isnull);
}

/* Columns of one type each; NULL for a NULL. */
static const char *
get_text(const Row *row, int column)
{
	bool		isnull;
	Datum		value = get_column(row, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

static const LogisticModel *
get_model(const Row *row, int column)
{
	bool		isnull;
	Datum		value = get_column(row, column, &isnull);

	return isnull ? NULL : logistic_model_get(value);
}

static ArrayType *
get_array(const Row *row, int column)
{
	bool		isnull;
	Datum		value = get_column(row, column, &isnull);

	return isnull ? NULL : DatumGetArrayTypePCopy(value);
}

LogisticStored
logistic_stored_version(const LogisticRegistry *registry, text *name,
						int32 version, Snapshot snapshot)
{
	LogisticStored stored;
	LogisticRecipe *recipe = &stored.recipe;
	Row			row;
	bool		isnull;

	row.tuple = logistic_registry_version(registry, name, version, snapshot,
										  &row.descriptor);
	if (!HeapTupleIsValid(row.tuple))
		logistic_registry_no_version(name, version);
	stored.version = version;
	recipe->query = get_text(&row, LOGISTIC_VERSION_QUERY);
	recipe->label = get_text(&row, LOGISTIC_VERSION_LABEL);
	recipe->weight = get_text(&row, LOGISTIC_VERSION_WEIGHT);
	recipe->offset = get_text(&row, LOGISTIC_VERSION_OFFSET);
	recipe->cluster = get_text(&row, LOGISTIC_VERSION_CLUSTER);
	recipe->is_distributed =
		DatumGetBool(get_column(&row, LOGISTIC_VERSION_DISTRIBUTED, &isnull));
	recipe->partition = get_text(&row, LOGISTIC_VERSION_PARTITION);
	recipe->options = get_text(&row, LOGISTIC_VERSION_OPTIONS);
	recipe->comment = get_text(&row, LOGISTIC_VERSION_COMMENT);
	recipe->search_path = get_text(&row, LOGISTIC_VERSION_SEARCH_PATH);
	stored.model = get_model(&row, LOGISTIC_VERSION_MODEL);
	stored.holdout =
		DatumGetFloat8(get_column(&row, LOGISTIC_VERSION_HOLDOUT, &isnull));
	stored.gate_model = get_model(&row, LOGISTIC_VERSION_GATE_MODEL);
	stored.score_deciles = get_array(&row, LOGISTIC_VERSION_SCORE_DECILES);
	stored.distribution = get_array(&row, LOGISTIC_VERSION_DISTRIBUTION);
	return stored;
}

/*-------------------------------------------------------------------------
 *
 * stored_version.c
 *		A version of a model as the registry has it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "multinomial/multinomial_model.h"
#include "registry/stored_version.h"

/* The row that is being read. */
typedef struct Row
{
	LogisticScan scan;
	HeapTuple	tuple;
} Row;

/* Columns that may be NULL, of one type each. */
static const char *
get_text(const Row *row, int column)
{
	return logistic_scan_text(&row->scan, row->tuple, column);
}

static ArrayType *
get_array(const Row *row, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(&row->scan, row->tuple, column,
											 &isnull);

	return isnull ? NULL : DatumGetArrayTypePCopy(value);
}

static const LogisticModel *
get_model(const Row *row, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(&row->scan, row->tuple, column,
											 &isnull);

	return isnull ? NULL :
		logistic_model_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(value)));
}

/* A model of many classes, and its first equation. */
static const MultinomialModel *
get_classes(const Row *row, int column, const LogisticModel **equation)
{
	bool		isnull;
	Datum		value = logistic_scan_column(&row->scan, row->tuple, column,
											 &isnull);
	const MultinomialModel *classes;

	if (isnull)
		return NULL;
	classes = logistic_multinomial_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(value)));
	*equation = logistic_multinomial_equation(classes, 0);
	return classes;
}

/* A role that may be NULL or gone. */
static Oid
get_role(const Row *row, int column)
{
	LogisticRole role;

	return logistic_role_read_optional(&row->scan, row->tuple, column,
									   &role) ?
		logistic_role_oid(&role) : InvalidOid;
}

/* A column that has to be there. */
static Datum
get_value(const Row *row, int column)
{
	return logistic_scan_value(&row->scan, row->tuple, column);
}

LogisticStored
logistic_stored_version(const LogisticRegistry *registry, text *name,
						int32 version, Snapshot snapshot)
{
	LogisticStored stored;
	LogisticRecipe *recipe = &stored.recipe;
	Row			row;

	row.scan = logistic_registry_version(registry, name, version, snapshot,
										 &row.tuple);
	stored.version = version;
	stored.run_as = get_role(&row, LOGISTIC_VERSION_RUN_AS);
	recipe->query = get_text(&row, LOGISTIC_VERSION_QUERY);
	recipe->label = get_text(&row, LOGISTIC_VERSION_LABEL);
	recipe->weight = get_text(&row, LOGISTIC_VERSION_WEIGHT);
	recipe->frequency = get_text(&row, LOGISTIC_VERSION_FREQUENCY);
	recipe->offset = get_text(&row, LOGISTIC_VERSION_OFFSET);
	recipe->cluster = get_text(&row, LOGISTIC_VERSION_CLUSTER);
	recipe->is_distributed =
		DatumGetBool(get_value(&row, LOGISTIC_VERSION_DISTRIBUTED));
	recipe->partition = get_text(&row, LOGISTIC_VERSION_PARTITION);
	recipe->options = get_text(&row, LOGISTIC_VERSION_OPTIONS);
	recipe->penalty = NULL;
	recipe->holdout_by = get_text(&row, LOGISTIC_VERSION_HOLDOUT_BY);
	recipe->newest = NULL;
	recipe->search_path = get_text(&row, LOGISTIC_VERSION_SEARCH_PATH);
	recipe->family = logistic_family_read(get_text(&row,
												   LOGISTIC_VERSION_FAMILY));
	recipe->by = get_text(&row, LOGISTIC_VERSION_BY);
	stored.model = get_model(&row, LOGISTIC_VERSION_MODEL);
	stored.holdout = DatumGetFloat8(get_value(&row, LOGISTIC_VERSION_HOLDOUT));
	stored.gate_model = get_model(&row, LOGISTIC_VERSION_GATE_MODEL);
	stored.classes = get_classes(&row, LOGISTIC_VERSION_MULTINOMIAL,
								 &stored.model);
	stored.gate_classes = get_classes(&row, LOGISTIC_VERSION_MULTINOMIAL_GATE,
									  &stored.gate_model);
	if (stored.model == NULL && recipe->by == NULL)
		(void) get_value(&row, LOGISTIC_VERSION_MODEL);
	stored.score_deciles = get_array(&row, LOGISTIC_VERSION_SCORE_DECILES);
	stored.distribution = get_array(&row, LOGISTIC_VERSION_DISTRIBUTION);
	logistic_scan_end(&row.scan);
	return stored;
}

/*-------------------------------------------------------------------------
 *
 * group_model.c
 *		The models of a version by groups: one for each value of a column.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgroids.h"

#include "pg/compat.h"
#include "registry/group_model.h"
#include "registry/registry_row.h"

#define LISTED_GROUPS	10		/* in an error */

/* Begins the scan for one group. */
static LogisticScan
scan_group(const LogisticRegistry *registry, text *name, int32 version,
		   const char *value, Snapshot snapshot)
{
	ScanKeyData keys[3];

	ScanKeyInit(&keys[0], LOGISTIC_GROUP_NAME, BTEqualStrategyNumber, F_TEXTEQ,
				PointerGetDatum(name));
	ScanKeyInit(&keys[1], LOGISTIC_GROUP_VERSION, BTEqualStrategyNumber,
				F_INT4EQ, Int32GetDatum(version));
	ScanKeyInit(&keys[2], LOGISTIC_GROUP_VALUE, BTEqualStrategyNumber,
				F_TEXTEQ, CStringGetTextDatum(value));
	return logistic_scan_begin(registry, LOGISTIC_TABLE_GROUP, snapshot, 3,
							   keys);
}

/* A plain copy of the model in a row. */
static struct varlena *
model_of(const LogisticScan *scan, HeapTuple tuple)
{
	return PG_DETOAST_DATUM_COPY(logistic_scan_value(scan, tuple,
													 LOGISTIC_GROUP_MODEL));
}

struct varlena *
logistic_group_model(const LogisticRegistry *registry, text *name,
					 int32 version, const char *value, Snapshot snapshot)
{
	LogisticScan scan = scan_group(registry, name, version, value, snapshot);
	HeapTuple	tuple = logistic_scan_next(&scan);
	struct varlena *model = NULL;

	if (HeapTupleIsValid(tuple))
		model = model_of(&scan, tuple);
	logistic_scan_end(&scan);
	return model;
}

struct varlena *
logistic_group_any(const LogisticRegistry *registry, text *name,
				   int32 version, Snapshot snapshot)
{
	LogisticScan scan = logistic_scan_number(registry, LOGISTIC_TABLE_GROUP,
											 name, version, snapshot);
	HeapTuple	tuple = logistic_scan_next(&scan);
	struct varlena *model = NULL;

	if (HeapTupleIsValid(tuple))
		model = model_of(&scan, tuple);
	logistic_scan_end(&scan);
	return model;
}

/* The first values of a version's groups, for a message. */
static char *
list_values(const LogisticRegistry *registry, text *name, int32 version,
			Snapshot snapshot)
{
	LogisticScan scan = logistic_scan_number(registry, LOGISTIC_TABLE_GROUP,
											 name, version, snapshot);
	StringInfoData list;
	HeapTuple	tuple;
	int			n = 0;

	initStringInfo(&list);
	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		if (n++ == LISTED_GROUPS)
		{
			appendStringInfoString(&list, ", ...");
			break;
		}
		appendStringInfo(&list, "%s\"%s\"", n > 1 ? ", " : "",
						 logistic_scan_text(&scan, tuple,
											LOGISTIC_GROUP_VALUE));
	}
	logistic_scan_end(&scan);
	return list.data;
}

struct varlena *
logistic_group_require(const LogisticRegistry *registry, text *name,
					   int32 version, const char *by, text *value,
					   Snapshot snapshot)
{
	struct varlena *model;

	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("model \"%s\" has a model for each value of \"%s\"",
						text_to_cstring(name), by),
				 errdetail("Its groups are %s.",
						   list_values(registry, name, version, snapshot)),
				 errhint("Name one with group_value => '...', or take its model with logistic_get(name, group_value => '...').")));
	model = logistic_group_model(registry, name, version,
								 text_to_cstring(value), snapshot);
	if (model == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("model \"%s\" has no group \"%s\" of \"%s\"",
						text_to_cstring(name), text_to_cstring(value), by),
				 errdetail("Its groups are %s.",
						   list_values(registry, name, version, snapshot))));
	return model;
}

/* Columns that may be NULL. */
static ArrayType *
get_array(const LogisticScan *scan, HeapTuple tuple, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(scan, tuple, column, &isnull);

	return isnull ? NULL : DatumGetArrayTypePCopy(value);
}

static double
get_number(const LogisticScan *scan, HeapTuple tuple, int column)
{
	bool		isnull;
	Datum		value = logistic_scan_column(scan, tuple, column, &isnull);

	return isnull ? get_float8_nan() : DatumGetFloat8(value);
}

/* All of a row, copied. */
static void
read_row(const LogisticScan *scan, HeapTuple tuple, LogisticGroup *group)
{
	bool		isnull;
	Datum		gate_model = logistic_scan_column(scan, tuple,
												  LOGISTIC_GROUP_GATE_MODEL,
												  &isnull);

	group->value = logistic_scan_text(scan, tuple, LOGISTIC_GROUP_VALUE);
	group->model = logistic_model_get(PointerGetDatum(model_of(scan, tuple)));
	group->gate_model = isnull ? NULL :
		logistic_model_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(gate_model)));
	group->judged = DatumGetInt64(logistic_scan_value(scan, tuple,
													  LOGISTIC_GROUP_JUDGED));
	group->score_deciles = get_array(scan, tuple,
									 LOGISTIC_GROUP_SCORE_DECILES);
	group->distribution = get_array(scan, tuple,
									LOGISTIC_GROUP_DISTRIBUTION);
	group->log_loss = get_number(scan, tuple, LOGISTIC_GROUP_LOG_LOSS);
	group->roc_auc = get_number(scan, tuple, LOGISTIC_GROUP_ROC_AUC);
	group->from_version =
		DatumGetInt32(logistic_scan_value(scan, tuple,
										  LOGISTIC_GROUP_FROM_VERSION));
	group->reason = logistic_scan_text(scan, tuple, LOGISTIC_GROUP_REASON);
}

List *
logistic_groups_read(const LogisticRegistry *registry, text *name,
					 int32 version, Snapshot snapshot)
{
	LogisticScan scan = logistic_scan_number(registry, LOGISTIC_TABLE_GROUP,
											 name, version, snapshot);
	HeapTuple	tuple;
	List	   *groups = NIL;

	while (HeapTupleIsValid(tuple = logistic_scan_next(&scan)))
	{
		LogisticGroup *group = palloc(sizeof(*group));

		CHECK_FOR_INTERRUPTS();
		read_row(&scan, tuple, group);
		groups = lappend(groups, group);
	}
	logistic_scan_end(&scan);
	return groups;
}

bool
logistic_group_read(const LogisticRegistry *registry, text *name,
					int32 version, const char *value, Snapshot snapshot,
					LogisticGroup *group)
{
	LogisticScan scan = scan_group(registry, name, version, value, snapshot);
	HeapTuple	tuple = logistic_scan_next(&scan);

	if (HeapTupleIsValid(tuple))
		read_row(&scan, tuple, group);
	logistic_scan_end(&scan);
	return HeapTupleIsValid(tuple);
}

void
logistic_group_add(const LogisticRegistry *registry, text *name,
				   int32 version, const LogisticGroup *group)
{
	LogisticRow row = logistic_row_make(LOGISTIC_TABLE_GROUP, name);

	logistic_row_put(&row, LOGISTIC_GROUP_VERSION, Int32GetDatum(version));
	logistic_row_put_text(&row, LOGISTIC_GROUP_VALUE, group->value);
	logistic_row_put(&row, LOGISTIC_GROUP_MODEL,
					 PointerGetDatum(group->model));
	if (group->gate_model != NULL)
		logistic_row_put(&row, LOGISTIC_GROUP_GATE_MODEL,
						 PointerGetDatum(group->gate_model));
	logistic_row_put(&row, LOGISTIC_GROUP_JUDGED,
					 Int64GetDatum(group->judged));
	logistic_row_put_array(&row, LOGISTIC_GROUP_SCORE_DECILES,
						   group->score_deciles);
	logistic_row_put_array(&row, LOGISTIC_GROUP_DISTRIBUTION,
						   group->distribution);
	logistic_row_put_number(&row, LOGISTIC_GROUP_LOG_LOSS, group->log_loss);
	logistic_row_put_number(&row, LOGISTIC_GROUP_ROC_AUC, group->roc_auc);
	logistic_row_put(&row, LOGISTIC_GROUP_FROM_VERSION,
					 Int32GetDatum(group->from_version));
	logistic_row_put_text(&row, LOGISTIC_GROUP_REASON, group->reason);
	logistic_row_insert(registry, &row);
}

void
logistic_groups_copy(const LogisticRegistry *registry, text *name,
					 int32 version, int32 copy,
					 const LogisticScoring *scoring)
{
	ListCell   *cell;

	foreach(cell, logistic_groups_read(registry, name, version, NULL))
	{
		LogisticGroup *group = lfirst(cell);

		group->model = logistic_model_with(group->model, scoring);
		logistic_group_add(registry, name, copy, group);
	}
}

void
logistic_groups_remove(const LogisticRegistry *registry, text *name,
					   int32 version)
{
	LogisticScan scan = logistic_scan_number(registry, LOGISTIC_TABLE_GROUP,
											 name, version, NULL);

	logistic_row_delete_all(registry, LOGISTIC_TABLE_GROUP, &scan);
}

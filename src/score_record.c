/*-------------------------------------------------------------------------
 *
 * score_record.c
 *		The columns of a record, by name.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "score_record.h"

bool
logistic_score_record_learn(LogisticScoreRecord *record,
							HeapTupleHeader header, MemoryContext parent)
{
	Oid			type = HeapTupleHeaderGetTypeId(header);
	int32		typmod = HeapTupleHeaderGetTypMod(header);
	TupleDesc	descriptor;
	MemoryContext old_context;
	int			n;

	if (likely(record->type == type && record->typmod == typmod))
		return false;
	descriptor = lookup_rowtype_tupdesc(type, typmod);
	record->type = InvalidOid;
	if (record->context)
		MemoryContextDelete(record->context);
	record->context = AllocSetContextCreate(parent, "logistic_score_record",
											ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(record->context);
	record->descriptor = CreateTupleDescCopy(descriptor);
	n = descriptor->natts;
	record->values = palloc(Max(n, 1) * sizeof(Datum));
	record->nulls = palloc(Max(n, 1) * sizeof(bool));
	MemoryContextSwitchTo(old_context);
	ReleaseTupleDesc(descriptor);
	record->n_fixed = 0;
	while (record->n_fixed < n &&
		   TupleDescAttr(record->descriptor, record->n_fixed)->attlen > 0)
		record->n_fixed++;
	record->type = type;
	record->typmod = typmod;
	return true;
}

void
logistic_score_record_fetch(LogisticScoreRecord *record,
							HeapTupleHeader header, const int *columns,
							int n, NullableDatum *row)
{
	HeapTupleData tuple;
	bool		is_direct;
	int			i;

	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;

	/* beyond these, to fetch one column means to step over all before it */
	is_direct = !HeapTupleHasNulls(&tuple);
	for (i = 0; i < n && is_direct; i++)
		is_direct = columns[i] < record->n_fixed;
	if (!is_direct)
		heap_deform_tuple(&tuple, record->descriptor, record->values,
						  record->nulls);
	for (i = 0; i < n; i++)
		if (is_direct)
			row[i].value = heap_getattr(&tuple, columns[i] + 1,
										record->descriptor, &row[i].isnull);
		else
		{
			row[i].value = record->values[columns[i]];
			row[i].isnull = record->nulls[columns[i]];
		}
}

/* The columns of a row type, for a message. */
static char *
list_columns(TupleDesc descriptor)
{
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);

		if (!column->attisdropped)
			appendStringInfo(&list, "%s\"%s\"", list.len > 0 ? ", " : "",
							 NameStr(column->attname));
	}
	return list.data;
}

int
logistic_score_record_column(const LogisticScoreRecord *record,
							 const char *name)
{
	TupleDesc	descriptor = record->descriptor;
	int			i;

	for (i = 0; i < descriptor->natts; i++)
		if (!TupleDescAttr(descriptor, i)->attisdropped &&
			strcmp(NameStr(TupleDescAttr(descriptor, i)->attname), name) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("the row has no column \"%s\"", name),
			 errdetail("Its columns are %s.", list_columns(descriptor)),
			 errhint("Name a column so, or pass the features one by one in the order of the fit.")));
}

void
logistic_score_record_match(const LogisticScoreRecord *record,
							const LogisticModel *model,
							LogisticReader *readers, int *columns)
{
	const LogisticFeature *features = logistic_model_features(model);
	int			i;

	for (i = 0; i < model->n_features; i++)
	{
		const char *name = logistic_model_string(model, features[i].name);
		char	   *what = psprintf("column \"%s\"", name);

		columns[i] = logistic_score_record_column(record, name);
		logistic_reader_init(&readers[i],
							 TupleDescAttr(record->descriptor,
										   columns[i])->atttypid, what);
		pfree(what);
	}
}

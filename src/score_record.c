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

/* Copies the row type and makes room for a row of it. */
static void
learn_type(LogisticScoreRecord *record, Oid type, int32 typmod,
		   MemoryContext parent)
{
	TupleDesc	descriptor = lookup_rowtype_tupdesc(type, typmod);
	MemoryContext old_context;

	if (record->context)
		MemoryContextDelete(record->context);
	record->context = AllocSetContextCreate(parent, "logistic_score_record",
											ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(record->context);
	record->descriptor = CreateTupleDescCopy(descriptor);
	record->values = palloc(Max(descriptor->natts, 1) * sizeof(Datum));
	record->nulls = palloc(Max(descriptor->natts, 1) * sizeof(bool));
	record->row = palloc(Max(descriptor->natts, 1) * sizeof(NullableDatum));
	MemoryContextSwitchTo(old_context);
	ReleaseTupleDesc(descriptor);
	record->type = type;
	record->typmod = typmod;
	record->generation++;
}

void
logistic_score_record_open(LogisticScoreRecord *record,
						   HeapTupleHeader header, MemoryContext parent)
{
	HeapTupleData tuple;
	int			i;

	if (record->type != HeapTupleHeaderGetTypeId(header) ||
		record->typmod != HeapTupleHeaderGetTypMod(header))
		learn_type(record, HeapTupleHeaderGetTypeId(header),
				   HeapTupleHeaderGetTypMod(header), parent);

	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;
	heap_deform_tuple(&tuple, record->descriptor, record->values,
					  record->nulls);
	for (i = 0; i < record->descriptor->natts; i++)
	{
		record->row[i].value = record->values[i];
		record->row[i].isnull = record->nulls[i];
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

/*-------------------------------------------------------------------------
 *
 * score_record.c
 *		Finds the features to score among the columns of a record, by name.
 *
 * A PL/pgSQL call site may see its record type change between two rows.  A
 * relcache callback counts such changes, and the type is checked again after
 * one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/score_record.h"

uint64		logistic_score_record_changes = 0;

/* Finds the places of the leading columns of fixed width. */
static void
place_columns(LogisticScoreRecord *record)
{
	int			offset = 0;
	int			i;

	record->fixed = palloc(Max(record->descriptor->natts, 1) *
						   sizeof(*record->fixed));
	for (i = 0; i < record->descriptor->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(record->descriptor, i);

		if (column->attlen <= 0)
			break;
		offset = att_align_nominal(offset, column->attalign);
		record->fixed[i].offset = offset;
		record->fixed[i].length = column->attlen;
		record->fixed[i].is_by_value = column->attbyval;
		offset += column->attlen;
	}
	record->n_fixed = i;
}

/* Callback of the server: a table or a row type may have changed. */
static void
count_change(Datum arg, Oid relation)
{
	logistic_score_record_changes++;
}

bool
logistic_score_record_learn_anew(LogisticScoreRecord *record,
								 HeapTupleHeader header, MemoryContext parent)
{
	static bool is_counting = false;
	Oid			type = HeapTupleHeaderGetTypeId(header);
	int32		typmod = HeapTupleHeaderGetTypMod(header);
	uint64		n_changes = logistic_score_record_changes;
	uint64		identifier;
	TupleDesc	descriptor;
	MemoryContext old_context;
	int			n;

	if (!is_counting)
	{
		CacheRegisterRelcacheCallback(count_change, (Datum) 0);
		is_counting = true;
	}
	identifier = assign_record_type_identifier(type, typmod);
	if (record->type == type && record->typmod == typmod &&
		record->identifier == identifier)
	{
		record->n_changes = n_changes;
		return false;
	}

	record->type = InvalidOid;
	descriptor = lookup_rowtype_tupdesc(type, typmod);
	n = descriptor->natts;
	if (record->context)
		MemoryContextDelete(record->context);
	record->context = AllocSetContextCreate(parent, "logistic_score_record",
											ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(record->context);
	record->descriptor = CreateTupleDescCopy(descriptor);
	record->values = palloc(Max(n, 1) * sizeof(Datum));
	record->nulls = palloc(Max(n, 1) * sizeof(bool));
	place_columns(record);
	MemoryContextSwitchTo(old_context);
	ReleaseTupleDesc(descriptor);
	record->type = type;
	record->typmod = typmod;
	record->identifier = identifier;
	record->n_changes = n_changes;
	return true;
}

void
logistic_score_record_learn_columns(LogisticScoreRecord *record,
									const Datum *names, const Oid *types,
									int n, TupleDesc rest,
									MemoryContext parent)
{
	MemoryContext old_context = MemoryContextSwitchTo(parent);
	int			n_rest = rest ? rest->natts : 0;
	int			i;

	record->descriptor = CreateTemplateTupleDesc(n + n_rest);
	for (i = 0; i < n; i++)
		TupleDescInitEntry(record->descriptor, i + 1,
						   NameStr(*DatumGetName(names[i])), types[i], -1, 0);
	for (i = 0; i < n_rest; i++)
		TupleDescInitEntry(record->descriptor, n + i + 1,
						   NameStr(TupleDescAttr(rest, i)->attname),
						   TupleDescAttr(rest, i)->atttypid, -1, 0);
	TupleDescFinalize(record->descriptor);
	MemoryContextSwitchTo(old_context);
}

void
logistic_score_record_rename(LogisticScoreRecord *record, ArrayType *names)
{
	TupleDesc	descriptor = record->descriptor;
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	int			i;

	deconstruct_array(names, NAMEOID, NAMEDATALEN, false, TYPALIGN_CHAR,
					  &elements, &nulls, &n);
	if (n != descriptor->natts)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of columns is %d, but %d names are given",
						descriptor->natts, n)));
	for (i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("name %d of the columns is NULL", i + 1)));
		namestrcpy(&TupleDescAttr(descriptor, i)->attname,
				   NameStr(*DatumGetName(elements[i])));
	}
	pfree(elements);
	pfree(nulls);
}

/* Fetches columns behind a NULL or a column of variable width, by deforming. */
static pg_noinline void
fetch_by_deforming(LogisticScoreRecord *record, HeapTupleHeader header,
				   const int *columns, int n, NullableDatum *row)
{
	HeapTupleData tuple;
	int			i;

	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;
	heap_deform_tuple(&tuple, record->descriptor, record->values,
					  record->nulls);
	for (i = 0; i < n; i++)
	{
		row[i].value = record->values[columns[i]];
		row[i].isnull = record->nulls[columns[i]];
	}
}

void
logistic_score_record_fetch(LogisticScoreRecord *record,
							HeapTupleHeader header, const int *columns,
							int n, NullableDatum *row)
{
	const char *data = (const char *) header + header->t_hoff;
	int			n_known = Min(HeapTupleHeaderGetNatts(header),
							  record->n_fixed);
	int			i;

	logistic_record_check(header, record->descriptor);
	if (header->t_infomask & HEAP_HASNULL)
		n_known = 0;
	for (i = 0; i < n; i++)
	{
		const LogisticScoreColumn *column = &record->fixed[columns[i]];

		if (unlikely(columns[i] >= n_known))
		{
			fetch_by_deforming(record, header, columns, n, row);
			return;
		}
		row[i].value = fetch_att(data + column->offset, column->is_by_value,
								 column->length);
		row[i].isnull = false;
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
							MemoryContext context, LogisticReader *readers,
							int *columns)
{
	const LogisticFeature *features = logistic_model_inputs(model);
	int			n = logistic_model_n_inputs(model);
	int			i;

	for (i = 0; i < n; i++)
	{
		const char *name = logistic_model_string(model, features[i].name);
		char	   *what = psprintf("column \"%s\"", name);

		columns[i] = logistic_score_record_column(record, name);
		logistic_reader_init(&readers[i],
							 TupleDescAttr(record->descriptor,
										   columns[i])->atttypid, what,
							 quote_identifier(name), context);
		pfree(what);
	}
}

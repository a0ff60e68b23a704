/*-------------------------------------------------------------------------
 *
 * distributed_query.c
 *		The SQL that asks rows for levels, lengths and passes.
 *
 * The user's query becomes a subquery q with columns c1, c2, ..., which the
 * planner sees through.  What is put around it is qualified, operators too, as
 * it runs along the caller's search path, and is what postgres_fdw can ship.
 *
 * A fit by partition has an aggregate for each value of the partition key,
 * merged above:
 *
 *		SELECT logistic_step_merge(s)
 *		FROM (SELECT logistic_step(...) AS s FROM (...) AS q GROUP BY q.c1) AS p
 *
 * which enable_partitionwise_aggregate leaves to the partitions, and so to their
 * servers.  Several parts are a UNION ALL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "distributed/distributed_query.h"
#include "pg/extension.h"

/* Is a category compared as text?  Enums and uuids are compared as they are. */
static bool
is_text(const LogisticReader *reader)
{
	return reader->storage != LOGISTIC_READ_ENUM &&
		reader->storage != LOGISTIC_READ_UUID;
}

/* Adds the value of a category, or of a text label. */
static void
add_category(StringInfo sql, const LogisticDistributedQuery *query,
			 int column, const LogisticReader *reader)
{
	Oid			collation = TupleDescAttr(query->columns,
										  column)->attcollation;

	if (!is_text(reader))
	{
		appendStringInfo(sql, "(q.c%d)::%s", column + 1,
						 format_type_be_qualified(reader->element_type));
		return;
	}
	appendStringInfo(sql, "(q.c%d)::pg_catalog.text", column + 1);
	if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
		appendStringInfoString(sql, " COLLATE pg_catalog.\"C\"");
}

/*
 * Adds the code of a category: the place of its value in a constant array of
 * the n values "codes" of the dictionary (NULL: all values).
 */
static void
add_code(StringInfo sql, const LogisticDistributedQuery *query, int column,
		 const LogisticReader *reader, const LogisticDictionary *dictionary,
		 const int *codes, int n)
{
	Datum	   *values = palloc(Max(n, 1) * sizeof(Datum));
	Oid			array_type = is_text(reader) ? TEXTARRAYOID :
		get_array_type(reader->element_type);
	Oid			output;
	bool		is_varlena;
	int			i;

	for (i = 0; i < n; i++)
	{
		const LogisticKey *key = &dictionary->keys[codes ? codes[i] : i];

		values[i] = CStringGetTextDatum(logistic_key_to_text(reader,
															 key->bytes,
															 key->length));
	}
	getTypeOutputInfo(TEXTARRAYOID, &output, &is_varlena);
	appendStringInfo(sql, "(pg_catalog.array_position(%s::%s, ",
					 quote_literal_cstr(OidOutputFunctionCall(output,
															  PointerGetDatum(construct_array(values, n,
																							  TEXTOID, -1, false,
																							  TYPALIGN_INT)))),
					 format_type_be_qualified(array_type));
	add_category(sql, query, column, reader);
	appendStringInfoString(sql,
						   ") OPERATOR(pg_catalog.-) 1)::pg_catalog.float8");
}

/* Adds a boolean as 0 or 1. */
static void
add_boolean(StringInfo sql, int column)
{
	appendStringInfo(sql,
					 "(q.c%d)::pg_catalog.bool::pg_catalog.int4::pg_catalog.float8",
					 column + 1);
}

static void
add_number(StringInfo sql, int column)
{
	appendStringInfo(sql, "(q.c%d)::pg_catalog.float8", column + 1);
}

/* Adds a number or boolean for logistic_step_take, as it is if that reads it. */
static void
add_taken(StringInfo sql, const LogisticDistributedQuery *query, int column)
{
	switch (TupleDescAttr(query->columns, column)->atttypid)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
			appendStringInfo(sql, "q.c%d", column + 1);
			break;
		default:
			add_number(sql, column);
	}
}

/* Adds an optional column, or its default. */
static void
add_optional(StringInfo sql, int column, const char *usual)
{
	if (column >= 0)
		add_number(sql, column);
	else
		appendStringInfo(sql, "%s::pg_catalog.float8", usual);
}

static void
add_label(StringInfo sql, const LogisticDistributedQuery *query,
		  const LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;

	switch (site->label_kind)
	{
		case LOGISTIC_LABEL_BOOLEAN:
			add_boolean(sql, query->label);
			break;
		case LOGISTIC_LABEL_NUMBER:
			add_number(sql, query->label);
			break;
		case LOGISTIC_LABEL_TEXT:
			add_code(sql, query, query->label, &site->label,
					 site->label_values, state->label_values,
					 state->n_label_values);
			break;
	}
}

/* Adds an array of some length; where it is NULL, all its elements are. */
static void
add_array(StringInfo sql, const LogisticDistributedQuery *query, int column,
		  int length)
{
	if (!query->keeps_missing)
		appendStringInfo(sql, "(q.c%d)::pg_catalog.float8[]", column + 1);
	else
		appendStringInfo(sql,
						 "COALESCE((q.c%d)::pg_catalog.float8[], pg_catalog.array_fill(NULL::pg_catalog.float8, ARRAY[%d]))",
						 column + 1, length);
}

/*
 * Adds the features: an array of numbers, codes and the lengths of arrays,
 * behind it the elements of the arrays.  The order is that of the inputs in
 * distributed_rows.c.
 */
static void
add_features(StringInfo sql, const LogisticDistributedQuery *query,
			 const LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	int			i;

	if (query->n_features == 0)
	{
		appendStringInfoString(sql, "'{}'::pg_catalog.float8[]");
		return;
	}
	appendStringInfoString(sql, "ARRAY[");
	for (i = 0; i < query->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		int			column = query->features[i];

		if (i > 0)
			appendStringInfoString(sql, ", ");
		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				add_number(sql, column);
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				add_boolean(sql, column);
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				add_code(sql, query, column, &feature->reader,
						 feature->levels, NULL, feature->levels->n_keys);
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* their rows are fetched: see distributed.c */
			case LOGISTIC_FEATURE_ARRAY:
				appendStringInfo(sql,
								 "pg_catalog.cardinality(q.c%d)::pg_catalog.float8",
								 column + 1);
				break;
		}
	}
	appendStringInfoChar(sql, ']');
	for (i = 0; i < query->n_features; i++)
		if (site->features[i].reader.kind == LOGISTIC_FEATURE_ARRAY)
		{
			appendStringInfoString(sql, " OPERATOR(pg_catalog.||) ");
			add_array(sql, query, query->features[i],
					  state->array_lengths[site->features[i].array]);
		}
}

/*
 * Adds FROM and one of the queries, with a line feed in case it ends with a
 * comment.
 */
static void
add_from(StringInfo sql, const LogisticDistributedQuery *query, int part)
{
	int			i;

	appendStringInfo(sql, " FROM (%s\n) AS q (", query->parts[part]);
	for (i = 0; i < query->columns->natts; i++)
		appendStringInfo(sql, "%sc%d", i > 0 ? ", " : "", i + 1);
	appendStringInfoChar(sql, ')');
}

/* Adds the condition that no feature is NULL. */
static void
add_features_condition(StringInfo sql, const LogisticDistributedQuery *query,
					   const LogisticFitSite *site)
{
	int			i;

	for (i = 0; i < query->n_features; i++)
	{
		int			column = query->features[i] + 1;

		appendStringInfo(sql, " AND q.c%d IS NOT NULL", column);
		if (site->features[i].reader.kind == LOGISTIC_FEATURE_ARRAY)
			appendStringInfo(sql,
							 " AND pg_catalog.array_position(q.c%d, NULL) IS NULL",
							 column);
	}
}

/* Adds the condition that a row takes part in a fit. */
static void
add_condition(StringInfo sql, const LogisticDistributedQuery *query,
			  const LogisticFitSite *site)
{
	appendStringInfo(sql, " WHERE q.c%d IS NOT NULL", query->label + 1);
	if (query->offset >= 0)
		appendStringInfo(sql, " AND q.c%d IS NOT NULL", query->offset + 1);
	if (query->frequency >= 0)
	{
		appendStringInfoString(sql, " AND ");
		add_number(sql, query->frequency);
		appendStringInfoString(sql, " OPERATOR(pg_catalog.<>) 0");
	}
	if (query->weight >= 0)
	{
		appendStringInfoString(sql, " AND ");
		add_number(sql, query->weight);
		appendStringInfoString(sql, " OPERATOR(pg_catalog.<>) 0");
	}
	if (!query->keeps_missing)
		add_features_condition(sql, query, site);
}

/*
 * The values of a column with their weights, the rows that have them, and how
 * many these are by their frequencies; in parts and then together.
 */
static char *
values_of(const LogisticDistributedQuery *query, const LogisticFitSite *site,
		  int column, const LogisticReader *reader, int limit)
{
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	appendStringInfoString(&sql,
						   "SELECT p.v, pg_catalog.sum(p.w) AS w, pg_catalog.sum(p.n)::pg_catalog.int8, pg_catalog.sum(p.m)::pg_catalog.int8 FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfoString(&sql, i > 0 ? " UNION ALL SELECT " : "SELECT ");
		add_category(&sql, query, column, reader);
		appendStringInfoString(&sql, " AS v, pg_catalog.sum(");
		add_optional(&sql, query->weight, "1");
		if (query->frequency >= 0)
		{
			appendStringInfoString(&sql, " OPERATOR(pg_catalog.*) ");
			add_number(&sql, query->frequency);
		}
		appendStringInfoString(&sql, ") AS w, pg_catalog.count(*) AS n, pg_catalog.sum(");
		add_optional(&sql, query->frequency, "1");
		appendStringInfoString(&sql, ") AS m");
		add_from(&sql, query, i);
		add_condition(&sql, query, site);
		appendStringInfoString(&sql, " GROUP BY 1");
		if (query->partition >= 0)
			appendStringInfo(&sql, ", q.c%d", query->partition + 1);
	}
	appendStringInfo(&sql, ") AS p GROUP BY p.v ORDER BY w DESC LIMIT %d",
					 limit);
	return sql.data;
}

char *
logistic_distributed_levels(const LogisticDistributedQuery *query,
							const LogisticFitSite *site, int feature,
							int limit)
{
	return values_of(query, site, query->features[feature],
					 &site->features[feature].reader, limit);
}

char *
logistic_distributed_labels(const LogisticDistributedQuery *query,
							const LogisticFitSite *site, int limit)
{
	return values_of(query, site, query->label, &site->label, limit);
}

char *
logistic_distributed_count(const LogisticDistributedQuery *query,
						   const LogisticFitSite *site, bool with_nulls)
{
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	appendStringInfoString(&sql,
						   "SELECT pg_catalog.sum(p.n)::pg_catalog.int8 FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfo(&sql, "%sSELECT pg_catalog.count(*) AS n",
						 i > 0 ? " UNION ALL " : "");
		add_from(&sql, query, i);
		if (!with_nulls)
			add_condition(&sql, query, site);
		if (query->partition >= 0)
			appendStringInfo(&sql, " GROUP BY q.c%d", query->partition + 1);
	}
	appendStringInfoString(&sql, ") AS p");
	return sql.data;
}

char *
logistic_distributed_first(const LogisticDistributedQuery *query,
						   const LogisticFitSite *site)
{
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT p.n FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfo(&sql, "%sSELECT 1 AS n", i > 0 ? " UNION ALL " : "");
		add_from(&sql, query, i);
		add_condition(&sql, query, site);
	}
	appendStringInfoString(&sql, ") AS p LIMIT 1");
	return sql.data;
}

char *
logistic_distributed_lengths(const LogisticDistributedQuery *query,
							 const LogisticFitSite *site, int feature)
{
	int			column = query->features[feature] + 1;
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT * FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfo(&sql, "%sSELECT pg_catalog.cardinality(q.c%d)",
						 i > 0 ? " UNION ALL " : "", column);
		add_from(&sql, query, i);
		add_condition(&sql, query, site);
		appendStringInfo(&sql, " AND q.c%d IS NOT NULL", column);
	}
	appendStringInfoString(&sql, ") AS p LIMIT 1");
	return sql.data;
}

/* Adds the arguments of logistic_step_take, in their order. */
static void
add_taken_row(StringInfo sql, const LogisticDistributedQuery *query,
			  const LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	int			i;

	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		add_label(sql, query, state);
	else
		add_taken(sql, query, query->label);
	appendStringInfoString(sql, ", ");
	add_optional(sql, query->weight, "1");
	appendStringInfoString(sql, ", ");
	add_optional(sql, query->offset, "0");
	appendStringInfoString(sql, ", ");
	add_optional(sql, query->frequency, "1");
	for (i = 0; i < query->n_features; i++)
	{
		const LogisticReader *reader = &site->features[i].reader;
		int			column = query->features[i];

		appendStringInfoString(sql, ", ");
		if (reader->kind == LOGISTIC_FEATURE_CATEGORY)
			add_code(sql, query, column, reader, site->features[i].levels,
					 NULL, site->features[i].levels->n_keys);
		else if (reader->kind == LOGISTIC_FEATURE_ARRAY)
			appendStringInfo(sql, "(q.c%d)::pg_catalog.float8[]", column + 1);
		else
			add_taken(sql, query, column);
	}
}

char *
logistic_distributed_taking_pass(const LogisticDistributedQuery *query,
								 const LogisticFitState *state)
{
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	if (query->n_parts > 1)
		appendStringInfoString(&sql, "SELECT " LOGISTIC_INTERNAL ".logistic_step_merge(p.s) FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfo(&sql, "%sSELECT " LOGISTIC_INTERNAL ".logistic_step_rows(" LOGISTIC_INTERNAL ".logistic_step_taken(q.c%d)) FILTER (WHERE " LOGISTIC_INTERNAL ".logistic_step_take($1, ",
						 i > 0 ? " UNION ALL " : "", query->label + 1);
		add_taken_row(&sql, query, state);
		appendStringInfoString(&sql, ")) AS s");
		add_from(&sql, query, i);
	}
	if (query->n_parts > 1)
		appendStringInfoString(&sql, ") AS p");
	return sql.data;
}

char *
logistic_distributed_pass(const LogisticDistributedQuery *query,
						  const LogisticFitState *state)
{
	bool		is_merged = query->n_parts > 1 || query->partition >= 0;
	StringInfoData sql;
	int			i;

	initStringInfo(&sql);
	if (is_merged)
		appendStringInfoString(&sql, "SELECT " LOGISTIC_INTERNAL ".logistic_step_merge(p.s) FROM (");
	for (i = 0; i < query->n_parts; i++)
	{
		appendStringInfo(&sql, "%sSELECT " LOGISTIC_INTERNAL ".logistic_step($1, ",
						 i > 0 ? " UNION ALL " : "");
		add_label(&sql, query, state);
		appendStringInfoString(&sql, ", ");
		add_optional(&sql, query->weight, "1");
		appendStringInfoString(&sql, ", ");
		add_optional(&sql, query->offset, "0");
		appendStringInfoString(&sql, ", ");
		add_features(&sql, query, state);
		if (query->frequency >= 0)
		{
			appendStringInfoString(&sql, ", ");
			add_number(&sql, query->frequency);
		}
		appendStringInfoString(&sql, ") AS s");
		add_from(&sql, query, i);
		if (query->partition >= 0)
			appendStringInfo(&sql, " GROUP BY q.c%d", query->partition + 1);
	}
	if (is_merged)
		appendStringInfoString(&sql, ") AS p");
	return sql.data;
}

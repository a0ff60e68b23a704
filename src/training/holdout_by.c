/*-------------------------------------------------------------------------
 *
 * holdout_by.c
 *		Holds out the rows with the largest values of a column.
 *
 * The largest values of a date or a time are the newest rows: a fit to the
 * past is judged on what came after it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "pg/compat.h"
#include "pg/extension.h"
#include "pg/session.h"
#include "training/holdout_by.h"
#include "training/recipe_sql.h"

/* The operator ">" by which values of a type are sorted, as SQL. */
static char *
greater_than(const char *column, Oid type)
{
	Oid			operator = lookup_type_cache(type, TYPECACHE_GT_OPR)->gt_opr;
	HeapTuple	tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(operator));
	Form_pg_operator form;
	char	   *printed;

	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("column \"%s\" has type %s, whose values have no order",
						column, format_type_be(type))));
	form = (Form_pg_operator) GETSTRUCT(tuple);
	printed = psprintf("OPERATOR(%s.%s)",
					   quote_identifier(get_namespace_name(form->oprnamespace)),
					   NameStr(form->oprname));
	ReleaseSysCache(tuple);
	return printed;
}

/* A value as a literal that reads back as exactly this value. */
static char *
literal_of(Oid type, Datum value)
{
	int			level = NewGUCNestLevel();
	Oid			output;
	bool		is_varlena;
	char	   *printed;

	(void) set_config_option("extra_float_digits", "3", PGC_USERSET,
							 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("DateStyle", "ISO", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	getTypeOutputInfo(type, &output, &is_varlena);
	printed = OidOutputFunctionCall(output, value);
	AtEOXact_GUC(false, level);
	return psprintf("%s::%s", quote_literal_cstr(printed),
					format_type_be_qualified(type));
}

const char *
logistic_holdout_newest(const LogisticRecipe *recipe, double share,
						MemoryContext context)
{
	Oid			types[] = {FLOAT8OID};
	Datum		values[] = {Float8GetDatum(1.0 - share)};
	const char *by = psprintf("q.%s", quote_identifier(recipe->holdout_by));
	const char *label = psprintf("q.%s", quote_identifier(recipe->label));
	StringInfoData sql;
	MemoryContext old_context;
	Datum		cut;
	bool		isnull;
	Oid			type;
	char	   *newest;

	initStringInfo(&sql);
	if (recipe->frequency == NULL)
		appendStringInfo(&sql, "SELECT pg_catalog.percentile_disc($1) WITHIN GROUP (ORDER BY %s) FROM (%s\n) AS q WHERE %s IS NOT NULL",
						 by, recipe->query, label);
	else
	{
		char	   *frequency = logistic_recipe_frequency(recipe,
														  LOGISTIC_INTERNAL);

		/* the same over repeated rows, for frequencies */
		appendStringInfo(&sql, "SELECT (SELECT s.value FROM (SELECT %s AS value, pg_catalog.sum(%s) OVER (ORDER BY %s) AS upto, pg_catalog.sum(%s) OVER () AS total FROM (%s\n) AS q WHERE %s IS NOT NULL AND %s IS NOT NULL AND %s OPERATOR(pg_catalog.>) 0) AS s WHERE s.upto OPERATOR(pg_catalog.>=) pg_catalog.ceil($1 OPERATOR(pg_catalog.*) s.total) ORDER BY s.upto LIMIT 1)",
						 by, frequency, by, frequency, recipe->query, label,
						 by, frequency);
	}
	logistic_session_query(sql.data, lengthof(types), types, values);
	cut = logistic_session_column(1, &isnull);
	if (isnull)
		return NULL;
	type = SPI_gettypeid(SPI_tuptable->tupdesc, 1);
	newest = psprintf("q.%s %s %s", quote_identifier(recipe->holdout_by),
					  greater_than(recipe->holdout_by, getBaseType(type)),
					  literal_of(type, cut));
	old_context = MemoryContextSwitchTo(context);
	newest = pstrdup(newest);
	MemoryContextSwitchTo(old_context);
	return newest;
}

/*-------------------------------------------------------------------------
 *
 * distributed_resolve.c
 *		Resolves the columns of a distributed fit's queries: label, weight,
 *		features.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "distributed/distributed_resolve.h"
#include "pg/query.h"
#include "terms/formula_parse.h"

/* Do two parts of the rows have the same columns? */
static bool
same_columns(TupleDesc a, TupleDesc b)
{
	int			i;

	if (a->natts != b->natts)
		return false;
	for (i = 0; i < a->natts; i++)
	{
		Form_pg_attribute left = TupleDescAttr(a, i);
		Form_pg_attribute right = TupleDescAttr(b, i);

		if (strcmp(NameStr(left->attname), NameStr(right->attname)) != 0 ||
			left->atttypid != right->atttypid)
			return false;
	}
	return true;
}

/* Two columns of one name could not be told apart in the model. */
static void
check_names(TupleDesc columns)
{
	int			i;
	int			j;

	for (i = 0; i < columns->natts; i++)
		for (j = 0; j < i; j++)
			if (strcmp(NameStr(TupleDescAttr(columns, i)->attname),
					   NameStr(TupleDescAttr(columns, j)->attname)) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_COLUMN),
						 errmsg("the query has two columns \"%s\"",
								NameStr(TupleDescAttr(columns, i)->attname)),
						 errhint("Give each column a name of its own with AS.")));
}

/* Complains of weights of evidence. */
static void
report_evidence(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("a distributed fit takes no weights of evidence, as in %s",
					name),
			 errdetail("Their bins are found from the labels of all rows in order."),
			 errhint("Use bins() or the feature itself, or fit with logistic_fit.")));
}

/*
 * Of the features keeps those that the terms of the options use: other columns
 * are neither asked for nor checked.
 */
static void
keep_used(const LogisticOptions *options, LogisticDistributedQuery *query)
{
	const char *terms = options ? logistic_options_terms(options) : NULL;
	int			n = query->n_features;
	const char **names;
	LogisticFormula *formula;
	bool	   *is_used;
	int			v;
	int			i;

	query->keeps_missing = options != NULL &&
		options->missing == LOGISTIC_MISSING_IMPUTE;
	if (terms == NULL)
		return;
	names = palloc((n + 1) * sizeof(*names));
	is_used = palloc0((n + 1) * sizeof(bool));
	for (i = 0; i < n; i++)
		names[i] = NameStr(TupleDescAttr(query->columns,
										 query->features[i])->attname);
	formula = logistic_formula_parse(terms, names, n, true);
	for (v = 0; v < formula->n_variables; v++)
	{
		if (formula->variables[v].function == LG_FUNCTION_WOE)
			report_evidence(formula->variables[v].name);
		is_used[formula->variables[v].feature] = true;
	}
	query->n_features = 0;
	for (i = 0; i < n; i++)
		if (is_used[i])
			query->features[query->n_features++] = query->features[i];
}

void
logistic_distributed_resolve(const LogisticDistributedFit *fit,
			  LogisticDistributedQuery *query)
{
	TupleDesc	columns;
	int			i;

	memset(query, 0, sizeof(*query));
	query->n_parts = fit->n_parts;
	query->parts = palloc(fit->n_parts * sizeof(char *));
	for (i = 0; i < fit->n_parts; i++)
	{
		query->parts[i] = logistic_query_embeddable(fit->parts[i]);
		columns = logistic_query_describe(query->parts[i]);
		if (i == 0)
			query->columns = columns;
		else if (!same_columns(columns, query->columns))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("query %d has other columns than the first",
							i + 1),
					 errhint("All queries need the same columns in the same order, of the same types.")));
	}

	columns = query->columns;
	check_names(columns);
	query->label = fit->label == NULL ? 0 :
		logistic_query_column(columns, fit->label, "the label");
	query->weight = logistic_query_column(columns, fit->weight, "the weight");
	query->frequency = logistic_query_column(columns, fit->frequency,
											 "the frequency");
	query->offset = logistic_query_column(columns, fit->offset, "the offset");
	query->partition = logistic_query_column(columns, fit->partition,
											 "the partition key");
	query->features = palloc(columns->natts * sizeof(int));
	for (i = 0; i < columns->natts; i++)
		if (i != query->label && i != query->weight &&
			i != query->frequency && i != query->offset &&
			i != query->partition)
			query->features[query->n_features++] = i;
	keep_used(fit->options, query);
}

/* The call site that logistic_fit would have: types, readers and names. */
static LogisticFitSite *
make_site(const LogisticDistributedQuery *query)
{
	int			n = query->n_features + 1;
	Oid		   *types = palloc(n * sizeof(Oid));
	LogisticArgumentName *names = palloc0(n * sizeof(*names));
	LogisticFitSite *site;
	int			i;

	for (i = 0; i < n; i++)
	{
		Form_pg_attribute column =
			TupleDescAttr(query->columns, i == 0 ? query->label :
						  query->features[i - 1]);

		types[i] = column->atttypid;
		names[i].name = pstrdup(NameStr(column->attname));
		names[i].expression = pstrdup(quote_identifier(NameStr(column->attname)));
		names[i].recovered = true;
	}
	site = logistic_fit_site_make(types, names, n, CurrentMemoryContext);
	site->is_reduced = true;
	return site;
}

/* Adds a column of a part, cast as its reader would do it. */
static void
append_cast(StringInfo sql, int column, const LogisticReader *reader)
{
	int			n = reader != NULL && reader->cast != NULL ?
		reader->cast->n : 0;
	int			i;

	for (i = 0; i < n; i++)
		appendStringInfoChar(sql, '(');
	appendStringInfo(sql, "r.c%d", column + 1);
	for (i = 0; i < n; i++)
		appendStringInfo(sql, ")::%s",
						 format_type_be_qualified(reader->cast->types[i]));
}

/*
 * Has the parts cast what their readers would: other servers return sums, and
 * know nothing of readers.
 */
static void
cast_columns(LogisticDistributedQuery *query, const LogisticFitSite *site)
{
	int			n = query->columns->natts;
	const LogisticReader **readers = palloc0(n * sizeof(*readers));
	bool		has_cast = site->label.cast != NULL;
	StringInfoData columns;
	StringInfoData names;
	int			i;

	readers[query->label] = &site->label;
	for (i = 0; i < query->n_features; i++)
	{
		readers[query->features[i]] = &site->features[i].reader;
		has_cast |= site->features[i].reader.cast != NULL;
	}
	if (!has_cast)
		return;
	initStringInfo(&columns);
	initStringInfo(&names);
	for (i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoString(&columns, ", ");
		append_cast(&columns, i, readers[i]);
		appendStringInfo(&names, "%sc%d", i > 0 ? ", " : "", i + 1);
	}
	for (i = 0; i < query->n_parts; i++)
		query->parts[i] = psprintf("SELECT %s FROM (%s\n) AS r (%s)",
								   columns.data, query->parts[i], names.data);
}

LogisticFitSite *
logistic_distributed_site(LogisticDistributedQuery *query)
{
	LogisticFitSite *site = make_site(query);

	cast_columns(query, site);
	return site;
}

/*-------------------------------------------------------------------------
 *
 * fit_site.c
 *		A call site of logistic_fit: types and names of its arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "fit/fit_site.h"
#include "options/options.h"
#include "pg/label_errors.h"
#include "pg/remote_input.h"
#include "pg/running_call.h"
#include "terms/formula_parse.h"

/* Makes the dictionary of a category in the given context. */
static LogisticDictionary *
make_dictionary(MemoryContext context)
{
	LogisticDictionary *dictionary;

	dictionary = MemoryContextAlloc(context, sizeof(*dictionary));
	logistic_dictionary_init(dictionary, context);
	return dictionary;
}

/* Resolves the label: boolean, a number, or a category of two values. */
static void
resolve_label(LogisticFitSite *site, Oid type, MemoryContext context)
{
	logistic_reader_init(&site->label, type, "the label",
						 site->names[0].expression, context);
	switch (site->label.kind)
	{
		case LOGISTIC_FEATURE_BOOLEAN:
			site->label_kind = LOGISTIC_LABEL_BOOLEAN;
			break;
		case LOGISTIC_FEATURE_NUMBER:
			site->label_kind = LOGISTIC_LABEL_NUMBER;
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			site->label_kind = LOGISTIC_LABEL_TEXT;
			site->label_values = make_dictionary(context);
			break;
		case LOGISTIC_FEATURE_ARRAY:
		case LOGISTIC_FEATURE_SET:
			logistic_report_label_array();
	}
}

/* Resolves one feature and gives it its column. */
static void
resolve_feature(LogisticFitSite *site, int i, Oid type, MemoryContext context)
{
	LogisticFitFeature *feature = &site->features[i];
	const LogisticArgumentName *name = &site->names[i + 1];

	logistic_reader_init(&feature->reader, type,
						 name->recovered ?
						 psprintf("feature \"%s\"", name->name) :
						 psprintf("feature %d", i + 1),
						 name->recovered ? name->expression : NULL, context);
	feature->code_column = -1;
	feature->array = -1;
	feature->set = -1;
	feature->is_told = false;
	switch (feature->reader.kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			feature->levels = make_dictionary(context);
			feature->code_column = site->n_codes++;
			break;
		case LOGISTIC_FEATURE_BOOLEAN:
			feature->code_column = site->n_codes++;
			break;
		case LOGISTIC_FEATURE_ARRAY:
			feature->array = site->n_arrays++;
			break;
		case LOGISTIC_FEATURE_SET:
			feature->levels = make_dictionary(context);
			feature->set = site->n_sets++;
			break;
	}
}

/* Divides the features into runs of numbers of one type, and others. */
static void
find_runs(LogisticFitSite *site, MemoryContext context)
{
	int			i;

	site->runs = MemoryContextAlloc(context, Max(site->n_features, 1) *
									sizeof(LogisticFitRun));
	for (i = 0; i < site->n_features; i++)
	{
		const LogisticReader *reader = &site->features[i].reader;

		if (i > 0 && reader->kind == LOGISTIC_FEATURE_NUMBER &&
			reader->kind == site->features[i - 1].reader.kind &&
			reader->storage == site->features[i - 1].reader.storage &&
			reader->storage != LOGISTIC_READ_CAST)
		{
			site->runs[site->n_runs - 1].n++;
			continue;
		}
		site->runs[site->n_runs].first = i;
		site->runs[site->n_runs++].n = 1;
	}
}

LogisticFitSite *
logistic_fit_site_make(const Oid *types, LogisticArgumentName *names, int n,
					   MemoryContext context)
{
	LogisticFitSite *site = MemoryContextAllocZero(context, sizeof(*site));
	int			i;

	site->names = names;
	resolve_label(site, types[0], context);
	site->n_features = n - 1;
	site->features = MemoryContextAllocZero(context,
											Max(site->n_features, 1) *
											sizeof(LogisticFitFeature));
	for (i = 0; i < site->n_features; i++)
		resolve_feature(site, i, types[i + 1], context);
	find_runs(site, context);
	return site;
}

/* Replaces a name, in the given context. */
static void
rename_argument(LogisticArgumentName *name, const char *given,
				MemoryContext context)
{
	name->name = MemoryContextStrdup(context, given);
	name->expression = MemoryContextStrdup(context, quote_identifier(given));
	name->recovered = true;
}

/* Takes the names that the options give, of n arguments. */
static void
take_names(LogisticArgumentName *names, int n, const LogisticOptions *options,
		   MemoryContext context)
{
	const char *label = logistic_options_label(options);
	int			n_names = logistic_options_n_names(options);
	int			i;

	if (label != NULL)
		rename_argument(&names[0], label, context);
	if (n_names == 0)
		return;
	if (n_names != n - 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of names is %d, but the fit has %d features",
						n_names, n - 1)));
	for (i = 0; i < n_names; i++)
		rename_argument(&names[i + 1], logistic_options_name(options, i),
						context);
}

/* The options before the label, of this row; NULL: there are none. */
static const LogisticOptions *
options_of_call(FunctionCallInfo fcinfo, int label_argument)
{
	return label_argument == 1 || PG_ARGISNULL(label_argument - 1) ? NULL :
		PG_GETARG_LOGISTIC_OPTIONS(label_argument - 1);
}

/* The types and names of arguments that come one by one. */
static LogisticFitSite *
make_site_of_values(FunctionCallInfo fcinfo, int label_argument,
					const LogisticCall *call)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	int			n = PG_NARGS() - label_argument;
	LogisticArgumentName *names = MemoryContextAllocZero(context,
														 n * sizeof(*names));
	const LogisticOptions *options = options_of_call(fcinfo, label_argument);
	Oid		   *types = palloc(n * sizeof(Oid));
	LogisticFitSite *site;
	int			i;

	for (i = 0; i < n; i++)
		types[i] = get_fn_expr_argtype(fcinfo->flinfo, label_argument + i);
	logistic_argument_names_of(call, label_argument - 1, n, 0, context, names);
	if (options != NULL)
		take_names(names, n, options, context);
	site = logistic_fit_site_make(types, names, n, context);
	site->is_reduced = options != NULL && logistic_options_n_names(options) > 0;
	return site;
}

/* The option "terms" of a call; NULL if there is none. */
static const char *
terms_of_call(FunctionCallInfo fcinfo, int label_argument)
{
	const LogisticOptions *options = options_of_call(fcinfo, label_argument);

	return options != NULL ? logistic_options_terms(options) : NULL;
}

/* Leaves out the columns of a row that the terms do not use. */
static void
keep_used(LogisticRowArgument *row, const char *terms)
{
	const char **names;
	int			i;

	names = palloc(Max(row->n, 1) * sizeof(char *));
	for (i = 0; i < row->n; i++)
		names[i] = logistic_row_argument_name(row, i);
	logistic_row_argument_keep(row, logistic_formula_uses(terms, names,
														  row->n));
}

/*
 * Does the same for a row whose columns are the features; NULL if the row has
 * no type yet.
 */
static LogisticFitSite *
make_site_of_row(FunctionCallInfo fcinfo, int label_argument,
				 const LogisticCall *call)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	const LogisticOptions *options = options_of_call(fcinfo, label_argument);
	const char *terms = terms_of_call(fcinfo, label_argument);
	LogisticRowArgument *row;
	LogisticArgumentName *names;
	LogisticFitSite *site;
	Oid		   *types;
	int			i;

	row = logistic_row_argument_learn(fcinfo, label_argument + 1, call,
									  context);
	if (row == NULL)
		return NULL;
	if (terms != NULL)
		keep_used(row, terms);
	types = palloc((row->n + 1) * sizeof(Oid));
	names = MemoryContextAllocZero(context, (row->n + 1) * sizeof(*names));
	types[0] = get_fn_expr_argtype(fcinfo->flinfo, label_argument);
	logistic_argument_names_of(call, label_argument - 1, 1, 0, context, names);
	for (i = 0; i < row->n; i++)
	{
		types[i + 1] = TupleDescAttr(row->descriptor,
									 row->columns[i])->atttypid;
		rename_argument(&names[i + 1], logistic_row_argument_name(row, i),
						context);
	}
	if (options != NULL)
		take_names(names, row->n + 1, options, context);
	site = logistic_fit_site_make(types, names, row->n + 1, context);
	site->is_reduced = true;
	site->row = row;
	if (terms != NULL)
		site->row_terms = MemoryContextStrdup(context, terms);
	site->row_values = MemoryContextAlloc(context, (row->n + 1) *
										  sizeof(NullableDatum));
	return site;
}

/* Are the columns of the site those that the terms of this call use? */
static bool
is_of_terms(const LogisticFitSite *site, FunctionCallInfo fcinfo,
			int label_argument)
{
	const char *terms;

	if (site->row == NULL || site->has_constant_options)
		return true;
	terms = terms_of_call(fcinfo, label_argument);
	if (terms == NULL || site->row_terms == NULL)
		return terms == site->row_terms;
	return strcmp(terms, site->row_terms) == 0;
}

LogisticFitSite *
logistic_fit_site(FunctionCallInfo fcinfo, int label_argument)
{
	LogisticFitSite *first = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	LogisticFitSite *site;
	LogisticCall call;

	for (site = first; site != NULL; site = site->next)
		if (is_of_terms(site, fcinfo, label_argument))
			return site;

	call = logistic_call_find(fcinfo);
	if (PG_NARGS() == label_argument + 2 &&
		logistic_row_argument_is(fcinfo, label_argument + 1))
		site = make_site_of_row(fcinfo, label_argument, &call);
	else
		site = make_site_of_values(fcinfo, label_argument, &call);
	if (site == NULL)
		return NULL;
	site->label_argument = label_argument;
	site->has_constant_options = label_argument > 1 &&
		logistic_call_is_constant(fcinfo, label_argument - 2);
	site->is_plain = (label_argument == 1 || site->has_constant_options) &&
		site->n_runs == 1 &&
		site->features[0].reader.kind == LOGISTIC_FEATURE_NUMBER &&
		site->features[0].reader.storage == LOGISTIC_READ_FLOAT8;
	site->next = first;
	if (first != NULL)
	{
		site->is_multinomial = first->is_multinomial;
		site->n_warned = first->n_warned;
		site->space = first->space;
		fcinfo->flinfo->fn_extra = site;
		return site;
	}
	site->n_warned = MemoryContextAllocZero(context, sizeof(int));
	site->space = MemoryContextAlloc(context, sizeof(LogisticSpillFile));
	logistic_spill_file_init(site->space);

	/* only a complete site is remembered: an error may come in between */
	fcinfo->flinfo->fn_extra = site;
	logistic_remote_input_notice(fcinfo);
	return site;
}

void
logistic_fit_site_multinomial(FunctionCallInfo fcinfo, int label_argument)
{
	LogisticFitSite *site = logistic_fit_site(fcinfo, label_argument);

	if (site == NULL)
		return;
	site->is_multinomial = true;
	if (site->label_values == NULL)
		site->label_values = make_dictionary(fcinfo->flinfo->fn_mcxt);
}

const char *
logistic_fit_feature_name(const LogisticFitSite *site, int feature,
						  int element)
{
	const char *name = site->names[feature + 1].name;

	if (site->features[feature].reader.kind != LOGISTIC_FEATURE_ARRAY)
		return name;
	return psprintf("%s[%d]", name, element + 1);
}

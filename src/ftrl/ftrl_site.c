/*-------------------------------------------------------------------------
 *
 * ftrl_site.c
 *		A call site of ftrl_fit or ftrl_update: types and names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "ftrl/ftrl_site.h"
#include "pg/compat.h"
#include "pg/label_errors.h"
#include "pg/remote_input.h"

/* Resolves the label: boolean, a number, or a category of two values. */
static void
resolve_label(FtrlSite *site, Oid type, MemoryContext context)
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
			site->label_values = MemoryContextAlloc(context,
													sizeof(LogisticDictionary));
			logistic_dictionary_init(site->label_values, context);
			break;
		case LOGISTIC_FEATURE_ARRAY:
		case LOGISTIC_FEATURE_SET:
			logistic_report_label_array();
	}
}

/* Names the label and the features: arguments, or columns of a row. */
static void
name_arguments(FtrlSite *site, const LogisticCall *call, MemoryContext context)
{
	int			n = site->row != NULL ? 1 : site->n_features + 1;
	int			i;

	site->names = MemoryContextAllocZero(context, (site->n_features + 1) *
										 sizeof(LogisticArgumentName));
	logistic_argument_names_of(call, site->arguments.label - 1, n, 0, context,
							   site->names);
	for (i = 0; site->row != NULL && i < site->n_features; i++)
	{
		const char *name = logistic_row_argument_name(site->row, i);

		site->names[i + 1].name = MemoryContextStrdup(context, name);
		site->names[i + 1].expression =
			MemoryContextStrdup(context, quote_identifier(name));
		site->names[i + 1].recovered = true;
	}
}

/* Resolves the type of one feature. */
static void
resolve_feature(FtrlSite *site, int i, FmgrInfo *flinfo)
{
	const LogisticArgumentName *name = &site->names[i + 1];
	Oid			type = site->row != NULL ?
		TupleDescAttr(site->row->descriptor, site->row->columns[i])->atttypid :
		get_fn_expr_argtype(flinfo, site->arguments.label + 1 + i);

	logistic_ftrl_reader_resolve(&site->reader, i, type,
								 name->recovered ?
								 psprintf("feature \"%s\"", name->name) :
								 psprintf("feature %d", i + 1),
								 name->recovered ? name->expression : NULL,
								 flinfo->fn_mcxt);
}

FtrlSite *
logistic_ftrl_site(FunctionCallInfo fcinfo, FtrlArguments arguments)
{
	FtrlSite   *site = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	LogisticCall call;
	int			i;

	if (site != NULL)
		return site;

	call = logistic_call_find(fcinfo);
	site = MemoryContextAllocZero(context, sizeof(*site));
	site->arguments = arguments;
	if (PG_NARGS() == arguments.label + 2 &&
		logistic_row_argument_is(fcinfo, arguments.label + 1))
	{
		site->row = logistic_row_argument_learn(fcinfo, arguments.label + 1,
												&call, context);
		if (site->row == NULL)
			return NULL;
	}
	site->n_features = site->row != NULL ? site->row->n :
		PG_NARGS() - arguments.label - 1;
	name_arguments(site, &call, context);
	resolve_label(site, get_fn_expr_argtype(fcinfo->flinfo, arguments.label),
				  context);
	logistic_ftrl_reader_init(&site->reader, site->n_features, context);
	for (i = 0; i < site->n_features; i++)
		resolve_feature(site, i, fcinfo->flinfo);
	if (site->row != NULL)
		site->row_values = MemoryContextAlloc(context,
											  (site->n_features + 1) *
											  sizeof(NullableDatum));

	/* only a complete site is remembered: an error may come in between */
	fcinfo->flinfo->fn_extra = site;
	logistic_remote_input_notice(fcinfo);
	return site;
}

const FtrlOptions *
logistic_ftrl_site_options(FtrlSite *site, FunctionCallInfo fcinfo)
{
	struct varlena *bytes =
		PG_DETOAST_DATUM(PG_GETARG_DATUM(site->arguments.options));
	MemoryContext old_context;

	if (site->options_bytes != NULL &&
		VARSIZE(site->options_bytes) == VARSIZE(bytes) &&
		memcmp(site->options_bytes, bytes, VARSIZE(bytes)) == 0)
		return &site->options;

	site->options_bytes = NULL;
	if (site->options_context == NULL)
		site->options_context =
			AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "ftrl options",
								  ALLOCSET_SMALL_SIZES);
	MemoryContextReset(site->options_context);
	old_context = MemoryContextSwitchTo(site->options_context);
	logistic_ftrl_options_read(PointerGetDatum(bytes), &site->options);
	site->options_bytes = palloc(VARSIZE(bytes));
	memcpy(site->options_bytes, bytes, VARSIZE(bytes));
	MemoryContextSwitchTo(old_context);
	return &site->options;
}

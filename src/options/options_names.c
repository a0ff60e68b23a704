/*-------------------------------------------------------------------------
 *
 * options_names.c
 *		The names of the label and the features that options give.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/jsonb.h"

#include "options/options.h"

const char *
logistic_skip_strings(const char *s, int n)
{
	while (n-- > 0)
		s += strlen(s) + 1;
	return s;
}

const char *
logistic_options_label(const LogisticOptions *options)
{
	if (options->label_length < 0)
		return NULL;
	return logistic_skip_strings(options->strings +
								 options->positive_length + 1,
								 2 * options->n_references);
}

const char *
logistic_options_names(const LogisticOptions *options)
{
	return logistic_skip_strings(options->strings +
								 options->positive_length + 1,
								 2 * options->n_references) +
		options->label_length + 1;
}

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

void
logistic_options_check_names(const LogisticOptionsDraft *draft)
{
	const char **sorted = palloc(Max(draft->n_names, 1) * sizeof(char *));
	int			i;

	if (draft->label != NULL && draft->label[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("label is an empty name")));
	for (i = 0; i < draft->n_names; i++)
	{
		sorted[i] = draft->names[i];
		if (sorted[i][0] == '\0')
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("name %d in names is empty", i + 1)));
	}
	qsort(sorted, draft->n_names, sizeof(char *), compare_strings);
	for (i = 1; i < draft->n_names; i++)
	{
		if (strcmp(sorted[i - 1], sorted[i]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("name \"%s\" is given twice in names",
							sorted[i])));
	}
	pfree(sorted);
}

void
logistic_options_read_names(LogisticOptionsDraft *draft, JsonbContainer *json)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;

	draft->names = palloc(Max(JsonContainerSize(json), 1) * sizeof(char *));
	iterator = JsonbIteratorInit(json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_BEGIN_OBJECT || token == WJB_KEY ||
			(token == WJB_ELEM && value.type != jbvString))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("names must be a JSON array of strings")));
		if (token == WJB_ELEM)
			draft->names[draft->n_names++] =
				pnstrdup(value.val.string.val, value.val.string.len);
	}
}

void
logistic_options_report_name(const char *option)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("option \"%s\" is given, but a query names its columns",
					option),
			 errhint("Write the names into the query, as in SELECT ln(income) AS income.")));
}

/*-------------------------------------------------------------------------
 *
 * option_checks.c
 *		Checks of options that are JSON: reference levels, names and bounds.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "options/option_checks.h"

/* Raises the error for a reference of another form than it must have. */
static void
reference_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("reference must be a JSON object of features and their reference levels"),
			 errdetail_internal("%s", detail),
			 errhint("Write it like this: '{\"plan\": \"free\"}'.")));
}

void
logistic_option_check_reference(JsonbContainer *json)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	const char *feature = NULL;

	if (!JsonContainerIsObject(json))
		reference_error("It is not an object.");
	iterator = JsonbIteratorInit(json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			feature = pnstrdup(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE && value.type != jbvString)
			reference_error(psprintf("The level of \"%s\" is not a string.",
									 feature));
	}
}

/* Raises the error for bounds of another form than they must have. */
static void
bounds_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("bounds must be a JSON object of terms and their limits"),
			 errdetail_internal("%s", detail),
			 errhint("Write it like this: '{\"age\": [0, null]}' for a coefficient of at least 0.")));
}

/* Checks the limits of one term: [lower, upper], numbers or null. */
static void
check_interval(const char *term, const JsonbValue *value)
{
	JsonbContainer *interval = value->type == jbvBinary ?
		value->val.binary.data : NULL;
	JsonbValue *ends[2];
	Datum		numbers[2];
	int			i;

	if (interval == NULL || !JsonContainerIsArray(interval) ||
		JsonContainerSize(interval) != 2)
		bounds_error(psprintf("The limits of \"%s\" are no array of two.",
							  term));
	for (i = 0; i < 2; i++)
	{
		ends[i] = getIthJsonbValueFromContainer(interval, i);
		if (ends[i]->type != jbvNull && ends[i]->type != jbvNumeric)
			bounds_error(psprintf("The limits of \"%s\" are neither numbers nor null.",
								  term));
		if (ends[i]->type == jbvNumeric)
		{
			numbers[i] = NumericGetDatum(ends[i]->val.numeric);
			(void) DirectFunctionCall1(numeric_float8, numbers[i]);
		}
	}
	if (ends[0]->type == jbvNumeric && ends[1]->type == jbvNumeric &&
		DatumGetBool(DirectFunctionCall2(numeric_gt, numbers[0], numbers[1])))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bounds of \"%s\" are %s and %s, but the lower one comes first",
						term,
						DatumGetCString(DirectFunctionCall1(numeric_out,
															numbers[0])),
						DatumGetCString(DirectFunctionCall1(numeric_out,
															numbers[1])))));
}

void
logistic_option_check_bounds(JsonbContainer *json)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	const char *term = NULL;

	if (!JsonContainerIsObject(json))
		bounds_error("It is not an object.");
	iterator = JsonbIteratorInit(json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			term = pnstrdup(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE)
			check_interval(term, &value);
	}
}

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

void
logistic_option_check_names(JsonbContainer *json)
{
	int			n = JsonContainerSize(json);
	const char **names = palloc(Max(n, 1) * sizeof(char *));
	int			i;

	for (i = 0; i < n; i++)
	{
		JsonbValue *name = JsonContainerIsArray(json) ?
			getIthJsonbValueFromContainer(json, i) : NULL;

		if (name == NULL || name->type != jbvString)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("names must be a JSON array of strings")));
		if (name->val.string.len == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("name %d in names is empty", i + 1)));
		names[i] = pnstrdup(name->val.string.val, name->val.string.len);
	}
	qsort(names, n, sizeof(char *), compare_strings);
	for (i = 1; i < n; i++)
	{
		if (strcmp(names[i - 1], names[i]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("name \"%s\" is given twice in names", names[i])));
	}
}

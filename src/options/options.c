/*-------------------------------------------------------------------------
 *
 * options.c
 *		The SQL type logistic_options: the options of a fit.
 *
 * However options come in (options_make.c, options_io.c), they are checked
 * and laid out by logistic_options_build() (options_build.c), by the rows of
 * the option table (option_table.c).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"

#include "options/options.h"
#include "pg/compat.h"

/* Where the constant part begins, within the value. */
#define CONSTANT_OFFSET offsetof(LogisticOptions, threshold)

/* Values are stored, so the layout must not change unnoticed. */
StaticAssertDecl(offsetof(LogisticOptions, weight) == 16 &&
				 offsetof(LogisticOptions, threshold) == 56 &&
				 offsetof(LogisticOptions, max_iterations) == 144 &&
				 offsetof(LogisticOptions, bytes) == 168,
				 "logistic_options has another layout: change its version");
StaticAssertDecl(LOGISTIC_N_ROW_OPTIONS < 16,
				 "row_nulls has a bit for each option by row");

void
logistic_options_check_version(int version, int sqlstate)
{
	if (version != LOGISTIC_OPTIONS_VERSION)
		ereport(ERROR,
				(errcode(sqlstate),
				 errmsg("logistic options have format %d, but this version of the extension reads format %d",
						version, LOGISTIC_OPTIONS_VERSION)));
}

const LogisticOptions *
logistic_options_get(Datum datum)
{
	LogisticOptions *options = (LogisticOptions *) PG_DETOAST_DATUM(datum);

	logistic_options_check_version(options->version, ERRCODE_DATA_CORRUPTED);
	Assert(options->constant_size >= offsetof(LogisticOptions, bytes) &&
		   options->constant_size <= VARSIZE(options));
	return options;
}

bool
logistic_options_same(const LogisticOptions *a, const LogisticOptions *b)
{
	return a->constant_size == b->constant_size &&
		memcmp((const char *) a + CONSTANT_OFFSET,
			   (const char *) b + CONSTANT_OFFSET,
			   a->constant_size - CONSTANT_OFFSET) == 0;
}

List *
logistic_options_references(const LogisticOptions *options)
{
	Jsonb	   *json = (Jsonb *) logistic_options_bytes(options,
														&options->reference);
	List	   *names = NIL;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;

	if (json == NULL)
		return NIL;
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
		if (token == WJB_KEY)
			names = lappend(names, pnstrdup(value.val.string.val,
											value.val.string.len));
	return names;
}

const char *
logistic_options_reference(const LogisticOptions *options, const char *feature)
{
	Jsonb	   *json = (Jsonb *) logistic_options_bytes(options,
														&options->reference);
	JsonbValue *level;

	if (json == NULL)
		return NULL;
	level = getKeyJsonValueFromContainer(&json->root, feature,
										 strlen(feature), NULL);
	return level == NULL ? NULL :
		pnstrdup(level->val.string.val, level->val.string.len);
}

/* One end of an interval; null is the one given. */
static double
end_of(JsonbContainer *interval, int i, double otherwise)
{
	JsonbValue *end = getIthJsonbValueFromContainer(interval, i);

	if (end->type == jbvNull)
		return otherwise;
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8,
											  NumericGetDatum(end->val.numeric))) + 0.0;
}

LogisticBound *
logistic_options_bounds(const LogisticOptions *options, int *n)
{
	Jsonb	   *json = (Jsonb *) logistic_options_bytes(options,
														&options->bounds);
	LogisticBound *bounds;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;

	*n = 0;
	if (json == NULL)
		return NULL;
	bounds = palloc(JB_ROOT_COUNT(json) * sizeof(*bounds));
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticBound *bound = &bounds[*n];

		if (token == WJB_KEY)
			bound->name = pnstrdup(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE)
		{
			bound->lower = end_of(value.val.binary.data, 0,
								  -get_float8_infinity());
			bound->upper = end_of(value.val.binary.data, 1,
								  get_float8_infinity());
			(*n)++;
		}
	}
	return bounds;
}

/* The names of the features; NULL if not given. */
static JsonbContainer *
names_of(const LogisticOptions *options)
{
	Jsonb	   *json = (Jsonb *) logistic_options_bytes(options,
														&options->names);

	return json == NULL ? NULL : &json->root;
}

int
logistic_options_n_names(const LogisticOptions *options)
{
	JsonbContainer *names = names_of(options);

	return names == NULL ? 0 : JsonContainerSize(names);
}

const char *
logistic_options_name(const LogisticOptions *options, int i)
{
	JsonbValue *name = getIthJsonbValueFromContainer(names_of(options), i);

	return pnstrdup(name->val.string.val, name->val.string.len);
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

LogisticStdError
logistic_options_usual_error(const LogisticOptions *options)
{
	bool		is_weighted = options->class_weight !=
		LOGISTIC_CLASS_WEIGHT_NONE;

	/*
	 * no valid standard errors are known for a lasso, or a ridge with class
	 * weights
	 */
	if (options->l1 > 0)
		return LOGISTIC_ERRORS_NONE;
	if (logistic_options_has_penalty(options))
		return is_weighted ? LOGISTIC_ERRORS_NONE : LOGISTIC_ERRORS_MODEL;
	return is_weighted || options->is_clustered ? LOGISTIC_ERRORS_HC0 :
		LOGISTIC_ERRORS_MODEL;
}

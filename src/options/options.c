/*-------------------------------------------------------------------------
 *
 * options.c
 *		The SQL type logistic_options: how a fit is to be done.
 *
 * However options come in (options_make.c, options_io.c), they are laid out
 * by logistic_options_build(), which owns the limits of each option and the
 * words for a value beyond them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "storage/shmem.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "options/options.h"
#include "pg/compat.h"

#define MAX_ITERATIONS	10000	/* far beyond what Newton's method needs */

/* Where the constant part begins, within the value. */
#define CONSTANT_OFFSET offsetof(LogisticOptions, threshold)

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
	return options;
}

const LogisticOptions *
logistic_options_default(void)
{
	LogisticOptionsDraft draft;

	logistic_options_draft(&draft);
	return logistic_options_build(&draft);
}

bool
logistic_options_same(const LogisticOptions *a, const LogisticOptions *b)
{
	return logistic_options_size(a) == logistic_options_size(b) &&
		memcmp((const char *) a + CONSTANT_OFFSET,
			   (const char *) b + CONSTANT_OFFSET,
			   logistic_options_size(a) - CONSTANT_OFFSET) == 0;
}

const char *
logistic_options_positive(const LogisticOptions *options)
{
	return options->positive_length < 0 ? NULL : options->strings;
}

const char *
logistic_options_nth_reference(const LogisticOptions *options, int i,
							   const char **feature)
{
	*feature = logistic_skip_strings(options->strings +
									 options->positive_length + 1, 2 * i);
	return logistic_skip_strings(*feature, 1);
}

const char *
logistic_options_reference(const LogisticOptions *options, const char *feature)
{
	int			i;

	for (i = 0; i < options->n_references; i++)
	{
		const char *candidate;
		const char *level = logistic_options_nth_reference(options, i,
														   &candidate);

		if (strcmp(candidate, feature) == 0)
			return level;
	}
	return NULL;
}

const char *
logistic_policy_name(LogisticPolicy policy, const char *fallback)
{
	switch (policy)
	{
		case LOGISTIC_POLICY_NULL:
			return "null";
		case LOGISTIC_POLICY_ERROR:
			return "error";
		case LOGISTIC_POLICY_FALLBACK:
			return fallback;
	}
	elog(ERROR, "unexpected policy: %d", (int) policy);
}

/* Finds the value of an option that has a name, among n of them. */
static int
value_by_name(const char *option, const char *name, const char *const *names,
			  int n)
{
	StringInfoData list;
	int			i;

	for (i = 0; i < n; i++)
	{
		if (strcmp(name, names[i]) == 0)
			return i;
	}
	initStringInfo(&list);
	for (i = 0; i < n; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 0 ? "" : i < n - 1 ? ", " :
						 " or ", names[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is \"%s\", but must be %s", option, name,
					list.data)));
}

/* Finds a policy by its name. */
static LogisticPolicy
policy_by_name(const char *option, const char *name, const char *fallback)
{
	const char *names[] = {"null", "error", fallback};

	return value_by_name(option, name, names, lengthof(names));
}

/* Raises the error for two options that exclude each other. */
static void
conflict_error(const char *option, const char *other, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s does not go with %s", option, other),
			 errhint("%s", hint)));
}

/* Raises the error for a number beyond its limits. */
static void
number_error(int sqlstate, const char *option, double value,
			 const char *limits)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("%s is %s, but must be %s", option,
					double_to_shortest_decimal(value), limits)));
}

double
logistic_options_weight(double weight)
{
	if (!(weight >= 0) || isinf(weight))
		number_error(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "weight", weight,
					 "a finite number of at least 0");
	return weight + 0.0;		/* no -0.0 */
}

double
logistic_options_offset(double logit_offset)
{
	if (isnan(logit_offset) || isinf(logit_offset))
		number_error(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "logit_offset",
					 logit_offset, "a finite number");
	return logit_offset + 0.0;
}

void
logistic_options_draft(LogisticOptionsDraft *draft)
{
	memset(draft, 0, sizeof(*draft));
	draft->weight = 1;
	draft->has_intercept = true;
	draft->threshold = 0.5;
	draft->max_iterations = 100;
	draft->is_standardised = true;
	draft->on_null = "null";
	draft->class_weight = "none";
	draft->method = "mle";
	draft->on_new_level = "null";
}

static int
compare_references(const void *a, const void *b)
{
	return strcmp(((const LogisticReference *) a)->feature,
				  ((const LogisticReference *) b)->feature);
}

/* Copies a string with its final zero; answers the place behind it. */
static char *
put_string(char *place, const char *string)
{
	Size		size = strlen(string) + 1;

	memcpy(place, string, size);
	return place + size;
}

LogisticStdError
logistic_options_usual_error(const LogisticOptions *options)
{
	bool		is_weighted = options->class_weight !=
		LOGISTIC_CLASS_WEIGHT_NONE;

	/* no errors are known to be right of a lasso, or of a ridge with weights */
	if (options->l1 > 0)
		return LOGISTIC_ERRORS_NONE;
	if (logistic_options_has_penalty(options))
		return is_weighted ? LOGISTIC_ERRORS_NONE : LOGISTIC_ERRORS_MODEL;
	return is_weighted || options->is_clustered ? LOGISTIC_ERRORS_HC0 :
		LOGISTIC_ERRORS_MODEL;
}

/*
 * Checks that the method and profiles, which are likelihoods of one kind, go
 * with the rest.
 */
static void
check_likelihood(const LogisticOptions *options)
{
	bool		is_firth = options->method == LOGISTIC_METHOD_FIRTH;
	const char *other = logistic_options_has_penalty(options) ? "a penalty" :
		options->class_weight != LOGISTIC_CLASS_WEIGHT_NONE ? "class_weight" :
		options->is_clustered ? "clusters" :
		options->std_error != LOGISTIC_ERRORS_MODEL ? "a sandwich estimator" :
		NULL;

	if (other != NULL && is_firth)
		conflict_error("method \"firth\"", other,
					   "Its tests and intervals are likelihood ratios.");
	if (other != NULL && options->wants_profile)
		conflict_error("profile", other,
					   "Its intervals are likelihood ratios.");
}

/* Sets the kind of errors, and checks that it goes with the rest. */
static void
set_std_error(LogisticOptions *options, const char *name)
{
	const char *other = options->is_clustered ? "clusters" :
		logistic_options_has_penalty(options) ? "a penalty" : "class_weight";
	LogisticStdError kind;

	if (options->is_clustered && logistic_options_has_penalty(options))
		conflict_error("cluster", "a penalty", "Leave one of them out.");
	options->std_error = kind = logistic_options_usual_error(options);
	if (name == NULL)
		return;
	options->std_error = value_by_name("std_error", name,
									   logistic_std_error_words,
									   LOGISTIC_ERRORS_NONE);
	if (options->std_error == LOGISTIC_ERRORS_MODEL &&
		kind != LOGISTIC_ERRORS_MODEL)
		conflict_error(psprintf("std_error \"%s\"", name), other,
					   "Leave std_error out for the errors that do.");
	if (options->std_error != LOGISTIC_ERRORS_MODEL && logistic_options_has_penalty(options))
		conflict_error(psprintf("std_error \"%s\"", name), "a penalty",
					   "Leave std_error out for the errors that do.");
	if (options->std_error > LOGISTIC_ERRORS_HC1 && options->is_clustered)
		conflict_error(psprintf("std_error \"%s\"", name), "clusters",
					   "With clusters it is \"HC0\" or \"HC1\".");
}

/* Complains of a penalty that is no size. */
static void
check_penalty(const char *option, double value)
{
	if (!(value >= 0) || isinf(value))
		number_error(ERRCODE_INVALID_PARAMETER_VALUE, option, value,
					 "a finite number of at least 0");
}

LogisticOptions *
logistic_options_build(LogisticOptionsDraft *draft)
{
	LogisticOptions *options;
	Size		size = offsetof(LogisticOptions, strings);
	char	   *place;
	int			i;

	if (!(draft->threshold >= 0 && draft->threshold <= 1))
		number_error(ERRCODE_INVALID_PARAMETER_VALUE, "threshold",
					 draft->threshold, "between 0 and 1");
	if (draft->has_tolerance &&
		(!(draft->tolerance > 0) || isinf(draft->tolerance)))
		number_error(ERRCODE_INVALID_PARAMETER_VALUE, "tolerance",
					 draft->tolerance, "a finite number above 0");
	if (!(draft->max_iterations >= 1 &&
		  draft->max_iterations <= MAX_ITERATIONS) ||
		draft->max_iterations != floor(draft->max_iterations))
		number_error(ERRCODE_INVALID_PARAMETER_VALUE, "max_iterations",
					 draft->max_iterations,
					 "a whole number between 1 and "
					 CppAsString2(MAX_ITERATIONS));

	check_penalty("l1", draft->l1);
	check_penalty("l2", draft->l2);
	if (draft->has_prevalence &&
		!(draft->prevalence > 0 && draft->prevalence < 1))
		number_error(ERRCODE_INVALID_PARAMETER_VALUE, "prevalence",
					 draft->prevalence, "between 0 and 1, both excluded");
	if (draft->has_prevalence && !draft->has_intercept)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prevalence does not go without an intercept"),
				 errdetail("It is the intercept that is corrected.")));

	if (draft->positive != NULL)
		size += strlen(draft->positive) + 1;
	if (draft->n_references > 1)
		qsort(draft->references, draft->n_references,
			  sizeof(LogisticReference), compare_references);
	for (i = 0; i < draft->n_references; i++)
	{
		const LogisticReference *reference = &draft->references[i];

		if (i > 0 && compare_references(reference - 1, reference) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("feature \"%s\" has more than one reference level",
							reference->feature)));
		size = add_size(size, strlen(reference->feature) + 1);
		size = add_size(size, strlen(reference->level) + 1);
	}

	logistic_options_check_names(draft);
	if (draft->label != NULL)
		size = add_size(size, strlen(draft->label) + 1);
	for (i = 0; i < draft->n_names; i++)
		size = add_size(size, strlen(draft->names[i]) + 1);
	if (draft->cluster != NULL)
		size = add_size(size, strlen(draft->cluster) + 1);

	options = palloc0(size);
	SET_VARSIZE(options, size);
	options->version = LOGISTIC_OPTIONS_VERSION;
	options->weight_is_null = draft->weight_is_null;
	options->offset_is_null = draft->offset_is_null;
	if (!draft->weight_is_null)
		options->weight = logistic_options_weight(draft->weight);
	if (!draft->offset_is_null)
		options->logit_offset = logistic_options_offset(draft->logit_offset);
	options->threshold = draft->threshold + 0.0;
	if (draft->has_tolerance)
		options->tolerance = draft->tolerance;
	options->max_iterations = (int32) draft->max_iterations;
	options->l1 = draft->l1 + 0.0;
	options->l2 = draft->l2 + 0.0;
	options->is_standardised = draft->is_standardised;
	if (draft->has_prevalence)
		options->prevalence = draft->prevalence;
	options->class_weight = value_by_name("class_weight", draft->class_weight,
										  logistic_class_weight_words, 2);
	options->is_clustered = draft->is_clustered;
	options->cluster_is_null = draft->is_clustered && draft->cluster == NULL;
	options->method = value_by_name("method", draft->method,
									logistic_method_words, 2);
	options->wants_profile = draft->wants_profile;
	set_std_error(options, draft->std_error);
	check_likelihood(options);
	options->has_intercept = draft->has_intercept;
	options->on_null = policy_by_name("on_null", draft->on_null, "mean");
	options->on_new_level = policy_by_name("on_new_level",
										   draft->on_new_level, "reference");

	place = options->strings;
	options->positive_length = -1;
	if (draft->positive != NULL)
	{
		options->positive_length = strlen(draft->positive);
		place = put_string(place, draft->positive);
	}
	options->n_references = draft->n_references;
	for (i = 0; i < draft->n_references; i++)
	{
		place = put_string(place, draft->references[i].feature);
		place = put_string(place, draft->references[i].level);
	}
	options->label_length = -1;
	if (draft->label != NULL)
	{
		options->label_length = strlen(draft->label);
		place = put_string(place, draft->label);
	}
	options->n_names = draft->n_names;
	for (i = 0; i < draft->n_names; i++)
		place = put_string(place, draft->names[i]);
	options->cluster_length = -1;
	if (draft->cluster != NULL)
	{
		options->cluster_length = strlen(draft->cluster);
		(void) put_string(place, draft->cluster);
	}
	return options;
}

LogisticOptions *
logistic_options_with_cluster(const LogisticOptions *options,
							  const char *cluster, int length)
{
	Size		size = VARSIZE(options);
	LogisticOptions *result = palloc(size + length + 1);

	memcpy(result, options, size);
	memcpy((char *) result + size, cluster, length);
	((char *) result)[size + length] = '\0';
	result->cluster_length = length;
	result->cluster_is_null = 0;
	SET_VARSIZE(result, size + length + 1);
	return result;
}

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
logistic_options_read_references(LogisticOptionsDraft *draft,
								 JsonbContainer *json)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	const char *feature = NULL;

	if (!JsonContainerIsObject(json))
		reference_error("It is not an object.");
	draft->references = palloc(Max(JsonContainerSize(json), 1) *
							   sizeof(LogisticReference));
	iterator = JsonbIteratorInit(json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			feature = pnstrdup(value.val.string.val, value.val.string.len);
		if (token != WJB_VALUE)
			continue;
		if (value.type != jbvString)
			reference_error(psprintf("The level of \"%s\" is not a string.",
									 feature));
		draft->references[draft->n_references].feature = feature;
		draft->references[draft->n_references].level =
			pnstrdup(value.val.string.val, value.val.string.len);
		draft->n_references++;
	}
}

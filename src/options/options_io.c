/*-------------------------------------------------------------------------
 *
 * options_io.c
 *		Options of a fit in and out, as text.
 *
 * The written form is one line of JSON with the options that differ from
 * their defaults, under the names that the constructor gives them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#include "options/options.h"

PG_FUNCTION_INFO_V1(logistic_options_in);
PG_FUNCTION_INFO_V1(logistic_options_out);

/* The options, in the order in which they are written. */
enum
{
	OPTION_WEIGHT,
	OPTION_OFFSET,
	OPTION_CLUSTER,
	OPTION_INTERCEPT,
	OPTION_REFERENCE,
	OPTION_POSITIVE,
	OPTION_THRESHOLD,
	OPTION_ON_NULL,
	OPTION_ON_NEW_LEVEL,
	OPTION_MAX_ITERATIONS,
	OPTION_TOLERANCE,
	OPTION_L2,
	OPTION_STANDARDIZE,
	OPTION_STD_ERROR,
	OPTION_CLASS_WEIGHT,
	OPTION_PREVALENCE,
	OPTION_METHOD,
	OPTION_PROFILE,
	OPTION_L1,
	OPTION_LABEL,
	OPTION_NAMES,
	N_OPTIONS
};

static const char *const option_names[N_OPTIONS] = {
	"weight",
	"logit_offset",
	"cluster",
	"intercept",
	"reference",
	"positive",
	"threshold",
	"on_null",
	"on_new_level",
	"max_iterations",
	"tolerance",
	"l2",
	"standardize",
	"std_error",
	"class_weight",
	"prevalence",
	"method",
	"profile",
	"l1",
	"label",
	"names"
};

/* Raises the error for an option of another JSON type than it must have. */
static void
json_type_error(const char *option, const JsonbValue *value, const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("option \"%s\" is of JSON type %s, but must be of type %s",
					option, JsonbTypeName((JsonbValue *) value), type)));
}

static double
number_of_json(const char *option, const JsonbValue *value)
{
	if (value->type != jbvNumeric)
		json_type_error(option, value, "number");
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8,
											  NumericGetDatum(value->val.numeric)));
}

static bool
boolean_of_json(const char *option, const JsonbValue *value)
{
	if (value->type != jbvBool)
		json_type_error(option, value, "boolean");
	return value->val.boolean;
}

static const char *
string_of_json(const char *option, const JsonbValue *value)
{
	if (value->type != jbvString)
		json_type_error(option, value, "string");
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* Finds an option by its name. */
static int
option_by_name(const char *name)
{
	StringInfoData list;
	int			i;

	for (i = 0; i < N_OPTIONS; i++)
	{
		if (strcmp(option_names[i], name) == 0)
			return i;
	}
	initStringInfo(&list);
	for (i = 0; i < N_OPTIONS; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : ", ",
						 option_names[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown option \"%s\"", name),
			 errhint("The options are %s.", list.data)));
}

/* Takes one option of the written form into a draft. */
static void
read_option(LogisticOptionsDraft *draft, const char *name,
			const JsonbValue *value)
{
	int			option = option_by_name(name);

	if (value->type == jbvNull)
	{
		draft->weight_is_null |= option == OPTION_WEIGHT;
		draft->offset_is_null |= option == OPTION_OFFSET;
		draft->is_clustered |= option == OPTION_CLUSTER;
		return;
	}
	switch (option)
	{
		case OPTION_WEIGHT:
			draft->weight = number_of_json(name, value);
			break;
		case OPTION_OFFSET:
			draft->logit_offset = number_of_json(name, value);
			break;
		case OPTION_CLUSTER:
			draft->is_clustered = true;
			draft->cluster = string_of_json(name, value);
			break;
		case OPTION_INTERCEPT:
			draft->has_intercept = boolean_of_json(name, value);
			break;
		case OPTION_REFERENCE:
			if (value->type != jbvBinary)
				json_type_error(name, value, "object");
			logistic_options_read_references(draft, value->val.binary.data);
			break;
		case OPTION_POSITIVE:
			draft->positive = string_of_json(name, value);
			break;
		case OPTION_THRESHOLD:
			draft->threshold = number_of_json(name, value);
			break;
		case OPTION_ON_NULL:
			draft->on_null = string_of_json(name, value);
			break;
		case OPTION_ON_NEW_LEVEL:
			draft->on_new_level = string_of_json(name, value);
			break;
		case OPTION_MAX_ITERATIONS:
			draft->max_iterations = number_of_json(name, value);
			break;
		case OPTION_TOLERANCE:
			draft->has_tolerance = true;
			draft->tolerance = number_of_json(name, value);
			break;
		case OPTION_L1:
			draft->l1 = number_of_json(name, value);
			break;
		case OPTION_L2:
			draft->l2 = number_of_json(name, value);
			break;
		case OPTION_STANDARDIZE:
			draft->is_standardised = boolean_of_json(name, value);
			break;
		case OPTION_STD_ERROR:
			draft->std_error = string_of_json(name, value);
			break;
		case OPTION_CLASS_WEIGHT:
			draft->class_weight = string_of_json(name, value);
			break;
		case OPTION_PREVALENCE:
			draft->has_prevalence = true;
			draft->prevalence = number_of_json(name, value);
			break;
		case OPTION_METHOD:
			draft->method = string_of_json(name, value);
			break;
		case OPTION_PROFILE:
			draft->wants_profile = boolean_of_json(name, value);
			break;
		case OPTION_LABEL:
			draft->label = string_of_json(name, value);
			break;
		case OPTION_NAMES:
			if (value->type != jbvBinary)
				json_type_error(name, value, "array");
			logistic_options_read_names(draft, value->val.binary.data);
			break;
	}
}

/*
 * logistic_options_in(cstring) -> logistic_options, strict
 *
 * Errors: 22P02 for text that is no JSON object, 22023 and 22003 as in the
 * constructor.
 */
Datum
logistic_options_in(PG_FUNCTION_ARGS)
{
	Jsonb	   *json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in,
														  PG_GETARG_DATUM(0)));
	LogisticOptionsDraft draft;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	char	   *name = NULL;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"logistic_options", PG_GETARG_CSTRING(0)),
				 errdetail("It must be a JSON object.")));

	logistic_options_draft(&draft);
	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			name = pnstrdup(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE)
			read_option(&draft, name, &value);
	}
	PG_RETURN_POINTER(logistic_options_build(&draft));
}

/* Begins the next option in a JSON object. */
static void
put_name(StringInfo json, int option)
{
	appendStringInfo(json, "%s\"%s\": ", json->len > 1 ? ", " : "",
					 option_names[option]);
}

static void
put_number(StringInfo json, int option, double value)
{
	put_name(json, option);
	appendStringInfoString(json, double_to_shortest_decimal(value));
}

static void
put_boolean(StringInfo json, int option, bool value)
{
	put_name(json, option);
	appendStringInfoString(json, value ? "true" : "false");
}

static void
put_string(StringInfo json, int option, const char *value)
{
	put_name(json, option);
	escape_json(json, value);
}

static void
put_names(StringInfo json, const LogisticOptions *options)
{
	const char *name = logistic_options_names(options);
	int			i;

	put_name(json, OPTION_NAMES);
	for (i = 0; i < options->n_names; i++)
	{
		appendStringInfoString(json, i == 0 ? "[" : ", ");
		escape_json(json, name);
		name += strlen(name) + 1;
	}
	appendStringInfoChar(json, ']');
}

/* logistic_options_out(logistic_options) -> cstring, strict */
Datum
logistic_options_out(PG_FUNCTION_ARGS)
{
	const LogisticOptions *options = PG_GETARG_LOGISTIC_OPTIONS(0);
	const char *positive = logistic_options_positive(options);
	LogisticOptionsDraft defaults;
	StringInfoData json;
	int			i;

	logistic_options_draft(&defaults);
	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	if (options->weight_is_null)
	{
		put_name(&json, OPTION_WEIGHT);
		appendStringInfoString(&json, "null");
	}
	else if (options->weight != defaults.weight)
		put_number(&json, OPTION_WEIGHT, options->weight);
	if (options->offset_is_null)
	{
		put_name(&json, OPTION_OFFSET);
		appendStringInfoString(&json, "null");
	}
	else if (options->logit_offset != defaults.logit_offset)
		put_number(&json, OPTION_OFFSET, options->logit_offset);
	if (options->cluster_is_null)
	{
		put_name(&json, OPTION_CLUSTER);
		appendStringInfoString(&json, "null");
	}
	else if (options->is_clustered)
		put_string(&json, OPTION_CLUSTER, logistic_options_cluster(options));
	if (!options->has_intercept)
		put_boolean(&json, OPTION_INTERCEPT, false);
	if (options->n_references > 0)
	{
		put_name(&json, OPTION_REFERENCE);
		for (i = 0; i < options->n_references; i++)
		{
			const char *feature;
			const char *level = logistic_options_nth_reference(options, i,
															   &feature);

			appendStringInfoString(&json, i == 0 ? "{" : ", ");
			escape_json(&json, feature);
			appendStringInfoString(&json, ": ");
			escape_json(&json, level);
		}
		appendStringInfoChar(&json, '}');
	}
	if (positive != NULL)
		put_string(&json, OPTION_POSITIVE, positive);
	if (options->threshold != defaults.threshold)
		put_number(&json, OPTION_THRESHOLD, options->threshold);
	if (options->on_null != LOGISTIC_POLICY_NULL)
		put_string(&json, OPTION_ON_NULL,
				   logistic_policy_name(options->on_null, "mean"));
	if (options->on_new_level != LOGISTIC_POLICY_NULL)
		put_string(&json, OPTION_ON_NEW_LEVEL,
				   logistic_policy_name(options->on_new_level, "reference"));
	if (options->max_iterations != defaults.max_iterations)
		put_number(&json, OPTION_MAX_ITERATIONS, options->max_iterations);
	if (options->tolerance != 0)
		put_number(&json, OPTION_TOLERANCE, options->tolerance);
	if (options->l1 != defaults.l1)
		put_number(&json, OPTION_L1, options->l1);
	if (options->l2 != defaults.l2)
		put_number(&json, OPTION_L2, options->l2);
	if (!options->is_standardised)
		put_boolean(&json, OPTION_STANDARDIZE, false);
	if (options->std_error != logistic_options_usual_error(options))
		put_string(&json, OPTION_STD_ERROR,
				   logistic_std_error_words[options->std_error]);
	if (options->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		put_string(&json, OPTION_CLASS_WEIGHT,
				   logistic_class_weight_words[options->class_weight]);
	if (options->prevalence != 0)
		put_number(&json, OPTION_PREVALENCE, options->prevalence);
	if (options->method != LOGISTIC_METHOD_MLE)
		put_string(&json, OPTION_METHOD,
				   logistic_method_words[options->method]);
	if (options->wants_profile)
		put_boolean(&json, OPTION_PROFILE, true);
	if (logistic_options_label(options) != NULL)
		put_string(&json, OPTION_LABEL, logistic_options_label(options));
	if (options->n_names > 0)
		put_names(&json, options);
	appendStringInfoChar(&json, '}');
	PG_RETURN_CSTRING(json.data);
}

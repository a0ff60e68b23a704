/*-------------------------------------------------------------------------
 *
 * option_table.c
 *		The table of fit options: names, kinds, defaults and limits.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"

#include "options/choices.h"
#include "options/option_checks.h"
#include "options/option_table.h"

#define MAX_ITERATIONS	10000	/* far beyond what Newton's method needs */

/* Closed limits that stand for open intervals. */
#define ABOVE_ZERO		4.9406564584124654e-324
#define BELOW_ONE		(1.0 - DBL_EPSILON / 2)

#define AT_LEAST_ZERO	.minimum = 0.0, .maximum = DBL_MAX, \
	.limits = "a finite number of at least 0"

/* How the rows below are written. */
#define FIELD(field)	.offset = offsetof(LogisticOptions, field)
#define WORDS(list, n)	.words = (list), .n_words = (n)

/* By LogisticMissing. */
static const char *const missing_words[] = {"drop", "impute"};

const LogisticOption logistic_option_table[LOGISTIC_N_OPTIONS] = {
	[LOGISTIC_OPTION_WEIGHT] = {
		"weight", LOGISTIC_OPTION_NUMBER, FIELD(weight), .fallback = 1.0,
		AT_LEAST_ZERO
	},
	[LOGISTIC_OPTION_LOGIT_OFFSET] = {
		"logit_offset", LOGISTIC_OPTION_NUMBER, FIELD(logit_offset),
		.minimum = -DBL_MAX, .maximum = DBL_MAX, .limits = "a finite number"
	},
	[LOGISTIC_OPTION_FREQUENCY] = {
		"frequency", LOGISTIC_OPTION_NUMBER, FIELD(frequency), .fallback = 1.0,
		.minimum = 0.0, .maximum = LOGISTIC_LARGEST_COUNT, .is_whole = true,
		.limits = "a whole number between 0 and 2^53"
	},
	[LOGISTIC_OPTION_CLUSTER] = {
		"cluster", LOGISTIC_OPTION_TEXT, FIELD(cluster),
		.given_offset = offsetof(LogisticOptions, is_clustered)
	},
	[LOGISTIC_OPTION_STRATA] = {
		"strata", LOGISTIC_OPTION_TEXT, FIELD(strata),
		.given_offset = offsetof(LogisticOptions, is_stratified)
	},
	[LOGISTIC_OPTION_INTERCEPT] = {
		"intercept", LOGISTIC_OPTION_BOOLEAN, FIELD(has_intercept),
		.fallback = true
	},
	[LOGISTIC_OPTION_REFERENCE] = {
		"reference", LOGISTIC_OPTION_OBJECT, FIELD(reference),
		.check = logistic_option_check_reference
	},
	[LOGISTIC_OPTION_POSITIVE] = {
		"positive", LOGISTIC_OPTION_TEXT, FIELD(positive)
	},
	[LOGISTIC_OPTION_THRESHOLD] = {
		"threshold", LOGISTIC_OPTION_NUMBER, FIELD(threshold), .fallback = 0.5,
		.minimum = 0.0, .maximum = 1.0, .limits = "between 0 and 1"
	},
	[LOGISTIC_OPTION_ON_NULL] = {
		"on_null", LOGISTIC_OPTION_WORD, FIELD(on_null),
		.fallback = LOGISTIC_POLICY_NULL, WORDS(logistic_on_null_words, 3)
	},
	[LOGISTIC_OPTION_ON_NEW_LEVEL] = {
		"on_new_level", LOGISTIC_OPTION_WORD, FIELD(on_new_level),
		.fallback = LOGISTIC_POLICY_NULL, WORDS(logistic_on_new_level_words, 3)
	},
	[LOGISTIC_OPTION_MAX_ITERATIONS] = {
		"max_iterations", LOGISTIC_OPTION_INTEGER, FIELD(max_iterations),
		.fallback = 100, .minimum = 1, .maximum = MAX_ITERATIONS,
		.limits = "a whole number between 1 and " CppAsString2(MAX_ITERATIONS)
	},

	/* 0, the default, leaves the tolerance to the solver */
	[LOGISTIC_OPTION_TOLERANCE] = {
		"tolerance", LOGISTIC_OPTION_NUMBER, FIELD(tolerance),
		.minimum = ABOVE_ZERO, .maximum = DBL_MAX,
		.limits = "a finite number above 0"
	},
	[LOGISTIC_OPTION_L2] = {
		"l2", LOGISTIC_OPTION_NUMBER, FIELD(l2), AT_LEAST_ZERO
	},
	[LOGISTIC_OPTION_STANDARDIZE] = {
		"standardize", LOGISTIC_OPTION_BOOLEAN, FIELD(is_standardised),
		.fallback = true
	},

	/* the default depends on the other options: logistic_options_usual_error */
	[LOGISTIC_OPTION_STD_ERROR] = {
		"std_error", LOGISTIC_OPTION_WORD, FIELD(std_error), .fallback = -1,
		WORDS(logistic_std_error_words, LOGISTIC_ERRORS_NONE)
	},
	[LOGISTIC_OPTION_CLASS_WEIGHT] = {
		"class_weight", LOGISTIC_OPTION_WORD, FIELD(class_weight),
		.fallback = LOGISTIC_CLASS_WEIGHT_NONE,
		WORDS(logistic_class_weight_words, 2)
	},

	/* 0, the default: the population has the share of positives of the rows */
	[LOGISTIC_OPTION_PREVALENCE] = {
		"prevalence", LOGISTIC_OPTION_NUMBER, FIELD(prevalence),
		.minimum = ABOVE_ZERO, .maximum = BELOW_ONE,
		.limits = "between 0 and 1, both excluded"
	},
	[LOGISTIC_OPTION_METHOD] = {
		"method", LOGISTIC_OPTION_WORD, FIELD(method),
		.fallback = LOGISTIC_METHOD_MLE, WORDS(logistic_method_words, 2)
	},
	[LOGISTIC_OPTION_PROFILE] = {
		"profile", LOGISTIC_OPTION_BOOLEAN, FIELD(wants_profile)
	},
	[LOGISTIC_OPTION_L1] = {
		"l1", LOGISTIC_OPTION_NUMBER, FIELD(l1), AT_LEAST_ZERO
	},
	[LOGISTIC_OPTION_LABEL] = {
		"label", LOGISTIC_OPTION_TEXT, FIELD(label)
	},
	[LOGISTIC_OPTION_NAMES] = {
		"names", LOGISTIC_OPTION_TEXTS, FIELD(names),
		.check = logistic_option_check_names
	},
	[LOGISTIC_OPTION_TERMS] = {
		"terms", LOGISTIC_OPTION_TEXT, FIELD(terms)
	},
	[LOGISTIC_OPTION_MISSING] = {
		"missing", LOGISTIC_OPTION_WORD, FIELD(missing),
		.fallback = LOGISTIC_MISSING_DROP, WORDS(missing_words, 2)
	},
	[LOGISTIC_OPTION_MIN_LEVEL_ROWS] = {
		"min_level_rows", LOGISTIC_OPTION_INTEGER, FIELD(min_level_rows),
		.minimum = 0, .maximum = PG_INT32_MAX,
		.limits = "a whole number of at least 0"
	},
	[LOGISTIC_OPTION_BOUNDS] = {
		"bounds", LOGISTIC_OPTION_OBJECT, FIELD(bounds),
		.check = logistic_option_check_bounds
	}
};

LogisticOptionId
logistic_option_by_name(const char *name)
{
	StringInfoData list;
	int			i;

	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
	{
		if (strcmp(logistic_option_table[i].name, name) == 0)
			return (LogisticOptionId) i;
	}
	initStringInfo(&list);
	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : ", ",
						 logistic_option_table[i].name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown option \"%s\"", name),
			 errhint("The options are %s.", list.data)));
}

double
logistic_option_check_number(LogisticOptionId id, double value)
{
	const LogisticOption *option = &logistic_option_table[id];

	if (unlikely(!(value >= option->minimum && value <= option->maximum) ||
				 ((option->is_whole ||
				   option->kind == LOGISTIC_OPTION_INTEGER) &&
				  value != floor(value))))
		ereport(ERROR,
				(errcode(logistic_option_is_by_row(id) ?
						 ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE :
						 ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, but must be %s", option->name,
						double_to_shortest_decimal(value), option->limits)));
	return value + 0.0;
}

int
logistic_option_check_word(LogisticOptionId id, const char *word)
{
	const LogisticOption *option = &logistic_option_table[id];
	int			n = option->n_words;
	StringInfoData list;
	int			i;

	for (i = 0; i < n; i++)
	{
		if (strcmp(word, option->words[i]) == 0)
			return i;
	}
	initStringInfo(&list);
	for (i = 0; i < n; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 0 ? "" : i < n - 1 ? ", " :
						 " or ", option->words[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is \"%s\", but must be %s", option->name, word,
					list.data)));
}

double
logistic_options_weight(double weight)
{
	return logistic_option_check_number(LOGISTIC_OPTION_WEIGHT, weight);
}

double
logistic_options_frequency(double frequency)
{
	return logistic_option_check_number(LOGISTIC_OPTION_FREQUENCY, frequency);
}

double
logistic_options_offset(double logit_offset)
{
	return logistic_option_check_number(LOGISTIC_OPTION_LOGIT_OFFSET,
										logit_offset);
}

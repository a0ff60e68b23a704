/*-------------------------------------------------------------------------
 *
 * model_scoring.c
 *		How a model scores, which can be changed without a fit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "model/model_json.h"
#include "model/model_scoring.h"
#include "pg/compat.h"

/* The place of a word in a list that ends with NULL; an error for another. */
static int
read_word(const char *option, const char *word, const char *const *words)
{
	int			i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s is \"%s\", but must be \"%s\", \"%s\" or \"%s\"", option,
					word, words[0], words[1], words[2])));
	return -1;					/* keep the compiler quiet */
}

bool
logistic_scoring_read_policies(FunctionCallInfo fcinfo, int first,
							   LogisticScoring *scoring)
{
	scoring->threshold = get_float8_nan();
	scoring->on_null = scoring->on_new_level = -1;
	if (!PG_ARGISNULL(first))
		scoring->on_null =
			read_word("on_null", text_to_cstring(PG_GETARG_TEXT_PP(first)),
					  logistic_on_null_words);
	if (!PG_ARGISNULL(first + 1))
		scoring->on_new_level =
			read_word("on_new_level",
					  text_to_cstring(PG_GETARG_TEXT_PP(first + 1)),
					  logistic_on_new_level_words);
	return scoring->on_null >= 0 || scoring->on_new_level >= 0;
}

bool
logistic_scoring_read(FunctionCallInfo fcinfo, int first,
					  LogisticScoring *scoring)
{
	bool		is_changed = logistic_scoring_read_policies(fcinfo, first + 1,
															scoring);

	if (!PG_ARGISNULL(first))
	{
		scoring->threshold = PG_GETARG_FLOAT8(first);
		if (!(scoring->threshold >= 0.0 && scoring->threshold <= 1.0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("threshold is %s, but must be between 0 and 1",
							float8out_internal(scoring->threshold))));
	}
	return is_changed || !isnan(scoring->threshold);
}

char *
logistic_scoring_print(const LogisticScoring *scoring)
{
	StringInfoData printed;
	const char *separator = "";

	initStringInfo(&printed);
	appendStringInfoChar(&printed, '{');
	if (!isnan(scoring->threshold))
	{
		char		number[DOUBLE_SHORTEST_DECIMAL_LEN];

		double_to_shortest_decimal_buf(scoring->threshold, number);
		appendStringInfo(&printed, "\"threshold\": %s", number);
		separator = ", ";
	}
	if (scoring->on_null >= 0)
	{
		appendStringInfo(&printed, "%s\"on_null\": \"%s\"", separator,
						 logistic_on_null_words[scoring->on_null]);
		separator = ", ";
	}
	if (scoring->on_new_level >= 0)
		appendStringInfo(&printed, "%s\"on_new_level\": \"%s\"", separator,
						 logistic_on_new_level_words[scoring->on_new_level]);
	appendStringInfoChar(&printed, '}');
	return printed.data;
}

LogisticModel *
logistic_model_with(const LogisticModel *model, const LogisticScoring *scoring)
{
	LogisticModel *changed = palloc(VARSIZE(model));

	memcpy(changed, model, VARSIZE(model));
	if (!isnan(scoring->threshold))
		changed->threshold = scoring->threshold == 0.0 ? 0.0 :
			scoring->threshold;
	if (scoring->on_null >= 0)
		changed->on_null = (int8) scoring->on_null;
	if (scoring->on_new_level >= 0)
		changed->on_new_level = (int8) scoring->on_new_level;
	logistic_model_rehash(changed);
	return changed;
}

/*
 * logistic_with(model logistic_model, threshold float8 DEFAULT NULL,
 *		on_null text DEFAULT NULL, on_new_level text DEFAULT NULL)
 *		-> logistic_model
 *
 * The same model with what is not NULL changed.  NULL for a NULL model.
 * Errors: a threshold outside of 0 to 1, an unknown word.
 */
PG_FUNCTION_INFO_V1(logistic_with);
Datum
logistic_with(PG_FUNCTION_ARGS)
{
	LogisticScoring scoring;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	(void) logistic_scoring_read(fcinfo, 1, &scoring);
	PG_RETURN_POINTER(logistic_model_with(PG_GETARG_LOGISTIC_MODEL(0),
										  &scoring));
}

/*-------------------------------------------------------------------------
 *
 * score_input.c
 *		Reads one input of a row that is scored.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "pg/compat.h"
#include "score/score_input.h"

/*
 * What to do with a feature that is NULL or NaN: false for a NULL score, true
 * to go on with the means; an error if the model says so.
 */
pg_noinline bool
logistic_score_replace_null(const LogisticScorePlan *plan, int i)
{
	if (plan->model->on_null == LOGISTIC_POLICY_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("feature \"%s\" is NULL",
						logistic_score_feature_name(plan->model, i)),
				 errhint("The model was fitted with on_null => 'error'.")));
	return plan->model->on_null == LOGISTIC_POLICY_FALLBACK;
}

/* The same for a level that the fit has not seen. */
pg_noinline bool
logistic_score_replace_level(const LogisticScorePlan *plan, int i, const char *level)
{
	if (plan->model->on_new_level == LOGISTIC_POLICY_ERROR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("category \"%s\" has a level that the fit has not seen: \"%s\"",
						logistic_score_feature_name(plan->model, i), level),
				 errhint("The model was fitted with on_new_level => 'error'.")));
	return plan->model->on_new_level == LOGISTIC_POLICY_FALLBACK;
}

/* Remembers which level, if any, an enum's label is. */
static pg_noinline int
learn_enum(LogisticScorePlan *plan, LogisticScoreInput *input,
		   const char *key, int length)
{
	int			code = logistic_dictionary_code(input->enum_keys, key, length);
	char	   *text = logistic_key_to_text(&input->reader, key, length);
	int			level = logistic_dictionary_find(input->levels, text,
												 strlen(text));

	if (code < 0)
		return level;
	if (input->enum_levels == NULL)
		input->enum_levels = MemoryContextAlloc(plan->context, sizeof(int));
	else
		input->enum_levels = repalloc(input->enum_levels,
									  (code + 1) * sizeof(int));
	input->enum_levels[code] = level;
	return level;
}

/* The level of a key, counted within the feature; -1: not seen by the fit. */
static inline int
find_level(LogisticScorePlan *plan, LogisticScoreInput *input,
		   const char *key, int length)
{
	int			code;
	int			level;

	if (input->reader.storage == LOGISTIC_READ_ENUM)
	{
		code = logistic_dictionary_find(input->enum_keys, key, length);
		level = code >= 0 ? input->enum_levels[code] :
			learn_enum(plan, input, key, length);
	}
	else if (input->reader.storage == LOGISTIC_READ_UUID)
	{
		char	   *printed = logistic_key_to_text(&input->reader, key, length);

		level = logistic_dictionary_find(input->levels, printed,
										 strlen(printed));
	}
	else
		level = logistic_dictionary_find(input->levels, key, length);
	return level;
}

int
logistic_score_input_level(LogisticScorePlan *plan, LogisticScoreInput *input,
						   Datum value, const char **text)
{
	int			length;
	const char *key;
	int			level;

	if (unlikely(input->reader.storage == LOGISTIC_READ_UNKNOWN))
		(void) logistic_read_number(&input->reader, value);
	key = logistic_read_key(&input->reader, &value, &length);
	level = find_level(plan, input, key, length);
	if (level < 0)
		*text = logistic_key_to_text(&input->reader, key, length);
	return level;
}

void
logistic_score_input_set(LogisticScorePlan *plan, int i, Datum value,
						 double *indicators)
{
	LogisticScoreInput *input = &plan->inputs[i];
	int			other = logistic_model_inputs(plan->model)[i].other - 1;
	Datum	   *elements;
	int			n;
	int			k;

	if (unlikely(input->reader.storage == LOGISTIC_READ_UNKNOWN))
		(void) logistic_read_number(&input->reader, value);
	n = logistic_read_set(&input->reader, value, &elements);
	memset(indicators, 0, input->n_levels * sizeof(double));
	for (k = 0; k < n; k++)
	{
		int			length;
		const char *key = logistic_read_key(&input->reader, &elements[k],
											&length);
		int			level = find_level(plan, input, key, length);

		if (level < 0)
			level = other;
		if (level >= 0)
			indicators[level] = 1.0;
	}
	pfree(elements);
}

/* Complains about an array of another length than the model's. */
static void
check_length(const LogisticScorePlan *plan, int i, int n)
{
	const LogisticScoreInput *input = &plan->inputs[i];

	if (n != input->n_terms)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array \"%s\" has %d elements, but the model has %d",
						logistic_score_feature_name(plan->model, i), n,
						input->n_terms)));
}

/*
 * Reads an array of the model's length; false if an element is NULL or NaN.
 */
bool
logistic_score_input_elements(const LogisticScorePlan *plan, int i, Datum value)
{
	const LogisticScoreInput *input = &plan->inputs[i];
	int			n;
	int			j;

	if (unlikely(input->reader.storage == LOGISTIC_READ_UNKNOWN))
		(void) logistic_read_number(&input->reader, value);
	n = logistic_read_array(&input->reader, value, input->elements,
							input->n_terms);
	if (n < 0)
		return false;
	check_length(plan, i, n);
	for (j = 0; j < n; j++)
		if (unlikely(isnan(input->elements[j])))
			return false;
	return true;
}

void
logistic_score_input_filled(const LogisticScorePlan *plan, int i, Datum value,
							double filler)
{
	const LogisticScoreInput *input = &plan->inputs[i];

	check_length(plan, i, logistic_read_array_filled(&input->reader, value,
													 input->elements, 1,
													 input->n_terms, filler));
}

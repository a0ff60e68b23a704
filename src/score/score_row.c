/*-------------------------------------------------------------------------
 *
 * score_row.c
 *		The score of a row by a plan.
 *
 * On a row of numbers and booleans nothing is allocated and nothing is
 * looked up.  The most common one, of float8 values and a model without
 * delicacies, has a loop of its own, in the header.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "score/score_row.h"

/* A direction's sum below this share of its terms is zero: see the SPEC. */
#define ZERO_SHARE		1e-9

/* Complains about a value that is no finite number. */
static pg_noinline void
report_not_finite(const LogisticScorePlan *plan, int i, int element,
				  double value)
{
	const char *name = logistic_score_feature_name(plan->model, i);

	if (plan->inputs[i].kind == LOGISTIC_FEATURE_ARRAY)
		name = psprintf("%s[%d]", name, element + 1);
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("feature \"%s\" is %s", name,
					float8out_internal(value)),
			 errhint("A NULL in its place gives a score by the model's policy for NULL.")));
}

/*
 * What to do with a NULL feature: false for a NULL score, true to go on with
 * the means; an error if the model says so.
 */
static pg_noinline bool
replace_null(const LogisticScorePlan *plan, int i)
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
static pg_noinline bool
replace_level(const LogisticScorePlan *plan, int i, const char *level)
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

/*
 * The level of a category's value, counted within the feature; -1: not seen
 * by the fit, and *text says what it is.
 */
static int
find_level(LogisticScorePlan *plan, LogisticScoreInput *input, Datum value,
		   const char **text)
{
	int			length;
	const char *key;
	int			code;
	int			level;

	if (unlikely(input->reader.storage == LOGISTIC_READ_UNKNOWN))
		(void) logistic_read_number(&input->reader, value);
	key = logistic_read_key(&input->reader, &value, &length);
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
	if (level < 0)
		*text = logistic_key_to_text(&input->reader, key, length);
	return level;
}

/* Reads an array of the model's length; false if an element is NULL. */
static bool
read_elements(const LogisticScorePlan *plan, int i, Datum value)
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
	if (n != input->n_terms)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array \"%s\" has %d elements, but the model has %d",
						logistic_score_feature_name(plan->model, i), n,
						input->n_terms)));
	for (j = 0; j < n; j++)
		if (unlikely(!isfinite(input->elements[j])))
			report_not_finite(plan, i, j, input->elements[j]);
	return true;
}

/* The running sums of a score. */
typedef struct Sum
{
	double		score;
	double		rest;			/* what rounding took from it */
	double		direction;		/* of the separating direction, and the size */
	double		size;			/* of its terms */
} Sum;

/* Adds x times a term; "careful" keeps the rounding of product and sum. */
static inline void
add_term(Sum *sum, const LogisticTerm *term, double x, bool careful)
{
	double		product = term->coefficient * x;

	if (careful)
	{
		double		total = sum->score + product;
		double		rounded = total - sum->score;

		sum->rest += (sum->score - (total - rounded)) + (product - rounded) +
			fma(term->coefficient, x, -product);
		sum->score = total;
	}
	else
		sum->score += product;
	if (term->direction != 0.0)
	{
		product = term->direction * x;
		sum->direction += product;
		sum->size += fabs(product);
	}
}

/* Adds the mean of a feature's terms: for a NULL that the means replace. */
static void
add_means(const LogisticScorePlan *plan, int i, Sum *sum, double *x)
{
	const LogisticScoreInput *input = &plan->inputs[i];
	const LogisticFeature *feature = &logistic_model_features(plan->model)[i];
	int			j;

	for (j = 0; j < input->n_terms; j++)
	{
		const LogisticTerm *term = &plan->terms[input->first_term + j];
		double		mean = 0.0;

		if (term->level >= 0)
			mean = plan->levels[term->level].share;
		else if (j < feature->n_summaries)
			mean = logistic_model_summaries(plan->model)[feature->first_summary +
														 j].mean;
		if (isnan(mean))
			mean = 0.0;
		add_term(sum, term, mean, true);
		if (x)
			x[input->first_term + j] = mean;
	}
}

/* Adds one feature; false for a NULL score. */
static inline bool
add_feature(LogisticScorePlan *plan, int i, NullableDatum value, Sum *sum,
			double *x, bool careful)
{
	LogisticScoreInput *input = &plan->inputs[i];
	const LogisticTerm *term = &plan->terms[input->first_term];
	const char *text;
	double		number;
	int			level;
	int			j;

	if (unlikely(value.isnull))
	{
		/* replace_null() has said so before */
		add_means(plan, i, sum, x);
		return true;
	}
	switch (input->kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
		case LOGISTIC_FEATURE_BOOLEAN:
			number = input->reader.storage == LOGISTIC_READ_FLOAT8 ?
				DatumGetFloat8(value.value) :
				logistic_read_number(&input->reader, value.value);
			if (unlikely(!isfinite(number)))
				report_not_finite(plan, i, 0, number);
			add_term(sum, term, number, careful);
			if (x)
				x[input->first_term] = number;
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			level = find_level(plan, input, value.value, &text);
			if (level < 0)
			{
				if (!replace_level(plan, i, text))
					return false;
				break;
			}
			j = plan->levels[input->first_level + level].term;
			if (j < 0)
				break;
			add_term(sum, &plan->terms[j], 1.0, careful);
			if (x)
				x[j] = 1.0;
			break;
		case LOGISTIC_FEATURE_ARRAY:
			if (!read_elements(plan, i, value.value))
			{
				if (!replace_null(plan, i))
					return false;
				add_means(plan, i, sum, x);
				break;
			}
			for (j = 0; j < input->n_terms; j++)
			{
				add_term(sum, &term[j], input->elements[j], careful);
				if (x)
					x[input->first_term + j] = input->elements[j];
			}
			break;
	}
	return true;
}

/*
 * Sums a row.  A NULL anywhere is looked for before anything else is said:
 * its row has no score, whatever the other values are.
 */
static inline bool
sum_row(LogisticScorePlan *plan, const NullableDatum *row, double *x,
		Sum *sum, bool careful)
{
	int			i;

	for (i = 0; i < plan->n_inputs; i++)
		if (unlikely(row[i].isnull) && !replace_null(plan, i))
			return false;
	if (plan->model->has_intercept)
	{
		add_term(sum, &plan->terms[0], 1.0, careful);
		if (x)
			x[0] = 1.0;
	}
	for (i = 0; i < plan->n_inputs; i++)
		if (!add_feature(plan, i, row[i], sum, x, careful))
			return false;
	return true;
}

/* The score of a row, as far as it has one. */
static inline bool
score_row(LogisticScorePlan *plan, const NullableDatum *row, double *x,
		  double *score, bool careful)
{
	Sum			sum = {0.0, 0.0, 0.0, 0.0};

	if (!sum_row(plan, row, x, &sum, careful) || plan->has_no_score)
		return false;
	*score = sum.score + sum.rest;
	if (sum.size > 0.0 && fabs(sum.direction) > ZERO_SHARE * sum.size)
		*score = sum.direction > 0.0 ? get_float8_infinity() :
			-get_float8_infinity();

	/* products beyond the range of doubles that point both ways */
	return !isnan(*score);
}

bool
logistic_score_row_closely(LogisticScorePlan *plan, const NullableDatum *row,
						   double *score)
{
	if (plan->is_delicate)
		return score_row(plan, row, NULL, score, true);
	return score_row(plan, row, NULL, score, false);
}

bool
logistic_score_terms(LogisticScorePlan *plan, const NullableDatum *row,
					 double *x, double *score)
{
	memset(x, 0, plan->model->n_terms * sizeof(double));
	return score_row(plan, row, x, score, true);
}

bool
logistic_score_values(LogisticScorePlan *plan, const NullableDatum *row,
					  double *x)
{
	Sum			sum = {0.0, 0.0, 0.0, 0.0};

	memset(x, 0, plan->model->n_terms * sizeof(double));
	return sum_row(plan, row, x, &sum, false);
}

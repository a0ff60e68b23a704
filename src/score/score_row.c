/*-------------------------------------------------------------------------
 *
 * score_row.c
 *		The score of a row by a plan.
 *
 * On a row of numbers and booleans nothing is allocated and nothing is looked
 * up.  The most common case, float8 values and no need for compensated sums,
 * has a loop of its own in the header.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "score/score_formula.h"
#include "score/score_input.h"
#include "score/score_row.h"
#include "score/score_sum.h"

/* A direction's sum below this share of its terms is zero: see the SPEC. */
#define ZERO_SHARE		1e-9

/* Adds the mean of a feature's terms: for a NULL that the means replace. */
static void
add_means(const LogisticScorePlan *plan, int i, LogisticScoreSum *sum, double *x)
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
		logistic_score_add_term(sum, term, mean, true);
		if (x)
			x[input->first_term + j] = mean;
	}
}

/* Adds one feature; false for a NULL score. */
static inline bool
add_feature(LogisticScorePlan *plan, int i, NullableDatum value, LogisticScoreSum *sum,
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
		/* logistic_score_replace_null() has said so before */
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
			if (unlikely(isnan(number)))
			{
				if (!logistic_score_replace_null(plan, i))
					return false;
				add_means(plan, i, sum, x);
				break;
			}
			logistic_score_add_term(sum, term, number, careful);
			if (x)
				x[input->first_term] = number;
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			level = logistic_score_input_level(plan, input, value.value, &text);
			if (level < 0)
			{
				if (!logistic_score_replace_level(plan, i, text))
					return false;
				break;
			}
			j = plan->levels[input->first_level + level].term;
			if (j < 0)
				break;
			logistic_score_add_term(sum, &plan->terms[j], 1.0, careful);
			if (x)
				x[j] = 1.0;
			break;
		case LOGISTIC_FEATURE_ARRAY:
			if (!logistic_score_input_elements(plan, i, value.value))
			{
				if (!logistic_score_replace_null(plan, i))
					return false;
				add_means(plan, i, sum, x);
				break;
			}
			for (j = 0; j < input->n_terms; j++)
			{
				logistic_score_add_term(sum, &term[j], input->elements[j], careful);
				if (x)
					x[input->first_term + j] = input->elements[j];
			}
			break;
		case LOGISTIC_FEATURE_SET:
			break;				/* in formulas only */
	}
	return true;
}

/*
 * Sums a row.  NULLs are looked for first: a row with one has no score,
 * whatever the other values are.
 */
static inline bool
sum_row(LogisticScorePlan *plan, const NullableDatum *row, double *x,
		LogisticScoreSum *sum, bool careful)
{
	int			i;

	for (i = 0; i < plan->n_inputs; i++)
		if (unlikely(row[i].isnull) && !plan->inputs[i].fills_missing &&
			!logistic_score_replace_null(plan, i))
			return false;
	if (unlikely(plan->formula != NULL))
		return logistic_score_formula(plan, row, x, sum);
	if (plan->model->has_intercept)
	{
		logistic_score_add_term(sum, &plan->terms[0], 1.0, careful);
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
	LogisticScoreSum sum = {0.0, 0.0, 0.0, 0.0};

	if (!sum_row(plan, row, x, &sum, careful) || plan->has_no_score)
		return false;
	/* an infinite sum has no rounding error to add */
	*score = isfinite(sum.score) ? sum.score + sum.rest : sum.score;
	if (isnan(sum.direction))
		return false;
	if (sum.size > 0.0 && (isinf(sum.direction) ||
						   fabs(sum.direction) > ZERO_SHARE * sum.size))
		*score = sum.direction > 0.0 ? get_float8_infinity() :
			-get_float8_infinity();

	/* infinities that point both ways, or have the coefficient 0 */
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
	int			i;

	if (plan->is_plain && logistic_score_plainly(plan, row, score))
	{
		if (plan->model->has_intercept)
			x[0] = 1.0;
		for (i = 0; i < plan->n_inputs; i++)
			x[plan->inputs[i].first_term] = DatumGetFloat8(row[i].value);
		return true;
	}
	memset(x, 0, plan->model->n_terms * sizeof(double));
	if (plan->is_delicate)
		return score_row(plan, row, x, score, true);
	return score_row(plan, row, x, score, false);
}

bool
logistic_score_values(LogisticScorePlan *plan, const NullableDatum *row,
					  double *x)
{
	LogisticScoreSum sum = {0.0, 0.0, 0.0, 0.0};

	memset(x, 0, plan->model->n_terms * sizeof(double));
	return sum_row(plan, row, x, &sum, false);
}

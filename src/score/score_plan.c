/*-------------------------------------------------------------------------
 *
 * score_plan.c
 *		A model made ready to score rows of given types.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "score/score_plan.h"

/*
 * If products of this size, in log-odds, cancel in plain summation, the score
 * has fewer than 14 digits.
 */
#define DELICATE_SIZE	100.0

const char *
logistic_score_feature_name(const LogisticModel *model, int feature)
{
	return logistic_model_string(model,
								 logistic_model_inputs(model)[feature].name);
}

bool
logistic_score_is_delicate(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_features(model);
	const LogisticTerm *terms = logistic_model_terms(model);
	const LogisticSummary *summaries = logistic_model_summaries(model);
	double		size = 0.0;
	int			i;
	int			j;

	for (i = 0; i < model->n_features; i++)
		for (j = 0; j < features[i].n_summaries; j++)
		{
			const LogisticSummary *summary;

			summary = &summaries[features[i].first_summary + j];
			size += fabs(terms[features[i].first_term + j].coefficient) *
				fmax(fabs(summary->min), fabs(summary->max));
		}
	return size > DELICATE_SIZE;
}

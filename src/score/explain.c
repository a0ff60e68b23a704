/*-------------------------------------------------------------------------
 *
 * explain.c
 *		Contributions of the features to the score of a row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "score/score_formula.h"
#include "score/score_site.h"

/* One line of the explanation. */
typedef struct Share
{
	const char *name;			/* of the feature, or of an array's element */
	char	   *value;			/* as text, or NULL */
	double		contribution;	/* to the log-odds, against the mean */
	int			place;			/* in the order of the fit */
} Share;

/* Largest first; equal ones in the order of the fit. */
static int
compare_shares(const void *a, const void *b)
{
	const Share *left = a;
	const Share *right = b;

	if (fabs(left->contribution) != fabs(right->contribution))
		return fabs(left->contribution) > fabs(right->contribution) ? -1 : 1;
	return left->place - right->place;
}

/*
 * What term i adds to the log-odds of the row against the mean; on a row
 * that is separated, infinite where the term pushes the row's way.
 */
static double
contribution_of(const LogisticTerm *term, double x, double mean, double score)
{
	double		push = term->direction * x;

	if (isinf(score) && push != 0.0 && (push > 0.0) == (score > 0.0))
		return score;
	return term->coefficient * (x - mean);
}

/* The value of a feature as text; NULL for a NULL. */
static char *
value_text(const LogisticScoreInput *input, NullableDatum value)
{
	Oid			output;
	bool		is_varlena;

	if (value.isnull)
		return NULL;
	getTypeOutputInfo(input->reader.type, &output, &is_varlena);
	return OidOutputFunctionCall(output, value.value);
}

/* Fills the lines of one feature; returns how many. */
static int
explain_feature(const LogisticScorePlan *plan, int i, NullableDatum value,
				const double *x, double score, Share *shares)
{
	const LogisticScoreInput *input = &plan->inputs[i];
	const LogisticModel *model = plan->model;
	int			j;

	if (input->kind != LOGISTIC_FEATURE_ARRAY)
	{
		shares->name = logistic_score_feature_name(model, i);
		shares->value = value_text(input, value);
		shares->contribution = 0.0;
		for (j = input->first_term; j < input->first_term + input->n_terms; j++)
			shares->contribution +=
				contribution_of(&plan->terms[j], x[j],
								logistic_model_mean(model, j), score);
		return 1;
	}
	for (j = 0; j < input->n_terms; j++)
	{
		int			term = input->first_term + j;

		shares[j].name = logistic_model_string(model, plan->terms[term].name);
		shares[j].value = value.isnull ? NULL : float8out_internal(x[term]);
		shares[j].contribution =
			contribution_of(&plan->terms[term], x[term],
							logistic_model_mean(model, term), score);
	}
	return input->n_terms;
}

/* The values of the inputs of a term of a formula, joined. */
static char *
values_text(const LogisticScorePlan *plan, const LogisticScoreTerm *term,
			const NullableDatum *row)
{
	StringInfoData text;
	int			k;
	int			m;

	initStringInfo(&text);
	for (k = 0; k < term->n_factors; k++)
	{
		int			input =
			plan->formula->variables[term->factors[k].variable].input;
		char	   *value = value_text(&plan->inputs[input], row[input]);

		for (m = 0; m < k; m++)
			if (plan->formula->variables[term->factors[m].variable].input ==
				input)
				break;
		if (m < k)
			continue;
		if (value == NULL)
			return NULL;
		appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", value);
	}
	return text.data;
}

/* Fills the line of one term of a formula. */
static void
explain_term(const LogisticScorePlan *plan, int i, const NullableDatum *row,
			 const double *x, double score, Share *share)
{
	const LogisticScoreTerm *term = &plan->formula->terms[i];
	const LogisticModel *model = plan->model;
	int			j;

	share->name = logistic_model_string(model,
										logistic_model_features(model)[i].name);
	share->value = values_text(plan, term, row);
	share->contribution = 0.0;
	for (j = term->first_term; j < term->first_term + term->n_terms; j++)
		share->contribution += contribution_of(&plan->terms[j], x[j],
											   plan->formula->means[j], score);
}

/* Puts one line out. */
static void
put_share(ReturnSetInfo *result, const Share *share)
{
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	values[0] = CStringGetTextDatum(share->name);
	nulls[1] = share->value == NULL;
	values[1] = nulls[1] ? (Datum) 0 : CStringGetTextDatum(share->value);

	/* no negative zero */
	values[2] = Float8GetDatum(share->contribution == 0.0 ? 0.0 :
							   share->contribution);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * logistic_explain(model logistic_model)
 * logistic_explain(model logistic_model, VARIADIC features "any")
 *		-> SETOF (term text, value text, contribution float8)
 *
 * First the baseline, the score of a row that is the training mean in
 * everything; then what each feature, element of an array, or term of a
 * formula, adds to it, largest first.  The sum is the score, up to rounding.  No rows where the
 * score is NULL; errors as in score.c.
 */
PG_FUNCTION_INFO_V1(logistic_explain);
Datum
logistic_explain(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticScoreCall call;
	const LogisticScorePlan *plan;
	Share		baseline = {"(baseline)", NULL, 0.0, 0};
	Share	   *shares;
	double	   *x;
	double		score;
	int			n = 0;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || !logistic_score_call(fcinfo, 0, 1, &call))
		return (Datum) 0;
	plan = call.plan;
	x = plan->x;
	if (!logistic_score_terms(call.plan, call.row, x, &score))
		return (Datum) 0;
	baseline.contribution = call.offset;

	shares = palloc((plan->model->n_terms + plan->n_inputs +
					 plan->model->n_features + 1) * sizeof(*shares));
	for (i = 0; i < plan->model->n_terms; i++)
		baseline.contribution += plan->terms[i].feature < 0 && isinf(score) &&
			plan->terms[i].direction != 0.0 ?
			contribution_of(&plan->terms[i], 1.0, 0.0, score) :
			plan->terms[i].coefficient * logistic_model_mean(plan->model, i);
	for (i = 0; plan->formula != NULL && i < plan->model->n_features; i++)
		explain_term(plan, i, call.row, x, score, &shares[n++]);
	for (i = 0; plan->formula == NULL && i < plan->n_inputs; i++)
		n += explain_feature(plan, i, call.row[i], x,
							 score, &shares[n]);
	for (i = 0; i < n; i++)
		shares[i].place = i;
	qsort(shares, n, sizeof(*shares), compare_shares);

	put_share(result, &baseline);
	for (i = 0; i < n; i++)
		put_share(result, &shares[i]);
	return (Datum) 0;
}

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
#include "score/multinomial_site.h"
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
 * What term i adds to the log-odds of the row, compared with its mean.  If the
 * row's score is infinite, this is infinite for terms that push towards that
 * side.
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
explain_feature(const LogisticScorePlan *plan, const LogisticTerm *terms,
				int i, NullableDatum value, const double *x, double score,
				Share *shares)
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
				contribution_of(&terms[j], x[j],
								logistic_model_mean(model, j), score);
		return 1;
	}
	for (j = 0; j < input->n_terms; j++)
	{
		int			term = input->first_term + j;

		shares[j].name = logistic_model_string(model, terms[term].name);
		shares[j].value = value.isnull ? NULL : float8out_internal(x[term]);
		shares[j].contribution =
			contribution_of(&terms[term], x[term],
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
explain_term(const LogisticScorePlan *plan, const LogisticTerm *terms, int i,
			 const NullableDatum *row, const double *x, double score,
			 Share *share)
{
	const LogisticScoreTerm *term = &plan->formula->terms[i];
	const LogisticModel *model = plan->model;
	int			j;

	share->name = logistic_model_string(model,
										logistic_model_features(model)[i].name);
	share->value = values_text(plan, term, row);
	share->contribution = 0.0;
	for (j = term->first_term; j < term->first_term + term->n_terms; j++)
		share->contribution += contribution_of(&terms[j], x[j],
											   plan->formula->means[j], score);
}

/*
 * Explains a row x by the terms of the plan's model, or of another equation:
 * fills the baseline, then the contributions, largest first.  "score" is
 * infinite if the log-odds are.  Returns the number of lines.
 */
static int
explain_row(const LogisticScorePlan *plan, const LogisticTerm *terms,
			const NullableDatum *row, const double *x, double score,
			Share *shares)
{
	const LogisticModel *model = plan->model;
	int			n = 1;
	int			i;

	shares[0].name = "(baseline)";
	shares[0].value = NULL;
	shares[0].contribution = 0.0;
	for (i = 0; i < model->n_terms; i++)
		shares[0].contribution += terms[i].feature < 0 && isinf(score) &&
			terms[i].direction != 0.0 ?
			contribution_of(&terms[i], 1.0, 0.0, score) :
			terms[i].coefficient * logistic_model_mean(model, i);
	for (i = 0; plan->formula != NULL && i < model->n_features; i++)
		explain_term(plan, terms, i, row, x, score, &shares[n++]);
	for (i = 0; plan->formula == NULL && i < plan->n_inputs; i++)
		n += explain_feature(plan, terms, i, row[i], x, score, &shares[n]);
	for (i = 0; i < n; i++)
		shares[i].place = i;
	qsort(shares + 1, n - 1, sizeof(*shares), compare_shares);
	return n;
}

/* The most lines that an explanation can have. */
static int
shares_limit(const LogisticScorePlan *plan)
{
	return plan->model->n_terms + plan->n_inputs + plan->model->n_features + 2;
}

/* Puts one line out, behind the label of a class if there is one. */
static void
put_share(ReturnSetInfo *result, const char *label,
		  const Share *share)
{
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};
	int			n = 0;

	if (label != NULL)
		values[n++] = CStringGetTextDatum(label);
	values[n++] = CStringGetTextDatum(share->name);
	nulls[n] = share->value == NULL;
	values[n] = nulls[n] ? (Datum) 0 : CStringGetTextDatum(share->value);
	n++;

	/* no negative zero */
	values[n] = Float8GetDatum(share->contribution == 0.0 ? 0.0 :
							   share->contribution);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * logistic_explain(model logistic_model)
 * logistic_explain(model logistic_model, VARIADIC features "any")
 *		-> SETOF (term text, value text, contribution float8)
 *
 * First the baseline, the score of a row of training means; then the
 * contribution of each feature, array element or term of a formula, largest
 * first.  The sum is the score, up to rounding.  No rows where the score is
 * NULL; errors as in score.c.
 */
PG_FUNCTION_INFO_V1(logistic_explain);
Datum
logistic_explain(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticScoreCall call;
	Share *shares;
	double		score;
	int			n;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || !logistic_score_call(fcinfo, 0, 1, &call) ||
		!logistic_score_terms(call.plan, call.row, call.plan->x, &score))
		return (Datum) 0;
	shares = palloc(shares_limit(call.plan) * sizeof(*shares));
	n = explain_row(call.plan, call.plan->terms, call.row,
							 call.plan->x, score, shares);
	shares[0].contribution += call.offset;
	for (i = 0; i < n; i++)
		put_share(result, NULL, &shares[i]);
	return (Datum) 0;
}

/* The sign of a class's infinite log-odds against the baseline; 0 if finite. */
static double
infinite_side(const LogisticMultinomialSite *site, int k)
{
	if (site->is_plain || site->along[k] == 0.0)
		return 0.0;
	return site->along[k] > 0.0 ? INFINITY : -INFINITY;
}

/*
 * multinomial_explain(model multinomial_model)
 * multinomial_explain(model multinomial_model, VARIADIC features "any")
 *		-> SETOF (label text, term text, value text, contribution float8)
 *
 * Explains each class against the baseline, class by class: the sum over a
 * class's rows is its log-odds.  The model may come as its name.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_explain);
Datum
logistic_multinomial_explain(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticMultinomialSite *site;
	LogisticScoreCall call;
	Share *shares;
	int			k;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	site = logistic_multinomial_site(fcinfo, &fcinfo->flinfo->fn_extra, 0,
									 LOGISTIC_ACCESS_SCORE);
	if (!logistic_multinomial_terms(fcinfo, site, 0, 1, &call))
		return (Datum) 0;
	shares = palloc(shares_limit(call.plan) * sizeof(*shares));
	for (k = 1; k < site->model->n_classes; k++)
	{
		int			n = explain_row(call.plan, site->terms[k - 1],
											 call.row, site->x,
											 infinite_side(site, k), shares);

		for (i = 0; i < n; i++)
			put_share(result,
								 logistic_multinomial_class(site->model, k),
								 &shares[i]);
	}
	return (Datum) 0;
}

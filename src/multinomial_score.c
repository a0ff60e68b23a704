/*-------------------------------------------------------------------------
 *
 * multinomial_score.c
 *		Scores rows by a multinomial_model: label and probabilities.
 *
 * The first equation's plan reads a row into the values of its terms, by
 * its policies for NULLs and new levels; all equations share them.
 *
 * Where the label is separated, a class whose score runs off ahead of the
 * others has all the probability, and those that run off together share it
 * by what is finite.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "compat.h"
#include "core/activation.h"
#include "core/doubledouble.h"
#include "multinomial_model.h"
#include "score_site.h"
#include "value_key.h"

/* A direction's sum below this share of its terms is zero. */
#define ZERO_SHARE		1e-9

typedef struct Site
{
	void	   *rows;			/* the site of the plans, see score_site.h */
	LogisticValueKey key;		/* of the model */
	MemoryContext context;		/* of what follows */
	const MultinomialModel *model;	/* a copy, detoasted */
	const LogisticTerm **terms; /* [n_equations] */
	double	   *x;				/* [n_terms], values of the row */
	double	   *score;			/* [n_classes], finite part */
	double	   *share;			/* [n_classes], its probabilities */
	double	   *along;			/* [n_classes], how the scores run off */
} Site;

/* The site of a call, with the model of the current row. */
static Site *
get_site(FunctionCallInfo fcinfo)
{
	Site	   *site = fcinfo->flinfo->fn_extra;
	Datum		datum = PG_GETARG_DATUM(0);
	const MultinomialModel *model;
	MultinomialModel *copy;
	MemoryContext old_context;
	int			k;

	if (site == NULL)
	{
		site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
		site->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											  "multinomial model",
											  ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = site;
	}
	if (logistic_value_key_matches(&site->key, datum))
		return site;

	model = logistic_multinomial_get(datum);
	site->key.bytes = NULL;
	MemoryContextReset(site->context);
	old_context = MemoryContextSwitchTo(site->context);
	copy = palloc(VARSIZE(model));
	memcpy(copy, model, VARSIZE(model));
	site->model = copy;
	site->terms = palloc(copy->n_equations * sizeof(*site->terms));
	for (k = 0; k < copy->n_equations; k++)
		site->terms[k] =
			logistic_model_terms(logistic_multinomial_equation(copy, k));
	site->x = palloc(Max(logistic_multinomial_equation(copy, 0)->n_terms, 1) *
					 sizeof(double));
	site->score = palloc(copy->n_classes * sizeof(double));
	site->share = palloc(copy->n_classes * sizeof(double));
	site->along = palloc(copy->n_classes * sizeof(double));
	MemoryContextSwitchTo(old_context);
	logistic_value_key_make(&site->key, datum,
							offsetof(MultinomialModel, hash), site->context);
	return site;
}

/* The score of class k, and how it runs off. */
static void
score_class(Site *site, int k)
{
	const LogisticTerm *terms = site->terms[k - 1];
	int			n = logistic_multinomial_equation(site->model, 0)->n_terms;
	LgDd		score = lg_dd(0.0);
	double		along = 0.0;
	double		size = 0.0;
	int			j;

	for (j = 0; j < n; j++)
	{
		double		product = terms[j].coefficient * site->x[j];
		LgDd		exact = {product,
		fma(terms[j].coefficient, site->x[j], -product)};

		lg_dd_accumulate(&score, exact);
		along += terms[j].direction * site->x[j];
		size += fabs(terms[j].direction * site->x[j]);
	}
	site->score[k] = lg_dd_double(score);
	site->along[k] = fabs(along) > ZERO_SHARE * size ? along : 0.0;
}

/* Does a run off behind b? */
static inline bool
is_behind(double a, double b)
{
	return b - a > ZERO_SHARE * (fabs(a) + fabs(b));
}

/* The probabilities of the current row; false: NULL. */
static bool
find_shares(FunctionCallInfo fcinfo, Site *site)
{
	const MultinomialModel *model = site->model;
	int			n = model->n_classes;
	double		ahead = 0.0;
	LogisticScoreCall call;
	int			k;

	if (!logistic_score_call_within(fcinfo, &site->rows,
									logistic_multinomial_equation(model, 0),
									0, 1, &call) ||
		!logistic_score_values(call.plan, call.row, site->x))
		return false;
	site->score[0] = site->along[0] = 0.0;
	for (k = 1; k < n; k++)
	{
		score_class(site, k);
		ahead = fmax(ahead, site->along[k]);
	}
	for (k = 0; k < n; k++)
	{
		if (is_behind(site->along[k], ahead))
			site->score[k] = -INFINITY;
		else if (!isfinite(site->score[k]))
			return false;		/* products beyond the range of doubles */
	}
	lg_activation_softmax(site->score, n, site->share);
	return true;
}

/*
 * multinomial_predict(model multinomial_model) -> text
 * multinomial_predict(model multinomial_model, VARIADIC features "any")
 *
 * The most probable label; of several alike the first one in their order.
 * NULL and errors as in logistic_predict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_predict);
Datum
logistic_multinomial_predict(PG_FUNCTION_ARGS)
{
	Site	   *site;
	int			best = 0;
	int			k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	site = get_site(fcinfo);
	if (!find_shares(fcinfo, site))
		PG_RETURN_NULL();
	for (k = 1; k < site->model->n_classes; k++)
		if (site->share[k] > site->share[best])
			best = k;
	PG_RETURN_TEXT_P(cstring_to_text(logistic_multinomial_class(site->model,
																best)));
}

/*
 * multinomial_probabilities(model multinomial_model, VARIADIC features "any")
 *		-> SETOF (label text, probability float8)
 *
 * One row per class, the baseline first; they sum to 1.  No row where the
 * label would be NULL.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_probabilities);
Datum
logistic_multinomial_probabilities(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Site	   *site;
	int			k;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	site = get_site(fcinfo);
	if (!find_shares(fcinfo, site))
		return (Datum) 0;
	for (k = 0; k < site->model->n_classes; k++)
	{
		Datum		values[2];
		bool		nulls[2] = {false, false};

		values[0] = CStringGetTextDatum(logistic_multinomial_class(site->model,
																   k));
		values[1] = Float8GetDatum(site->share[k]);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

/*-------------------------------------------------------------------------
 *
 * multinomial_score.c
 *		Scores rows by a multinomial_model: label and probabilities.
 *
 * The first equation's plan reads a row into the values of its terms, by
 * its policies for NULLs and new levels; all equations share them.  Where it
 * is plain, see score_plan.h, the values are read here.
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

#include "core/numeric/activation.h"
#include "core/numeric/doubledouble.h"
#include "multinomial/multinomial_model.h"
#include "pg/compat.h"
#include "pg/value_key.h"
#include "score/score_site.h"

/* A direction's sum below this share of its terms is zero. */
#define ZERO_SHARE		1e-9

typedef struct Site
{
	void	   *rows;			/* the site of the plans, see score_site.h */
	LogisticValueKey key;		/* of the model */
	MemoryContext context;		/* of what follows */
	const MultinomialModel *model;	/* a copy, detoasted */
	const LogisticTerm **terms; /* [n_equations] */
	int			n_terms;		/* of an equation */
	bool		is_plain;		/* no equation is separated or delicate */
	double	   *coefficients;	/* [equation][n_terms] */
	text	  **labels;			/* [n_classes] */
	double	   *x;				/* [n_terms], values of the row */
	double	   *score;			/* [n_classes], finite part */
	double	   *share;			/* [n_classes], its probabilities */
	double	   *along;			/* [n_classes], how the scores run off */
} Site;

/* Lays the model of a site out, in the current memory context. */
static void
learn_model(Site *site)
{
	const MultinomialModel *model = site->model;
	int			n = logistic_multinomial_equation(model, 0)->n_terms;
	int			j;
	int			k;

	site->n_terms = n;
	site->is_plain = model->n_classes > 1;
	site->terms = palloc(model->n_equations * sizeof(*site->terms));
	site->coefficients = palloc(Max((Size) model->n_equations * n, 1) *
								sizeof(double));
	for (k = 0; k < model->n_equations; k++)
	{
		const LogisticModel *equation = logistic_multinomial_equation(model, k);

		site->terms[k] = logistic_model_terms(equation);
		if (logistic_score_is_delicate(equation))
			site->is_plain = false;
		for (j = 0; j < n; j++)
		{
			site->coefficients[(Size) k * n + j] =
				site->terms[k][j].coefficient;
			if (site->terms[k][j].direction != 0.0)
				site->is_plain = false;
		}
	}
	site->labels = palloc(model->n_classes * sizeof(*site->labels));
	for (k = 0; k < model->n_classes; k++)
		site->labels[k] = cstring_to_text(logistic_multinomial_class(model,
																	 k));
	site->x = palloc(Max(n, 1) * sizeof(double));
	site->score = palloc(model->n_classes * sizeof(double));
	site->share = palloc(model->n_classes * sizeof(double));
	site->along = palloc(model->n_classes * sizeof(double));
}

/* Learns the model that the argument of a call has, which is a new one. */
static pg_noinline void
change_model(Site *site, Datum datum)
{
	const MultinomialModel *model = logistic_multinomial_get(datum);
	MultinomialModel *copy;
	MemoryContext old_context;

	site->key.bytes = NULL;
	MemoryContextReset(site->context);
	old_context = MemoryContextSwitchTo(site->context);
	copy = palloc(VARSIZE(model));
	memcpy(copy, model, VARSIZE(model));
	site->model = copy;
	learn_model(site);
	MemoryContextSwitchTo(old_context);
	logistic_value_key_make(&site->key, datum,
							offsetof(MultinomialModel, hash), site->context);
}

/* The site of a call, with the model of the current row. */
static Site *
get_site(FunctionCallInfo fcinfo)
{
	Site	   *site = fcinfo->flinfo->fn_extra;
	Datum		datum = PG_GETARG_DATUM(0);

	if (site == NULL)
	{
		site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
		site->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
											  "multinomial model",
											  ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = site;
	}
	if (!logistic_value_key_matches(&site->key, datum))
		change_model(site, datum);
	return site;
}

/*
 * The scores of the classes by n values, the last ones of the equations.
 * False where one is not finite.
 */
static bool
score_plainly(Site *site, const double *x, int n)
{
	int			n_terms = site->n_terms;
	int			n_classes = site->model->n_classes;
	const double *c = site->coefficients;
	bool		is_finite = true;
	int			i;
	int			k;

	site->score[0] = 0.0;
	for (k = 1; k < n_classes; k++, c += n_terms)
	{
		double		sum = n < n_terms ? c[0] : 0.0;
		const double *slope = c + (n_terms - n);

		/* four at a time, as each sum has to wait for the one before */
		for (i = 0; i + 3 < n; i += 4)
			sum += (slope[i] * x[i] + slope[i + 1] * x[i + 1]) +
				(slope[i + 2] * x[i + 2] + slope[i + 3] * x[i + 3]);
		for (; i < n; i++)
			sum += slope[i] * x[i];
		site->score[k] = sum;
		is_finite &= isfinite(sum);
	}
	return is_finite;
}

/* The same of a row of float8 values; false: it needs a closer look. */
static bool
score_values(Site *site, const NullableDatum *row, int n)
{
	bool		has_null = false;
	int			i;

	for (i = 0; i < n; i++)
	{
		has_null |= row[i].isnull;
		site->x[i] = DatumGetFloat8(row[i].value);
	}
	return !has_null && score_plainly(site, site->x, n);
}

/* The score of class k, and how it runs off. */
static void
score_class(Site *site, int k)
{
	const LogisticTerm *terms = site->terms[k - 1];
	int			n = site->n_terms;
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

/*
 * The scores of the classes of the current row, -Infinity where a class stays
 * behind another one for ever; false: NULL.
 */
static bool
find_scores(FunctionCallInfo fcinfo, Site *site)
{
	const MultinomialModel *model = site->model;
	int			n = model->n_classes;
	double		ahead = 0.0;
	LogisticScoreCall call;
	int			k;

	if (!logistic_score_call_within(fcinfo, &site->rows,
									logistic_multinomial_equation(model, 0),
									0, 1, &call))
		return false;
	if (site->is_plain && call.plan->is_plain &&
		score_values(site, call.row, call.plan->n_inputs))
		return true;
	if (!logistic_score_values(call.plan, call.row, site->x))
		return false;
	if (site->is_plain && score_plainly(site, site->x, site->n_terms))
		return true;

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
	text	   *label;
	int			best = 0;
	int			k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	site = get_site(fcinfo);
	if (!find_scores(fcinfo, site))
		PG_RETURN_NULL();
	for (k = 1; k < site->model->n_classes; k++)
		if (site->score[k] > site->score[best])
			best = k;

	/* a copy, for the site's own goes when the model changes */
	label = palloc(VARSIZE(site->labels[best]));
	memcpy(label, site->labels[best], VARSIZE(site->labels[best]));
	PG_RETURN_TEXT_P(label);
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
	if (!find_scores(fcinfo, site))
		return (Datum) 0;
	lg_activation_softmax(site->score, site->model->n_classes, site->share);
	for (k = 0; k < site->model->n_classes; k++)
	{
		Datum		values[2];
		bool		nulls[2] = {false, false};

		values[0] = PointerGetDatum(site->labels[k]);
		values[1] = Float8GetDatum(site->share[k]);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

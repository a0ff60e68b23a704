/*-------------------------------------------------------------------------
 *
 * multinomial_site.c
 *		A call site of a score by a multinomial_model.
 *
 * The first equation's plan reads a row into the values of its terms, by
 * its policies for NULLs and new levels; all equations share them.  Where it
 * is plain, see score_plan.h, the values are read here.
 *
 * Under separation, the class whose score diverges fastest has probability 1;
 * classes that diverge equally fast share it by the finite parts of their
 * scores.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "core/numeric/doubledouble.h"
#include "pg/compat.h"
#include "score/multinomial_site.h"

/* A direction's sum below this share of its terms is zero. */
#define ZERO_SHARE		1e-9

/* Prepares the model of a site for scoring, in the current memory context. */
static void
learn_model(LogisticMultinomialSite *site)
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
	logistic_dictionary_init(&site->codes, site->context);
	site->labels = palloc(model->n_classes * sizeof(*site->labels));
	for (k = 0; k < model->n_classes; k++)
	{
		const char *label = logistic_multinomial_class(model, k);

		site->labels[k] = cstring_to_text(label);
		(void) logistic_dictionary_code(&site->codes, label, strlen(label));
	}
	site->x = palloc(Max(n, 1) * sizeof(double));
	site->score = palloc(model->n_classes * sizeof(double));
	site->share = palloc(model->n_classes * sizeof(double));
	site->along = palloc(model->n_classes * sizeof(double));
}

/* Learns the model that the argument of a call has, which is a new one. */
static pg_noinline void
change_model(LogisticMultinomialSite *site, Datum datum)
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

LogisticMultinomialSite *
logistic_multinomial_site(FunctionCallInfo fcinfo, void **extra, int model,
						  LogisticAccess access)
{
	LogisticMultinomialSite *site = *extra;
	Datum		datum;

	if (site == NULL)
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;

		site = MemoryContextAllocZero(context, sizeof(*site));
		site->context = AllocSetContextCreate(context, "multinomial model",
											  ALLOCSET_SMALL_SIZES);
		site->is_named = get_fn_expr_argtype(fcinfo->flinfo, model) == TEXTOID;
		if (site->is_named)
			logistic_named_init(&site->named, fcinfo, model, access,
								LOGISTIC_FAMILY_MULTINOMIAL);
		*extra = site;
	}
	datum = site->is_named ?
		PointerGetDatum(logistic_named_find(&site->named, fcinfo)) :
		PG_GETARG_DATUM(model);
	if (!logistic_value_key_matches(&site->key, datum))
		change_model(site, datum);
	return site;
}

/*
 * The scores of the classes by n values, the last ones of the equations.
 * False where one is not finite.
 */
static bool
score_plainly(LogisticMultinomialSite *site, const double *x, int n)
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

/* Scores a row of float8 values; false if score_closely() has to do it. */
static bool
score_values(LogisticMultinomialSite *site, const NullableDatum *row, int n)
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

/*
 * Computes the finite part of the score of class k, and how fast it diverges.
 */
static void
score_class(LogisticMultinomialSite *site, int k)
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

/* Does a diverge more slowly than b, by more than rounding? */
static inline bool
is_behind(double a, double b)
{
	return b - a > ZERO_SHARE * (fabs(a) + fabs(b));
}

/* The scores of the classes by the values of all terms; false: NULL. */
static bool
score_closely(LogisticMultinomialSite *site)
{
	int			n = site->model->n_classes;
	double		ahead = 0.0;
	int			k;

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

bool
logistic_multinomial_terms(FunctionCallInfo fcinfo,
						   LogisticMultinomialSite *site, int model,
						   int first, LogisticScoreCall *call)
{
	return logistic_score_call_within(fcinfo, &site->rows,
									  logistic_multinomial_equation(site->model, 0),
									  model, first, call) &&
		logistic_score_values(call->plan, call->row, site->x) &&
		score_closely(site);
}

bool
logistic_multinomial_scores(FunctionCallInfo fcinfo,
							LogisticMultinomialSite *site, int model,
							int first)
{
	LogisticScoreCall call;

	if (!logistic_score_call_within(fcinfo, &site->rows,
									logistic_multinomial_equation(site->model, 0),
									model, first, &call))
		return false;
	if (site->is_plain && call.plan->is_plain &&
		score_values(site, call.row, call.plan->n_inputs))
		return true;
	return logistic_score_values(call.plan, call.row, site->x) &&
		score_closely(site);
}

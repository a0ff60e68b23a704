/*-------------------------------------------------------------------------
 *
 * fit_multinomial.c
 *		From the rows of a group to its model of many classes.
 *
 * One class or two are a fit like that of logistic_fit.  With more, the core
 * sees the terms of all equations, term after term and for each term one of
 * every equation; what it answers is sorted by equation.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"
#include "utils/memutils.h"

#include "core/regression.h"
#include "core/symmetric.h"
#include "fit_classes.h"
#include "fit_model.h"
#include "fit_multinomial.h"
#include "fit_regression.h"
#include "fit_summary.h"
#include "fit_warning.h"
#include "module.h"
#include "rowbuf_read.h"

/* Coefficients of all equations: their covariance is a square of it. */
#define COEFFICIENTS_LIMIT	2000

/* Complains about options that are of two classes only. */
static void
check_options(const LogisticOptions *options)
{
	const char *wrong = NULL;

	if (options == NULL)
		return;
	if (logistic_options_positive(options) != NULL)
		wrong = "positive";
	else if (options->threshold != 0.5)
		wrong = "threshold";
	else if (options->l1 > 0.0)
		wrong = "l1";
	else if (options->l2 > 0.0)
		wrong = "l2";
	else if (options->method != LOGISTIC_METHOD_MLE)
		wrong = "method";
	else if (options->wants_profile)
		wrong = "profile";
	else if (options->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		wrong = "class_weight";
	else if (options->prevalence > 0.0)
		wrong = "prevalence";
	else if (options->is_clustered)
		wrong = "cluster";
	else if (options->std_error != LOGISTIC_ERRORS_MODEL)
		wrong = "std_error";
	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("option %s is not for more than two classes", wrong),
				 errhint("logistic_fit has it, for a label of two.")));
}

/* An offset has no class that it belongs to. */
static void
check_offset(bool has_offsets)
{
	if (has_offsets)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("option logit_offset is not for more than two classes"),
				 errhint("logistic_fit has it, for a label of two.")));
}

/* The terms of all equations, as the core wants them. */
static LgTerm *
spread_terms(const LgTerm *columns, int n_terms, int n_equations)
{
	LgTerm	   *terms = palloc((Size) n_terms * n_equations *
							   sizeof(LgTerm));
	int			j;
	int			k;

	for (j = 0; j < n_terms; j++)
		for (k = 0; k < n_equations; k++)
		{
			LgTerm	   *term = &terms[j * n_equations + k];

			*term = columns[j];
			term->equation = k + 1;
		}
	return terms;
}

/* Fills the statistics of the joint fit. */
static void
take_statistics(LogisticDraft *draft, const LgRegression *regression,
				LgStatus status, int n_equations)
{
	LogisticStatistics *statistics = &draft->statistics;

	draft->status = status == LG_SEPARATED ? LOGISTIC_SEPARATED :
		status == LG_OK ? LOGISTIC_CONVERGED : LOGISTIC_MAX_ITERATIONS;
	statistics->nobs = regression->tally.n_rows;
	statistics->n_positive = -1;
	statistics->sum_weights = lg_dd_double(regression->tally.sum_weights);
	statistics->log_lik = regression->log_lik;
	statistics->null_log_lik = regression->null_log_lik;
	statistics->condition_number = regression->condition_number;
	statistics->iterations = regression->n_iterations;
	statistics->rank = regression->rank;
	statistics->effective_df = regression->effective_df;
	statistics->null_rank = draft->has_intercept ? n_equations : 0;
}

/* The covariance of two coefficients of the core; NaN if there is none. */
static double
covariance_of(const LgRegression *regression, int a, int b)
{
	int			row = Max(regression->covariance_row[a],
						  regression->covariance_row[b]);
	int			column = Min(regression->covariance_row[a],
							 regression->covariance_row[b]);

	return column < 0 ? get_float8_nan() :
		regression->covariance[LG_PACKED(row, column)];
}

/* The covariance of the coefficients in a list. */
static double *
gather_covariance(const LgRegression *regression, const int *places, int n)
{
	double	   *covariance = palloc(Max(LG_PACKED_SIZE(n), 1) *
									sizeof(double));
	int			i;
	int			j;

	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			covariance[LG_PACKED(i, j)] = covariance_of(regression, places[i],
														places[j]);
	return covariance;
}

/*
 * Fills the draft with equation k of the answer; adds the places of its
 * coefficients that have a covariance to the list.
 */
static void
take_equation(LogisticDraft *draft, const LgRegression *regression, int k,
			  int n_equations, int *places, int *n_places)
{
	int			first = *n_places;
	int			j;

	for (j = 0; j < draft->n_terms; j++)
	{
		LogisticTerm *term = &draft->terms[j];
		int			place = j * n_equations + k;

		term->estimate = regression->estimate[place];
		term->std_error = regression->std_error[place];
		term->coefficient = regression->coefficient[place];
		term->direction = regression->direction[place];
		term->covariance_row = -1;
		if (regression->covariance_row[place] >= 0)
		{
			term->covariance_row = *n_places - first;
			places[(*n_places)++] = place;
		}
	}
	draft->covariance_rows = *n_places - first;
	draft->covariance = gather_covariance(regression, places + first,
										  draft->covariance_rows);
}

/* Fits three classes or more. */
static MultinomialModel *
fit_many(LogisticFitState *state, LgRows *rows, LogisticDraft *draft,
		 LgTerm *columns, const LogisticFitLevel *classes, int n_classes,
		 MemoryContext result_context)
{
	const LogisticOptions *options = state->options;
	int			n_equations = n_classes - 1;
	Size		n = (Size) draft->n_terms * n_equations;
	uint8		class_of[256] = {0};
	LgSoftmax	softmax = {0};
	LgRegression regression = {0};
	LogisticModel **equations = palloc(n_equations * sizeof(*equations));
	MemoryContext old_context;
	MultinomialModel *model;
	LgStatus	status;
	double	   *covariance;
	int		   *places;
	int			n_places = 0;
	int			k;

	if (n > COEFFICIENTS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d classes with %d terms are %zu coefficients, but the limit is %d",
						n_classes, draft->n_terms, (size_t) n,
						COEFFICIENTS_LIMIT)));
	for (k = 0; k < n_classes; k++)
		class_of[classes[k].code] = k;
	softmax.n_classes = n_classes;
	softmax.class_of = class_of;
	regression.rows = rows;
	regression.kernel = logistic_kernel();
	regression.n_terms = n;
	regression.terms = spread_terms(columns, draft->n_terms, n_equations);
	regression.has_intercept = draft->has_intercept;
	regression.softmax = &softmax;
	regression.max_iterations = options ? options->max_iterations : 100;
	regression.tolerance = options && options->tolerance > 0.0 ?
		options->tolerance : LG_DEFAULT_TOLERANCE;
	status = lg_regression_fit(&regression,
							   MemoryContextAllocHuge(CurrentMemoryContext,
													  lg_regression_workspace(&regression)));
	check_offset(regression.tally.has_offsets);
	take_statistics(draft, &regression, status, n_equations);
	for (k = 0; k < draft->n_terms; k++)
		columns[k] = regression.terms[k * n_equations];
	logistic_fit_summarise(rows, columns, draft);

	places = palloc(Max(n, 1) * sizeof(int));
	draft->negative = classes[0].name;
	for (k = 0; k < n_equations; k++)
	{
		draft->positive = classes[k + 1].name;
		take_equation(draft, &regression, k, n_equations, places, &n_places);
		equations[k] = logistic_model_build(draft);
	}
	covariance = gather_covariance(&regression, places, n_places);
	old_context = MemoryContextSwitchTo(result_context);
	model = logistic_multinomial_build(equations, n_equations, n_classes,
									   covariance);
	MemoryContextSwitchTo(old_context);
	return model;
}

/* Fits two classes, or one: the equation is a model of its own. */
static MultinomialModel *
fit_two(LogisticFitState *state, LgRows *rows, LogisticDraft *draft,
		LgTerm *columns, const LogisticFitLevel *classes, int n_classes,
		MemoryContext result_context)
{
	LogisticModel *equation;
	MultinomialModel *model;
	MemoryContext old_context;

	draft->negative = classes[0].name;
	draft->positive = n_classes == 2 ? classes[1].name : NULL;
	logistic_fit_regression(state, rows, n_classes == 2 ? classes[1].code : -1,
							columns, draft);
	check_offset(draft->has_offset);
	logistic_fit_summarise(rows, columns, draft);
	equation = logistic_model_build(draft);
	old_context = MemoryContextSwitchTo(result_context);
	model = logistic_multinomial_build(&equation, 1, n_classes,
									   logistic_model_covariance(equation));
	MemoryContextSwitchTo(old_context);
	return model;
}

MultinomialModel *
logistic_fit_multinomial(LogisticFitState *state)
{
	MemoryContext context;
	MemoryContext old_context;
	LgRows		rows;
	LogisticDraft draft;
	LgTerm	   *columns;
	LogisticFitLevel *classes;
	MultinomialModel *model;

	check_options(state->options);
	context = AllocSetContextCreate(CurrentMemoryContext, "multinomial_fit",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	(void) logistic_rowbuf_read(&state->buffer, &rows);
	columns = logistic_fit_draft(state, &rows, &draft);
	draft.statistics.n_skipped = state->n_skipped;
	classes = logistic_fit_classes(state);
	if (state->n_label_values > 2)
		model = fit_many(state, &rows, &draft, columns, classes,
						 state->n_label_values, old_context);
	else
		model = fit_two(state, &rows, &draft, columns, classes,
						state->n_label_values, old_context);
	logistic_fit_warn_classes(&draft, model);
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	return model;
}

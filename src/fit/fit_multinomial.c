/*-------------------------------------------------------------------------
 *
 * fit_multinomial.c
 *		Fits the model of a group with more than two classes.
 *
 * With one class or two the fit is that of logistic_fit.  With more, the core
 * sees the terms of all equations, ordered by term and then by equation; its
 * estimates are sorted by equation afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/float.h"
#include "utils/memutils.h"

#include "core/linalg/cholesky.h"
#include "core/regression/regression.h"
#include "fit/fit_classes.h"
#include "fit/fit_model.h"
#include "fit/fit_multinomial.h"
#include "fit/fit_regression.h"
#include "fit/fit_rounding.h"
#include "fit/fit_summary.h"
#include "fit/fit_warning.h"

/*
 * Most coefficients of all equations; the covariance has the square of that
 * many elements.
 */
#define COEFFICIENTS_LIMIT	2000

/* Raises the error for an option that has no meaning here. */
static void
option_error(const char *option, const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("option %s is not for %s", option, what),
			 errhint("%s", hint)));
}

/* Complains about options that choose one of two classes. */
static void
check_options(const LogisticOptions *options)
{
	const char *what = "multinomial_fit";

	if (options == NULL)
		return;
	if (logistic_options_positive(options) != NULL)
		option_error("positive", what,
					 "Every class has terms of its own; the first one in order is their baseline.");
	if (options->is_stratified)
		option_error("strata", what,
					 "Matched sets have cases and controls; strata go with logistic_fit.");
	if (options->bounds.length >= 0)
		option_error("bounds", what,
					 "A term has a coefficient for each class; bounds go with logistic_fit.");
	if (options->threshold != 0.5)
		option_error("threshold", what,
					 "multinomial_predict gives the most probable label; compare what multinomial_probabilities gives for another rule.");
}

/*
 * Raises the error for options that have no meaning with more than two
 * classes.
 */
static void
check_options_of_many(const LogisticOptions *options)
{
	const char *what = "more than two classes";

	if (options == NULL)
		return;
	if (options->prevalence > 0.0)
		option_error("prevalence", what,
					 "It is one share. Weigh the rows of each class by its share of the population over that of the rows instead.");
}

/* Refuses an offset: with many classes it would belong to none of them. */
static void
check_offset_of_many(bool has_offsets)
{
	if (has_offsets)
		option_error("logit_offset", "more than two classes",
					 "One number for a row would move all classes alike, which changes no probability.");
}

/*
 * The terms of all equations, in the core's order, with those of the baseline
 * if every class has an equation.
 */
static LgTerm *
spread_terms(const LgTerm *columns, int n_terms, const LgSoftmax *softmax)
{
	int			n_equations = softmax->n_equations;
	LgTerm	   *terms = palloc((Size) n_terms * n_equations *
							   sizeof(LgTerm));
	int			j;
	int			k;

	for (j = 0; j < n_terms; j++)
		for (k = 0; k < n_equations; k++)
		{
			LgTerm	   *term = &terms[j * n_equations + k];

			*term = columns[j];
			term->equation = k + softmax->classes.n_classes - n_equations;
		}
	return terms;
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
 * Fills the draft with the equation of class k; adds the places of its
 * coefficients that have a covariance to the list.
 */
static void
take_equation(LogisticDraft *draft, const LgRegression *regression, int k,
			  int *places, int *n_places)
{
	const LgSoftmax *softmax = regression->softmax;
	int			n_equations = softmax->n_equations;
	int			first_place = k - softmax->classes.n_classes + n_equations;
	int			first = *n_places;
	int			j;

	for (j = 0; j < draft->n_terms; j++)
	{
		LogisticTerm *term = &draft->terms[j];
		int			place = j * n_equations + first_place;

		term->estimate = regression->estimate[place];
		term->std_error = regression->std_error[place];
		term->coefficient = regression->coefficient[place];
		term->direction = regression->direction[place];
		term->chi_square = regression->statistic[place];
		term->covariance_row = -1;
		if (regression->covariance_row[place] >= 0)
		{
			term->covariance_row = *n_places - first;
			places[(*n_places)++] = place;
		}
	}
	draft->profile_length = regression->series_length;
	draft->profile_stride = n_equations * LG_PROFILE_LENGTH;
	if (regression->series_length > 0)
		draft->profile = regression->series +
			(Size) first_place * LG_PROFILE_LENGTH;
	draft->covariance_rows = *n_places - first;
	draft->covariance = gather_covariance(regression, places + first,
										  draft->covariance_rows);
}

/* Fits three classes or more. */
static MultinomialModel *
fit_many(LogisticFitState *state, const LogisticFitDesign *design,
		 LogisticDraft *draft, const LogisticFitLevel *classes, int n_classes,
		 MemoryContext result_context)
{
	LgRows	   *rows = design->rows;
	LgTerm	   *columns = design->columns;
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

	check_options_of_many(state->options);
	if (n > COEFFICIENTS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d classes with %d terms are %zu coefficients, but the limit is %d",
						n_classes, draft->n_terms, (size_t) n,
						COEFFICIENTS_LIMIT)));
	for (k = 0; k < n_classes; k++)
		class_of[classes[k].code] = k;
	softmax.classes.n_classes = n_classes;
	softmax.n_equations = draft->estimation.l1 > 0.0 ? n_classes :
		n_equations;
	softmax.classes.class_of = class_of;
	regression.rows = rows;
	regression.n_terms = draft->n_terms * softmax.n_equations;
	regression.terms = spread_terms(columns, draft->n_terms, &softmax);
	regression.has_intercept = draft->has_intercept;
	regression.softmax = &softmax;
	status = logistic_fit_run(state, draft, &regression);
	check_offset_of_many(regression.row_counts.has_offsets);
	logistic_fit_take_statistics(draft, &regression, status);
	for (k = 0; k < draft->n_terms; k++)
		columns[k] = regression.terms[k * softmax.n_equations];
	if (draft->estimation.class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		logistic_fit_measure(rows, draft, columns);
	logistic_fit_summarise(design, draft);

	places = palloc(Max(n, 1) * sizeof(int));
	draft->negative = classes[0].name;
	for (k = 1; k < n_classes; k++)
	{
		draft->positive = classes[k].name;
		take_equation(draft, &regression, k, places, &n_places);
		equations[k - 1] = logistic_model_build(draft);
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
fit_two(LogisticFitState *state, const LogisticFitDesign *design,
		LogisticDraft *draft, const LogisticFitLevel *classes, int n_classes,
		MemoryContext result_context)
{
	LogisticModel *equation;
	MultinomialModel *model;
	MemoryContext old_context;

	draft->negative = classes[0].name;
	draft->positive = n_classes == 2 ? classes[1].name : NULL;
	logistic_fit_regression(state, design->rows,
							n_classes == 2 ? classes[1].code : -1,
							design->columns, draft);
	logistic_fit_summarise(design, draft);
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
	LogisticRowReader *reader;
	LgRows		rows;
	LogisticDraft draft;
	LogisticFitDesign design;
	LogisticFitLevel *classes;
	MultinomialModel *model;

	check_options(state->options);
	context = AllocSetContextCreate(CurrentMemoryContext, "multinomial_fit",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	reader = logistic_rowbuf_read(&state->buffer, &rows);
	memset(&draft, 0, sizeof(draft));
	memset(&design, 0, sizeof(design));
	design.rows = &rows;
	logistic_fit_draft(state, &draft, &design);
	classes = logistic_fit_classes(state);
	if (state->n_label_values > 2)
		model = fit_many(state, &design, &draft, classes,
						 state->n_label_values, old_context);
	else
		model = fit_two(state, &design, &draft, classes,
						state->n_label_values, old_context);
	logistic_fit_tell("multinomial_fit", state, reader);
	if (logistic_fit_may_warn(state, draft.status))
		logistic_fit_warn_classes(&draft, model);
	if (state->options != NULL && state->options->wants_profile)
		logistic_fit_warn_profile_of_classes(draft.status, model);
	logistic_fit_warn_rounding(state, &draft);
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	return model;
}

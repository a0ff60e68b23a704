/*-------------------------------------------------------------------------
 *
 * plot_effect.c
 *		The effect of a feature on the probability, as SVG.
 *
 * The probability of a row that is the training mean in everything but one
 * feature, against that feature: a curve over its training range for a
 * number, with ticks at its deciles; bars for the values of a boolean and
 * the levels of a category.  Of a model with terms the features are the inputs
 * of its formula, and a curve shows all terms of one together; see
 * logistic_score_formula_effect().
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/numeric/link.h"
#include "model/model_terms.h"
#include "report/plot.h"
#include "report/plot_effect.h"
#include "score/score_formula_make.h"

#define WIDTH			296.0	/* of the picture, in pixels */
#define CURVE_HEIGHT	200.0
#define ROW_HEIGHT		20.0
#define POINTS			61		/* of a curve */
#define LEVELS_LIMIT	15		/* bars drawn of a category */
#define NAME_LENGTH		15		/* characters shown of a level ... */
#define BARS_LENGTH		26		/* ... of the feature below bars ... */
#define CURVE_LENGTH	36		/* ... and below a curve ... */
#define SIDE_LENGTH		28		/* ... and of the label beside it */

/* How a feature moves the probability. */
typedef struct Effect
{
	const LogisticModel *model;
	int			i;				/* the feature, or input of a formula */
	LogisticScoreFormula *formula;	/* or NULL */
	double		rest;			/* without a formula: the log-odds of the average
								 * row without the feature's part */
} Effect;

/* The log-odds of the average row, without the contribution of one feature. */
static double
rest_of_score(const LogisticModel *model, int feature)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	double		score = 0.0;
	int			i;

	for (i = 0; i < model->n_terms; i++)
		if (terms[i].feature != feature)
			score += terms[i].coefficient * logistic_model_mean(model, i);
	return score;
}

bool
logistic_has_effect(const LogisticModel *model, int i)
{
	const LogisticFeature *feature = &logistic_model_inputs(model)[i];
	const LogisticSummary *summary;

	switch ((LogisticFeatureKind) feature->kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			if (feature->n_summaries == 0)
				return false;
			summary = &logistic_model_summaries(model)[feature->first_summary];
			return isfinite(summary->max - summary->min) &&
				summary->max > summary->min;
		case LOGISTIC_FEATURE_BOOLEAN:
			return true;
		case LOGISTIC_FEATURE_CATEGORY:
			return feature->n_levels > 0;
		case LOGISTIC_FEATURE_ARRAY:
		case LOGISTIC_FEATURE_SET:
			break;
	}
	return false;
}

static Effect
start_effect(const LogisticModel *model, int i)
{
	Effect		effect = {model, i, NULL, 0.0};

	if (logistic_model_has_formula(model))
		effect.formula = logistic_score_formula_make(model);
	else
		effect.rest = rest_of_score(model, i);
	return effect;
}

/* The probability with the feature at a value, or at its level "value". */
static double
effect_at(const Effect *effect, double value)
{
	const LogisticModel *model = effect->model;
	const LogisticFeature *feature = &logistic_model_inputs(model)[effect->i];
	const LogisticTerm *terms = logistic_model_terms(model);
	double		rest = effect->rest;

	if (effect->formula != NULL)
		return lg_link_sigmoid(logistic_score_formula_effect(model,
															 effect->formula,
															 effect->i,
															 value));

	if (feature->kind == LOGISTIC_FEATURE_CATEGORY)
	{
		int			term = logistic_model_levels(model)[feature->first_level +
														(int) value].term;

		return lg_link_sigmoid(rest +
							   (term < 0 ? 0.0 : terms[term].coefficient));
	}
	if (feature->n_terms == 0)
		return lg_link_sigmoid(rest);
	return lg_link_sigmoid(rest +
						   terms[feature->first_term].coefficient * value);
}

/* The k-th number of a curve, over the range of the training rows. */
static double
point(const LogisticSummary *summary, int k)
{
	return summary->min + (summary->max - summary->min) * k / (POINTS - 1);
}

double
logistic_largest_effect(const LogisticModel *model)
{
	const LogisticFeature *features = logistic_model_inputs(model);
	double		largest = 1e-6;
	int			i;
	int			k;

	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		Effect		effect;
		const LogisticSummary *summary;

		if (!logistic_has_effect(model, i))
			continue;
		effect = start_effect(model, i);
		summary = &logistic_model_summaries(model)[features[i].first_summary];
		if (features[i].kind == LOGISTIC_FEATURE_CATEGORY)
			for (k = 0; k < features[i].n_levels; k++)
				largest = fmax(largest, effect_at(&effect, k));
		else if (features[i].kind == LOGISTIC_FEATURE_BOOLEAN)
			largest = fmax(largest, fmax(effect_at(&effect, 0.0),
										 effect_at(&effect, 1.0)));
		else
			for (k = 0; k < POINTS; k++)
				largest = fmax(largest,
							   effect_at(&effect, point(summary, k)));
	}
	return fmin(1.0, 1.05 * largest);
}

static void
draw_curve(StringInfo svg, const LogisticModel *model, int i, double largest,
		   const char *name)
{
	const LogisticFeature *feature = &logistic_model_inputs(model)[i];
	const LogisticSummary *summary =
	&logistic_model_summaries(model)[feature->first_summary];
	Effect		effect = start_effect(model, i);
	double		x[POINTS];
	double		y[POINTS];
	LogisticPlot plot;
	int			k;

	for (k = 0; k < POINTS; k++)
	{
		x[k] = point(summary, k);
		y[k] = effect_at(&effect, x[k]);
	}
	logistic_plot_begin(&plot, svg, WIDTH, CURVE_HEIGHT, name, false);
	logistic_plot_scales(&plot, summary->min, summary->max, 0.0, largest);
	logistic_plot_axis_x(&plot, logistic_plot_shorten(name, CURVE_LENGTH));
	logistic_plot_axis_y(&plot, logistic_model_positive(model) == NULL ?
						 "Probability" :
						 logistic_plot_shorten(psprintf("Probability of %s",
														logistic_model_positive(model)),
											   SIDE_LENGTH));
	for (k = 0; k < LOGISTIC_DECILES; k++)
		if (!isnan(summary->deciles[k]))
			logistic_plot_segment(&plot, LOGISTIC_MARK_SECOND,
								  summary->deciles[k], 0.0,
								  summary->deciles[k], 0.04 * largest);
	logistic_plot_line(&plot, LOGISTIC_MARK_FIRST, POINTS, x, y);
	logistic_plot_end(&plot);
}

/* One bar for each value of a boolean or level of a category. */
static void
draw_bars(StringInfo svg, const LogisticModel *model, int i, double largest,
		  const char *name)
{
	const LogisticFeature *feature = &logistic_model_inputs(model)[i];
	const LogisticLevel *levels = logistic_model_levels(model);
	bool		is_category = feature->kind == LOGISTIC_FEATURE_CATEGORY;
	Effect		effect = start_effect(model, i);
	int			n = is_category ? Min(feature->n_levels, LEVELS_LIMIT) : 2;
	LogisticPlot plot;
	int			k;

	logistic_plot_begin(&plot, svg, WIDTH, n * ROW_HEIGHT + 56.0, name, false);
	plot.left = 112.0;
	logistic_plot_scales(&plot, 0.0, largest, n, 0.0);
	logistic_plot_axis_x(&plot, logistic_plot_shorten(name, BARS_LENGTH));
	for (k = 0; k < n; k++)
	{
		const char *level = is_category ?
			logistic_model_string(model,
								  levels[feature->first_level + k].name) :
			k == 0 ? "false" : "true";
		double		share = is_category ?
			levels[feature->first_level + k].share : NAN;
		double		probability = effect_at(&effect, k);

		logistic_plot_bar(&plot, LOGISTIC_MARK_FIRST, 0.0, k + 0.15,
						  probability, k + 0.85,
						  isnan(share) ?
						  psprintf("%s: %.3g", level, probability) :
						  psprintf("%s: %.3g, %.3g%% of the rows", level,
								   probability, 100.0 * share));
		logistic_plot_text(&plot, "lg-label", plot.left - 8.0,
						   logistic_plot_pixel(&plot.y, k + 0.5) + 4.0, "end",
						   logistic_plot_shorten(level, NAME_LENGTH));
	}
	logistic_plot_end(&plot);
}

void
logistic_draw_effect(StringInfo svg, const LogisticModel *model, int i,
					 double largest)
{
	const LogisticFeature *feature = &logistic_model_inputs(model)[i];
	const char *name = logistic_model_string(model, feature->name);

	if (feature->kind == LOGISTIC_FEATURE_NUMBER)
		draw_curve(svg, model, i, largest, name);
	else
		draw_bars(svg, model, i, largest, name);
}

/*-------------------------------------------------------------------------
 *
 * scorecard.c
 *		Scores as a scorecard: a model as a table of whole points.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/scorecard.h"

void
logistic_point_scale_check(const LogisticPointScale *scale)
{
	if (!isfinite(scale->points))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("points is %s, but must be finite",
						float8out_internal(scale->points))));
	if (!(scale->odds > 0.0) || isinf(scale->odds))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("odds is %s, but must be positive and finite",
						float8out_internal(scale->odds))));
	if (!(scale->pdo > 0.0) || isinf(scale->pdo))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pdo is %s, but must be positive and finite",
						float8out_internal(scale->pdo)),
				 errdetail("It is the number of points that double the odds.")));
}

double
logistic_feature_points(const LogisticModel *model,
						const LogisticPointScale *scale, double contribution)
{
	double		factor = scale->pdo / log(2.0);
	double		intercept = model->has_intercept ?
		logistic_model_terms(model)[0].coefficient : 0.0;
	double		common = scale->points - factor * (log(scale->odds) + intercept);

	return rint(common / model->n_features - factor * contribution);
}

/* An empty row of a feature, at the end of the card. */
static LogisticCardRow *
add_row(LogisticScorecard *card, int feature, const char *bin,
		double coefficient)
{
	LogisticCardRow *row;

	if (card->n_rows == card->n_allocated)
	{
		card->n_allocated = Max(2 * card->n_allocated, 64);
		card->rows = card->rows == NULL ?
			palloc(card->n_allocated * sizeof(*card->rows)) :
			repalloc(card->rows, card->n_allocated * sizeof(*card->rows));
	}
	row = &card->rows[card->n_rows++];
	row->feature = feature;
	row->bin = bin;
	row->low = row->high = row->n = row->rate = row->woe = get_float8_nan();
	row->coefficient = coefficient;
	row->contribution = coefficient;
	return row;
}

/*
 * The weight of training rows with a share: a whole number where it is one
 * but for rounding, since rows without weights are counted.
 */
static double
rows_of_share(const LogisticModel *model, double share)
{
	double		n = share * model->statistics.sum_weights;

	return fabs(n - rint(n)) <= 1e-12 * model->statistics.sum_weights ?
		rint(n) : n;
}

/* The rows of a boolean: false first. */
static void
add_boolean(LogisticScorecard *card, const LogisticModel *model, int feature,
			double coefficient, double share)
{
	add_row(card, feature, "false", 0.0)->n = rows_of_share(model, 1.0 - share);
	add_row(card, feature, "true", coefficient)->n = rows_of_share(model, share);
}

/*
 * The rows of a category: each level has the coefficient of its column, the
 * reference 0.  The columns begin at first_term.
 */
static void
add_levels(LogisticScorecard *card, const LogisticModel *model, int feature,
		   const LogisticLevel *levels, int n_levels, int reference)
{
	const LogisticFeature *stored = &logistic_model_features(model)[feature];
	int			column = stored->first_term;
	int			i;

	for (i = 0; i < n_levels; i++)
	{
		double		coefficient = i == reference ? 0.0 :
			logistic_model_terms(model)[column++].coefficient;

		add_row(card, feature, logistic_model_string(model, levels[i].name),
				coefficient)->n = rows_of_share(model, levels[i].share);
	}
}

/* The printed form of an interval. */
static const char *
interval_text(double low, double high)
{
	return psprintf("[%s, %s)", float8out_internal(low),
					float8out_internal(high));
}

/* The interval between cuts that a row is for. */
static LogisticCardRow *
add_interval(LogisticScorecard *card, int feature, const LgFunction *function,
			 int bin, double coefficient)
{
	int			n_cuts;
	const double *cuts = lg_function_cuts(function, &n_cuts);
	double		low = bin == 0 ? -get_float8_infinity() : cuts[bin - 1];
	double		high = bin == n_cuts ? get_float8_infinity() : cuts[bin];
	LogisticCardRow *row = add_row(card, feature, interval_text(low, high),
								   coefficient);

	row->low = low;
	row->high = high;
	return row;
}

/* Fills a row of the card with the counts of a bin's training rows. */
static void
count_evidence(LogisticCardRow *row, const double *evidence)
{
	row->woe = evidence[0];
	row->contribution = row->coefficient * evidence[0];
	row->n = evidence[1];
	row->rate = evidence[2] / evidence[1];
}

/* The rows of weights of evidence; bins without training rows have none. */
static void
add_evidence(LogisticScorecard *card, const LogisticModel *model, int feature,
			 const LogisticFeature *input, const LgFunction *function)
{
	double		coefficient = logistic_model_terms(model)
		[logistic_model_features(model)[feature].first_term].coefficient;
	const double *parameters = function->parameters;
	const double *missing;
	int			i;

	if (input->kind == LOGISTIC_FEATURE_CATEGORY)
	{
		const LogisticLevel *levels = logistic_model_levels(model) +
			input->first_level;

		for (i = 0; i < input->n_levels; i++)
			count_evidence(add_row(card, feature,
								   logistic_model_string(model,
														 levels[i].name),
								   coefficient),
						   parameters + LG_WOE_ROW * i);
		missing = parameters + LG_WOE_ROW * input->n_levels;
	}
	else
	{
		for (i = 0; i <= (int) parameters[LG_WOE_N_CUTS]; i++)
			count_evidence(add_interval(card, feature, function, i,
										coefficient),
						   lg_woe_bin(parameters, i));
		for (i = 0; i < (int) parameters[LG_WOE_N_SPECIAL]; i++)
		{
			const double *special = lg_woe_special(parameters, i);

			if (!isnan(special[1]))
				count_evidence(add_row(card, feature,
									   float8out_internal(special[0]),
									   coefficient), special + 1);
		}
		missing = lg_woe_missing(parameters);
	}
	if (!isnan(missing[0]))
		count_evidence(add_row(card, feature, LOGISTIC_MISSING_LEVEL,
							   coefficient), missing);
}

static void
refuse_feature(const LogisticModel *model, int feature)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("a scorecard cannot hold \"%s\"",
					logistic_model_string(model,
										  logistic_model_features(model)[feature].name)),
			 errdetail("Each of its features must be a category, a boolean, bins(x) or woe(x)."),
			 errhint("Fit the model with the option terms, such as terms => 'woe(age) + woe(income)'.")));
}

/* The rows of a term of a formula. */
static void
add_term(LogisticScorecard *card, const LogisticModel *model, int feature)
{
	const LogisticFeature *stored = &logistic_model_features(model)[feature];
	const LogisticFactor *factor = logistic_model_factors(model) +
		stored->first_factor;
	const LogisticModelVariable *variable;
	const LogisticFeature *input;
	LgFunction	function = {0};
	int			reference;
	int			i;

	if (stored->n_factors != 1)
		refuse_feature(model, feature);
	variable = &logistic_model_variables(model)[factor->variable];
	input = &logistic_model_inputs(model)[variable->input];
	reference = factor->is_full ? -1 :
		logistic_model_reference(model, variable);
	function.kind = variable->function;
	function.n_parameters = variable->n_parameters;
	function.parameters = logistic_model_parameters(model) +
		variable->first_parameter;

	if (function.kind == LG_FUNCTION_WOE)
		add_evidence(card, model, feature, input, &function);
	else if (function.kind == LG_FUNCTION_BINS)
	{
		int			column = stored->first_term;

		for (i = 0; i < variable->n_levels; i++)
			add_interval(card, feature, &function, i, i == reference ? 0.0 :
						 logistic_model_terms(model)[column++].coefficient);
	}
	else if (function.kind == LG_FUNCTION_MISSING ||
			 (function.kind == LG_FUNCTION_IDENTITY &&
			  input->kind == LOGISTIC_FEATURE_BOOLEAN))
		add_boolean(card, model, feature,
					logistic_model_terms(model)[stored->first_term].coefficient,
					logistic_model_mean(model, stored->first_term));
	else if (function.kind == LG_FUNCTION_IDENTITY &&
			 input->kind == LOGISTIC_FEATURE_CATEGORY)
		add_levels(card, model, feature,
				   logistic_model_levels(model) + input->first_level,
				   input->n_levels, reference);
	else
		refuse_feature(model, feature);
}

/* The rows of a feature that is an input. */
static void
add_feature(LogisticScorecard *card, const LogisticModel *model, int feature)
{
	const LogisticFeature *stored = &logistic_model_features(model)[feature];
	const LogisticLevel *levels = logistic_model_levels(model) +
		stored->first_level;
	int			reference = -1;
	int			i;

	switch (stored->kind)
	{
		case LOGISTIC_FEATURE_BOOLEAN:
			add_boolean(card, model, feature,
						logistic_model_terms(model)[stored->first_term].coefficient,
						logistic_model_summaries(model)[stored->first_summary].mean);
			break;
		case LOGISTIC_FEATURE_CATEGORY:
			for (i = 0; i < stored->n_levels; i++)
				if (levels[i].term < 0)
					reference = i;
			add_levels(card, model, feature, levels, stored->n_levels,
					   reference);
			break;
		default:
			refuse_feature(model, feature);
	}
}

LogisticScorecard *
logistic_scorecard_make(const LogisticModel *model)
{
	LogisticScorecard *card = palloc0(sizeof(*card));
	int			i;

	logistic_model_check_probability(model, "a scorecard");
	if (model->n_features == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a scorecard needs a model with features")));
	if (model->has_offset)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a scorecard cannot hold a model that was fitted with an offset")));
	for (i = 0; i < model->n_terms; i++)
		if (logistic_model_terms(model)[i].direction != 0.0)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("the points of \"%s\" would be infinite",
							logistic_model_string(model,
												  logistic_model_terms(model)[i].name)),
					 errdetail("It tells the labels apart without an error."),
					 errhint("Join the bin with its neighbour, or fit with method => 'firth' or l2.")));
	for (i = 0; i < model->n_features; i++)
		if (logistic_model_has_formula(model))
			add_term(card, model, i);
		else
			add_feature(card, model, i);
	return card;
}

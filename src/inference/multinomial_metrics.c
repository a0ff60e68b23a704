/*-------------------------------------------------------------------------
 *
 * multinomial_metrics.c
 *		Tests how a multinomial_model predicts rows: aggregates of its metrics.
 *
 * The rows are scored here, for the log loss needs the score: a probability
 * that has been rounded to 0 would make it infinite.  The area under the ROC
 * curve of a class against all others is computed from its log-odds: they have
 * the order of the probabilities, and still differ where these round to 1.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "metrics/rank_state.h"
#include "pg/compat.h"
#include "pg/result_rows.h"
#include "score/multinomial_label.h"

/* A call site: lives in fn_mcxt. */
typedef struct MetricSite
{
	LogisticMultinomialLabel *label;
	LogisticSpillFile space;	/* of the sorters of all groups */
} MetricSite;

/* Lives in the aggregate context with all that it points to. */
typedef struct MetricState
{
	uint64		hash;			/* of the model */
	int			n_classes;
	char	  **labels;			/* [n_classes] */
	double	   *weights;		/* [n_classes], of the rows by label */
	LgDd		loss;			/* weighted sum of the finite losses */
	double		weight;			/* of all rows */
	bool		is_infinite;	/* a row had an infinite loss */
	LogisticRank **ranks;		/* [n_classes], or NULL: not asked for */
} MetricState;

/* Places of the arguments. */
typedef struct Places
{
	int			label;			/* behind it come the model and the features */
	bool		has_options;	/* before it */
} Places;

/* The site of a call; the first call makes it. */
static MetricSite *
site_of_call(FunctionCallInfo fcinfo, int label)
{
	MetricSite *site = fcinfo->flinfo->fn_extra;

	if (site == NULL)
	{
		site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
		site->label = logistic_multinomial_label_make(fcinfo, label);
		fcinfo->flinfo->fn_extra = site;
	}
	return site;
}

/* An empty state for a model. */
static MetricState *
make_state(FunctionCallInfo fcinfo, MetricSite *site,
		   const MultinomialModel *model, bool ranks, MemoryContext context)
{
	MemoryContext old_context = MemoryContextSwitchTo(context);
	MetricState *state = palloc0(sizeof(*state));
	int			k;

	state->hash = model->hash;
	state->n_classes = model->n_classes;
	state->labels = palloc(model->n_classes * sizeof(*state->labels));
	state->weights = palloc0(model->n_classes * sizeof(double));
	state->loss = lg_dd(0.0);
	if (ranks)
		state->ranks = palloc(model->n_classes * sizeof(*state->ranks));
	for (k = 0; k < model->n_classes; k++)
	{
		state->labels[k] = pstrdup(logistic_multinomial_class(model, k));
		if (ranks)
			state->ranks[k] = logistic_rank_make(fcinfo, context,
												 &site->space);
	}
	MemoryContextSwitchTo(old_context);
	return state;
}

/* The log-odds of a class against all others. */
static double
against_others(const double *score, int n, int class)
{
	double		largest = -INFINITY;
	double		sum = 0.0;
	int			k;

	for (k = 0; k < n; k++)
		if (k != class)
			largest = fmax(largest, score[k]);
	if (isinf(largest))
		return INFINITY;
	for (k = 0; k < n; k++)
		if (k != class)
			sum += exp(score[k] - largest);
	return score[class] - (largest + log(sum));
}

/* The weight in the options of a row; 0 leaves it out. */
static double
weight_of(FunctionCallInfo fcinfo, const Places *places)
{
	const LogisticOptions *options;

	if (!places->has_options || PG_ARGISNULL(places->label - 1))
		return 1.0;
	options = PG_GETARG_LOGISTIC_OPTIONS(places->label - 1);
	return logistic_options_is_null(options, LOGISTIC_OPTION_WEIGHT) ? 0.0 :
		options->weight;
}

/* Takes a row in, whose scores are in the site. */
static void
add_row(MetricState *state, const LogisticMultinomialSite *scored, int class,
		double weight)
{
	int			k;

	if (state->ranks == NULL)
	{
		double		loss = logistic_multinomial_loss_of(scored, class);

		if (isinf(loss))
			state->is_infinite = true;
		else
			lg_dd_accumulate_double(&state->loss, weight * loss);
	}
	else
		for (k = 0; k < state->n_classes; k++)
		{
			LogisticMetricRow row = {0};

			row.label = k == class;
			row.score = against_others(scored->score, state->n_classes, k);
			row.weight = weight;
			row.frequency = 1.0;
			logistic_rank_add(state->ranks[k], &row);
		}
	state->weight += weight;
	if (class >= 0)
		state->weights[class] += weight;
}

/* One row of an aggregate. */
static Datum
transition(FunctionCallInfo fcinfo, bool ranks, const Places *places)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	MetricSite *site = site_of_call(fcinfo, places->label);
	MetricState *state = PG_ARGISNULL(0) ? NULL :
		(MetricState *) PG_GETARG_POINTER(0);
	int			model = places->label + 1;
	LogisticMultinomialSite *scored;
	double		weight;
	int			class;

	if (PG_ARGISNULL(model))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	scored = logistic_multinomial_site(fcinfo, &site->label->site, model,
									   LOGISTIC_ACCESS_SCORE);
	if (state == NULL)
		state = make_state(fcinfo, site, scored->model, ranks, context);
	if (state->hash != scored->model->hash)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the model of a metric differs between its rows"),
				 errhint("Group by what the models differ by.")));
	weight = weight_of(fcinfo, places);
	if (PG_ARGISNULL(places->label) || weight == 0.0 ||
		!logistic_multinomial_scores(fcinfo, scored, model, model + 1))
		PG_RETURN_POINTER(state);
	class = logistic_multinomial_label_class(site->label, scored,
											 PG_GETARG_DATUM(places->label));
	add_row(state, scored, class, weight);
	PG_RETURN_POINTER(state);
}

static const Places plain = {1, false};
static const Places behind_options = {2, true};

/*
 * multinomial_log_loss_trans(internal, label "any", model multinomial_model,
 *							  VARIADIC features "any") -> internal
 *
 * Takes a row in; one without a label or a score is left out.  The model may
 * come as its name.  Errors: models that differ, and those of the scores.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_log_loss_trans);
Datum
logistic_multinomial_log_loss_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, false, &plain);
}

/*
 * multinomial_log_loss_options_trans(internal, options logistic_options,
 *		label "any", model multinomial_model, VARIADIC features "any")
 *		-> internal
 *
 * The same with the weight of the options.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_log_loss_options_trans);
Datum
logistic_multinomial_log_loss_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, false, &behind_options);
}

/* multinomial_auc_trans: as above, for multinomial_roc_auc */
PG_FUNCTION_INFO_V1(logistic_multinomial_auc_trans);
Datum
logistic_multinomial_auc_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, true, &plain);
}

/* multinomial_auc_options_trans: the same with the weight of the options */
PG_FUNCTION_INFO_V1(logistic_multinomial_auc_options_trans);
Datum
logistic_multinomial_auc_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, true, &behind_options);
}

/*
 * multinomial_log_loss(label "any", model multinomial_model,
 *						VARIADIC features "any") -> float8
 *
 * The final function: the weighted mean of multinomial_loss() over the rows;
 * Infinity where a row's is.  NULL without a row.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_log_loss_final);
Datum
logistic_multinomial_log_loss_final(PG_FUNCTION_ARGS)
{
	const MetricState *state;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (MetricState *) PG_GETARG_POINTER(0);
	if (state->weight == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(state->is_infinite ? INFINITY :
					 lg_dd_double(state->loss) / state->weight);
}

/* The area of a class; NaN without rows of it or of another one. */
static double
area_of(MetricState *state, int class)
{
	LgThresholdSteps steps;
	LgRanking	ranking;

	if (state->weights[class] == 0.0 ||
		state->weights[class] == state->weight)
		return NAN;
	logistic_rank_steps(state->ranks[class], 1, &steps);
	lg_ranking(&steps, &ranking);
	return ranking.roc_auc;
}

/* Adds a row of the result. */
static void
put_area(LogisticMetricRows *rows, const char *average, const char *label,
		 double area, double support)
{
	Datum		values[4];
	bool		nulls[4];

	nulls[0] = average == NULL;
	values[0] = nulls[0] ? (Datum) 0 : CStringGetTextDatum(average);
	nulls[1] = label == NULL;
	values[1] = nulls[1] ? (Datum) 0 : CStringGetTextDatum(label);
	nulls[2] = isnan(area);
	values[2] = Float8GetDatum(area);
	nulls[3] = false;
	values[3] = Float8GetDatum(support);
	logistic_result_rows_put(rows,
							 HeapTupleGetDatum(heap_form_tuple(rows->descriptor,
															   values,
															   nulls)));
}

/*
 * multinomial_roc_auc(label "any", model multinomial_model,
 *					   VARIADIC features "any") -> multinomial_auc[]
 *
 * The final function: a row per class, the area under the ROC curve of its
 * probability against all others; NULL without rows of the class or of
 * another one.  Then their mean ('macro'), and their mean by the weight of the
 * rows ('weighted'), over the classes that have one: scikit-learn's
 * roc_auc_score(multi_class='ovr').  NULL without a row.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_auc_final);
Datum
logistic_multinomial_auc_final(PG_FUNCTION_ARGS)
{
	MetricState *state;
	LogisticMetricRows rows;
	double		sum = 0.0;
	double		weighted = 0.0;
	double		weight = 0.0;
	int			n = 0;
	int			k;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (MetricState *) PG_GETARG_POINTER(0);
	if (state->weight == 0.0)
		PG_RETURN_NULL();
	logistic_result_rows_start(&rows, fcinfo);
	for (k = 0; k < state->n_classes; k++)
	{
		double		area = area_of(state, k);

		put_area(&rows, NULL, state->labels[k], area, state->weights[k]);
		if (isnan(area))
			continue;
		n++;
		sum += area;
		weighted += state->weights[k] * area;
		weight += state->weights[k];
	}
	put_area(&rows, "macro", NULL, n > 0 ? sum / n : NAN, state->weight);
	put_area(&rows, "weighted", NULL, n > 0 ? weighted / weight : NAN,
			 state->weight);
	return logistic_result_rows_finish(&rows);
}

/*-------------------------------------------------------------------------
 *
 * model_draft.c
 *		Grows the draft of a model that is read from text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "model/model_draft.h"
#include "model/model_terms.h"

/* Starts an empty draft, of a model written by hand. */
void
logistic_draft_init(LogisticDraft *draft)
{
	memset(draft, 0, sizeof(*draft));
	draft->status = LOGISTIC_GIVEN;
	draft->label_kind = LOGISTIC_LABEL_BOOLEAN;
	draft->threshold = 0.5;
	logistic_estimation_init(&draft->estimation);
}

/*
 * Makes room for element n of an array and returns the array: its size
 * doubles whenever n is a power of two.
 */
static void *
grow(void *array, int n, Size element)
{
	if (array == NULL)
		return palloc(element);
	if ((n & (n - 1)) != 0)
		return array;
	return repalloc_huge(array, 2 * (Size) n * element);
}

/* Starts a feature, or an input, behind what the draft has so far. */
static void
start_feature(const LogisticDraft *draft, LogisticFeature *feature,
			  LogisticFeatureKind kind)
{
	memset(feature, 0, sizeof(*feature));
	feature->kind = kind;
	feature->first_term = draft->n_terms;
	feature->first_level = draft->n_levels;
	feature->first_summary = draft->n_summaries;
	feature->first_factor = draft->n_factors;
}

LogisticFeature *
logistic_draft_add_feature(LogisticDraft *draft, const char *name,
						   LogisticFeatureKind kind)
{
	int			n = draft->n_features++;

	draft->features = grow(draft->features, n, sizeof(*draft->features));
	draft->feature_names = grow(draft->feature_names, n,
								sizeof(*draft->feature_names));
	draft->feature_expressions = grow(draft->feature_expressions, n,
									  sizeof(*draft->feature_expressions));
	draft->feature_names[n] = name;
	draft->feature_expressions[n] = NULL;
	start_feature(draft, &draft->features[n], kind);
	return &draft->features[n];
}

LogisticFeature *
logistic_draft_add_input(LogisticDraft *draft, const char *name,
						 LogisticFeatureKind kind)
{
	int			n = draft->n_inputs++;

	draft->inputs = grow(draft->inputs, n, sizeof(*draft->inputs));
	draft->input_names = grow(draft->input_names, n,
							  sizeof(*draft->input_names));
	draft->input_expressions = grow(draft->input_expressions, n,
									sizeof(*draft->input_expressions));
	draft->input_names[n] = name;
	draft->input_expressions[n] = NULL;
	start_feature(draft, &draft->inputs[n], kind);
	return &draft->inputs[n];
}

LogisticModelVariable *
logistic_draft_add_variable(LogisticDraft *draft, const char *name)
{
	int			n = draft->n_variables++;

	draft->variables = grow(draft->variables, n, sizeof(*draft->variables));
	draft->variable_names = grow(draft->variable_names, n,
								 sizeof(*draft->variable_names));
	draft->variable_names[n] = name;
	memset(&draft->variables[n], 0, sizeof(*draft->variables));
	draft->variables[n].first_parameter = draft->n_parameters;
	return &draft->variables[n];
}

LogisticFactor *
logistic_draft_add_factor(LogisticDraft *draft)
{
	int			n = draft->n_factors++;

	draft->factors = grow(draft->factors, n, sizeof(*draft->factors));
	memset(&draft->factors[n], 0, sizeof(*draft->factors));
	return &draft->factors[n];
}

void
logistic_draft_add_parameter(LogisticDraft *draft, double parameter)
{
	int			n = draft->n_parameters++;

	draft->parameters = grow(draft->parameters, n,
							 sizeof(*draft->parameters));
	draft->parameters[n] = parameter;
}

LogisticTerm *
logistic_draft_add_term(LogisticDraft *draft, const char *name)
{
	int			n = draft->n_terms++;
	LogisticTerm *term;

	draft->terms = grow(draft->terms, n, sizeof(*draft->terms));
	draft->term_names = grow(draft->term_names, n, sizeof(*draft->term_names));
	draft->term_names[n] = name;
	term = &draft->terms[n];
	memset(term, 0, sizeof(*term));
	term->std_error = get_float8_nan();
	term->chi_square = get_float8_nan();
	term->feature = -1;
	term->level = -1;
	term->element = -1;
	term->covariance_row = -1;
	return term;
}

LogisticLevel *
logistic_draft_add_level(LogisticDraft *draft, const char *name)
{
	int			n = draft->n_levels++;
	LogisticLevel *level;

	draft->levels = grow(draft->levels, n, sizeof(*draft->levels));
	draft->level_names = grow(draft->level_names, n,
							  sizeof(*draft->level_names));
	draft->level_names[n] = name;
	level = &draft->levels[n];
	memset(level, 0, sizeof(*level));
	level->share = get_float8_nan();
	level->term = -1;
	return level;
}

LogisticSummary *
logistic_draft_add_summary(LogisticDraft *draft)
{
	int			n = draft->n_summaries++;

	draft->summaries = grow(draft->summaries, n, sizeof(*draft->summaries));
	logistic_summary_unknown(&draft->summaries[n]);
	return &draft->summaries[n];
}

/*
 * Counts the terms, levels and summaries of the last feature.  A category or
 * set has no summaries; all others have one per term.
 */
void
logistic_draft_close_feature(LogisticDraft *draft)
{
	LogisticFeature *feature = &draft->features[draft->n_features - 1];

	feature->n_terms = draft->n_terms - feature->first_term;
	feature->n_levels = draft->n_levels - feature->first_level;
	if (!logistic_kind_has_levels(feature->kind))
		feature->n_summaries = feature->n_terms;
}

/* An input has no terms; the caller knows its summaries. */
void
logistic_draft_close_input(LogisticDraft *draft)
{
	LogisticFeature *input = &draft->inputs[draft->n_inputs - 1];

	input->n_levels = draft->n_levels - input->first_level;
	input->n_summaries = draft->n_summaries - input->first_summary;
}

void
logistic_draft_read_policies(LogisticDraft *draft, const LogisticObject *model)
{
	draft->threshold = logistic_object_finite(model, "threshold", 0.5);
	if (!(draft->threshold >= 0.0 && draft->threshold <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: threshold is %s, but must lie between 0 and 1",
						float8out_internal(draft->threshold))));
	draft->on_null = logistic_object_word(model, "on_null",
										  logistic_on_null_words,
										  LOGISTIC_POLICY_NULL);
	draft->on_new_level = logistic_object_word(model, "on_new_level",
											   logistic_on_new_level_words,
											   LOGISTIC_POLICY_NULL);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Complains if two of n names are equal. */
static void
check_distinct(const char *const *names, int n, const char *what)
{
	const char **sorted;
	int			i;

	if (n < 2)
		return;
	sorted = palloc(n * sizeof(*sorted));
	memcpy(sorted, names, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), compare_names);
	for (i = 1; i < n; i++)
		if (strcmp(sorted[i - 1], sorted[i]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: two %s are named \"%s\"",
							what, sorted[i])));
	pfree(sorted);
}

void
logistic_draft_check_names(const LogisticDraft *draft)
{
	int			i;

	check_distinct(draft->feature_names, draft->n_features, "features");
	check_distinct(draft->input_names, draft->n_inputs, "inputs");
	check_distinct(draft->variable_names, draft->n_variables, "variables");
	for (i = 0; i < draft->n_features; i++)
		check_distinct(draft->level_names + draft->features[i].first_level,
					   draft->features[i].n_levels,
					   psprintf("levels of \"%s\"", draft->feature_names[i]));
}

void
logistic_draft_check_rows(const LogisticDraft *draft)
{
	int			next = 0;
	int			i;

	for (i = 0; i < draft->n_terms; i++)
	{
		int			row = draft->terms[i].covariance_row;

		if (row < 0)
			continue;
		if (row != next || row >= draft->covariance_rows)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: covariance row of term \"%s\" is %d, but must be %d of %d",
							draft->term_names[i], row, next,
							draft->covariance_rows)));
		next++;
	}
	if (next != draft->covariance_rows)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: covariance has %d rows, but %d terms use one",
						draft->covariance_rows, next)));
}

void
logistic_statistics_unknown(LogisticStatistics *statistics, int n_terms,
							bool has_intercept)
{
	memset(statistics, 0, sizeof(*statistics));
	statistics->nobs = -1;
	statistics->n_skipped = -1;
	statistics->n_positive = -1;
	statistics->sum_weights = get_float8_nan();
	statistics->log_lik = get_float8_nan();
	statistics->null_log_lik = get_float8_nan();
	statistics->condition_number = get_float8_nan();
	statistics->iterations = -1;
	statistics->rank = n_terms;
	statistics->effective_df = n_terms;
	statistics->null_rank = has_intercept ? 1 : 0;
}

void
logistic_summary_unknown(LogisticSummary *summary)
{
	int			i;

	summary->mean = get_float8_nan();
	summary->std_dev = get_float8_nan();
	summary->min = get_float8_nan();
	summary->max = get_float8_nan();
	for (i = 0; i < LOGISTIC_DECILES; i++)
		summary->deciles[i] = get_float8_nan();
}

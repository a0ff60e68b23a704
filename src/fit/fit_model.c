/*-------------------------------------------------------------------------
 *
 * fit_model.c
 *		Fits the model of a group: lays out terms, runs the core, fills the
 *		model.
 *
 * Features become terms, the core fits them, and its estimates fill the draft
 * of a model.  Everything but the model lives in a memory context that is
 * deleted afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "fit/fit_conditional.h"
#include "fit/fit_formula_make.h"
#include "fit/fit_levels.h"
#include "fit/fit_model.h"
#include "fit/fit_regression.h"
#include "fit/fit_rounding.h"
#include "fit/fit_summary.h"
#include "fit/fit_warning.h"
#include "pg/label_errors.h"

/* A model in the making. */
typedef struct Making
{
	LogisticFitState *state;
	const LogisticRowReader *reader;	/* of the rows, if they are here */
	LogisticDraft *draft;
	LogisticFitDesign *design;
	int			positive;		/* the label code that is a success */
	int			terms_capacity; /* of the arrays of terms */
	int			levels_capacity;
} Making;

/* Finds which value of a text label is the positive one, if that is known. */
static void
choose_positive(Making *making)
{
	LogisticFitState *state = making->state;
	const LogisticFitSite *site = state->site;
	LogisticDraft *draft = making->draft;
	const char *wanted = state->options ?
		logistic_options_positive(state->options) : NULL;
	LogisticFitLevel values[2];
	int			n = state->n_label_values;
	int			i;

	making->positive = 1;
	if (site->label_kind != LOGISTIC_LABEL_TEXT)
	{
		bool		is_boolean = site->label_kind == LOGISTIC_LABEL_BOOLEAN;

		logistic_label_check_positive(&site->names[0], is_boolean, wanted);
		draft->negative = is_boolean ? "false" : "0";
		draft->positive = is_boolean ? "true" : "1";
		return;
	}

	for (i = 0; i < n; i++)
	{
		values[i].code = i;
		values[i].key = &site->label_values->keys[state->label_values[i]];
	}
	logistic_fit_levels_sort(&site->label, values, n);
	if (wanted == NULL)
	{
		/* one value alone does not say which class it is */
		making->positive = n == 2 ? values[1].code : 0;
		draft->negative = n == 2 ? values[0].name : NULL;
		draft->positive = n == 2 ? values[1].name : NULL;
		return;
	}
	draft->positive = wanted;
	draft->negative = NULL;
	making->positive = -1;
	for (i = 0; i < n; i++)
	{
		if (strcmp(values[i].name, wanted) == 0)
			making->positive = values[i].code;
		else
			draft->negative = values[i].name;
	}
	if (n == 2 && making->positive < 0)
		logistic_report_no_positive(&site->names[0], wanted, values[0].name,
									values[1].name);
}

/* Adds a term; its name is not copied. */
static LogisticTerm *
add_term(Making *making, const char *name, int feature, LgTermKind kind,
		 int column, int code)
{
	LogisticDraft *draft = making->draft;
	LogisticTerm *term;

	if (draft->n_terms == making->terms_capacity)
	{
		making->terms_capacity *= 2;
		draft->terms = repalloc(draft->terms, making->terms_capacity *
								sizeof(*draft->terms));
		draft->term_names = repalloc(draft->term_names,
									 making->terms_capacity *
									 sizeof(*draft->term_names));
		making->design->columns = repalloc(making->design->columns, making->terms_capacity *
								   sizeof(*making->design->columns));
	}
	draft->term_names[draft->n_terms] = name;
	memset(&making->design->columns[draft->n_terms], 0, sizeof(LgTerm));
	making->design->columns[draft->n_terms].kind = kind;
	making->design->columns[draft->n_terms].column = column;
	making->design->columns[draft->n_terms].code = code;
	term = &draft->terms[draft->n_terms++];
	memset(term, 0, sizeof(*term));
	term->feature = feature;
	term->level = -1;
	term->element = -1;
	term->covariance_row = -1;
	return term;
}

/*
 * Adds the terms of a category: one per level but the reference.  The first
 * category of a model without intercept has no reference, as in R.
 */
static void
add_category(Making *making, int feature, bool has_reference)
{
	LogisticDraft *draft = making->draft;
	LogisticFeature *made = &draft->features[feature];
	const LogisticFitSite *site = making->state->site;
	LogisticFitLevel *levels;
	double		sum = 0.0;
	int			n_levels;
	int			reference;
	int			i;

	levels = logistic_fit_levels(making->state, making->design->rows, feature,
								 &n_levels);
	logistic_fit_levels_check(making->state, feature, n_levels);
	reference = has_reference ?
		logistic_fit_reference(making->state, feature, levels, n_levels) : -1;
	for (i = 0; i < n_levels; i++)
		sum += levels[i].weight;

	made->kind = LOGISTIC_FEATURE_CATEGORY;
	made->first_level = draft->n_levels;
	made->n_levels = n_levels;
	while (draft->n_levels + n_levels > making->levels_capacity)
	{
		making->levels_capacity *= 2;
		draft->levels = repalloc(draft->levels, making->levels_capacity *
								 sizeof(*draft->levels));
		draft->level_names = repalloc(draft->level_names,
									  making->levels_capacity *
									  sizeof(*draft->level_names));
	}
	for (i = 0; i < n_levels; i++)
	{
		LogisticLevel *level = &draft->levels[draft->n_levels];

		memset(level, 0, sizeof(*level));
		level->share = levels[i].weight / sum;
		level->term = -1;
		if (i != reference)
		{
			level->term = draft->n_terms;
			add_term(making, psprintf("%s%s", site->names[feature + 1].name,
									  levels[i].name),
					 feature, LG_TERM_CODE, site->features[feature].code_column,
					 levels[i].code)->level = draft->n_levels;
		}
		draft->level_names[draft->n_levels++] = levels[i].name;
	}
}

/* Adds the features and their terms, behind the intercept. */
static void
add_features(Making *making)
{
	LogisticFitState *state = making->state;
	const LogisticFitSite *site = state->site;
	LogisticDraft *draft = making->draft;
	bool		has_reference = draft->has_intercept ||
		draft->estimation.n_strata >= 0;
	int			column = 0;
	int			i;
	int			j;

	if (draft->has_intercept)
		add_term(making, "(Intercept)", -1, LG_TERM_INTERCEPT, 0, 0);
	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		LogisticFeature *made = &draft->features[i];
		const char *name = site->names[i + 1].name;
		int			length = 1;

		draft->feature_names[i] = name;
		draft->feature_expressions[i] = site->names[i + 1].expression;
		memset(made, 0, sizeof(*made));
		made->kind = feature->reader.kind;
		made->first_term = draft->n_terms;
		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				add_term(making, name, i, LG_TERM_NUMBER, column++, 0);
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				add_term(making, psprintf("%strue", name), i, LG_TERM_CODE,
						 feature->code_column, 1);
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				add_category(making, i, has_reference);
				has_reference = true;
				length = 0;
				break;
			case LOGISTIC_FEATURE_ARRAY:
				length = state->array_lengths[feature->array];
				for (j = 0; j < length; j++)
					add_term(making, psprintf("%s[%d]", name, j + 1), i,
							 LG_TERM_NUMBER, column++, 0)->element = j;
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* in formulas only: see make_draft() */
		}
		made->n_terms = draft->n_terms - made->first_term;
		made->first_summary = draft->n_summaries;
		made->n_summaries = length;
		draft->n_summaries += length;
	}
}

/* Allocates the draft and the first room of its lists. */
static void
start_draft(Making *making)
{
	LogisticDraft *draft = making->draft;
	const LogisticFitSite *site = making->state->site;
	const LogisticOptions *options = making->state->options;
	int			n = Max(site->n_features, 1);

	draft->label_kind = site->label_kind;
	draft->label = site->names[0].name;
	draft->label_expression = site->names[0].expression;
	draft->has_intercept = (options == NULL || options->has_intercept) &&
		!logistic_fit_is_stratified(making->state);
	draft->threshold = options ? options->threshold : 0.5;
	draft->on_null = options ? options->on_null : LOGISTIC_POLICY_NULL;
	draft->on_new_level = options ? options->on_new_level :
		LOGISTIC_POLICY_NULL;
	logistic_fit_estimation(draft, options);
	draft->n_features = site->n_features;
	draft->features = palloc0(n * sizeof(*draft->features));
	draft->feature_names = palloc0(n * sizeof(*draft->feature_names));
	draft->feature_expressions =
		palloc0(n * sizeof(*draft->feature_expressions));
	making->terms_capacity = n + 1;
	draft->terms = palloc(making->terms_capacity * sizeof(*draft->terms));
	draft->term_names = palloc(making->terms_capacity *
							   sizeof(*draft->term_names));
	making->design->columns = palloc(making->terms_capacity *
							 sizeof(*making->design->columns));
	making->levels_capacity = 8;
	draft->levels = palloc(making->levels_capacity * sizeof(*draft->levels));
	draft->level_names = palloc(making->levels_capacity *
								sizeof(*draft->level_names));
}

/*
 * Makes the features of the formula, which replace the arguments of the call.
 */
static void
add_formula(Making *making, const char *terms)
{
	LogisticDraft *draft = making->draft;
	LogisticFitFormula *formula;

	/* lists that model_draft.h extends begin empty */
	draft->n_features = 0;
	draft->features = NULL;
	draft->feature_names = draft->feature_expressions = NULL;
	draft->terms = NULL;
	draft->term_names = NULL;
	draft->levels = NULL;
	draft->level_names = NULL;
	formula = logistic_fit_formula_make(making->state, making->design->rows,
										terms, making->positive, draft);
	making->design->rows = &formula->rows;
	making->design->columns = formula->columns;
	making->design->input_columns = formula->input_columns;
}

/* Fills the draft but for its numbers, and the design. */
static void
make_draft(Making *making)
{
	const LogisticOptions *options = making->state->options;
	const char *terms = options ? logistic_options_terms(options) : NULL;

	/* sets, and pooling or filling of features, are done by a formula only */
	if (terms == NULL &&
		(making->state->site->n_sets > 0 ||
		 (options != NULL &&
		  (options->missing == LOGISTIC_MISSING_IMPUTE ||
		   options->min_level_rows > 0))))
		terms = ".";
	if (options != NULL)
		logistic_fit_check_references(making->state);
	if (terms != NULL)
		add_formula(making, terms);
	else
		add_features(making);
}

void
logistic_fit_draft(LogisticFitState *state, LogisticDraft *draft,
				   LogisticFitDesign *design)
{
	Making		making;

	memset(&making, 0, sizeof(making));
	making.state = state;
	making.draft = draft;
	making.design = design;
	making.positive = -1;
	start_draft(&making);
	make_draft(&making);
}

int
logistic_fit_prepare(LogisticFitState *state, LogisticDraft *draft,
					 LogisticFitDesign *design)
{
	Making		making;

	memset(&making, 0, sizeof(making));
	making.state = state;
	making.draft = draft;
	making.design = design;
	start_draft(&making);
	choose_positive(&making);
	make_draft(&making);
	return making.positive;
}

void
logistic_fit_tell(const char *function, const LogisticFitState *state,
				  const LogisticRowReader *reader)
{
	int64		n_rows = logistic_rowbuf_n_rows(&state->buffer);

	ereport(DEBUG1,
			(errmsg_internal("%s: " INT64_FORMAT " rows in %.1f passes, %zu bytes in memory, " INT64_FORMAT " bytes spilled",
							 function, n_rows,
							 (double) reader->n_read / n_rows,
							 state->buffer.memory, state->buffer.written)));
}

/* Fills the draft, its numbers too; strata may be NULL. */
static void
fit_draft(Making *making, LogisticFitStrata *strata)
{
	LogisticFitDesign *design = making->design;

	make_draft(making);
	if (strata)
		logistic_fit_conditional(making->state, strata, design->rows,
								 design->columns, making->draft);
	else
		logistic_fit_regression(making->state, design->rows,
								making->positive, design->columns,
								making->draft);
}

LogisticModel *
logistic_fit_model(LogisticFitState *state, LgRows *elsewhere)
{
	MemoryContext context;
	MemoryContext old_context;
	LogisticDraft draft;
	LogisticFitDesign design;
	Making		making;
	LogisticFitStrata *strata = NULL;
	LogisticModel *model = NULL;

	if (elsewhere == NULL && logistic_rowbuf_n_rows(&state->buffer) == 0)
		return NULL;
	context = AllocSetContextCreate(CurrentMemoryContext, "logistic_fit",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);

	memset(&draft, 0, sizeof(draft));
	memset(&design, 0, sizeof(design));
	memset(&making, 0, sizeof(making));
	making.state = state;
	making.draft = &draft;
	making.design = &design;
	design.rows = elsewhere;
	start_draft(&making);
	choose_positive(&making);
	if (logistic_fit_is_stratified(state))
		strata = logistic_fit_strata(state, making.positive);
	if (elsewhere == NULL)
	{
		design.rows = palloc0(sizeof(LgRows));
		making.reader = logistic_rowbuf_read(strata ? &strata->rows :
											 &state->buffer, design.rows);
	}
	if (strata && strata->core.n_strata == 0)
		logistic_fit_warn_strata(&draft, strata->n_left_out);
	else
		fit_draft(&making, strata);
	if (draft.statistics.nobs > 0)
	{
		logistic_fit_summarise(&design, &draft);
		if (making.reader)
			logistic_fit_tell("logistic_fit", state, making.reader);
		MemoryContextSwitchTo(old_context);
		model = logistic_model_build(&draft);
		if (logistic_fit_may_warn(state, draft.status))
			logistic_fit_warn(&draft);
		logistic_fit_warn_rounding(state, &draft);
		if (state->options != NULL && state->options->wants_profile)
			logistic_fit_warn_profile(&draft);
	}

	if (strata)
		logistic_fit_strata_release(strata);
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	return model;
}

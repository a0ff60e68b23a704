/*-------------------------------------------------------------------------
 *
 * training.c
 *		Runs a recipe: the fit of a version, and its judgement.
 *
 * All queries of one training see one snapshot, with the rights that
 * session.c settles.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "model/model_warning.h"
#include "multinomial/multinomial_model.h"
#include "pg/extension.h"
#include "pg/session.h"
#include "registry/stored_query.h"
#include "training/drift.h"
#include "training/held_training.h"
#include "training/holdout_by.h"
#include "training/judge_classes.h"
#include "training/recipe.h"
#include "training/training.h"
#include "training/training_rows.h"

/* Parameters of the recipe's queries, see recipe.h. */
enum
{
	PARAMETER_NAME,
	PARAMETER_HOLDOUT,
	PARAMETER_MODEL,
	PARAMETER_GATE_MODEL,
	PARAMETER_CHAMPION,
	N_PARAMETERS
};

typedef struct Parameters
{
	Oid			types[N_PARAMETERS];
	Datum		values[N_PARAMETERS];
} Parameters;

/* A number of the only row of the last query; NaN for a NULL. */
static double
get_number(int column)
{
	bool		isnull;
	Datum		value = logistic_session_column(column, &isnull);

	return isnull ? get_float8_nan() : DatumGetFloat8(value);
}

/* A model of that row, copied to a context; NULL for a NULL. */
static const LogisticModel *
get_model(int column, MemoryContext context)
{
	bool		isnull;
	Datum		value = logistic_session_column(column, &isnull);
	MemoryContext old_context;
	const LogisticModel *model;

	if (isnull)
		return NULL;
	old_context = MemoryContextSwitchTo(context);
	model = logistic_model_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(value)));
	MemoryContextSwitchTo(old_context);
	return model;
}

/* A model of many classes from that row, and its first equation. */
static const MultinomialModel *
get_classes(int column, MemoryContext context, const LogisticModel **equation)
{
	bool		isnull;
	Datum		value = logistic_session_column(column, &isnull);
	MemoryContext old_context;
	const MultinomialModel *classes;

	*equation = NULL;
	if (isnull)
		return NULL;
	old_context = MemoryContextSwitchTo(context);
	classes = logistic_multinomial_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(value)));
	MemoryContextSwitchTo(old_context);
	*equation = logistic_multinomial_equation(classes, 0);
	return classes;
}

void
logistic_training_begin(LogisticTraining *training)
{
	training->judged = 0;
	training->log_loss = training->champion_log_loss = training->roc_auc =
		training->psi = get_float8_nan();
	training->unjudged = training->psi_term = training->left_out = NULL;
	training->champion_has_seen = training->is_sparse = false;
	training->score_deciles = training->distribution = NULL;
	training->model = training->gate_model = NULL;
	training->classes = training->gate_classes = NULL;
}

const char *
logistic_training_too_few(int64 n_rows, int64 n_positive)
{
	bool		is_positive = n_positive < n_rows - n_positive;
	int64		n = is_positive ? n_positive : n_rows - n_positive;

	if (n_rows == 0)
		return "no row held out could be scored";
	if (n >= LOGISTIC_LEAST_OF_LABEL)
		return NULL;
	return psprintf("of the rows held out " INT64_FORMAT " %s %s, and %d are needed",
					n, n == 1 ? "is" : "are",
					is_positive ? "positive" : "negative",
					LOGISTIC_LEAST_OF_LABEL);
}

/* Judges the fits on the rows held out. */
static void
judge(LogisticTraining *training, LogisticHeldTraining *held,
	  const List *features, const char *schema, double share,
	  Parameters *parameters, const LogisticModel *champion,
	  MemoryContext context)
{
	ArrayType  *deciles = NULL;
	bool		is_scored = held != NULL &&
		logistic_held_training_score(held, share, champion, &deciles);
	MemoryContext old_context;
	bool		isnull;
	Datum		value;

	parameters->values[PARAMETER_MODEL] = PointerGetDatum(training->model);
	parameters->values[PARAMETER_GATE_MODEL] =
		PointerGetDatum(training->gate_model);
	parameters->values[PARAMETER_CHAMPION] = PointerGetDatum(champion);
	logistic_session_query(logistic_recipe_judge(&training->recipe, features,
												 schema, training->model,
												 champion,
												 is_scored ?
												 LOGISTIC_HELD_SCORES : NULL),
						   champion != NULL ? N_PARAMETERS : PARAMETER_CHAMPION,
						   parameters->types, parameters->values);
	old_context = MemoryContextSwitchTo(context);
	training->judged = DatumGetInt64(logistic_session_column(1, &isnull));
	training->unjudged =
		logistic_training_too_few(training->judged,
								  DatumGetInt64(logistic_session_column(6, &isnull)));
	if (training->unjudged == NULL)
	{
		training->log_loss = get_number(2);
		training->champion_log_loss = get_number(3);
		training->roc_auc = get_number(4);
	}
	if (!is_scored)
	{
		value = logistic_session_column(5, &isnull);
		deciles = isnull ? NULL : DatumGetArrayTypeP(value);
	}
	if (deciles != NULL)
		training->score_deciles =
			DatumGetArrayTypePCopy(PointerGetDatum(deciles));
	MemoryContextSwitchTo(old_context);
}

/* The share of the rows that neither challenger nor champion have seen. */
static double
share_to_judge(LogisticTraining *training, const LogisticModel *challenged)
{
	const LogisticStored *champion = training->champion;
	const char *by = training->recipe.holdout_by;
	const char *champion_by;

	/* a model registered without a query has seen none of the rows */
	if (challenged == NULL || champion->recipe.query == NULL)
		return training->holdout;
	champion_by = champion->recipe.holdout_by;
	if (by == NULL ? champion_by != NULL :
		champion_by == NULL || strcmp(by, champion_by) != 0)
		training->champion_has_seen = true;
	return fmin(training->holdout, champion->holdout);
}

/* The largest PSI of the rows against those of the active version. */
static void
measure_drift(const LogisticRegistry *registry, LogisticTraining *training,
			  const char *query, MemoryContext context)
{
	const LogisticStored *champion = training->champion;
	ArrayType  *now;

	if (!training->is_compared || champion == NULL ||
		isnan(training->gate.limits[LOGISTIC_GATE_MAX_PSI]) ||
		champion->distribution == NULL)
		return;
	now = logistic_drift_distribution(registry, &training->recipe, query,
									  champion->model,
									  champion->score_deciles, context);
	if (now != NULL)
		training->psi = logistic_drift_largest(champion, now, context,
											   &training->psi_term);
}

char *
logistic_training_place(const char *name, const char *first_column)
{
	return first_column == NULL ? psprintf("\"%s\"", name) :
		psprintf("\"%s\", whose label is the first column, \"%s\"", name,
				 first_column);
}

void
logistic_training_context(void *place)
{
	errcontext("training of model %s", (char *) place);
}

/* Runs the query of the fits without their warnings. */
static void
run_quietly(const char *sql, Parameters *parameters)
{
	PG_TRY();
	{
		logistic_warning_set_quiet(true);
		logistic_session_query(sql, PARAMETER_HOLDOUT + 1, parameters->types,
							   parameters->values);
	}
	PG_CATCH();
	{
		logistic_warning_set_quiet(false);
		PG_RE_THROW();
	}
	PG_END_TRY();
	logistic_warning_set_quiet(false);
}

/*
 * The model whose status is warned of; of many classes, the first with a
 * warning.
 */
static const LogisticModel *
model_to_warn_of(const LogisticTraining *training)
{
	int			k;

	for (k = 0; training->classes != NULL && k < training->classes->n_equations;
		 k++)
	{
		const LogisticModel *equation =
			logistic_multinomial_equation(training->classes, k);

		if (*logistic_model_infinite_terms(equation) != '\0')
			return equation;
	}
	return training->model;
}

/* Fits to all rows, and to those that are not held out. */
static void
fit(LogisticTraining *training, LogisticHeldTraining *held,
	const List *features, const char *schema, const char *name,
	Parameters *parameters, MemoryContext context)
{
	LogisticRecipe *recipe = &training->recipe;
	double		holdout = training->holdout;

	if (held != NULL)
	{
		logistic_held_training_fit(held, holdout, context, &training->model,
								   &training->gate_model);
		return;
	}
	if (holdout > 0.0 && recipe->holdout_by != NULL)
	{
		recipe->newest = logistic_holdout_newest(recipe, holdout, context);
		if (recipe->newest == NULL)
			holdout = 0.0;
	}
	run_quietly(logistic_recipe_fit(recipe, features, schema, name, holdout),
				parameters);
	if (recipe->family == LOGISTIC_FAMILY_MULTINOMIAL)
	{
		training->classes = get_classes(1, context, &training->model);
		if (holdout > 0.0)
			training->gate_classes = get_classes(2, context,
												 &training->gate_model);
	}
	else
	{
		training->model = get_model(1, context);
		if (holdout > 0.0)
			training->gate_model = get_model(2, context);
	}
}

/* Says what came of the fits; an error if there was no row. */
static void
check_fits(LogisticTraining *training, const List *features)
{
	if (training->model == NULL)
		logistic_training_no_rows(&training->recipe, features);
	if (training->gate_model == NULL)
		training->unjudged = training->holdout > 0.0 ?
			"no row could be held out" : "no rows were held out";

	/* two fits to nearly the same rows: one warning is enough */
	logistic_model_warn(model_to_warn_of(training));
}

/* The distribution of the training's rows, which drift is measured from. */
static ArrayType *
distribution_of(const LogisticRegistry *registry,
				const LogisticTraining *training, LogisticHeldTraining *held,
				const char *baseline, MemoryContext context)
{
	ArrayType  *distribution = held == NULL ? NULL :
		logistic_held_training_distribution(held, context);

	if (distribution != NULL)
		return distribution;
	return logistic_drift_distribution(registry, &training->recipe, baseline,
									   training->model,
									   training->score_deciles, context);
}

void
logistic_training_run(const LogisticRegistry *registry, text *name,
					  LogisticTraining *training)
{
	MemoryContext context = CurrentMemoryContext;
	const char *schema = LOGISTIC_INTERNAL;
	char	   *printed = text_to_cstring(name);
	LogisticRecipe *recipe = &training->recipe;
	Oid			model_type = logistic_registry_model_type(registry);
	ErrorContextCallback callback;
	Parameters	parameters = {
		{TEXTOID, FLOAT8OID, model_type, model_type, model_type},
		{PointerGetDatum(name), Float8GetDatum(training->holdout)}
	};
	LogisticSession session;
	LogisticHeldTraining *held;
	List	   *features;
	const char *baseline;
	bool		is_named;

	callback.callback = logistic_training_context;
	callback.arg = logistic_training_place(printed, NULL);
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	training->fitted_at = GetCurrentTimestamp();
	logistic_training_begin(training);

	session = training->stored != NULL ?
		logistic_stored_query_enter(registry, name, training->found,
									training->stored,
									GetTransactionSnapshot()) :
		logistic_session_enter(GetTransactionSnapshot());
	is_named = recipe->label != NULL;
	features = logistic_recipe_features(recipe);
	recipe->label = MemoryContextStrdup(context, recipe->label);
	if (!is_named)
		callback.arg = logistic_training_place(printed, recipe->label);
	held = logistic_held_training_read(training, features, printed);
	fit(training, held, features, schema, printed, &parameters, context);
	check_fits(training, features);
	baseline = logistic_recipe_baseline(recipe, features, schema, printed,
										training->gate_model != NULL ?
										training->holdout : 0.0);

	/* a text label with one value may be of either class: no metrics */
	if (training->gate_model != NULL &&
		(training->classes != NULL ? training->gate_classes->n_classes < 2 :
		 training->model->label_kind == LOGISTIC_LABEL_TEXT &&
		 training->model->positive.length == 0))
		training->unjudged = "the label has one value";
	else if (training->gate_model != NULL)
	{
		const LogisticModel *challenged =
			training->is_compared && training->champion != NULL &&
			training->champion->recipe.family == recipe->family ?
			training->champion->gate_model : NULL;
		double		share = share_to_judge(training, challenged);

		parameters.values[PARAMETER_HOLDOUT] = Float8GetDatum(share);
		if (recipe->newest != NULL && share < training->holdout)
			recipe->newest = logistic_holdout_newest(recipe, share, context);
		if (training->classes != NULL)
			logistic_judge_classes(registry, name, training, features, schema,
								   share, challenged != NULL, context);
		else
			judge(training, held, features, schema, share, &parameters,
				  challenged, context);
	}
	training->distribution = distribution_of(registry, training, held,
											 baseline, context);
	if (held != NULL)
		logistic_held_training_release(held);
	measure_drift(registry, training, baseline, context);
	if (training->tells)
		logistic_training_count(training, features, context);
	logistic_session_leave(&session);

	training->duration = GetCurrentTimestamp() - training->fitted_at;
	error_context_stack = callback.previous;
}

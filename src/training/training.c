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

#include "pg/extension.h"
#include "pg/session.h"
#include "registry/stored_query.h"
#include "training/drift.h"
#include "training/training.h"

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

/* Judges the fits on the rows held out. */
static void
judge(LogisticTraining *training, const List *features, const char *schema,
	  Parameters *parameters, const LogisticModel *champion,
	  MemoryContext context)
{
	bool		isnull;
	Datum		deciles;

	parameters->values[PARAMETER_MODEL] = PointerGetDatum(training->model);
	parameters->values[PARAMETER_GATE_MODEL] =
		PointerGetDatum(training->gate_model);
	parameters->values[PARAMETER_CHAMPION] = PointerGetDatum(champion);
	logistic_session_query(logistic_recipe_judge(&training->recipe, features,
												 schema, training->model,
												 champion),
						   champion != NULL ? N_PARAMETERS : PARAMETER_CHAMPION,
						   parameters->types, parameters->values);
	training->judged = DatumGetInt64(logistic_session_column(1, &isnull));
	training->log_loss = get_number(2);
	training->champion_log_loss = get_number(3);
	training->roc_auc = get_number(4);
	deciles = logistic_session_column(5, &isnull);
	if (!isnull)
	{
		MemoryContext old_context = MemoryContextSwitchTo(context);

		training->score_deciles = DatumGetArrayTypePCopy(deciles);
		MemoryContextSwitchTo(old_context);
	}
}

/* Tells which model an error is about. */
static void
training_context(void *name)
{
	errcontext("training of model \"%s\"", (char *) name);
}

void
logistic_training_run(const LogisticRegistry *registry, text *name,
					  LogisticTraining *training,
					  const LogisticModel *champion, double champion_holdout)
{
	MemoryContext context = CurrentMemoryContext;
	const char *schema = LOGISTIC_INTERNAL;
	Oid			model_type = logistic_registry_model_type(registry);
	ErrorContextCallback callback;
	Parameters	parameters = {
		{TEXTOID, FLOAT8OID, model_type, model_type, model_type},
		{PointerGetDatum(name), Float8GetDatum(training->holdout)}
	};
	bool		has_holdout = training->holdout > 0.0;
	LogisticSession session;
	List	   *features;

	callback.callback = training_context;
	callback.arg = text_to_cstring(name);
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	training->fitted_at = GetCurrentTimestamp();
	training->judged = 0;
	training->log_loss = training->champion_log_loss = training->roc_auc =
		get_float8_nan();
	training->score_deciles = NULL;
	training->gate_model = NULL;

	session = training->stored != NULL ?
		logistic_stored_query_enter(registry, name, training->found,
									training->stored,
									GetTransactionSnapshot()) :
		logistic_session_enter(GetTransactionSnapshot());
	features = logistic_recipe_features(&training->recipe);
	training->recipe.label = MemoryContextStrdup(context,
												 training->recipe.label);
	logistic_session_query(logistic_recipe_fit(&training->recipe, features,
											   schema, text_to_cstring(name),
											   training->holdout),
						   PARAMETER_HOLDOUT + 1, parameters.types,
						   parameters.values);
	training->model = get_model(1, context);
	if (training->model == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("the query gives no row to fit"),
				 errdetail("Rows with a NULL in the label or a feature, or of weight 0, do not count.")));
	if (has_holdout)
		training->gate_model = get_model(2, context);

	/* a text label of one value may be of either class: nobody can judge */
	if (training->gate_model != NULL &&
		(training->model->label_kind != LOGISTIC_LABEL_TEXT ||
		 training->model->positive.length > 0))
	{
		/* the rows that neither the champion nor the challenger has seen */
		if (champion != NULL)
			parameters.values[PARAMETER_HOLDOUT] =
				Float8GetDatum(fmin(training->holdout, champion_holdout));
		judge(training, features, schema, &parameters, champion, context);
	}
	training->distribution =
		logistic_drift_distribution(registry, &training->recipe,
									logistic_recipe_baseline(&training->recipe,
															 features, schema,
															 text_to_cstring(name),
															 training->holdout),
									training->model, training->score_deciles,
									context);
	logistic_session_leave(&session);

	training->duration = GetCurrentTimestamp() - training->fitted_at;
	error_context_stack = callback.previous;
}

/*-------------------------------------------------------------------------
 *
 * group_training.c
 *		Fits and judges the groups of a version by groups.
 *
 * Three queries serve all groups, as they do for one model: the fits, in one
 * scan; the judgement on the rows held out; the distributions for drift.  The
 * last two join the rows with the fits of their groups.  They are joined and
 * grouped in one order, so that the rows of a group come together and a model
 * is made ready to score once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "model/model_warning.h"
#include "pg/session.h"
#include "registry/stored_query.h"
#include "training/drift.h"
#include "training/group_query.h"
#include "training/group_training.h"
#include "training/holdout_by.h"
#include "training/recipe.h"
#include "training/training.h"
#include "training/training_rows.h"

/* Data that all steps share. */
typedef struct Run
{
	const LogisticRegistry *registry;
	text	   *name;
	LogisticTraining *training;
	List	   *features;
	MemoryContext context;		/* of the result */
	LogisticGroupFits fits;
} Run;

/* A value of a result, NULL: NULL. */
static Datum
cell(int row, int column, bool *isnull)
{
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc,
						 column, isnull);
}

/* A model of a result in the context of the run; NULL for a NULL. */
static const LogisticModel *
get_model(const Run *run, int row, int column)
{
	bool		isnull;
	Datum		value = cell(row, column, &isnull);
	MemoryContext old_context;
	const LogisticModel *model;

	if (isnull)
		return NULL;
	old_context = MemoryContextSwitchTo(run->context);
	model = logistic_model_get(PointerGetDatum(PG_DETOAST_DATUM_COPY(value)));
	MemoryContextSwitchTo(old_context);
	return model;
}

static double
get_number(int row, int column)
{
	bool		isnull;
	Datum		value = cell(row, column, &isnull);

	return isnull ? get_float8_nan() : DatumGetFloat8(value);
}

static ArrayType *
get_array(const Run *run, int row, int column)
{
	bool		isnull;
	Datum		value = cell(row, column, &isnull);
	MemoryContext old_context;
	ArrayType  *array;

	if (isnull)
		return NULL;
	old_context = MemoryContextSwitchTo(run->context);
	array = DatumGetArrayTypePCopy(value);
	MemoryContextSwitchTo(old_context);
	return array;
}

/* The value of a group in the context of the run. */
static char *
get_value(const Run *run, int row)
{
	bool		isnull;
	char	   *value = TextDatumGetCString(cell(row, 1, &isnull));

	if (strlen(value) > LOGISTIC_GROUP_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a value of column \"%s\" has %zu bytes, but a group may have %d",
						run->training->recipe.by, strlen(value),
						LOGISTIC_GROUP_LIMIT)));
	return MemoryContextStrdup(run->context, value);
}

/* The champion of a group, as a version of its own; false: it has none. */
static bool
find_champion(const LogisticStored *active, List *champions, ListCell **next,
			  const char *value, LogisticStored *champion)
{
	for (; *next != NULL; *next = lnext(champions, *next))
	{
		const LogisticGroup *group = lfirst(*next);
		int			order = strcmp(group->value, value);

		if (order > 0)
			return false;
		if (order < 0)
			continue;
		*champion = *active;
		champion->version = group->from_version;
		champion->model = group->model;
		champion->gate_model = group->gate_model;
		champion->score_deciles = group->score_deciles;
		champion->distribution = group->distribution;
		return true;
	}
	return false;
}

/* Takes the fits that a query has made. */
static void
take_fits(Run *run, List *champions)
{
	LogisticTraining *training = run->training;
	LogisticGroupFits *fits = &run->fits;
	ListCell   *next = list_head(champions);
	uint64		row;

	fits->fits = MemoryContextAllocHuge(run->context,
										Max(SPI_processed, 1) *
										sizeof(*fits->fits));
	for (row = 0; row < SPI_processed; row++)
	{
		LogisticGroupFit *fit = &fits->fits[fits->n];
		const LogisticModel *model = get_model(run, row, 2);

		CHECK_FOR_INTERRUPTS();
		if (model == NULL)
			continue;			/* a group without a row to fit */
		fits->n++;
		fits->n_skipped += model->statistics.n_skipped;
		fit->value = get_value(run, row);
		fit->training = *training;
		fit->training.model = model;
		fit->training.gate_model = get_model(run, row, 3);
		if (fit->training.gate_model == NULL)
			fit->training.unjudged = training->holdout > 0.0 ?
				"no row could be held out" : "no rows were held out";
		fit->training.champion =
			find_champion(training->champion, champions, &next, fit->value,
						  &fit->champion) ? &fit->champion : NULL;
	}
}

/* Runs the query of the fits without their warnings. */
static void
fit_all(Run *run, double holdout, List *champions)
{
	Oid			types[] = {TEXTOID, FLOAT8OID};
	Datum		values[] = {PointerGetDatum(run->name), Float8GetDatum(holdout)};

	PG_TRY();
	{
		logistic_warning_set_quiet(true);
		logistic_session_rows(logistic_group_query_fit(&run->training->recipe,
													   run->features,
													   holdout),
							  2, types, values);
	}
	PG_CATCH();
	{
		logistic_warning_set_quiet(false);
		PG_RE_THROW();
	}
	PG_END_TRY();
	logistic_warning_set_quiet(false);
	take_fits(run, champions);
	if (run->fits.n == 0)
		logistic_training_no_rows(&run->training->recipe, run->features);
}

/* A column over all groups as an array, for a query to join. */
typedef enum GroupColumn
{
	GROUP_VALUE,
	GROUP_MODEL,
	GROUP_GATE_MODEL,
	GROUP_CHAMPION,				/* its gate model */
	GROUP_CHAMPION_MODEL,
	GROUP_DECILES,				/* as text: they are arrays themselves */
	GROUP_CHAMPION_DECILES,
	GROUP_POSITIVE
} GroupColumn;

/* The value of a column; NULL pointers are NULL. */
static Datum
column_value(const LogisticGroupFit *fit, GroupColumn column)
{
	const LogisticTraining *training = &fit->training;
	const LogisticStored *champion = training->champion;
	const void *value = NULL;
	ArrayType  *deciles = NULL;

	switch (column)
	{
		case GROUP_VALUE:
			return CStringGetTextDatum(fit->value);
		case GROUP_MODEL:
			value = training->model;
			break;
		case GROUP_GATE_MODEL:
			value = training->gate_model;
			break;
		case GROUP_CHAMPION:
			value = champion ? champion->gate_model : NULL;
			break;
		case GROUP_CHAMPION_MODEL:
			value = champion ? champion->model : NULL;
			break;
		case GROUP_DECILES:
			deciles = training->score_deciles;
			break;
		case GROUP_CHAMPION_DECILES:
			deciles = champion ? champion->score_deciles : NULL;
			break;
		case GROUP_POSITIVE:
			if (training->model->positive.length > 0)
				value = cstring_to_text(logistic_model_string(training->model,
															  training->model->positive));
			break;
	}
	if (deciles != NULL)
		value = cstring_to_text(OidOutputFunctionCall(F_ARRAY_OUT,
													  PointerGetDatum(deciles)));
	return PointerGetDatum(value);
}

/* A column as an array, and its type. */
static Datum
column_array(const Run *run, GroupColumn column, Oid *type)
{
	int			n = run->fits.n;
	Datum	   *elements = palloc(n * sizeof(Datum));
	bool	   *nulls = palloc(n * sizeof(bool));
	int			dimensions[1] = {n};
	int			lower_bounds[1] = {1};
	bool		is_model = column >= GROUP_MODEL && column <= GROUP_CHAMPION_MODEL;
	Oid			element = is_model ?
		logistic_registry_model_type(run->registry) : TEXTOID;
	int			i;

	for (i = 0; i < n; i++)
	{
		elements[i] = column_value(&run->fits.fits[i], column);
		nulls[i] = DatumGetPointer(elements[i]) == NULL;
	}
	*type = get_array_type(element);
	return PointerGetDatum(construct_md_array(elements, nulls, 1, dimensions,
											  lower_bounds, element, -1,
											  false, is_model ?
											  TYPALIGN_DOUBLE :
											  TYPALIGN_INT));
}

/*
 * Runs a query that joins rows with the groups, whose columns are parameters
 * from $3 on, so that it goes through both in one order.
 */
static void
run_in_order(const Run *run, const char *sql, double share,
			 const GroupColumn *columns, int n)
{
	Oid			types[8] = {TEXTOID, FLOAT8OID};
	Datum		values[8] = {PointerGetDatum(run->name), Float8GetDatum(share)};
	static const char *const settings[] = {
		"enable_hashjoin", "enable_nestloop", "enable_hashagg"
	};
	int			guc_level = NewGUCNestLevel();
	int			i;

	for (i = 0; i < n; i++)
		values[2 + i] = column_array(run, columns[i], &types[2 + i]);
	for (i = 0; i < lengthof(settings); i++)
		(void) set_config_option(settings[i], "off", PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
								 false);
	logistic_session_rows(sql, 2 + n, types, values);
	AtEOXact_GUC(false, guc_level);
}

/* Any champion that has been compared; NULL if no group has one. */
static const LogisticStored *
some_champion(const Run *run)
{
	int			i;

	for (i = 0; i < run->fits.n; i++)
		if (run->fits.fits[i].training.champion != NULL)
			return run->fits.fits[i].training.champion;
	return NULL;
}

/* The fit of a value, searched from one on; both are in order. */
static LogisticGroupFit *
next_fit(const Run *run, int *i, const char *value)
{
	for (; *i < run->fits.n; (*i)++)
		if (strcmp(run->fits.fits[*i].value, value) == 0)
			return &run->fits.fits[(*i)++];
	elog(ERROR, "a query has lost a group");
	return NULL;				/* keep the compiler quiet */
}

/* Judges the groups. */
static void
judge_all(Run *run, double share)
{
	static const GroupColumn columns[] = {
		GROUP_VALUE, GROUP_MODEL, GROUP_GATE_MODEL, GROUP_CHAMPION,
		GROUP_POSITIVE
	};
	const LogisticStored *champion = run->training->is_compared ?
		some_champion(run) : NULL;
	uint64		row;
	int			i;

	for (i = 0; i < run->fits.n; i++)
		if (run->fits.fits[i].training.gate_model != NULL)
			run->fits.fits[i].training.unjudged =
				"no row held out could be scored";
	run_in_order(run,
				 logistic_group_query_judge(&run->training->recipe,
											run->features,
											run->fits.fits[0].training.model,
											champion ? champion->model : NULL),
				 share, columns, lengthof(columns));
	for (row = 0, i = 0; row < SPI_processed; row++)
	{
		bool		isnull;
		LogisticTraining *training =
			&next_fit(run, &i, TextDatumGetCString(cell(row, 1, &isnull)))->training;
		int64		n_positive = DatumGetInt64(cell(row, 7, &isnull));
		MemoryContext old_context;

		training->judged = DatumGetInt64(cell(row, 2, &isnull));
		old_context = MemoryContextSwitchTo(run->context);
		training->unjudged = logistic_training_too_few(training->judged,
													   n_positive);
		MemoryContextSwitchTo(old_context);
		if (training->unjudged == NULL)
		{
			training->log_loss = get_number(row, 3);
			training->champion_log_loss = champion ? get_number(row, 4) :
				get_float8_nan();
			training->roc_auc = get_number(row, 5);
		}
		training->score_deciles = get_array(run, row, 6);
	}
}

/*
 * The distributions of the rows of all groups, by the models of the version
 * or, for the gate, by those of the champions.
 */
static void
distribute(Run *run, bool is_champions)
{
	static const GroupColumn columns[2][3] = {
		{GROUP_VALUE, GROUP_MODEL, GROUP_DECILES},
		{GROUP_VALUE, GROUP_CHAMPION_MODEL, GROUP_CHAMPION_DECILES}
	};
	const LogisticModel *model = is_champions ? some_champion(run)->model :
		run->fits.fits[0].training.model;
	uint64		row;
	int			i = 0;

	run_in_order(run, logistic_group_query_distribute(&run->training->recipe,
													  model), 0.0,
				 columns[is_champions], 3);
	for (row = 0; row < SPI_processed; row++)
	{
		bool		isnull;
		LogisticTraining *training =
			&next_fit(run, &i, TextDatumGetCString(cell(row, 1, &isnull)))->training;
		ArrayType  *distribution = get_array(run, row, 2);

		if (!is_champions)
			training->distribution = distribution;
		else if (distribution != NULL &&
				 training->champion->distribution != NULL)
			training->psi = logistic_drift_largest(training->champion,
												   distribution, run->context,
												   &training->psi_term);
	}
}

/* The share of the rows that neither fits nor champions have seen. */
static double
share_to_judge(Run *run)
{
	LogisticTraining *training = run->training;
	const LogisticStored *champion = training->champion;
	const char *by = training->recipe.holdout_by;
	const char *champion_by;
	int			i;

	if (!training->is_compared || some_champion(run) == NULL)
		return training->holdout;
	champion_by = champion->recipe.holdout_by;
	if (by == NULL ? champion_by != NULL :
		champion_by == NULL || strcmp(by, champion_by) != 0)
		for (i = 0; i < run->fits.n; i++)
			run->fits.fits[i].training.champion_has_seen = true;
	return fmin(training->holdout, champion->holdout);
}

/* Runs the steps, within a session. */
static void
run_steps(Run *run, List *champions)
{
	LogisticTraining *training = run->training;
	LogisticRecipe *recipe = &training->recipe;
	double		holdout = training->holdout;

	run->features = logistic_recipe_features(recipe);
	recipe->label = MemoryContextStrdup(run->context, recipe->label);
	if (holdout > 0.0 && recipe->holdout_by != NULL)
	{
		recipe->newest = logistic_holdout_newest(recipe, holdout,
												 run->context);
		if (recipe->newest == NULL)
			holdout = 0.0;
	}
	fit_all(run, holdout, champions);
	if (holdout > 0.0)
	{
		double		share = share_to_judge(run);

		if (recipe->newest != NULL && share < training->holdout)
			recipe->newest = logistic_holdout_newest(recipe, share,
													 run->context);
		judge_all(run, share);
	}
	distribute(run, false);
	if (training->is_compared && some_champion(run) != NULL &&
		!isnan(training->gate.limits[LOGISTIC_GATE_MAX_PSI]))
		distribute(run, true);
}

LogisticGroupFits
logistic_group_training_run(const LogisticRegistry *registry, text *name,
							LogisticTraining *training, List *champions)
{
	Run			run = {registry, name, training, NIL, CurrentMemoryContext,
	{0, NULL, 0}};
	ErrorContextCallback callback;
	LogisticSession session;

	callback.callback = logistic_training_context;
	callback.arg = logistic_training_place(text_to_cstring(name), NULL);
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	training->fitted_at = GetCurrentTimestamp();
	logistic_training_begin(training);
	session = training->stored != NULL ?
		logistic_stored_query_enter(registry, name, training->found,
									training->stored,
									GetTransactionSnapshot()) :
		logistic_session_enter(GetTransactionSnapshot());
	run_steps(&run, champions);
	logistic_session_leave(&session);
	training->duration = GetCurrentTimestamp() - training->fitted_at;
	error_context_stack = callback.previous;
	return run.fits;
}

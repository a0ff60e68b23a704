/*-------------------------------------------------------------------------
 *
 * held_training.c
 *		A training whose query is read once, and its rows held.
 *
 * The usual way is a query for each step of a training: the fits, their
 * judgement, the distributions.  Each reads the rows again, and numbers the
 * copies of equal ones.  Where rows are many they are held instead
 * (parallel_fit.h), each with the hash of its content, and all that follows is
 * made from there.  The answers are the same.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "model/model_terms.h"
#include "model/model_warning.h"
#include "options/options.h"
#include "parallel/held_reader.h"
#include "pg/compat.h"
#include "pg/extension.h"
#include "training/held_distribution.h"
#include "training/held_training.h"
#include "training/recipe_sql.h"
#include "training/score_deciles.h"

/* Columns of the relation of scored rows. */
enum
{
	SCORED_LABEL,
	SCORED_WEIGHT,
	SCORED_SCORE,
	SCORED_CHALLENGER,
	SCORED_CHAMPION,
	N_SCORED
};

/*
 * Can held rows serve a recipe?  Not if the rows of a cluster, or the newest
 * ones, are held out, nor rows that stand for several.
 */
static bool
can_hold(const LogisticRecipe *recipe)
{
	return recipe->family == LOGISTIC_FAMILY_BINOMIAL &&
		!recipe->is_distributed && recipe->by == NULL &&
		recipe->cluster == NULL && recipe->frequency == NULL &&
		recipe->holdout_by == NULL;
}

LogisticHeldTraining *
logistic_held_training_read(const LogisticTraining *training,
							const List *features, const char *name)
{
	const LogisticRecipe *recipe = &training->recipe;
	LogisticHeldTraining *held = palloc0(sizeof(*held));
	StringInfoData arguments;

	if (!can_hold(recipe))
		return NULL;
	initStringInfo(&arguments);
	logistic_recipe_append_options(&arguments, recipe, features, NULL, true,
								   LOGISTIC_INTERNAL);
	appendStringInfo(&arguments, "q.%s", quote_identifier(recipe->label));
	logistic_recipe_append_columns(&arguments, features);
	held->training = training;
	held->fit.name = training->holdout > 0.0 ? name : NULL;
	held->fit.arguments = arguments.data;
	held->fit.from = psprintf("(%s\n) AS q", recipe->query);
	held->fit.n_features = list_length(features);
	if (recipe->options != NULL)
		held->fit.options = logistic_options_read(recipe->options);
	/* equal rows may differ in these: their order tells which is held out */
	held->fit.in_order = training->holdout > 0.0 &&
		(recipe->weight != NULL || recipe->offset != NULL);
	if (!logistic_parallel_hold(&held->fit, true, &held->run))
		return NULL;
	if (held->fit.in_order && logistic_held_keys_skipped(held->run.held) > 0)
	{
		/* rows left out for one of these have a place in the order, too */
		logistic_held_training_release(held);
		return NULL;
	}
	return held;
}

/* Which rows have a place below a share; the last answer is remembered. */
static const uint8 *
rows_below(LogisticHeldTraining *held, double share)
{
	if (held->below.rows == NULL || held->below.share != share)
		logistic_held_keys_below(held->run.held, share, &held->below);
	return held->below.rows;
}

/* All rows but those with a place below a share. */
static LogisticHeldRows *
rows_outside(LogisticHeldTraining *held, double share)
{
	const LogisticHeldRows *all = held->run.held;
	LogisticHeldRows *rows = palloc(sizeof(*rows));
	Size		size = offsetof(LogisticFitState, array_lengths) +
		all->state->site->n_arrays * sizeof(int);
	int			i;

	*rows = *all;
	rows->state = memcpy(palloc(size), all->state, size);
	rows->state->level_weights = NULL;
	rows->state->level_rows = NULL;
	rows->left_out = rows_below(held, share);
	rows->state->n_skipped -= held->below.n_skipped;
	for (i = 0; i < 2; i++)
	{
		rows->state->n_rows[i] -= held->below.n_rows[i];
		rows->n_rows -= held->below.n_rows[i];
	}
	return rows;
}

/* Those with a place below a share, to be scored. */
static LogisticHeldRows *
rows_within(LogisticHeldTraining *held, double share)
{
	const LogisticHeldRows *all = held->run.held;
	LogisticHeldRows *rows = palloc(sizeof(*rows));
	const uint8 *below = rows_below(held, share);
	Size		size = all->n_all_rows / 8 + 1;
	uint8	   *left_out = palloc_extended(size, MCXT_ALLOC_HUGE);
	Size		i;

	for (i = 0; i < size; i++)
		left_out[i] = (uint8) ~below[i];
	*rows = *all;
	rows->left_out = left_out;
	rows->n_rows = held->below.n_rows[0] + held->below.n_rows[1];
	return rows;
}

void
logistic_held_training_fit(LogisticHeldTraining *held, double holdout,
						   MemoryContext context, const LogisticModel **model,
						   const LogisticModel **gate_model)
{
	const LogisticHeldRows *rows = held->run.held;
	const LogisticHeldRows *others;

	*model = *gate_model = NULL;
	if (rows->n_rows == 0)
		return;
	PG_TRY();
	{
		logistic_warning_set_quiet(true);
		*model = logistic_parallel_solve(&held->run, rows, context);
		if (holdout > 0.0)
		{
			others = rows_outside(held, holdout);
			if (others->n_rows > 0)
				*gate_model = logistic_parallel_solve(&held->run, others,
													  context);
		}
	}
	PG_CATCH();
	{
		logistic_warning_set_quiet(false);
		PG_RE_THROW();
	}
	PG_END_TRY();
	logistic_warning_set_quiet(false);
}

/* The label that counts as a success of a model; -1: none of the rows has it. */
static int
positive_label(const LogisticFitState *state, const LogisticModel *model)
{
	const LogisticFitSite *site = state->site;
	int			i;

	if (site->label_kind != LOGISTIC_LABEL_TEXT)
		return 1;
	for (i = 0; i < state->n_label_values; i++)
	{
		const LogisticKey *key =
			&site->label_values->keys[state->label_values[i]];

		if (strcmp(logistic_key_to_text(&site->label, key->bytes, key->length),
				   logistic_model_string(model, model->positive)) == 0)
			return i;
	}
	return -1;
}

/* The columns of the relation. */
static TupleDesc
scored_columns(void)
{
	TupleDesc	columns = CreateTemplateTupleDesc(N_SCORED);

	TupleDescInitEntry(columns, SCORED_LABEL + 1, "y", BOOLOID, -1, 0);
	TupleDescInitEntry(columns, SCORED_WEIGHT + 1, "w", FLOAT8OID, -1, 0);
	TupleDescInitEntry(columns, SCORED_SCORE + 1, "score", FLOAT8OID, -1, 0);
	TupleDescInitEntry(columns, SCORED_CHALLENGER + 1, "challenger", FLOAT8OID,
					   -1, 0);
	TupleDescInitEntry(columns, SCORED_CHAMPION + 1, "champion", FLOAT8OID, -1,
					   0);
	TupleDescFinalize(columns);
	return columns;
}

/* Gives the rows of a tuplestore a name, for queries of this connection. */
static void
register_rows(Tuplestorestate *rows, TupleDesc columns, double n_rows)
{
	EphemeralNamedRelation relation = palloc0(sizeof(*relation));

	relation->md.name = LOGISTIC_HELD_SCORES;
	relation->md.reliddesc = InvalidOid;
	relation->md.tupdesc = columns;
	relation->md.enrtype = ENR_NAMED_TUPLESTORE;
	relation->md.enrtuples = n_rows;
	relation->reldata = rows;
	if (SPI_register_relation(relation) != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation failed");
}

/*
 * Scores the rows that are not left out.  Of those that all models score, the
 * deciles take the score of the first.
 */
static void
score_rows(const LogisticHeldRows *rows, LogisticHeldScores *const *scores,
		   int positive, Tuplestorestate *store, TupleDesc columns,
		   LogisticScoreDeciles *deciles)
{
	LogisticHeldReader *reader = logistic_held_reader_make(rows, rows->units,
														   rows->n_units);
	double		score[N_SCORED][LG_BLOCK_ROWS];
	bool		isnull[N_SCORED][LG_BLOCK_ROWS];
	LgBlock		block;
	Datum		values[N_SCORED];
	bool		nulls[N_SCORED] = {0};
	int			i;
	int			j;

	memset(isnull, true, sizeof(isnull));
	while (reader->rows.next(reader, &block))
	{
		for (j = SCORED_SCORE; j < N_SCORED; j++)
			if (scores[j - SCORED_SCORE] != NULL)
				logistic_held_scores_block(scores[j - SCORED_SCORE], &block,
										   score[j], isnull[j]);
		for (i = 0; i < block.n_rows; i++)
		{
			values[SCORED_LABEL] = BoolGetDatum(block.labels[i] == positive);
			values[SCORED_WEIGHT] = Float8GetDatum(block.weights ?
												   block.weights[i] : 1.0);
			for (j = SCORED_SCORE; j < N_SCORED; j++)
			{
				nulls[j] = isnull[j][i];
				values[j] = nulls[j] ? (Datum) 0 :
					Float8GetDatum(score[j][i]);
			}
			tuplestore_putvalues(store, columns, values, nulls);
			if (!nulls[SCORED_SCORE] && !nulls[SCORED_CHALLENGER] &&
				!(nulls[SCORED_CHAMPION] && scores[N_SCORED - 1 -
												   SCORED_SCORE]))
				logistic_score_deciles_add(deciles,
										   score[SCORED_SCORE][i]);
		}
		CHECK_FOR_INTERRUPTS();
	}
}

bool
logistic_held_training_score(LogisticHeldTraining *held, double share,
							 const LogisticModel *champion,
							 ArrayType **deciles)
{
	const LogisticTraining *training = held->training;
	const LogisticModel *models[] = {training->model, training->gate_model,
	champion};
	LogisticHeldScores *scores[lengthof(models)] = {0};
	const LogisticHeldRows *rows = held->run.held;
	LogisticScoreDeciles found;
	TupleDesc	columns;
	int			i;

	for (i = 0; i < lengthof(models); i++)
	{
		if (models[i] == NULL)
			continue;
		if (rows->state->n_skipped > 0 &&
			models[i]->on_null != LOGISTIC_POLICY_NULL)
			return false;
		scores[i] = logistic_held_scores_make(rows, models[i]);
		if (scores[i] == NULL)
			return false;
	}
	rows = rows_within(held, share);
	columns = scored_columns();
	held->scored = tuplestore_begin_heap(true, false, work_mem);
	logistic_score_deciles_init(&found, rows->n_rows);
	score_rows(rows, scores, positive_label(rows->state, training->model),
			   held->scored, columns, &found);
	*deciles = logistic_score_deciles_finish(&found);
	register_rows(held->scored, columns, (double) rows->n_rows);
	return true;
}

ArrayType *
logistic_held_training_distribution(LogisticHeldTraining *held,
									MemoryContext context)
{
	const LogisticTraining *training = held->training;
	const LogisticHeldRows *rows = held->run.held;
	LogisticHeldScores *scores;
	LogisticDistribution *distribution;
	ArrayType  *result;

	if (rows->state->n_skipped > 0 ||
		(scores = logistic_held_scores_make(rows, training->model)) == NULL)
		return NULL;
	distribution =
		logistic_distribution_make(training->model,
								   training->score_deciles == NULL ? NULL :
								   logistic_distribution_array(training->score_deciles,
															   LOGISTIC_DECILES),
								   CurrentMemoryContext);
	logistic_held_distribution_add(distribution, scores);
	MemoryContextSwitchTo(context);
	result = logistic_distribution_to_array(distribution);
	MemoryContextSwitchTo(distribution->context);
	return result;
}

void
logistic_held_training_release(LogisticHeldTraining *held)
{
	if (held->scored != NULL)
	{
		(void) SPI_unregister_relation(LOGISTIC_HELD_SCORES);
		tuplestore_end(held->scored);
	}
	logistic_parallel_release(&held->run);
}

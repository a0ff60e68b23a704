/*-------------------------------------------------------------------------
 *
 * fit_woe.c
 *		Weights of evidence in the terms of a logistic_fit, from its rows.
 *
 * The bins are those of woe_bins() over the same rows.  Rows without a value
 * have a weight of their own, and so need not be filled in.  The numbers of
 * one variable are sorted in memory: 8 bytes a row, 16 with weights.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"

#include "core/terms/filled_rows.h"
#include "fit/fit_woe.h"
#include "woe/woe_table.h"

/* An empty state for a variable. */
static WoeState *
start_state(const LogisticFitFormula *fit, const LogisticVariable *variable,
			const LogisticReader *reader)
{
	WoeState   *state = palloc0(sizeof(*state));
	int			i;

	logistic_woe_options_default(&state->options);
	state->options.max_bins = variable->woe.max_bins;
	state->options.min_share = variable->woe.min_share;
	state->options.monotone = variable->woe.monotone;
	state->options.n_special = variable->n_numbers;
	state->options.special = palloc((variable->n_numbers + 1) *
									sizeof(char *));
	for (i = 0; i < variable->n_numbers; i++)
		state->options.special[i] = float8out_internal(variable->numbers[i]);
	state->special_numbers = variable->numbers;
	state->feature = reader;
	state->name = variable->name;
	if (reader->kind == LOGISTIC_FEATURE_NUMBER)
		state->rank = logistic_rank_make(NULL, CurrentMemoryContext, NULL);
	logistic_woe_state_start(state, CurrentMemoryContext);
	return state;
}

/* The raw column of an input, with its marks. */
static int
raw_column(const LogisticFitInput *input)
{
	return input->is_filled ? input->raw_column : input->column;
}

/* Adds all rows; the levels of a category go by their final names. */
static void
add_rows(const LogisticFitFormula *fit, const LogisticFitInput *input,
		 const LogisticFeature *made, WoeState *state)
{
	int			column = raw_column(input);
	LgRows	   *rows = fit->raw;
	LgBlock		block;
	int			i;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			double		weight = block.weights ? block.weights[i] : 1.0;
			int			label = block.labels[i];

			if (state->rank != NULL)
			{
				double		x = block.numbers[column][i];

				if (lg_is_missing(x))
					state->missing[label] += weight;
				else
					logistic_woe_state_add_number(state, x, label, weight,
												  block.frequencies ?
												  block.frequencies[i] : 1.0);
			}
			else if (block.codes[column][i] == LG_MISSING_CODE)
				state->missing[label] += weight;
			else
			{
				int			level =
					input->level_of_code[block.codes[column][i]];
				const char *name =
					fit->draft->level_names[made->first_level + level];

				logistic_woe_state_add_level(state, name, strlen(name), label,
											 weight);
			}
		}
}

/*
 * Adds the row of a bin; if the bin is NULL, a row with the weight
 * "otherwise".
 */
static void
put_row(LogisticDraft *draft, const WoeTable *table, const WoeBin *bin,
		double otherwise)
{
	logistic_draft_add_parameter(draft, bin ?
								 lg_woe(bin->weight, table->total) :
								 otherwise);
	logistic_draft_add_parameter(draft, bin ?
								 bin->weight[0] + bin->weight[1] : 0.0);
	logistic_draft_add_parameter(draft, bin ? bin->weight[1] : 0.0);
}

/* The bin of the rows without a value; NULL if there are none. */
static const WoeBin *
missing_bin(const WoeTable *table)
{
	if (table->n_bins > 0 &&
		table->bins[table->n_bins - 1].kind == WOE_MISSING)
		return &table->bins[table->n_bins - 1];
	return NULL;
}

/*
 * Adds the row of missing values; with one class its weight is 0, as all are.
 */
static void
put_missing(LogisticDraft *draft, const WoeTable *table)
{
	put_row(draft, table, missing_bin(table),
			table->n_bins == 0 ? 0.0 : get_float8_nan());
}

/* Adds the parameters of a number: see LG_WOE_CUTS. */
static void
put_number(LogisticDraft *draft, const WoeTable *table)
{
	int			n_bins = 0;
	int			n_special = 0;
	int			b;

	for (b = 0; b < table->n_bins; b++)
	{
		n_bins += table->bins[b].kind == WOE_INTERVAL;
		n_special += table->bins[b].kind == WOE_SPECIAL;
	}
	logistic_draft_add_parameter(draft, Max(n_bins - 1, 0));
	logistic_draft_add_parameter(draft, n_special);
	for (b = 1; b < n_bins; b++)
		logistic_draft_add_parameter(draft, table->bins[b].low);
	for (b = 0; b < Max(n_bins, 1); b++)
		put_row(draft, table, n_bins > 0 ? &table->bins[b] : NULL, 0.0);
	for (b = 0; b < table->n_bins; b++)
		if (table->bins[b].kind == WOE_SPECIAL)
		{
			logistic_draft_add_parameter(draft,
										 DatumGetFloat8(DirectFunctionCall1(float8in,
																			CStringGetDatum(table->bins[b].levels[0]))));
			put_row(draft, table, &table->bins[b], 0.0);
		}
	put_missing(draft, table);
}

/* The bin of a level; NULL if it is in none. */
static const WoeBin *
bin_of_level(const WoeTable *table, const char *level)
{
	int			b;
	int			i;

	for (b = 0; b < table->n_bins; b++)
		for (i = 0; i < table->bins[b].n_levels; i++)
			if (strcmp(table->bins[b].levels[i], level) == 0)
				return &table->bins[b];
	return NULL;
}

/* Adds the row of each level of a category, and that of no value. */
static void
put_levels(LogisticDraft *draft, const LogisticFeature *made,
		   const WoeTable *table)
{
	int			i;

	for (i = 0; i < made->n_levels; i++)
	{
		const char *name = draft->level_names[made->first_level + i];

		if (strcmp(name, LOGISTIC_MISSING_LEVEL) == 0)
			put_missing(draft, table);
		else
			put_row(draft, table, bin_of_level(table, name), 0.0);
	}
	put_missing(draft, table);
}

void
logistic_fit_woe(LogisticFitFormula *fit, const LogisticVariable *variable,
				 const LogisticReader *reader)
{
	const LogisticFitInput *input = &fit->inputs[variable->feature];
	LogisticDraft *draft = fit->draft;
	const LogisticFeature *made = &draft->inputs[variable->feature];
	WoeState   *state;
	WoeTable	table;

	if (fit->positive < 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s needs a label of two values that are both known",
						variable->name)));
	state = start_state(fit, variable, reader);
	add_rows(fit, input, made, state);

	/* with one class there is no evidence: all bins weigh 0 */
	if (!logistic_woe_table(state, fit->positive, &table))
		memset(&table, 0, sizeof(table));
	if (reader->kind == LOGISTIC_FEATURE_NUMBER)
		put_number(draft, &table);
	else
		put_levels(draft, made, &table);
	if (state->rank != NULL)
		logistic_rank_free(state->rank);
}

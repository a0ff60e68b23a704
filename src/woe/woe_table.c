/*-------------------------------------------------------------------------
 *
 * woe_table.c
 *		The bins of a feature, with their weights of evidence.
 *
 * Pre-bins are the up to 50 intervals between the quantiles of a number, or
 * the levels of a category in the order of their rates of positives.  The
 * core merges them (core/metrics/binning.h); of categories that order makes
 * the result the best of all partitions, as Fisher's for ordered data.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "core/metrics/quantile.h"
#include "woe/woe_table.h"

/* The pre-bins of a feature. */
typedef struct PreBins
{
	int			n;
	double		weights[LG_PRE_BINS + 1][2];	/* by class; one is spare */
	double		low[LG_PRE_BINS + 1];	/* of intervals */
	int			ends[LG_PRE_BINS];	/* of levels: pre-bin b has the ranks
									 * ends[b - 1] .. ends[b] - 1 */
} PreBins;

/* A level on its way into a bin. */
typedef struct Level
{
	char	   *text;
	double		weight[2];		/* by class */
} Level;

/* The weights of rows with the label codes as they count for the classes. */
static void
by_class(const double weight[2], int positive, double result[2])
{
	result[0] = weight[1 - positive];
	result[1] = weight[positive];
}

/* Cuts numbers at their quantiles; no pre-bin is empty. */
static void
cut_numbers(const LgThresholdSteps *steps, PreBins *pre)
{
	double		cuts[LG_PRE_BINS - 1];

	pre->n = 0;
	if (steps->n_rows[0] + steps->n_rows[1] > 0)
		pre->n = lg_quantile_bins(steps, LG_PRE_BINS, cuts, pre->low,
								  pre->weights);
}

/* Ascending by the rate of positives, then by name. */
static int
compare_rates(const void *a, const void *b)
{
	const Level *first = a;
	const Level *second = b;
	double		left = first->weight[1] * (second->weight[0] + second->weight[1]);
	double		right = second->weight[1] * (first->weight[0] + first->weight[1]);

	if (left != right)
		return left < right ? -1 : 1;
	return strcmp(first->text, second->text);
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/*
 * The levels in the order of their rates, as at most 50 pre-bins of about
 * the same weight.
 */
static void
cut_levels(const Level *levels, int n_levels, PreBins *pre)
{
	double		rest = 0.0;
	int			i;

	for (i = 0; i < n_levels; i++)
		rest += levels[i].weight[0] + levels[i].weight[1];
	memset(pre, 0, sizeof(*pre));
	for (i = 0; i < n_levels; i++)
	{
		double	   *weight = pre->weights[pre->n];
		int			n_left = n_levels - i - 1;
		int			bins_left = LG_PRE_BINS - pre->n;

		weight[0] += levels[i].weight[0];
		weight[1] += levels[i].weight[1];

		/* full, or as many pre-bins left as levels */
		if (n_left == 0 || n_left < bins_left ||
			(bins_left > 1 && weight[0] + weight[1] >= rest / bins_left))
		{
			rest -= weight[0] + weight[1];
			pre->ends[pre->n++] = i + 1;
		}
	}
}

/* The special code that a level is; -1 if it is none. */
static int
special_of(const WoeOptions *options, const char *text)
{
	int			i;

	for (i = 0; i < options->n_special; i++)
		if (strcmp(options->special[i], text) == 0)
			return i;
	return -1;
}

/*
 * The levels that are no special codes; the others are added to the weights
 * of the codes.
 */
static Level *
list_levels(const WoeState *state, int positive, double (*special)[2],
			int *n_levels)
{
	Level	   *levels = palloc((state->levels.n_keys + 1) * sizeof(Level));
	int			code;

	*n_levels = 0;
	for (code = 0; code < state->levels.n_keys; code++)
	{
		const LogisticKey *key = &state->levels.keys[code];
		Level	   *level = &levels[*n_levels];
		int			place;

		CHECK_FOR_INTERRUPTS();
		level->text = logistic_key_to_text(state->feature, key->bytes,
										   key->length);
		by_class(state->weights[code], positive, level->weight);
		place = special_of(&state->options, level->text);
		if (place < 0)
			(*n_levels)++;
		else
		{
			special[place][0] += level->weight[0];
			special[place][1] += level->weight[1];
		}
	}
	qsort(levels, *n_levels, sizeof(Level), compare_rates);
	return levels;
}

/* Adds a bin with the given weights. */
static WoeBin *
add_bin(WoeTable *table, WoeBinKind kind, const double weight[2])
{
	WoeBin	   *bin = &table->bins[table->n_bins++];

	memset(bin, 0, sizeof(*bin));
	bin->kind = kind;
	bin->weight[0] = weight[0];
	bin->weight[1] = weight[1];
	return bin;
}

/* Merges the pre-bins and adds the bins; "levels" are those of a category. */
static void
merge_pre_bins(const WoeState *state, const PreBins *pre, const Level *levels,
			   WoeTable *table)
{
	LgBinningWork *work = palloc(sizeof(LgBinningWork));
	LgBinningRules rules;
	LgBinning	binning;
	int			start = 0;
	int			b;

	rules.max_bins = state->options.max_bins;
	rules.min_weight = state->options.min_share *
		(table->total[0] + table->total[1]);
	rules.monotone =
		levels == NULL ? state->options.monotone : LG_MONOTONE_NONE;
	rules.total[0] = table->total[0];
	rules.total[1] = table->total[1];
	lg_binning((const double (*)[2]) pre->weights, pre->n, &rules, work,
			   &binning);
	pfree(work);

	for (b = 0; b < binning.n_bins; b++)
	{
		int			end = binning.ends[b];
		double		weight[2] = {0.0, 0.0};
		WoeBin	   *bin;
		int			i;

		for (i = start; i < end; i++)
		{
			weight[0] += pre->weights[i][0];
			weight[1] += pre->weights[i][1];
		}
		bin = add_bin(table, levels == NULL ? WOE_INTERVAL : WOE_LEVELS,
					  weight);
		if (levels == NULL)
		{
			bin->low = pre->low[start];
			bin->high = end < pre->n ? pre->low[end] : INFINITY;
		}
		else
		{
			int			first = start > 0 ? pre->ends[start - 1] : 0;

			bin->n_levels = pre->ends[end - 1] - first;
			bin->levels = palloc(bin->n_levels * sizeof(char *));
			for (i = 0; i < bin->n_levels; i++)
				bin->levels[i] = levels[first + i].text;
			qsort(bin->levels, bin->n_levels, sizeof(char *), compare_texts);
		}
		start = end;
	}
}

bool
logistic_woe_table(const WoeState *state, int positive, WoeTable *table)
{
	int			n_special = state->options.n_special;
	double		(*special)[2] = palloc((n_special + 1) * sizeof(*special));
	double		missing[2];
	Level	   *levels = NULL;
	int			n_levels = 0;
	PreBins		pre;
	int			i;

	by_class(state->missing, positive, missing);
	for (i = 0; i < n_special; i++)
		by_class(state->special[i], positive, special[i]);
	if (state->rank != NULL)
	{
		LgThresholdSteps steps;

		logistic_rank_steps(state->rank, positive, &steps);
		cut_numbers(&steps, &pre);
	}
	else
	{
		levels = list_levels(state, positive, special, &n_levels);
		cut_levels(levels, n_levels, &pre);
	}

	table->total[0] = missing[0];
	table->total[1] = missing[1];
	for (i = 0; i < n_special; i++)
	{
		table->total[0] += special[i][0];
		table->total[1] += special[i][1];
	}
	for (i = 0; i < pre.n; i++)
	{
		table->total[0] += pre.weights[i][0];
		table->total[1] += pre.weights[i][1];
	}
	if (table->total[0] == 0.0 || table->total[1] == 0.0)
		return false;

	table->n_bins = 0;
	table->bins = palloc((LG_PRE_BINS + n_special + 1) * sizeof(WoeBin));
	if (pre.n > 0)
		merge_pre_bins(state, &pre, levels, table);
	for (i = 0; i < n_special; i++)
		if (special[i][0] + special[i][1] > 0.0)
		{
			WoeBin	   *bin = add_bin(table, WOE_SPECIAL, special[i]);

			bin->n_levels = 1;
			bin->levels = &state->options.special[i];
		}
	if (missing[0] + missing[1] > 0.0)
		(void) add_bin(table, WOE_MISSING, missing);
	return true;
}

/*-------------------------------------------------------------------------
 *
 * fit_summary.c
 *		Fills the model of a logistic_fit with means, ranges and deciles.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "core/numeric/radix_sort.h"
#include "fit/fit_summary.h"

/* Deciles come from at most this many rows, so that they cost nothing. */
#define SAMPLE_LIMIT	1000

/* The k-th decile of n ascending keys, interpolated (R's type 7). */
static double
decile(const uint64 *keys, int n, int k)
{
	double		position = (n - 1) * (k / 10.0);
	int			below = (int) floor(position);
	double		share = position - below;

	if (below + 1 >= n)
		return lg_radix_double(~keys[n - 1]);

	/* not a + share * (b - a), whose difference may leave the range */
	return lg_radix_double(~keys[below]) * (1.0 - share) +
		lg_radix_double(~keys[below + 1]) * share;
}

/* How many equal rows a row of a block stands for. */
static inline int64
frequency_of(const LgBlock *block, int i)
{
	return block->frequencies ? (int64) block->frequencies[i] : 1;
}

/* How many rows there are, each as often as its frequency says. */
static int64
count_rows(LgRows *rows)
{
	LgBlock		block;
	int64		n = 0;
	int			i;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
		for (i = 0; i < block.n_rows; i++)
			n += frequency_of(&block, i);
	return n;
}

/* Adds a row of a block to the sample, at a place of each column. */
static void
sample_row(const LgBlock *block, int row, const LgTerm *const *columns,
		   int n_columns, uint64 *sample, int capacity)
{
	int			s;

	for (s = 0; s < n_columns; s++)
	{
		const LgTerm *term = columns[s];
		double		value = term->kind == LG_TERM_NUMBER ?
			block->numbers[term->column][row] :
			block->codes[term->column][row] == term->code;

		/* zeros of both signs are one value */
		sample[s * capacity] = ~lg_radix_key(value + 0.0);
	}
}

/*
 * Fills the deciles of all summaries; "columns" are theirs.  There are n_rows
 * rows, each as often as its frequency says.  Values are sorted by keys that
 * ascend as they do.
 */
static void
fill_deciles(LgRows *rows, int64 n_rows, const LgTerm *const *columns,
			 LogisticDraft *draft)
{
	int64		stride = (n_rows + SAMPLE_LIMIT - 1) / SAMPLE_LIMIT;
	int			capacity = (int) Min(n_rows, SAMPLE_LIMIT);
	uint64	   *sample = palloc(sizeof(uint64) * capacity *
								(draft->n_summaries + 1));
	uint64	   *scratch = sample + capacity * draft->n_summaries;
	LgBlock		block;
	int64		wait = 0;		/* rows until the next one of the sample */
	int			n = 0;
	int			i;
	int			s;
	int			k;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		for (i = 0; block.frequencies && i < block.n_rows; i++)
		{
			for (; wait < frequency_of(&block, i); wait += stride)
				sample_row(&block, i, columns, draft->n_summaries,
						   sample + n++, capacity);
			wait -= frequency_of(&block, i);
		}
		if (block.frequencies)
			continue;
		for (; wait < block.n_rows; wait += stride)
			sample_row(&block, (int) wait, columns, draft->n_summaries,
					   sample + n++, capacity);
		wait -= block.n_rows;
		if (n_rows == rows->n_rows)
			wait -= rows->skip(rows->host, wait);
	}
	for (s = 0; s < draft->n_summaries; s++)
	{
		uint64	   *keys = sample + s * capacity;

		lg_radix_sort(keys, scratch, n, 1);
		for (k = 1; k <= LOGISTIC_DECILES; k++)
			draft->summaries[s].deciles[k - 1] = decile(keys, n, k);
	}
	pfree(sample);
}

/*
 * Sets all deciles to unknown: the rows lie elsewhere, and there is no sample.
 */
static void
leave_deciles(LogisticDraft *draft)
{
	int			s;
	int			k;

	for (s = 0; s < draft->n_summaries; s++)
		for (k = 0; k < LOGISTIC_DECILES; k++)
			draft->summaries[s].deciles[k] = get_float8_nan();
}

/* Fills the moments of the summaries of a feature or an input. */
static void
fill_moments(const LogisticFeature *feature, const LgTerm *first,
			 const LgTerm **columns, LogisticDraft *draft)
{
	int			j;

	for (j = 0; j < feature->n_summaries; j++)
	{
		LogisticSummary *summary =
			&draft->summaries[feature->first_summary + j];
		const LgTerm *term = &first[j];

		columns[feature->first_summary + j] = term;
		summary->mean = term->mean;
		summary->std_dev = term->std_dev;
		summary->min = term->min;
		summary->max = term->max;
	}
}

/* The shares of the levels of bins and sets: the means of their columns. */
static void
fill_shares(const LogisticFeature *feature, const LgTerm *columns,
			LogisticDraft *draft)
{
	LogisticLevel *levels = draft->levels + feature->first_level;
	double		rest = 1.0;
	int			reference = -1;
	int			i;

	for (i = 0; i < feature->n_levels; i++)
	{
		if (!isnan(levels[i].share))
			return;
		if (levels[i].term < 0)
			reference = i;
		else
		{
			levels[i].share = columns[levels[i].term].mean;
			rest -= levels[i].share;
		}
	}
	if (reference >= 0)
		levels[reference].share = fmax(rest, 0.0);
}

/* The same of the input that a set is: the elements of both are the same. */
static void
copy_shares(const LogisticFeature *feature, LogisticDraft *draft)
{
	const LogisticModelVariable *variable =
		&draft->variables[draft->factors[feature->first_factor].variable];
	int			first = draft->inputs[variable->input].first_level;
	int			i;

	for (i = 0; i < feature->n_levels; i++)
		draft->levels[first + i].share =
			draft->levels[feature->first_level + i].share;
}

void
logistic_fit_summarise(const LogisticFitDesign *design, LogisticDraft *draft)
{
	const LgTerm **columns;
	LgRows	   *rows = design->rows;
	int			i;

	for (i = 0; i < draft->n_features; i++)
	{
		fill_shares(&draft->features[i], design->columns, draft);
		if (draft->features[i].kind == LOGISTIC_FEATURE_SET)
			copy_shares(&draft->features[i], draft);
	}
	if (draft->n_summaries == 0)
		return;
	columns = palloc(draft->n_summaries * sizeof(*columns));
	draft->summaries = palloc0(draft->n_summaries *
							   sizeof(*draft->summaries));
	for (i = 0; i < draft->n_inputs; i++)
		fill_moments(&draft->inputs[i], design->input_columns +
					 draft->inputs[i].first_summary, columns, draft);
	for (i = 0; i < draft->n_features; i++)
		fill_moments(&draft->features[i], design->columns +
					 draft->features[i].first_term, columns, draft);
	if (!rows->pass)
		fill_deciles(rows, draft->statistics.nobs, columns, draft);
	else if (rows->sample)
		fill_deciles(rows->sample, count_rows(rows->sample), columns, draft);
	else
		leave_deciles(draft);
}

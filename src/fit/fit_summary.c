/*-------------------------------------------------------------------------
 *
 * fit_summary.c
 *		Means, ranges and deciles of the training rows.
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

/*
 * Fills the deciles of all summaries; "columns" are theirs.  Values are
 * sorted by keys that ascend as they do.
 */
static void
fill_deciles(LgRows *rows, const LgTerm *const *columns, LogisticDraft *draft)
{
	int64		stride = (rows->n_rows + SAMPLE_LIMIT - 1) / SAMPLE_LIMIT;
	int			capacity = (int) Min(rows->n_rows, SAMPLE_LIMIT);
	uint64	   *sample = palloc(sizeof(uint64) * capacity *
								(draft->n_summaries + 1));
	uint64	   *scratch = sample + capacity * draft->n_summaries;
	LgBlock		block;
	int64		wait = 0;		/* rows until the next one of the sample */
	int			n = 0;
	int			s;
	int			k;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		for (; wait < block.n_rows; wait += stride)
		{
			int			i = (int) wait;

			for (s = 0; s < draft->n_summaries; s++)
			{
				const LgTerm *term = columns[s];
				double		value = term->kind == LG_TERM_NUMBER ?
					block.numbers[term->column][i] :
					block.codes[term->column][i] == term->code;

				/* zeros of both signs are one value */
				sample[s * capacity + n] = ~lg_radix_key(value + 0.0);
			}
			n++;
		}
		wait -= block.n_rows;
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

/* Rows that lie elsewhere, and no sample of them: nothing is known. */
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

/* The shares of the levels of bins: the means of their columns. */
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

void
logistic_fit_summarise(const LogisticFitDesign *design, LogisticDraft *draft)
{
	const LgTerm **columns;
	LgRows	   *rows = design->rows;
	int			i;

	for (i = 0; i < draft->n_features; i++)
		fill_shares(&draft->features[i], design->columns, draft);
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
	if (rows->pass)
		rows = rows->sample;
	if (rows)
		fill_deciles(rows, columns, draft);
	else
		leave_deciles(draft);
}

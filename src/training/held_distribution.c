/*-------------------------------------------------------------------------
 *
 * held_distribution.c
 *		Adds all rows that a training holds to its distribution.
 *
 * Held rows lie in blocks of columns.  So they are binned column by column:
 * of a column of numbers it is counted how many are above each cut, by
 * vectors, and the bins are the differences of these counts.  The sums come in
 * another order than row by row, which shows in last digits of weighted ones.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "model/model_terms.h"
#include "parallel/held_reader.h"
#include "pg/compat.h"
#include "pg/module.h"
#include "training/held_distribution.h"

/* Rows of a block and what they add to a distribution. */
typedef struct Adding
{
	LogisticDistribution *distribution;
	LogisticHeldScores *scores;
	const LgKernel *kernel;
	int		  **bins;			/* [variable][code]: the bin of a category's
								 * level; NULL: it is none */
	double		score[LG_BLOCK_ROWS];
	bool		isnull[LG_BLOCK_ROWS];
} Adding;

/* The bin of each level of a category of the rows. */
static int *
find_bins(const LogisticHeldScores *scores, const LogisticBinned *variable)
{
	int			feature = scores->features[variable->feature];
	int			n = scores->held->state->site->features[feature].levels->n_keys;
	int		   *bins = palloc(Max(n, 1) * sizeof(int));
	int			i;

	for (i = 0; i < n; i++)
	{
		text	   *level = DatumGetTextPP(scores->levels[variable->feature][i]);
		int			code = logistic_dictionary_find(&variable->levels,
													VARDATA_ANY(level),
													VARSIZE_ANY_EXHDR(level));

		bins[i] = code >= 0 ? code : variable->n_bins - 1;
	}
	return bins;
}

/* The weight of all rows of a block. */
static double
total_weight(const LgBlock *block)
{
	double		sum = 0.0;
	int			i;

	if (block->weights == NULL)
		return block->n_rows;
	for (i = 0; i < block->n_rows; i++)
		sum += block->weights[i];
	return sum;
}

static inline double
weight_of(const LgBlock *block, int row)
{
	return block->weights ? block->weights[row] : 1.0;
}

/* Adds a column of numbers, all of them finite. */
static void
add_numbers(const Adding *adding, LogisticBinned *variable,
			const double *x, const LgBlock *block, double total)
{
	double		above[LOGISTIC_DECILES + 1] = {0.0};
	LgMeasure	measure;
	double		within = total;
	int			i;

	adding->kernel->exceed(x, block->weights, block->n_rows, variable->cuts,
						   variable->n_cuts, above);
	for (i = 0; i < variable->n_bins; i++)
	{
		variable->weights[i] += within - above[i];
		within = above[i];
	}
	adding->kernel->measure(x, block->weights, block->n_rows, 1.0, 0.0,
							&measure);
	variable->sum += measure.sum;
	variable->sum_weights += total;
}

/* Adds a column of codes: a boolean, or a category. */
static void
add_codes(LogisticBinned *variable, const int *bins, const uint16 *codes,
		  const LgBlock *block)
{
	int			i;

	for (i = 0; i < block->n_rows; i++)
		if (bins != NULL)
			variable->weights[bins[codes[i]]] += weight_of(block, i);
		else
			logistic_binned_add(variable, codes[i], weight_of(block, i));
}

/* Adds the scores. */
static void
add_scores(Adding *adding, LogisticBinned *variable, const LgBlock *block,
		   double total)
{
	bool		are_plain = true;
	int			i;

	logistic_held_scores_block(adding->scores, block, adding->score,
							   adding->isnull);
	for (i = 0; i < block->n_rows; i++)
		are_plain &= !adding->isnull[i];
	if (are_plain && adding->kernel->are_finite(adding->score, block->n_rows))
	{
		add_numbers(adding, variable, adding->score, block, total);
		return;
	}
	for (i = 0; i < block->n_rows; i++)
		if (!adding->isnull[i])
			logistic_binned_add(variable, adding->score[i],
								weight_of(block, i));
}

/* Adds a block whose rows miss nothing. */
static void
add_columns(Adding *adding, const LgBlock *block)
{
	LogisticDistribution *distribution = adding->distribution;
	const LogisticHeldScores *scores = adding->scores;
	double		total = total_weight(block);
	int			i;

	for (i = 0; i < distribution->n_variables; i++)
	{
		LogisticBinned *variable = &distribution->variables[i];
		int			column;

		if (variable->feature < 0)
		{
			add_scores(adding, variable, block, total);
			continue;
		}
		column = scores->columns[variable->feature] + variable->element;
		switch (scores->readers[variable->feature].kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
			case LOGISTIC_FEATURE_ARRAY:
				add_numbers(adding, variable, block->numbers[column], block,
							total);
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
			case LOGISTIC_FEATURE_CATEGORY:
				add_codes(variable, adding->bins[i], block->codes[column],
						  block);
				break;
			case LOGISTIC_FEATURE_SET:
				Assert(false);	/* is not held */
				break;
		}
	}
}

/* Adds a block row by row. */
static void
add_rows(Adding *adding, const LgBlock *block)
{
	LogisticHeldScores *scores = adding->scores;
	int			i;

	for (i = 0; i < block->n_rows; i++)
	{
		logistic_held_scores_read(scores, block, i);
		logistic_distribution_add_values(adding->distribution, scores->plan,
										 scores->row, weight_of(block, i),
										 block->offsets ?
										 block->offsets[i] : 0.0);
	}
}

void
logistic_held_distribution_add(LogisticDistribution *distribution,
							   LogisticHeldScores *scores)
{
	const LogisticHeldRows *rows = scores->held;
	LogisticHeldReader *reader = logistic_held_reader_make(rows, rows->units,
														   rows->n_units);
	Adding	   *adding = palloc0(sizeof(*adding));
	LgBlock		block;
	int			i;

	adding->distribution = distribution;
	adding->scores = scores;
	adding->kernel = logistic_kernel();
	adding->bins = palloc0(distribution->n_variables * sizeof(int *));
	for (i = 0; i < distribution->n_variables; i++)
		if (distribution->variables[i].is_category)
			adding->bins[i] = find_bins(scores, &distribution->variables[i]);
	while (reader->rows.next(reader, &block))
	{
		if (rows->state->has_missing)
			add_rows(adding, &block);
		else
			add_columns(adding, &block);
		CHECK_FOR_INTERRUPTS();
	}
}

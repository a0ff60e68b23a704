/*-------------------------------------------------------------------------
 *
 * grid_judge.c
 *		Judges a fit of a grid on the rows of the fold that it has not seen.
 *
 * The loss is taken of the score z = x'b + offset, mean of w bce(y, z): that
 * of a probability that has been rounded to 1 would be infinite.  The area
 * below the ROC curve comes from the rows sorted by score (core/metrics).
 *
 * A row with a level that the fit does not know has no score, and is left out
 * of both.  Where the fit is separated a row has the score of the limit, or
 * an infinite one if the separating direction d moves it: x'd is not zero.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "core/metrics/ranking.h"
#include "core/numeric/link.h"
#include "core/numeric/radix_sort.h"
#include "grid/grid_judge.h"

/* A direction's sum below this share of its terms is zero, as in scores. */
#define ZERO_SHARE	1e-9

/* Marks the levels of the rows fitted, by code column. */
static void
mark_levels(LogisticGridJudge *judge)
{
	const LogisticFitSite *site = judge->fits->state->site;
	LgRows	   *fitted = judge->fits->design.rows;
	LgBlock		block = {0};
	int			i;
	int			j;

	judge->is_known = palloc0((site->n_codes + 1) * sizeof(bool *));
	for (j = 0; j < site->n_features; j++)
		if (site->features[j].levels != NULL)
			judge->is_known[site->features[j].code_column] =
				palloc0(site->features[j].levels->n_keys * sizeof(bool) + 1);
	fitted->rewind(fitted->host);
	while (site->n_codes > 0 && fitted->next(fitted->host, &block))
		for (j = 0; j < site->n_codes; j++)
			for (i = 0; judge->is_known[j] && i < block.n_rows; i++)
				judge->is_known[j][block.codes[j][i]] = true;
}

LogisticGridJudge *
logistic_grid_judge_make(const LogisticGridFits *fits, LgRows *rows)
{
	LogisticGridJudge *judge = palloc0(sizeof(*judge));
	Size		size = Max(rows->n_rows, 1) * 2 * sizeof(uint64);

	judge->fits = fits;
	judge->rows = rows;
	mark_levels(judge);
	judge->entries = MemoryContextAllocHuge(CurrentMemoryContext, size);
	judge->scratch = MemoryContextAllocHuge(CurrentMemoryContext, size);
	return judge;
}

/* Adds a term times a coefficient to one number per row. */
static void
add_term(const LgTerm *term, const LgBlock *block, double coefficient,
		 double *sums)
{
	const double *numbers;
	const uint16 *codes;
	int			i;

	switch (term->kind)
	{
		case LG_TERM_INTERCEPT:
			for (i = 0; i < block->n_rows; i++)
				sums[i] += coefficient;
			break;
		case LG_TERM_NUMBER:
			numbers = block->numbers[term->column];
			for (i = 0; i < block->n_rows; i++)
				sums[i] += coefficient * numbers[i];
			break;
		case LG_TERM_CODE:
			codes = block->codes[term->column];
			for (i = 0; i < block->n_rows; i++)
				sums[i] += codes[i] == term->code ? coefficient : 0.0;
			break;
	}
}

/* An infinite score where the separating direction moves a row. */
static double
limit_of_score(const LogisticGridFits *fits, const LgBlock *block, int row,
			   double score)
{
	const LogisticDraft *draft = &fits->draft;
	double		sum = 0.0;
	double		size = 0.0;
	int			j;

	for (j = 0; j < draft->n_terms; j++)
	{
		double		product;

		if (draft->terms[j].direction == 0.0)
			continue;
		product = draft->terms[j].direction *
			lg_term_raw(&fits->design.columns[j], block, row);
		sum += product;
		size += fabs(product);
	}
	if (!(fabs(sum) > ZERO_SHARE * size))
		return score;
	return sum > 0.0 ? get_float8_infinity() : -get_float8_infinity();
}

/* Does the fit know all levels of the row? */
static bool
is_known(const LogisticGridJudge *judge, const LgBlock *block, int row)
{
	int			n = judge->fits->state->site->n_codes;
	int			j;

	for (j = 0; j < n; j++)
		if (judge->is_known[j] && !judge->is_known[j][block->codes[j][row]])
			return false;
	return true;
}

/* The scores of a block. */
static void
score_block(const LogisticGridJudge *judge, const LgBlock *block,
			double *score)
{
	const LogisticGridFits *fits = judge->fits;
	const LogisticDraft *draft = &fits->draft;
	bool		has_limits = draft->status == LOGISTIC_SEPARATED ||
		draft->status == LOGISTIC_ONE_CLASS;
	int			i;
	int			j;

	memset(score, 0, block->n_rows * sizeof(double));
	for (j = 0; j < draft->n_terms; j++)
		if (draft->terms[j].coefficient != 0.0)
			add_term(&fits->design.columns[j], block,
					 draft->terms[j].coefficient, score);
	for (i = 0; has_limits && i < block->n_rows; i++)
		score[i] = limit_of_score(fits, block, i, score[i]);
	for (i = 0; block->offsets && i < block->n_rows; i++)
		score[i] += block->offsets[i];
}

/* Sorted entries as steps from the highest score to the lowest. */
typedef struct Walk
{
	const uint64 *entries;
	int64		n;
	int64		at;
} Walk;

static void
rewind_walk(void *host)
{
	((Walk *) host)->at = 0;
}

/* The weight of an entry, whose sign tells the label. */
static double
weight_of(uint64 payload, int *label)
{
	double		weight;

	memcpy(&weight, &payload, sizeof(weight));
	*label = weight > 0.0 ? 1 : 0;
	return fabs(weight);
}

static bool
next_step(void *host, LgThresholdStep *step)
{
	Walk	   *walk = host;
	uint64		key;

	if (walk->at == walk->n)
		return false;
	key = walk->entries[2 * walk->at];
	memset(step, 0, sizeof(*step));
	step->score = lg_radix_double(key);
	for (; walk->at < walk->n && walk->entries[2 * walk->at] == key; walk->at++)
	{
		int			label;
		double		weight = weight_of(walk->entries[2 * walk->at + 1], &label);

		step->n_rows[label]++;
		step->weight[label] += weight;
	}
	return true;
}

/* The area of the entries. */
static double
find_area(LogisticGridJudge *judge, int64 n, const LgDd *weight)
{
	Walk		walk = {judge->entries, n, 0};
	LgThresholdSteps steps = {
		.weight = {weight[0], weight[1]}, .host = &walk,
		.rewind = rewind_walk, .next = next_step
	};
	LgRanking	ranking;

	lg_radix_sort(judge->entries, judge->scratch, n, 2);
	lg_ranking(&steps, &ranking);
	return ranking.roc_auc;
}

LogisticGridJudgement
logistic_grid_judge_run(LogisticGridJudge *judge)
{
	LgRows	   *rows = judge->rows;
	LogisticGridJudgement result = {NAN, NAN, 0.0};
	LgDd		loss = lg_dd(0.0);
	LgDd		weights[2] = {{0.0, 0.0}, {0.0, 0.0}};
	LgBlock		block = {0};
	bool		is_infinite = false;
	int64		n = 0;
	int			i;

	if (rows->n_rows == 0)
		return result;
	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		double		score[LG_BLOCK_ROWS];
		double		sum = 0.0;

		score_block(judge, &block, score);
		for (i = 0; i < block.n_rows; i++)
		{
			double		weight = block.weights ? block.weights[i] : 1.0;
			double		y = block.labels[i] == judge->fits->positive ? 1.0 : 0.0;
			double		signed_weight = y > 0.0 ? weight : -weight;

			if (!is_known(judge, &block, i))
				continue;
			sum += weight * lg_link_bce_with_logits(y, score[i]);
			lg_dd_accumulate_double(&weights[y > 0.0 ? 1 : 0], weight);
			judge->entries[2 * n] =
				lg_radix_key(score[i] == 0.0 ? 0.0 : score[i]);
			memcpy(&judge->entries[2 * n + 1], &signed_weight,
				   sizeof(uint64));
			n++;
		}
		is_infinite |= isinf(sum);
		lg_dd_accumulate_double(&loss, isinf(sum) ? 0.0 : sum);
	}
	if (n == 0)
		return result;
	result.weight = lg_dd_double(lg_dd_add(weights[0], weights[1]));
	result.loss = is_infinite ? get_float8_infinity() :
		lg_dd_double(loss) / result.weight;
	result.roc_auc = find_area(judge, n, weights);
	return result;
}

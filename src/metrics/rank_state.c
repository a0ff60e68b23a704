/*-------------------------------------------------------------------------
 *
 * rank_state.c
 *		The state of metrics that need the rows in the order of their scores.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/numeric/radix_sort.h"
#include "metrics/rank_state.h"

/*
 * A weight as the payload of a sorter, and back.  A negative number -n stands
 * for n equal rows of weight 1.
 */
static uint64
weight_bits(double weight)
{
	uint64		bits;

	memcpy(&bits, &weight, sizeof(bits));
	return bits;
}

static double
bits_weight(uint64 bits)
{
	double		weight;

	memcpy(&weight, &bits, sizeof(weight));
	return weight;
}

/* Called when the group is done. */
static void
release(Datum state)
{
	LogisticRank *rank = (LogisticRank *) DatumGetPointer(state);

	logistic_sorter_release(&rank->sorters[0]);
	logistic_sorter_release(&rank->sorters[1]);
}

void
logistic_rank_free(LogisticRank *rank)
{
	release(PointerGetDatum(rank));
}

LogisticRank *
logistic_rank_make(FunctionCallInfo fcinfo, MemoryContext context,
				   LogisticSpillFile *space)
{
	LogisticRank *rank = MemoryContextAllocZero(context, sizeof(*rank));
	int			label;

	if (fcinfo != NULL)
		space = logistic_metric_space(fcinfo, space, release, rank);
	for (label = 0; label < 2; label++)
		logistic_sorter_init(&rank->sorters[label], context, space,
							 weight_bits(1.0));
	return rank;
}

/* Adds n equal rows one by one, as their weight is not 1. */
static pg_noinline void
add_copies(LogisticSorter *sorter, uint64 key, double weight, int64 n)
{
	int64		i;

	for (i = 0; i < n; i++)
	{
		logistic_sorter_add(sorter, key, weight_bits(weight));
		if (i % 1024 == 1023)
			CHECK_FOR_INTERRUPTS();
	}
}

/* Adds a row that stands for many. */
static pg_noinline void
add_frequency(LogisticRank *rank, const LogisticMetricRow *row, uint64 key)
{
	LogisticSorter *sorter = &rank->sorters[row->label];

	if (row->weight == row->frequency)
	{
		logistic_sorter_add(sorter, key, weight_bits(-row->frequency));
		rank->n_more[row->label] += (int64) row->frequency - 1;
		return;
	}
	rank->is_weighted = true;
	add_copies(sorter, key, row->weight / row->frequency,
			   (int64) row->frequency);
}

void
logistic_rank_add(LogisticRank *rank, const LogisticMetricRow *row)
{
	uint64		key = lg_radix_key(row->score);

	Assert(row->label <= 1 && row->weight > 0.0 && !isnan(row->score) &&
		   row->frequency >= 1.0);
	lg_dd_accumulate_double(&rank->weight[row->label], row->weight);
	rank->has_ranking = false;
	if (unlikely(row->frequency != 1.0))
	{
		add_frequency(rank, row, key);
		return;
	}
	logistic_sorter_add(&rank->sorters[row->label], key,
						weight_bits(row->weight));
	if (unlikely(row->weight != 1.0))
		rank->is_weighted = true;
}

static void
rewind_steps(void *host)
{
	LogisticRank *rank = host;

	logistic_sorter_rewind(&rank->sorters[0]);
	logistic_sorter_rewind(&rank->sorters[1]);
}

/* Takes all entries of one key out of a sorter. */
static void
take_key(LogisticSorter *sorter, uint64 key, int64 *n_rows, double *weight)
{
	LgDd		sum = lg_dd(0.0);
	uint64		this_key;
	uint64		payload;
	int64		n = 0;

	while (logistic_sorter_peek(sorter, &this_key, &payload) &&
		   this_key == key)
	{
		if (sorter->width == 2)
		{
			double		weight_here = bits_weight(payload);

			if (weight_here < 0.0)
				n += (int64) -weight_here - 1;
			lg_dd_accumulate_double(&sum, fabs(weight_here));
		}
		n++;
		logistic_sorter_advance(sorter);
	}
	*n_rows = n;
	*weight = sorter->width == 2 ? lg_dd_double(sum) : (double) n;
}

/* The rows of the highest score that is left, as a step. */
static bool
next_step(void *host, LgThresholdStep *step)
{
	LogisticRank *rank = host;
	LogisticSorter *negatives = &rank->sorters[1 - rank->positive];
	LogisticSorter *positives = &rank->sorters[rank->positive];
	uint64		keys[2];
	uint64		payload;
	bool		has_negative;
	bool		has_positive;
	uint64		key;

	CHECK_FOR_INTERRUPTS();
	has_negative = logistic_sorter_peek(negatives, &keys[0], &payload);
	has_positive = logistic_sorter_peek(positives, &keys[1], &payload);
	if (!has_negative && !has_positive)
		return false;
	key = !has_negative ? keys[1] : !has_positive ? keys[0] :
		Min(keys[0], keys[1]);
	step->score = lg_radix_double(key);
	take_key(negatives, key, &step->n_rows[0], &step->weight[0]);
	take_key(positives, key, &step->n_rows[1], &step->weight[1]);
	return true;
}

void
logistic_rank_steps(LogisticRank *rank, int positive, LgThresholdSteps *steps)
{
	int			class;

	rank->positive = positive;
	for (class = 0; class < 2; class++)
	{
		int			label = class == 1 ? positive : 1 - positive;

		steps->n_rows[class] = rank->sorters[label].n + rank->n_more[label];
		steps->weight[class] = rank->weight[label];
	}
	steps->host = rank;
	steps->rewind = rewind_steps;
	steps->next = next_step;
}

LogisticRank *
logistic_rank_final(FunctionCallInfo fcinfo, LgThresholdSteps *steps)
{
	LogisticRank *rank;
	int			positive;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		return NULL;
	rank = (LogisticRank *) PG_GETARG_POINTER(0);
	if (!rank->head.is_open)
		return NULL;
	positive = logistic_labels_positive(&rank->head.labels);
	if (positive < 0)
		return NULL;
	logistic_rank_steps(rank, positive, steps);
	return rank;
}

void
logistic_rank_check_unweighted(const LogisticRank *rank, const char *metric)
{
	if (rank->is_weighted)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not defined for weighted rows", metric)));
}

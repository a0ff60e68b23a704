/*-------------------------------------------------------------------------
 *
 * auc_compare.c
 *		DeLong's test for the areas of two scores of the same rows.
 *
 * The rows are sorted by the first score, with the second as payload; that
 * gives each row its placement under the first.  They are sorted again by
 * the second score, now with that placement as payload.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/metrics/delong.h"
#include "core/numeric/probability.h"
#include "core/numeric/radix_sort.h"
#include "metrics/rank_state.h"
#include "pg/result_rows.h"

/* Lives in the aggregate context with all that it points to. */
typedef struct AucTest
{
	LogisticMetricHead head;
	LogisticSpillFile *space;	/* the call site's, or NULL */
	LogisticSorter sorters[2];	/* by label code; payload: the second score */
} AucTest;

static const LogisticMetricKind two_scores = {.n_scores = 2};

/* Makes an empty sorter for each label. */
static void
init_sorters(LogisticSorter *sorters, MemoryContext context,
			 LogisticSpillFile *space)
{
	int			label;

	/* the default payload never occurs, so every entry has one of its own */
	for (label = 0; label < 2; label++)
		logistic_sorter_init(&sorters[label], context, space,
							 LOGISTIC_NO_KEY);
}

/* Called when the group is done. */
static void
release(Datum state)
{
	AucTest    *test = (AucTest *) DatumGetPointer(state);

	logistic_sorter_release(&test->sorters[0]);
	logistic_sorter_release(&test->sorters[1]);
}

/* One row. */
static Datum
transition(FunctionCallInfo fcinfo, int label_argument)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	LogisticMetricSite *site;
	LogisticMetricRow row;
	AucTest    *test;
	int64		i;

	site = logistic_metric_site(fcinfo, label_argument, &two_scores);
	if (!PG_ARGISNULL(0))
		test = (AucTest *) PG_GETARG_POINTER(0);
	else
	{
		test = MemoryContextAllocZero(context, sizeof(*test));
		test->space = logistic_metric_space(fcinfo, &site->space, release,
											test);
		init_sorters(test->sorters, context, test->space);
	}
	if (logistic_metric_read(site, fcinfo, &test->head, context, &row))
	{
		if (row.weight != row.frequency)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("roc_auc_test is not defined for weighted rows")));
		for (i = 0; i < (int64) row.frequency; i++)
		{
			logistic_sorter_add(&test->sorters[row.label],
								lg_radix_key(row.score),
								lg_radix_key(row.second_score));
			if (i % 1024 == 1023)
				CHECK_FOR_INTERRUPTS();
		}
	}
	PG_RETURN_POINTER(test);
}

/*
 * logistic_auc_test_trans(internal, label "any", score_a "any",
 *						   score_b "any") -> internal
 *
 * Takes a row in; one with a NULL is left out.
 */
PG_FUNCTION_INFO_V1(logistic_auc_test_trans);
Datum
logistic_auc_test_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1);
}

/*
 * logistic_auc_test_options_trans(internal, options logistic_options,
 *								   label "any", score_a "any",
 *								   score_b "any") -> internal
 */
PG_FUNCTION_INFO_V1(logistic_auc_test_options_trans);
Datum
logistic_auc_test_options_trans(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 2);
}

/* A walk over the rows of one label, with the placement of each. */
typedef struct Walk
{
	LogisticSorter *own;		/* the rows */
	LogisticSorter *others;		/* of the other label */
	bool		counts_above;	/* negatives: a row is right below positives */
	int64		n_others;
	int64		n_passed;		/* others above the current score */
	int64		n_tied;			/* others of the current score */
	uint64		key;			/* of the current score */
	bool		has_key;
} Walk;

static void
walk_start(Walk *walk, LogisticSorter *sorters, int label, int positive)
{
	walk->own = &sorters[label];
	walk->others = &sorters[1 - label];
	walk->counts_above = label != positive;
	walk->n_others = walk->others->n;
	walk->n_passed = walk->n_tied = 0;
	walk->has_key = false;
	logistic_sorter_rewind(walk->own);
	logistic_sorter_rewind(walk->others);
}

/*
 * The next row: its payload, and its placement, which is twice the number of
 * others that it is on the right side of, plus those tied with it.
 */
static bool
walk_next(Walk *walk, uint64 *payload, double *placement)
{
	uint64		key;
	uint64		other;
	uint64		ignored;
	int64		n_right;

	if (!logistic_sorter_peek(walk->own, &key, payload))
		return false;
	logistic_sorter_advance(walk->own);
	if (!walk->has_key || walk->key != key)
	{
		CHECK_FOR_INTERRUPTS();
		walk->n_passed += walk->n_tied;
		walk->n_tied = 0;
		while (logistic_sorter_peek(walk->others, &other, &ignored) &&
			   other <= key)
		{
			if (other < key)
				walk->n_passed++;
			else
				walk->n_tied++;
			logistic_sorter_advance(walk->others);
		}
		walk->key = key;
		walk->has_key = true;
	}
	n_right = walk->counts_above ? walk->n_passed :
		walk->n_others - walk->n_passed - walk->n_tied;
	*placement = 2.0 * n_right + walk->n_tied;
	return true;
}

/* Computes areas, their variances and that of the difference. */
static void
compare_areas(AucTest *test, int positive, LgDelong *answer)
{
	LgPlacements placements[2];
	LogisticSorter by_second[2];
	Walk		walk;
	uint64		payload;
	double		first;
	double		second;
	int			label;

	init_sorters(by_second, CurrentMemoryContext, test->space);
	for (label = 0; label < 2; label++)
	{
		walk_start(&walk, test->sorters, label, positive);
		while (walk_next(&walk, &payload, &first))
		{
			uint64		bits;

			memcpy(&bits, &first, sizeof(bits));
			logistic_sorter_add(&by_second[label], payload, bits);
		}
	}
	memset(placements, 0, sizeof(placements));
	for (label = 0; label < 2; label++)
	{
		walk_start(&walk, by_second, label, positive);
		while (walk_next(&walk, &payload, &second))
		{
			memcpy(&first, &payload, sizeof(first));
			lg_delong_add(&placements[label], first, second);
		}
	}
	logistic_sorter_release(&by_second[0]);
	logistic_sorter_release(&by_second[1]);
	lg_delong(&placements[1 - positive], &placements[positive], answer);
}

/*
 * logistic_auc_test_final(internal) -> logistic_roc_auc_test
 *
 * roc_auc_a, roc_auc_b, difference, std_error of it, statistic (difference /
 * std_error) and p_value, two-sided, by the normal distribution.  NULL without
 * rows of both labels; with one row of a label no test.  Scores with the same
 * ranking have statistic 0, as in pROC.
 */
PG_FUNCTION_INFO_V1(logistic_auc_test_final);
Datum
logistic_auc_test_final(PG_FUNCTION_ARGS)
{
	AucTest    *test;
	LgDelong	answer;
	double		columns[6];
	int			positive;

	(void) logistic_metric_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	test = (AucTest *) PG_GETARG_POINTER(0);
	positive = logistic_labels_positive(&test->head.labels);
	if (positive < 0 || test->sorters[0].n == 0 || test->sorters[1].n == 0)
		PG_RETURN_NULL();
	compare_areas(test, positive, &answer);
	columns[0] = answer.auc[0];
	columns[1] = answer.auc[1];
	columns[2] = answer.auc[0] - answer.auc[1];
	columns[3] = sqrt(answer.variance_of_difference);
	columns[4] = columns[2] == 0.0 && columns[3] == 0.0 ? 0.0 :
		columns[2] / columns[3];
	columns[5] = lg_probability_two_sided_p(columns[4]);
	return logistic_result_row_finish(fcinfo, columns, lengthof(columns));
}

/*-------------------------------------------------------------------------
 *
 * tally.c
 *		The small state of metrics that are sums over rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "metrics/tally.h"
#include "pg/compat.h"

LogisticTally *
logistic_tally_make(LogisticTallyKind kind, MemoryContext context)
{
	LogisticTally *tally = MemoryContextAllocZero(context, sizeof(*tally));

	tally->kind = kind;
	return tally;
}

/* Makes the bins that the parameters of the call ask for. */
static void
open_bins(LogisticTally *tally, MemoryContext context)
{
	const LogisticMetricHead *head = &tally->head;

	switch (tally->kind)
	{
		case LOGISTIC_TALLY_LOSS:
			tally->n_bins = 1;
			break;
		case LOGISTIC_TALLY_THRESHOLD:
			tally->n_bins = 2;
			tally->threshold = !isnan(head->parameters[0]) ?
				head->parameters[0] :
				head->options ? head->options->threshold : 0.5;
			break;
		case LOGISTIC_TALLY_BINS:
			tally->n_bins = logistic_metric_count(head, 0, "number of bins", 1,
												  LOGISTIC_BINS_LIMIT,
												  LOGISTIC_BINS_DEFAULT);
			break;
	}
	tally->sums = MemoryContextAllocZero(context, 2 * tally->n_bins *
										 sizeof(LgScoreSums));
}

void
logistic_tally_add(LogisticTally *tally, const LogisticMetricRow *row,
				   MemoryContext context)
{
	LgScoreSums *sums;
	double		score = row->score;

	Assert(row->label <= 1 && row->weight > 0.0 && !isnan(score));
	if (tally->n_bins == 0)
		open_bins(tally, context);
	switch (tally->kind)
	{
		case LOGISTIC_TALLY_LOSS:
			sums = &tally->sums[row->label];
			if (tally->head.labels.kind == LOGISTIC_LABEL_TEXT)
			{
				/* a text's class is not known yet: sum the loss of either */
				lg_score_sums_add_loss(sums, 0, score, row->weight);
				lg_score_sums_add_loss(sums, 1, score, row->weight);
			}
			else
				lg_score_sums_add_loss(sums, row->label, score, row->weight);
			break;
		case LOGISTIC_TALLY_THRESHOLD:
			sums = &tally->sums[(score >= tally->threshold ? 2 : 0) +
								row->label];
			break;
		case LOGISTIC_TALLY_BINS:
			sums = &tally->sums[2 * lg_score_sums_bin(score, tally->n_bins) +
								row->label];
			lg_score_sums_add_score(sums, score, row->weight);
			break;
		default:
			elog(ERROR, "unknown kind of tally: %d", tally->kind);
	}
	lg_scoresums_count(sums, (int64) row->frequency, row->weight);
}

/* Complains of bytes that are no state, or not one of this metric. */
static void
report_damage(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("states of a metric are damaged")));
}

/*
 * Most rows: counts up to here are exact in a double, and two of them add up
 * without overflow.
 */
#define ROWS_LIMIT	(INT64CONST(1) << 53)

static int64
check_rows(int64 n)
{
	if (n < 0 || n > ROWS_LIMIT)
		report_damage();
	return n;
}

/* Is the number of bins one that the kind of tally can have, or 0? */
static bool
has_bins(const LogisticTally *tally)
{
	switch (tally->kind)
	{
		case LOGISTIC_TALLY_LOSS:
			return tally->n_bins == 0 || tally->n_bins == 1;
		case LOGISTIC_TALLY_THRESHOLD:
			return tally->n_bins == 0 || tally->n_bins == 2;
		case LOGISTIC_TALLY_BINS:
			return tally->n_bins >= 0 && tally->n_bins <= LOGISTIC_BINS_LIMIT;
	}
	return false;
}

void
logistic_tally_merge(LogisticTally *tally, const LogisticTally *from,
					 MemoryContext context)
{
	int			map[2];
	int			bin;
	int			label;

	if (from->kind != tally->kind)
		report_damage();
	if (from->n_bins == 0)
		return;
	if (tally->n_bins == 0)
	{
		memcpy(tally->head.parameters, from->head.parameters,
			   sizeof(from->head.parameters));
		tally->head.is_open = true;
		tally->threshold = from->threshold;
		tally->n_bins = from->n_bins;
		tally->sums = MemoryContextAllocZero(context, 2 * tally->n_bins *
											 sizeof(LgScoreSums));
	}
	if (tally->n_bins != from->n_bins || tally->threshold != from->threshold)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameters of a metric differ between its rows"),
				 errhint("Group by the parameter for one result each.")));
	logistic_labels_merge(&tally->head.labels, &from->head.labels, context,
						  map);
	for (bin = 0; bin < tally->n_bins; bin++)
		for (label = 0; label < 2; label++)
		{
			LgScoreSums *sums = &tally->sums[2 * bin + map[label]];

			lg_score_sums_merge(sums, &from->sums[2 * bin + label]);
			(void) check_rows(sums->n_rows);
		}
}

static void
send_sum(StringInfo message, LgDd sum)
{
	pq_sendfloat8(message, sum.hi);
	pq_sendfloat8(message, sum.lo);
}

static LgDd
receive_sum(StringInfo message)
{
	LgDd		sum;

	sum.hi = pq_getmsgfloat8(message);
	sum.lo = pq_getmsgfloat8(message);
	return sum;
}

/* LogisticMergeKind: to bytes. */
static bytea *
write_tally(const void *content)
{
	const LogisticTally *tally = content;
	StringInfoData message;
	int			i;
	int			label;

	pq_begintypsend(&message);
	pq_sendbyte(&message, tally->kind);
	pq_sendfloat8(&message, tally->threshold);
	for (i = 0; i < LOGISTIC_METRIC_PARAMETERS; i++)
		pq_sendfloat8(&message, tally->head.parameters[i]);
	pq_sendint32(&message, tally->n_bins);
	logistic_labels_send(&tally->head.labels, &message);
	for (i = 0; i < 2 * tally->n_bins; i++)
	{
		const LgScoreSums *sums = &tally->sums[i];

		pq_sendint64(&message, sums->n_rows);
		send_sum(&message, sums->weight);
		send_sum(&message, sums->score);
		for (label = 0; label < 2; label++)
		{
			send_sum(&message, lg_score_sums_loss(sums, label));
			send_sum(&message, sums->square[label]);
			pq_sendbyte(&message, sums->is_infinite[label]);
		}
	}
	return pq_endtypsend(&message);
}

/* LogisticMergeKind: from bytes, which are not trusted. */
static void *
read_tally(bytea *bytes)
{
	LogisticTally *tally = palloc0(sizeof(*tally));
	StringInfoData message;
	int			i;
	int			label;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes),
						   VARSIZE_ANY_EXHDR(bytes));
	tally->kind = pq_getmsgbyte(&message);
	tally->threshold = pq_getmsgfloat8(&message);
	for (i = 0; i < LOGISTIC_METRIC_PARAMETERS; i++)
		tally->head.parameters[i] = pq_getmsgfloat8(&message);
	tally->n_bins = pq_getmsgint(&message, 4);
	logistic_labels_receive(&tally->head.labels, &message);
	tally->head.is_open = tally->n_bins > 0;
	if (!has_bins(tally))
		report_damage();
	tally->sums = palloc0(2 * Max(tally->n_bins, 1) * sizeof(LgScoreSums));
	for (i = 0; i < 2 * tally->n_bins; i++)
	{
		LgScoreSums *sums = &tally->sums[i];

		sums->n_rows = check_rows(pq_getmsgint64(&message));
		sums->weight = receive_sum(&message);
		sums->score = receive_sum(&message);
		for (label = 0; label < 2; label++)
		{
			sums->loss[label] = receive_sum(&message);
			sums->square[label] = receive_sum(&message);
			sums->is_infinite[label] = pq_getmsgbyte(&message);
		}
	}
	pq_getmsgend(&message);
	pfree(message.data);
	return tally;
}

const LogisticMergeKind logistic_tally_merge_kind = {write_tally, read_tally};

LogisticMergeState *
logistic_tally_state(Datum datum, MemoryContext context)
{
	LogisticMergeState *state =
		logistic_merge_state_get(&logistic_tally_merge_kind, datum, context);
	const LogisticTally *tally = state->content;

	/*
	 * Bytes are from an aggregate whose state has that type, and whose label
	 * is a boolean or a number.  Values of a text label, which are read by a
	 * type that the bytes name, would not be those of a type.
	 */
	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)) &&
		(tally->head.labels.kind == LOGISTIC_LABEL_TEXT ||
		 tally->head.labels.positive != NULL ||
		 tally->head.labels.n_values > 0))
		report_damage();
	return state;
}

void
logistic_tally_require(const LogisticTally *tally, LogisticTallyKind kind)
{
	if (tally->kind != kind)
		report_damage();
}

const LogisticTally *
logistic_tally_final(FunctionCallInfo fcinfo, LogisticTallyKind kind,
					 int *positive)
{
	MemoryContext context = logistic_metric_context(fcinfo);
	const LogisticTally *tally;

	if (PG_ARGISNULL(0))
		return NULL;
	tally = logistic_tally_state(PG_GETARG_DATUM(0), context)->content;
	logistic_tally_require(tally, kind);
	if (tally->n_bins == 0)
		return NULL;
	*positive = logistic_labels_positive(&tally->head.labels);
	return *positive < 0 ? NULL : tally;
}

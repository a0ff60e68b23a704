/*-------------------------------------------------------------------------
 *
 * pass_totals.c
 *		The answer to a pass of a distributed fit: the state of logistic_step.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "core/data/order_statistics.h"
#include "distributed/pass_totals.h"
#include "fit/fit_state.h"
#include "pass/pass_scratch.h"

#define WHAT	"states of logistic_step"

/* Bytes of what every answer has, of the row_counts, of moments and of a sum. */
#define FIXED_SIZE		(VARHDRSZ + 6 + 4 + 4 + 4 + 5 * 8)
#define TALLY_SIZE		(2 * 8 + 4 * 8 + 2 + 4 + 4)
#define MOMENTS_SIZE	(7 * 8)
#define SUM_SIZE		(2 * 8)

/* Most sums: those of a curvature with the most terms. */
#define SUMS_LIMIT \
	(1 + LOGISTIC_PASS_TERMS_LIMIT + \
	 LOGISTIC_PASS_TERMS_LIMIT * (LOGISTIC_PASS_TERMS_LIMIT + 1) / 2)

/* Most rows: larger counts are not exact in a double. */
#define ROWS_LIMIT		(INT64CONST(1) << 53)

double *
logistic_pass_sample_grow(LogisticPassSample *sample, int n,
						  MemoryContext context)
{
	Size		width = sample->width * sizeof(double);

	if (sample->rows == NULL)
	{
		sample->capacity = n;
		sample->rows = MemoryContextAllocHuge(context, n * width);
	}
	else if (sample->n_rows + n > sample->capacity)
	{
		sample->capacity = Max(2 * sample->capacity, sample->n_rows + n);
		sample->rows = repalloc_huge(sample->rows, sample->capacity * width);
	}
	return sample->rows + (Size) sample->n_rows * sample->width;
}

/* Is a sum of this kind a count or a value that fits a double? */
static bool
has_doubles(LgPassKind kind)
{
	return kind == LG_PASS_KEY_COUNTS || kind == LG_PASS_KEYS;
}

/* The number of key counts that are not zero; most are. */
static Size
count_nonzero(const LogisticPassTotals *answer)
{
	Size		n = 0;
	Size		i;

	for (i = 0; i < answer->shape.n_sums; i++)
		if (answer->totals.sums[i].hi != 0.0)
			n++;
	return n;
}

/* The keys that a list of them has. */
static Size
count_keys(const LogisticPassTotals *answer)
{
	return Min((Size) answer->totals.n_rows, answer->shape.n_sums);
}

/* Bytes of the sums. */
static Size
sums_size(const LogisticPassTotals *answer)
{
	if (answer->shape.kind == LG_PASS_KEY_COUNTS)
		return 4 + count_nonzero(answer) * (4 + sizeof(double));
	if (answer->shape.kind == LG_PASS_KEYS)
		return count_keys(answer) * sizeof(double);
	return answer->shape.n_sums * SUM_SIZE;
}

/* How many numbers a sample has. */
static Size
sample_size(const LogisticPassSample *sample)
{
	return (Size) sample->n_rows * sample->width;
}

Size
logistic_pass_totals_size(const LogisticPassTotals *answer)
{
	return FIXED_SIZE + logistic_row_sums_size(&answer->row_sums) +
		(answer->shape.kind == LG_PASS_MEASURE ? TALLY_SIZE : 0) +
		sample_size(&answer->sample) * sizeof(double) +
		answer->shape.n_terms * MOMENTS_SIZE +
		sums_size(answer);
}

static void
write_sums(StringInfo buf, const LogisticPassTotals *answer)
{
	const LgDd *sums = answer->totals.sums;
	Size		n = answer->shape.n_sums;
	Size		i;

	if (!has_doubles(answer->shape.kind))
	{
		logistic_pass_put(buf, sums, n);
		return;
	}
	if (answer->shape.kind == LG_PASS_KEYS)
	{
		for (i = 0; i < count_keys(answer); i++)
			pq_sendfloat8(buf, sums[i].hi);
		return;
	}
	pq_sendint32(buf, (int32) count_nonzero(answer));
	for (i = 0; i < n; i++)
		if (sums[i].hi != 0.0)
		{
			pq_sendint32(buf, (int32) i);
			pq_sendfloat8(buf, sums[i].hi);
		}
}

bytea *
logistic_pass_totals_write(const LogisticPassTotals *answer)
{
	const LgTotals *totals = &answer->totals;
	const LogisticPassSample *sample = &answer->sample;
	StringInfoData buf;
	Size		i;
	int			j;

	logistic_pass_begin(&buf, answer->shape.kind);
	enlargeStringInfo(&buf, logistic_pass_totals_size(answer));
	pq_sendint32(&buf, answer->question);
	pq_sendint32(&buf, answer->shape.n_terms);
	pq_sendint32(&buf, (int32) answer->shape.n_sums);
	pq_sendint64(&buf, answer->n_rows);
	pq_sendint64(&buf, answer->n_skipped);
	pq_sendint64(&buf, totals->n_rows);
	pq_sendfloat8(&buf, totals->smallest);
	pq_sendfloat8(&buf, totals->largest);
	if (answer->shape.kind == LG_PASS_MEASURE)
	{
		const LgRowCounts *row_counts = &totals->row_counts;

		pq_sendint64(&buf, row_counts->n_rows);
		pq_sendint64(&buf, row_counts->n_positive);
		logistic_pass_put(&buf, &row_counts->sum_weights, 1);
		logistic_pass_put(&buf, &row_counts->sum_weights_positive, 1);
		pq_sendint8(&buf, row_counts->has_weights);
		pq_sendint8(&buf, row_counts->has_offsets);
		pq_sendint32(&buf, sample->width);
		pq_sendint32(&buf, sample->n_rows);
	}
	for (j = 0; j < answer->shape.n_terms; j++)
	{
		const LgMoments *moments = &totals->moments[j];

		pq_sendfloat8(&buf, moments->min);
		pq_sendfloat8(&buf, moments->max);
		pq_sendfloat8(&buf, moments->unit);
		logistic_pass_put(&buf, &moments->mean, 1);
		logistic_pass_put(&buf, &moments->squares, 1);
	}
	write_sums(&buf, answer);
	for (i = 0; i < sample_size(sample); i++)
		pq_sendfloat8(&buf, sample->rows[i]);
	logistic_row_sums_write(&answer->row_sums, &buf);
	return logistic_pass_finish(&buf);
}

/* Checks a number of rows, so that the sum of two cannot overflow. */
static int64
check_count(int64 n)
{
	if (n < 0 || n > ROWS_LIMIT)
		logistic_pass_damaged(WHAT);
	return n;
}

static int64
read_rows(StringInfo buf)
{
	return check_count(pq_getmsgint64(buf));
}

static void
read_row_counts(StringInfo buf, LgRowCounts *row_counts)
{
	row_counts->n_rows = read_rows(buf);
	row_counts->n_positive = read_rows(buf);
	logistic_pass_get(buf, &row_counts->sum_weights, 1);
	logistic_pass_get(buf, &row_counts->sum_weights_positive, 1);
	row_counts->has_weights = pq_getmsgbyte(buf) != 0;
	row_counts->has_offsets = pq_getmsgbyte(buf) != 0;
}

/* The size of the sample, whose rows come last. */
static void
read_sample_size(StringInfo buf, LogisticPassSample *sample)
{
	int			n;

	sample->width = (int) pq_getmsgint(buf, 4);
	if (sample->width < 0 || sample->width > LOGISTIC_SAMPLE_FEATURES +
		LOGISTIC_PASS_INPUTS_LIMIT)
		logistic_pass_damaged(WHAT);
	n = logistic_pass_count(buf, Max(sample->width, 1) * sizeof(double),
							PG_INT32_MAX);
	if (n > 0)
		(void) logistic_pass_sample_grow(sample, n, CurrentMemoryContext);
	sample->n_rows = n;
}

static void
read_moments(StringInfo buf, LgMoments *moments)
{
	moments->min = pq_getmsgfloat8(buf);
	moments->max = pq_getmsgfloat8(buf);
	moments->unit = pq_getmsgfloat8(buf);
	logistic_pass_get(buf, &moments->mean, 1);
	logistic_pass_get(buf, &moments->squares, 1);
}

static void
read_sums(StringInfo buf, LogisticPassTotals *answer)
{
	LgDd	   *sums = answer->totals.sums;
	Size		n = answer->shape.n_sums;
	Size		i;

	if (!has_doubles(answer->shape.kind))
	{
		logistic_pass_get(buf, sums, n);
		return;
	}
	memset(sums, 0, n * sizeof(LgDd));
	if (answer->shape.kind == LG_PASS_KEYS)
	{
		for (i = 0; i < count_keys(answer); i++)
			sums[i].hi = pq_getmsgfloat8(buf);
		return;
	}
	for (i = logistic_pass_count(buf, 4 + sizeof(double), (int) n); i > 0; i--)
	{
		Size		place = pq_getmsgint(buf, 4);

		if (place >= n)
			logistic_pass_damaged(WHAT);
		sums[place].hi = pq_getmsgfloat8(buf);
	}
}

/* How many sums there are; those of keys are not all among the bytes. */
static Size
read_n_sums(StringInfo buf, LgPassKind kind)
{
	Size		n;

	if (!has_doubles(kind))
		return logistic_pass_count(buf, SUM_SIZE, SUMS_LIMIT);
	n = pq_getmsgint(buf, 4);
	if (n > LG_ORDER_COUNTS)
		logistic_pass_damaged(WHAT);
	return n;
}

void
logistic_pass_totals_read(const bytea *bytes, LogisticPassTotals *answer)
{
	LgTotals   *totals = &answer->totals;
	LogisticPassSample *sample = &answer->sample;
	StringInfoData buf;
	Size		i;
	int			j;

	memset(answer, 0, sizeof(*answer));
	answer->shape.kind = logistic_pass_open(&buf, bytes, WHAT);
	answer->question = pq_getmsgint(&buf, 4);
	answer->shape.n_terms = logistic_pass_count(&buf, MOMENTS_SIZE,
												LOGISTIC_PASS_TERMS_LIMIT);
	answer->shape.n_sums = read_n_sums(&buf, answer->shape.kind);
	logistic_pass_totals_make(totals, &answer->shape);
	answer->n_rows = read_rows(&buf);
	answer->n_skipped = read_rows(&buf);
	totals->n_rows = read_rows(&buf);
	totals->smallest = pq_getmsgfloat8(&buf);
	totals->largest = pq_getmsgfloat8(&buf);
	if (answer->shape.kind == LG_PASS_MEASURE)
	{
		read_row_counts(&buf, &totals->row_counts);
		read_sample_size(&buf, sample);
	}
	for (j = 0; j < answer->shape.n_terms; j++)
		read_moments(&buf, &totals->moments[j]);
	read_sums(&buf, answer);
	for (i = 0; i < sample_size(sample); i++)
		sample->rows[i] = pq_getmsgfloat8(&buf);
	logistic_row_sums_read(&answer->row_sums, &buf);
	pq_getmsgend(&buf);
}

void
logistic_answer_shape(const LogisticQuestion *question,
					  LogisticPassTotals *answer)
{
	memset(answer, 0, sizeof(*answer));
	answer->question = question->checksum;
	answer->shape = lg_pass_shape(&question->pass);
	answer->row_sums.n = LOGISTIC_SUM_OF_INPUTS + question->n_inputs;
	if (question->sample_share > 0.0)
		answer->sample.width = LOGISTIC_SAMPLE_FEATURES + question->n_inputs;
}

void
logistic_answer_check(const LogisticPassTotals *answer,
					  const LogisticPassTotals *expected)
{
	if (answer->question != expected->question ||
		answer->shape.kind != expected->shape.kind ||
		answer->shape.n_terms != expected->shape.n_terms ||
		answer->shape.n_sums != expected->shape.n_sums ||
		answer->row_sums.n != expected->row_sums.n ||
		answer->sample.width != expected->sample.width)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("states of logistic_step for different parameters cannot be merged")));
}

void
logistic_pass_totals_merge(LogisticPassTotals *answer,
						   const LogisticPassTotals *other,
						   MemoryContext context)
{
	LogisticPassSample *sample = &answer->sample;
	int64		n_rows = answer->totals.row_counts.n_rows +
		other->totals.row_counts.n_rows;
	double	   *rows;

	logistic_answer_check(other, answer);
	logistic_fit_state_add_count(&n_rows, 0);
	answer->n_rows += other->n_rows;
	logistic_row_sums_merge(&answer->row_sums, &other->row_sums);
	lg_totals_merge(&answer->totals, &other->totals, &answer->shape);
	(void) check_count(answer->n_rows);
	(void) check_count(answer->totals.n_rows);
	(void) check_count(answer->totals.row_counts.n_positive);

	/* frequencies add up to any number */
	logistic_fit_state_add_count(&answer->n_skipped, other->n_skipped);
	if (other->sample.n_rows > 0)
	{
		rows = logistic_pass_sample_grow(sample, other->sample.n_rows, context);
		memcpy(rows, other->sample.rows,
			   sample_size(&other->sample) * sizeof(double));
		sample->n_rows += other->sample.n_rows;
	}
}

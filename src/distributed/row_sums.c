/*-------------------------------------------------------------------------
 *
 * row_sums.c
 *		Sums by which passes of a distributed fit tell if rows have changed.
 *
 * Rows on other servers may change between two passes, where no snapshot
 * spans them, and a fit to a mixture of both would look like any other.
 * Sums of every column find changes of labels, weights and features that
 * leave the number of rows as it is.
 *
 * Parts arrive in any order, so that sums of the same rows differ by
 * rounding; values themselves may, where the query computes them from sums.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"

#include "core/terms/filled_rows.h"
#include "distributed/row_sums.h"

/* Rounding is below 1e-11 for 1e9 rows that are added block by block. */
#define SAME_TOLERANCE	1e-9

void
logistic_row_sums_make(LogisticRowSums *sums, int n_inputs)
{
	sums->n = LOGISTIC_SUM_OF_INPUTS + n_inputs;
	sums->sums = palloc0(sums->n * sizeof(double));
	sums->sizes = palloc0(sums->n * sizeof(double));
}

void
logistic_row_sums_numbers(LogisticRowSums *sums, int i, const double *values,
						  const uint8 *labels, int n)
{
	double		sum = 0.0;
	double		size = 0.0;
	int			r;

	for (r = 0; r < n; r++)
	{
		double		value = lg_is_missing(values[r]) ? 0.0 :
			labels[r] ? 2.0 * values[r] : values[r];

		sum += value;
		size += fabs(value);
	}
	sums->sums[i] += sum;
	sums->sizes[i] += size;
}

void
logistic_row_sums_codes(LogisticRowSums *sums, int i, const uint16 *values,
						const uint8 *labels, int n)
{
	uint32		sum = 0;		/* exact: a block has few rows */
	int			r;

	for (r = 0; r < n; r++)
		sum += (uint32) values[r] << labels[r];
	sums->sums[i] += sum;
	sums->sizes[i] += sum;
}

void
logistic_row_sums_merge(LogisticRowSums *sums, const LogisticRowSums *other)
{
	int			i;

	for (i = 0; i < sums->n; i++)
	{
		sums->sums[i] += other->sums[i];
		sums->sizes[i] += other->sizes[i];
	}
}

bool
logistic_row_sums_same(const LogisticRowSums *a, const LogisticRowSums *b)
{
	int			i;

	for (i = 0; i < a->n; i++)
	{
		double		size = Max(a->sizes[i], b->sizes[i]);

		/* a sum of huge values may be infinite, and tells nothing then */
		if (fabs(a->sums[i] - b->sums[i]) > SAME_TOLERANCE * size)
			return false;
	}
	return true;
}

Size
logistic_row_sums_size(const LogisticRowSums *sums)
{
	return 4 + (Size) sums->n * 2 * sizeof(double);
}

void
logistic_row_sums_write(const LogisticRowSums *sums, StringInfo buf)
{
	int			i;

	pq_sendint32(buf, sums->n);
	for (i = 0; i < sums->n; i++)
	{
		pq_sendfloat8(buf, sums->sums[i]);
		pq_sendfloat8(buf, sums->sizes[i]);
	}
}

void
logistic_row_sums_read(LogisticRowSums *sums, StringInfo buf)
{
	int			n = logistic_pass_count(buf, 2 * sizeof(double),
										LOGISTIC_SUM_OF_INPUTS +
										LOGISTIC_PASS_INPUTS_LIMIT);
	int			i;

	logistic_row_sums_make(sums, Max(n - LOGISTIC_SUM_OF_INPUTS, 0));
	if (n != sums->n)
		logistic_pass_damaged("states of logistic_step");
	for (i = 0; i < n; i++)
	{
		sums->sums[i] = pq_getmsgfloat8(buf);
		sums->sizes[i] = pq_getmsgfloat8(buf);
	}
}

/*-------------------------------------------------------------------------
 *
 * order_statistics_test.c
 *		Order statistics and quantiles against a sorted copy.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/order_statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define MANY	20000

/* A column as rows. */
typedef struct Column
{
	double		x[MANY];
	int			n;
	int			at;				/* of the next block */
	int			n_passes;
	const double *numbers[1];
} Column;

static Column column;
static double sorted[MANY];
static LgOrderWork work;

static void
rewind_column(void *host)
{
	((Column *) host)->at = 0;
	((Column *) host)->n_passes++;
}

static bool
next_block(void *host, LgBlock *block)
{
	Column	   *of = host;

	if (of->at >= of->n)
		return false;
	memset(block, 0, sizeof(*block));
	of->numbers[0] = of->x + of->at;
	block->numbers = of->numbers;
	block->n_rows = of->n - of->at < LG_BLOCK_ROWS ? of->n - of->at :
		LG_BLOCK_ROWS;
	of->at += block->n_rows;
	return true;
}

static int
compare(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* Compares all of some quantiles, with buffers of several sizes. */
static void
against_sort(const char *name)
{
	static const size_t capacities[] = {1, 30, 1000, MANY};
	static const int groups[] = {2, 3, 4, 10, 50};
	LgRows		rows = {0};
	int			wrong = 0;
	int			most = 0;
	size_t		c;
	size_t		g;
	int			k;

	rows.host = &column;
	rows.n_rows = column.n;
	rows.rewind = rewind_column;
	rows.next = next_block;
	memcpy(sorted, column.x, column.n * sizeof(double));
	qsort(sorted, column.n, sizeof(double), compare);
	for (c = 0; c < sizeof(capacities) / sizeof(*capacities); c++)
		for (g = 0; g < sizeof(groups) / sizeof(*groups); g++)
		{
			int64_t		places[LG_ORDER_LIMIT];
			double		values[LG_ORDER_LIMIT];
			double		quantiles[LG_ORDER_LIMIT];
			int			n = lg_quantile_places(column.n, groups[g], 1,
													   groups[g] - 1, places);

			work.capacity = capacities[c];
			column.n_passes = 0;
			lg_order_statistics(&rows, column.n, 0, places, n, values, &work);
			if (column.n_passes > most)
				most = column.n_passes;
			for (k = 0; k < n; k++)
				if (values[k] != sorted[places[k]])
					wrong++;
			lg_quantiles_of_places(column.n, groups[g], 1, groups[g] - 1,
								   places, n, values, quantiles);
			for (k = 1; k < groups[g]; k++)
			{
				int			low = (column.n - 1) * k / groups[g];
				double		share = (double) ((column.n - 1) * k % groups[g]) /
					groups[g];
				double		expected = (1.0 - share) * sorted[low] +
					(share > 0.0 ? share * sorted[low + 1] : 0.0);

				if (!(fabs(quantiles[k - 1] - expected) <=
					  1e-8 * fabs(expected)))
					wrong++;
			}
		}
	ok(wrong == 0 && most <= 6, "%s: %d wrong, at most %d passes", name, wrong,
	   most);
}

int
main(void)
{
	int			i;

	work.keys = malloc(MANY * sizeof(uint64_t));
	work.scratch = malloc(MANY * sizeof(uint64_t));
	work.counts = malloc(LG_ORDER_COUNTS * sizeof(int64_t));

	column.n = 1;
	column.x[0] = -3.5;
	against_sort("one row");
	column.n = MANY;
	for (i = 0; i < MANY; i++)
		column.x[i] = (double) (i * 7919LL % MANY) / MANY;
	against_sort("uniform");
	for (i = 0; i < MANY; i++)
		column.x[i] = tan(3.14159 * ((i * 7919LL % MANY + 0.5) / MANY - 0.5));
	against_sort("Cauchy");
	for (i = 0; i < MANY; i++)
		column.x[i] = i % 3 == 0 ? -0.0 : i % 3 == 1 ? 0.0 : 5e-324;
	against_sort("zeros of both signs, and the smallest double");
	for (i = 0; i < MANY; i++)
		column.x[i] = i % 2 ? -1e308 : 4e307 * (i % 5);
	against_sort("huge");
	for (i = 0; i < MANY; i++)
		column.x[i] = 1764547200.0 + i % 100 * 1e-6;
	against_sort("epochs that differ by a microsecond");
	return tap_done();
}

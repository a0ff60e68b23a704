/*-------------------------------------------------------------------------
 *
 * order_statistics.c
 *		Exact order statistics of a column, by passes over the rows.
 *
 * Method: radix selection.  Doubles are mapped to keys in ascending order.
 * Each pass counts the keys by their next bits, within the ranges in which a
 * wanted place lies, and so cuts each range to the one value of these bits
 * that has the place.  As soon as all keys of all ranges fit into the caller's
 * buffer, a last pass collects them, and they are sorted.  A few passes
 * suffice for any data: one if the rows fit into the buffer, usually three, at
 * most six.  A row stands for as many keys as its frequency says.  Rows that
 * are elsewhere are asked for the same counts, and for their keys only where
 * these are few.
 *
 * Quantiles are those of R's type 7, as in core/metrics/quantile.c.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/order_statistics.h"

#include <string.h>

#include "core/data/pass.h"
#include "core/numeric/radix_sort.h"

#define KEY_BITS	64

/* The key of a value: ascending, 0.0 and -0.0 the same. */
static uint64_t
key_of(double x)
{
	return ~lg_radix_key(x + 0.0);
}

static double
value_of(uint64_t key)
{
	return lg_radix_double(~key);
}

/* The question for the next bits of keys of the ranges, or for their values. */
static LgKeyQuestion
ask_keys(int column, const LgOrderRange *ranges, int n, int n_known,
		 int n_bits, size_t n_keys)
{
	LgKeyQuestion keys;
	int			k;

	keys.column = column;
	keys.n_known = n_known;
	keys.n_bits = n_bits;
	keys.n_ranges = n;
	keys.n_keys = n_keys;
	for (k = 0; k < n; k++)
		keys.prefixes[k] = ranges[k].prefix;
	return keys;
}

/* Has the pass made where the rows are; NULL if they are here. */
static const LgTotals *
ask_elsewhere(LgRows *rows, const LgKeyQuestion *keys)
{
	LgDesign	design = {.rows = rows};
	LgPass		pass = {
		.kind = keys->n_bits > 0 ? LG_PASS_KEY_COUNTS : LG_PASS_KEYS,
		.design = &design, .keys = keys
	};

	return lg_pass_elsewhere(&pass);
}

/* The range of a key among the prefixes asked for; -1 if it is in none. */
static int
find_prefix(const LgKeyQuestion *keys, uint64_t key)
{
	uint64_t	prefix = keys->n_known == 0 ? 0 :
		key >> (KEY_BITS - keys->n_known);
	int			low = 0;
	int			high = keys->n_ranges;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (keys->prefixes[middle] == prefix)
			return middle;
		if (keys->prefixes[middle] < prefix)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

/* How many equal rows a row of a block stands for. */
static inline int64_t
frequency_of(const LgBlock *block, int i)
{
	return block->frequencies ? (int64_t) block->frequencies[i] : 1;
}

/*
 * Adds the rows of a design, which are here, to the totals of a pass for key
 * counts or keys.
 */
void
lg_order_pass(const LgPass *pass, LgTotals *totals)
{
	const LgKeyQuestion *keys = pass->keys;
	LgRows	   *rows = pass->design->rows;
	uint64_t	mask = ((uint64_t) 1 << keys->n_bits) - 1;
	int			shift = KEY_BITS - keys->n_known - keys->n_bits;
	LgBlock		block;
	int			i;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			double		x = block.numbers[keys->column][i];
			uint64_t	key = key_of(x);
			int			range = find_prefix(keys, key);
			int64_t		more;

			if (range < 0)
				continue;
			more = frequency_of(&block, i);
			if (keys->n_bits > 0)
				totals->sums[((size_t) range << keys->n_bits) +
							 (key >> shift & mask)].hi += (double) more;
			for (; keys->n_bits == 0 && more > 0; more--)
			{
				if (totals->n_rows < (int64_t) keys->n_keys)
					totals->sums[totals->n_rows] = lg_dd(x);
				totals->n_rows++;
			}
		}
}

/* Counts the keys of the ranges by the next bits behind the known ones. */
static void
count_keys(LgRows *rows, int column, const LgOrderRange *ranges, int n,
		   int n_known, int n_bits, int64_t *counts)
{
	uint64_t	mask = ((uint64_t) 1 << n_bits) - 1;
	int			shift = KEY_BITS - n_known - n_bits;
	LgKeyQuestion keys = ask_keys(column, ranges, n, n_known, n_bits, 0);
	const LgTotals *totals = ask_elsewhere(rows, &keys);
	LgBlock		block;
	size_t		c;
	int			i;

	for (c = 0; totals && c < (size_t) n << n_bits; c++)
		counts[c] = (int64_t) totals->sums[c].hi;
	if (totals)
		return;
	memset(counts, 0, ((size_t) n << n_bits) * sizeof(*counts));
	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		const double *x = block.numbers[column];

		for (i = 0; i < block.n_rows; i++)
		{
			uint64_t	key = key_of(x[i]);
			int			range = find_prefix(&keys, key);

			if (range >= 0)
				counts[((size_t) range << n_bits) + (key >> shift & mask)] +=
					frequency_of(&block, i);
		}
	}
}

/* Cuts a range to those values of the next bits that have a wanted place. */
static int
cut_range(const LgOrderRange *range, const int64_t *places,
		  const int64_t *counts, int n_bits, LgOrderRange *parts)
{
	int			last = range->first + range->n_wanted;
	int			place = range->first;
	int64_t		below = range->below;
	int			n_parts = 0;
	int			bits;

	for (bits = 0; place < last; bits++)
	{
		LgOrderRange *part = &parts[n_parts];

		part->n_wanted = 0;
		while (place < last && places[place] < below + counts[bits])
		{
			part->n_wanted++;
			place++;
		}
		if (part->n_wanted > 0)
		{
			part->prefix = range->prefix << n_bits | (uint64_t) bits;
			part->below = below;
			part->n = counts[bits];
			part->first = place - part->n_wanted;
			n_parts++;
		}
		below += counts[bits];
	}
	return n_parts;
}

/* Collects the keys of the ranges, and reads the places off. */
static void
collect_keys(LgRows *rows, int column, const LgOrderRange *ranges, int n,
			 int n_known, const int64_t *places, double *values,
			 LgOrderWork *work)
{
	LgKeyQuestion keys;
	const LgTotals *totals;
	LgBlock		block;
	size_t		n_keys = 0;
	size_t		n_wanted = 0;
	int64_t		start = 0;
	int			i;
	int			k;

	for (k = 0; k < n; k++)
		n_wanted += ranges[k].n;
	keys = ask_keys(column, ranges, n, n_known, 0, n_wanted);
	totals = ask_elsewhere(rows, &keys);
	for (; totals && n_keys < n_wanted; n_keys++)
		work->keys[n_keys] = key_of((int64_t) n_keys < totals->n_rows ?
									totals->sums[n_keys].hi : 0.0);
	if (!totals)
		rows->rewind(rows->host);
	while (!totals && rows->next(rows->host, &block))
	{
		const double *x = block.numbers[column];

		for (i = 0; i < block.n_rows; i++)
		{
			uint64_t	key = key_of(x[i]);
			int64_t		more = frequency_of(&block, i);

			if (find_prefix(&keys, key) >= 0)
				while (more-- > 0)
					work->keys[n_keys++] = key;
		}
	}
	lg_radix_sort(work->keys, work->scratch, n_keys, 1);
	for (k = 0; k < n; k++)
	{
		const LgOrderRange *range = &ranges[k];

		for (i = range->first; i < range->first + range->n_wanted; i++)
			values[i] = value_of(work->keys[start + places[i] -
											range->below]);
		start += range->n;
	}
}

/*
 * Finds the values at n places of a column of numbers in ascending order,
 * counted from 0.  The rows are n_rows, each as often as its frequency says.
 * The places must ascend and be below that number; 1 <= n <= LG_ORDER_LIMIT.
 */
void
lg_order_statistics(LgRows *rows, int64_t n_rows, int column,
					const int64_t *places, int n, double *values,
					LgOrderWork *work)
{
	LgOrderRange *ranges = work->ranges[0];
	LgOrderRange *parts = work->ranges[1];
	int			n_ranges = 1;
	int			n_known = 0;
	int64_t		n_keys = n_rows;
	int64_t		capacity = rows->pass && work->capacity > LG_ORDER_FETCHED ?
		LG_ORDER_FETCHED : (int64_t) work->capacity;

	ranges[0].prefix = 0;
	ranges[0].below = 0;
	ranges[0].n = n_rows;
	ranges[0].first = 0;
	ranges[0].n_wanted = n;
	while (n_keys > capacity && n_known < KEY_BITS)
	{
		int			n_bits = n_known == 0 ? LG_ORDER_FIRST_BITS : LG_ORDER_BITS;
		LgOrderRange *swap = ranges;
		int			n_parts = 0;
		int			k;

		count_keys(rows, column, ranges, n_ranges, n_known, n_bits,
				   work->counts);
		for (k = 0; k < n_ranges; k++)
			n_parts += cut_range(&ranges[k], places,
								 work->counts + ((size_t) k << n_bits),
								 n_bits, parts + n_parts);
		ranges = parts;
		parts = swap;
		n_ranges = n_parts;
		n_known += n_bits;
		n_keys = 0;
		for (k = 0; k < n_ranges; k++)
			n_keys += ranges[k].n;
	}
	if (n_known < KEY_BITS)
		collect_keys(rows, column, ranges, n_ranges, n_known, places, values,
					 work);
	else
	{
		int			k;
		int			i;

		/* all bits are known: the prefix is the key */
		for (k = 0; k < n_ranges; k++)
			for (i = 0; i < ranges[k].n_wanted; i++)
				values[ranges[k].first + i] = value_of(ranges[k].prefix);
	}
}

/* The place below the k-th of m cuts: h = (n - 1) k / m, rounded down. */
static int64_t
place_of_quantile(int64_t n_rows, int k, int n_groups, double *share)
{
	/* (n - 1) k without overflow */
	int64_t		whole = (n_rows - 1) / n_groups;
	int64_t		rest = (n_rows - 1) % n_groups * k;

	*share = (double) (rest % n_groups) / n_groups;
	return whole * k + rest / n_groups;
}

/*
 * The places, ascending and distinct, of the values between which n quantiles
 * lie: those at first/n_groups, (first + 1)/n_groups, ...  Returns their
 * number, at most 2 n.  There must be a row.
 */
int
lg_quantile_places(int64_t n_rows, int n_groups, int first, int n,
				   int64_t *places)
{
	int			n_places = 0;
	int			k;

	for (k = first; k < first + n; k++)
	{
		double		share;
		int64_t		place = place_of_quantile(n_rows, k, n_groups, &share);

		if (n_places == 0 || place > places[n_places - 1])
			places[n_places++] = place;
		if (share > 0.0 && place + 1 > places[n_places - 1])
			places[n_places++] = place + 1;
	}
	return n_places;
}

/* These quantiles from the values at their places. */
void
lg_quantiles_of_places(int64_t n_rows, int n_groups, int first, int n,
					   const int64_t *places, int n_places,
					   const double *values, double *quantiles)
{
	int			i = 0;
	int			k;

	for (k = first; k < first + n; k++)
	{
		double		share;
		int64_t		place = place_of_quantile(n_rows, k, n_groups, &share);

		while (i < n_places - 1 && places[i] < place)
			i++;
		if (share == 0.0 || values[i] == values[i + 1])
			quantiles[k - first] = values[i];
		else
			quantiles[k - first] =
				(1.0 - share) * values[i] + share * values[i + 1];
	}
}

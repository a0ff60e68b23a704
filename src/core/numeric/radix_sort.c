/*-------------------------------------------------------------------------
 *
 * radix_sort.c
 *		Radix sort of doubles, alone or with a payload.
 *
 * Method: least significant digit first, eight bits at a time, with the
 * counts of all digits taken in one pass.  A digit that all keys share, as
 * the sign and most of the exponent of probabilities, costs nothing.  Few
 * keys are sorted by insertion.  No comparison can mispredict, and the
 * order of equal keys is kept.
 *
 * Special cases: none; keys are any 64 bits.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/radix_sort.h"

#define DIGIT_BITS		8
#define N_DIGITS		(64 / DIGIT_BITS)
#define N_VALUES		(1 << DIGIT_BITS)

/* Below this many keys insertion is faster than counting. */
#define FEW				48

static void
insertion_sort(uint64_t *entries, size_t n, int width)
{
	size_t		i;

	for (i = 1; i < n; i++)
	{
		uint64_t	key = entries[i * width];
		uint64_t	payload = entries[i * width + width - 1];
		size_t		j = i;

		for (; j > 0 && entries[(j - 1) * width] > key; j--)
		{
			entries[j * width] = entries[(j - 1) * width];
			entries[j * width + width - 1] =
				entries[(j - 1) * width + width - 1];
		}
		entries[j * width] = key;
		entries[j * width + width - 1] = payload;
	}
}

/* The sort proper; inlined once for each width. */
static inline void
radix_sort(uint64_t *entries, uint64_t *scratch, size_t n, const int width)
{
	size_t		counts[N_DIGITS][N_VALUES];
	uint64_t   *from = entries;
	uint64_t   *to = scratch;
	size_t		i;
	int			digit;

	memset(counts, 0, sizeof(counts));
	for (i = 0; i < n; i++)
	{
		uint64_t	key = entries[i * width];

		for (digit = 0; digit < N_DIGITS; digit++)
			counts[digit][(key >> (digit * DIGIT_BITS)) & (N_VALUES - 1)]++;
	}

	for (digit = 0; digit < N_DIGITS; digit++)
	{
		size_t	   *count = counts[digit];
		int			shift = digit * DIGIT_BITS;
		size_t		place = 0;
		uint64_t   *other;
		int			value;

		if (count[(from[0] >> shift) & (N_VALUES - 1)] == n)
			continue;
		for (value = 0; value < N_VALUES; value++)
		{
			size_t		here = count[value];

			count[value] = place;
			place += here;
		}
		for (i = 0; i < n; i++)
		{
			uint64_t	key = from[i * width];
			size_t		at = count[(key >> shift) & (N_VALUES - 1)]++;

			to[at * width] = key;
			if (width == 2)
				to[at * width + 1] = from[i * width + 1];
		}
		other = from;
		from = to;
		to = other;
	}
	if (from != entries)
		memcpy(entries, from, n * width * sizeof(uint64_t));
}

/*
 * Sorts n entries by their keys, ascending.  An entry is a key alone (width
 * 1) or a key with a payload behind it (width 2); scratch has the same size.
 */
void
lg_radix_sort(uint64_t *entries, uint64_t *scratch, size_t n, int width)
{
	if (n < FEW)
		insertion_sort(entries, n, width);
	else if (width == 1)
		radix_sort(entries, scratch, n, 1);
	else
		radix_sort(entries, scratch, n, 2);
}

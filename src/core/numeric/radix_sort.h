/*-------------------------------------------------------------------------
 *
 * radix_sort.h
 *		Radix sort of doubles, alone or with a payload.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RADIX_SORT_H
#define LG_RADIX_SORT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LG_SIGN_BIT		((uint64_t) 1 << 63)

/*
 * The key of a double that is no NaN: keys ascend as doubles descend.
 * A negative number's bits already ascend as the number descends; those of
 * the others are turned round and put below.
 */
static inline uint64_t
lg_radix_key(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return (bits & LG_SIGN_BIT) ? bits : ~bits & ~LG_SIGN_BIT;
}

/* The double of a key. */
static inline double
lg_radix_double(uint64_t key)
{
	double		x;

	if (!(key & LG_SIGN_BIT))
		key = ~key & ~LG_SIGN_BIT;
	memcpy(&x, &key, sizeof(x));
	return x;
}

extern void lg_radix_sort(uint64_t *entries, uint64_t *scratch, size_t n,
						  int width);

#endif							/* LG_RADIX_SORT_H */

/*-------------------------------------------------------------------------
 *
 * key_question.h
 *		The question of a search for order statistics to rows that lie
 *		elsewhere.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_KEY_QUESTION_H
#define LG_KEY_QUESTION_H

#include <stddef.h>
#include <stdint.h>

#define LG_ORDER_LIMIT		128 /* order statistics of one call */
#define LG_ORDER_FIRST_BITS	16	/* of a key that the first pass looks at */
#define LG_ORDER_BITS		12	/* and each later one */

/*
 * Asks for the rows whose keys begin with one of the prefixes: either how many
 * have each value of the next bits, or the values themselves.
 */
typedef struct LgKeyQuestion
{
	int			column;			/* of numbers */
	int			n_known;		/* bits of a prefix */
	int			n_bits;			/* the next ones that are counted; 0: values are
								 * wanted */
	int			n_ranges;		/* 1 ... LG_ORDER_LIMIT */
	uint64_t	prefixes[LG_ORDER_LIMIT];	/* ascending */
	size_t		n_keys;			/* n_bits is 0: rows in the ranges */
} LgKeyQuestion;

/*
 * Most keys that are fetched from elsewhere; if there are more, another pass
 * counts.
 */
#define LG_ORDER_FETCHED	10000

#endif							/* LG_KEY_QUESTION_H */

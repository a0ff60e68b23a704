/*-------------------------------------------------------------------------
 *
 * order_statistics.h
 *		Exact order statistics of a column, by passes over the rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ORDER_STATISTICS_H
#define LG_ORDER_STATISTICS_H

#include "core/data/key_question.h"
#include "core/rows.h"

/* Keys of one range, and those of which order statistics are looked for. */
typedef struct LgOrderRange
{
	uint64_t	prefix;			/* the leading bits of the keys */
	int64_t		below;			/* values below the range */
	int64_t		n;				/* values within */
	int			first;			/* its order statistics: the first one ... */
	int			n_wanted;		/* ... and how many */
} LgOrderRange;

/* Space of a call; the caller owns it. */
typedef struct LgOrderWork
{
	size_t		capacity;		/* of keys and scratch */
	uint64_t   *keys;			/* [capacity] */
	uint64_t   *scratch;		/* [capacity] */
	int64_t    *counts;			/* [LG_ORDER_COUNTS] */
	LgOrderRange ranges[2][LG_ORDER_LIMIT];
} LgOrderWork;

#define LG_ORDER_COUNTS \
	(LG_ORDER_LIMIT << LG_ORDER_BITS > 1 << LG_ORDER_FIRST_BITS ? \
	 LG_ORDER_LIMIT << LG_ORDER_BITS : 1 << LG_ORDER_FIRST_BITS)

struct LgPass;
struct LgTotals;

extern void lg_order_pass(const struct LgPass *pass, struct LgTotals *totals);
extern void lg_order_statistics(LgRows *rows, int64_t n_rows, int column,
								const int64_t *places, int n, double *values,
								LgOrderWork *work);
extern int	lg_quantile_places(int64_t n_rows, int n_groups, int first, int n,
							   int64_t *places);
extern void lg_quantiles_of_places(int64_t n_rows, int n_groups, int first,
								   int n, const int64_t *places, int n_places,
								   const double *values, double *quantiles);

#endif							/* LG_ORDER_STATISTICS_H */

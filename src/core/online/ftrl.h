/*-------------------------------------------------------------------------
 *
 * ftrl.h
 *		Online logistic regression: FTRL-Proximal, one row at a time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_FTRL_H
#define LG_FTRL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Learning rates and penalties; symbols as in the paper. */
typedef struct LgFtrlRates
{
	double		alpha;			/* learning rate, LG_FTRL_RATE_MIN and up */
	double		beta;			/* damps the first steps; the same range */
	double		l1;				/* from here on |z| makes a weight; >= 0 */
	double		l2;				/* >= 0 */
} LgFtrlRates;

/* Within these limits no sum below leaves the range of doubles. */
#define LG_FTRL_RATE_MIN	1e-9
#define LG_FTRL_RATE_MAX	1e9
#define LG_FTRL_VALUE_MAX	1e50	/* of |x|, of a row's weight, of l1 and l2 */

/* What a coordinate has learnt: all that the algorithm remembers of it. */
typedef struct LgFtrlSum
{
	double		z;				/* sum of g - sigma w, see ftrl.c */
	double		n;				/* sum of squared gradients */
} LgFtrlSum;

/* A coordinate's place in memory. */
typedef struct LgFtrlSlot
{
	LgFtrlSum	sum;
	uint32_t	bucket;			/* LG_FTRL_FREE: an empty place of the table */
	uint32_t	active;			/* its place among the row's coordinates; only
								 * true if that one points back */
} LgFtrlSlot;

#define LG_FTRL_FREE		UINT32_MAX
#define LG_FTRL_FIRST_SLOTS 64	/* of a new table */
#define LG_FTRL_BITS_MAX	22	/* 2^22 buckets: 96 MB */

/* A coordinate that is not zero in the current row. */
typedef struct LgFtrlActive
{
	LgFtrlSlot *slot;
	double		x;				/* the row's value */
	double		weight;			/* w of the paper, from lg_ftrl_score() */
	double		root;			/* sqrt(n), from there too */
} LgFtrlActive;

/* The learner; its arrays belong to the host. */
typedef struct LgFtrl
{
	LgFtrlRates rates;
	bool		has_intercept;	/* then plain[0] is it, without penalty */
	LgFtrlSlot *plain;			/* coordinates that are not hashed */
	LgFtrlSlot *slots;			/* [n_slots], the table of buckets */
	uint32_t	n_slots;		/* a power of two, at most n_buckets */
	uint32_t	n_buckets;		/* 2^b */
	uint32_t	n_used;			/* slots that are not free */
	LgFtrlActive *active;		/* [n_active], with room for a whole row */
	int			n_active;
} LgFtrl;

extern uint64_t lg_ftrl_hash(const char *bytes, size_t n, uint64_t seed);
extern uint64_t lg_ftrl_cross(uint64_t a, uint64_t b);

extern double lg_ftrl_weight(const LgFtrlRates *rates, const LgFtrlSum *sum);
extern LgFtrlRates lg_ftrl_free(const LgFtrlRates *rates);

extern uint32_t lg_ftrl_slots_for(const LgFtrl *ftrl, uint64_t n_coordinates);
extern void lg_ftrl_move(LgFtrl *ftrl, LgFtrlSlot *slots, uint32_t n_slots);

extern double lg_ftrl_score(LgFtrl *ftrl);
extern void lg_ftrl_learn(LgFtrl *ftrl, double residual);

extern void lg_ftrl_merge(LgFtrlSum *sum, const LgFtrlSum *other);
extern const LgFtrlSum *lg_ftrl_find(const uint32_t *buckets,
									 const LgFtrlSum *sums, uint32_t n,
									 uint32_t n_buckets, uint32_t bucket);

/* The slot of a bucket, entered if new; there must be room. */
static inline LgFtrlSlot *
lg_ftrl_slot(LgFtrl *ftrl, uint32_t bucket)
{
	uint32_t	mask = ftrl->n_slots - 1;
	uint32_t	i = bucket & mask;
	LgFtrlSlot *slot;

	while (ftrl->slots[i].bucket != bucket &&
		   ftrl->slots[i].bucket != LG_FTRL_FREE)
		i = (i + 1) & mask;
	slot = &ftrl->slots[i];
	if (slot->bucket == LG_FTRL_FREE)
	{
		slot->sum.z = slot->sum.n = 0.0;
		slot->bucket = bucket;
		slot->active = 0;
		ftrl->n_used++;
	}
	return slot;
}

/*
 * Adds x to the row's value of a coordinate: two features of a row may well
 * meet in one bucket.
 */
static inline void
lg_ftrl_activate(LgFtrl *ftrl, LgFtrlSlot *slot, double x)
{
	LgFtrlActive *active;

	if (slot->active < (uint32_t) ftrl->n_active &&
		ftrl->active[slot->active].slot == slot)
	{
		ftrl->active[slot->active].x += x;
		return;
	}
	slot->active = ftrl->n_active;
	active = &ftrl->active[ftrl->n_active++];
	active->slot = slot;
	active->x = x;
}

#endif							/* LG_FTRL_H */

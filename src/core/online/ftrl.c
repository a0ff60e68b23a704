/*-------------------------------------------------------------------------
 *
 * ftrl.c
 *		Online logistic regression: FTRL-Proximal, one row at a time.
 *
 * Method: algorithm 1 of McMahan et al., Ad Click Prediction: a View from
 * the Trenches, KDD 2013.  Of each coordinate i it keeps z and n, and makes
 * the weight from them when it is needed:
 *
 *		w = 0										if |z| <= l1
 *		w = - (z - sgn(z) l1) / ((beta + sqrt(n)) / alpha + l2)	else
 *
 * A row with values x, label y and p = sigmoid(x'w) then changes, where x
 * is not zero,
 *
 *		g = (p - y) x
 *		sigma = (sqrt(n + g^2) - sqrt(n)) / alpha
 *		z = z + g - sigma w
 *		n = n + g^2
 *
 * The operations are done in this order and to the letter, so that another
 * program that follows the paper arrives at the same digits.  The intercept
 * alone is spared both penalties, as everywhere in this library.
 *
 * Special cases: with rates and values inside of the limits of ftrl.h no
 * result is infinite or NaN.
 *
 * The table of buckets grows with what it holds.  A bucket is a hash
 * already, so its low bits are its slot; collisions go to the next free one.
 * At 2^b slots each bucket has its own, and no search is left.
 *
 *-------------------------------------------------------------------------
 */
#include "core/online/ftrl.h"

#include <math.h>

/*
 * A hash of some bytes that is the same on every machine, for models travel:
 * FNV-1a over 64 bits, with the final mix of MurmurHash3, for FNV leaves its
 * low bits poorly mixed.
 */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return h;
}

uint64_t
lg_ftrl_hash(const char *bytes, size_t n, uint64_t seed)
{
	uint64_t	h = UINT64_C(0xcbf29ce484222325) ^ mix(seed + 1);
	size_t		i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char) bytes[i]) * UINT64_C(0x100000001b3);
	return mix(h);
}

/* The hash of a pair, in this order. */
uint64_t
lg_ftrl_cross(uint64_t a, uint64_t b)
{
	return mix(a * UINT64_C(0x9e3779b97f4a7c15) + b);
}

/* The weight of a coordinate, with sqrt(n) at hand. */
static inline double
weight_of(const LgFtrlRates *rates, double z, double root)
{
	double		sign = z < 0.0 ? -1.0 : 1.0;

	if (fabs(z) <= rates->l1)
		return 0.0;
	return -(z - sign * rates->l1) /
		((rates->beta + root) / rates->alpha + rates->l2);
}

/* The weight that a coordinate has after what it has learnt. */
double
lg_ftrl_weight(const LgFtrlRates *rates, const LgFtrlSum *sum)
{
	return weight_of(rates, sum->z, sqrt(sum->n));
}

/* The same rates without penalties: those of the intercept. */
LgFtrlRates
lg_ftrl_free(const LgFtrlRates *rates)
{
	LgFtrlRates result = *rates;

	result.l1 = result.l2 = 0.0;
	return result;
}

/*
 * The slots that a table of so many coordinates needs: it is at most half
 * full, unless each bucket has a slot.
 */
uint32_t
lg_ftrl_slots_for(const LgFtrl *ftrl, uint64_t n_coordinates)
{
	uint32_t	n_slots = ftrl->n_slots;

	while (n_slots < ftrl->n_buckets && n_slots < 2 * n_coordinates)
		n_slots *= 2;
	return n_slots;
}

/* Moves the table to n_slots other slots, and what it held with it. */
void
lg_ftrl_move(LgFtrl *ftrl, LgFtrlSlot *slots, uint32_t n_slots)
{
	const LgFtrlSlot *old = ftrl->slots;
	uint32_t	n_old = ftrl->n_slots;
	uint32_t	i;

	for (i = 0; i < n_slots; i++)
		slots[i].bucket = LG_FTRL_FREE;
	ftrl->slots = slots;
	ftrl->n_slots = n_slots;
	ftrl->n_used = 0;
	for (i = 0; old != NULL && i < n_old; i++)
		if (old[i].bucket != LG_FTRL_FREE)
			lg_ftrl_slot(ftrl, old[i].bucket)->sum = old[i].sum;
}

/* x'w of the row, summed in the order in which its coordinates came. */
double
lg_ftrl_score(LgFtrl *ftrl)
{
	LgFtrlRates free_rates = lg_ftrl_free(&ftrl->rates);
	const LgFtrlSlot *intercept = ftrl->has_intercept ? ftrl->plain : NULL;
	double		score = 0.0;
	int			i;

	for (i = 0; i < ftrl->n_active; i++)
	{
		LgFtrlActive *active = &ftrl->active[i];
		const LgFtrlSum *sum = &active->slot->sum;

		active->root = sqrt(sum->n);
		active->weight = weight_of(active->slot == intercept ? &free_rates :
								   &ftrl->rates, sum->z, active->root);
		score += active->x * active->weight;
	}
	return score;
}

/* Learns from the row that was scored; residual is p - y, weighted. */
void
lg_ftrl_learn(LgFtrl *ftrl, double residual)
{
	int			i;

	for (i = 0; i < ftrl->n_active; i++)
	{
		const LgFtrlActive *active = &ftrl->active[i];
		LgFtrlSum  *sum = &active->slot->sum;
		double		g = residual * active->x;
		double		n = sum->n + g * g;
		double		sigma = (sqrt(n) - active->root) / ftrl->rates.alpha;

		sum->z = sum->z + g - sigma * active->weight;
		sum->n = n;
	}
}

/*
 * Merges what another learner knows of a coordinate.
 *
 * n is a sum over rows and adds up.  sqrt(n) z adds up too, which makes z
 * the average of those with weights in proportion to n, brought to the scale
 * that the joint n calls for: for many rows, where beta and the penalties
 * fade, w is about - alpha z / sqrt(n), and the merged weight about
 *
 *		(n1 w1 + n2 w2) / (n1 + n2)
 *
 * with n the empirical information.  Adding the z themselves would be wrong:
 * k learners that agree would give sqrt(k) times their weight.  The order of
 * merging moves the last digits only, and a coordinate that only one of the
 * learners has met keeps its digits.
 */
void
lg_ftrl_merge(LgFtrlSum *sum, const LgFtrlSum *other)
{
	double		n = sum->n + other->n;

	if (sum->n > 0.0 && other->n > 0.0)
		sum->z = (sqrt(sum->n) * sum->z + sqrt(other->n) * other->z) / sqrt(n);
	else
		sum->z += other->z;
	sum->n = n;
}

/*
 * Finds a bucket among n of them in ascending order; NULL if it is not there.
 * Buckets are hashes and evenly spread, so a place in proportion to the value
 * is close; after a few such guesses that miss, bisection takes over.
 */
const LgFtrlSum *
lg_ftrl_find(const uint32_t *buckets, const LgFtrlSum *sums, uint32_t n,
			 uint32_t n_buckets, uint32_t bucket)
{
	uint32_t	low = 0;		/* the place is in low ... high - 1 ... */
	uint32_t	high = n;
	uint64_t	low_value = 0;	/* ... and the bucket among these values */
	uint64_t	high_value = n_buckets;
	int			guesses = 8;

	while (low < high)
	{
		uint32_t	place = low + (uint32_t)
			(guesses-- > 0 ?
			 (bucket - low_value) * (high - low) / (high_value - low_value) :
			 (high - low) / 2);

		if (buckets[place] == bucket)
			return &sums[place];
		if (buckets[place] < bucket)
		{
			low = place + 1;
			low_value = (uint64_t) buckets[place] + 1;
		}
		else
		{
			high = place;
			high_value = buckets[place];
		}
	}
	return NULL;
}

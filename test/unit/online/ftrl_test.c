/*-------------------------------------------------------------------------
 *
 * ftrl_test.c
 *		The learner against the paper's algorithm, and its table.
 *
 *-------------------------------------------------------------------------
 */
#include "core/online/ftrl.h"

#include <math.h>
#include <stdlib.h>

#include "core/numeric/link.h"
#include "tap.h"

#define N_COORDINATES	50
#define N_ROWS			2000
#define N_VALUES		6		/* of a row */

/* Any numbers will do, if they are the same ones everywhere. */
static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A row: distinct coordinates, values about 0, some of them exactly 0. */
static bool
make_row(uint32_t *state, uint32_t *buckets, double *x)
{
	int			i;
	double		score = -1.0;

	for (i = 0; i < N_VALUES; i++)
	{
		buckets[i] = i * 7 + next_random(state) % 7;
		x[i] = (double) (next_random(state) % 9) / 4.0 - 1.0;
		score += x[i] * ((int) buckets[i] % 5 - 2);
	}
	return next_random(state) % 1000 < 1000 * lg_link_sigmoid(score);
}

/* The paper's algorithm 1 on plain arrays, line by line. */
static double
learn_as_published(double *z, double *n, const LgFtrlRates *rates,
				   const uint32_t *I, const double *x, double y)
{
	double		w[N_VALUES];
	double		dot = 0.0;
	double		p;
	int			i;

	for (i = 0; i < N_VALUES; i++)
	{
		if (fabs(z[I[i]]) <= rates->l1)
			w[i] = 0.0;
		else
			w[i] = -(z[I[i]] - (z[I[i]] < 0 ? -1 : 1) * rates->l1) /
				((rates->beta + sqrt(n[I[i]])) / rates->alpha + rates->l2);
		dot += x[i] * w[i];
	}
	p = lg_link_sigmoid(dot);
	for (i = 0; i < N_VALUES; i++)
	{
		double		g = (p - y) * x[i];
		double		sigma = (sqrt(n[I[i]] + g * g) - sqrt(n[I[i]])) /
			rates->alpha;

		z[I[i]] = z[I[i]] + g - sigma * w[i];
		n[I[i]] += g * g;
	}
	return p;
}

static void
start(LgFtrl *ftrl, const LgFtrlRates *rates, LgFtrlActive *active,
	  uint32_t n_slots)
{
	ftrl->rates = *rates;
	ftrl->has_intercept = false;
	ftrl->plain = NULL;
	ftrl->slots = NULL;
	ftrl->n_buckets = 1 << 16;
	ftrl->active = active;
	ftrl->n_active = 0;
	lg_ftrl_move(ftrl, malloc(n_slots * sizeof(LgFtrlSlot)), n_slots);
}

/* The same digits as the published algorithm, through a growing table. */
static void
test_algorithm(const LgFtrlRates *rates)
{
	LgFtrl		ftrl;
	LgFtrlActive active[N_VALUES];
	double		z[N_COORDINATES] = {0};
	double		n[N_COORDINATES] = {0};
	uint32_t	state = 1;
	int			n_different = 0;
	int			n_zero = 0;
	int			i;
	int			row;

	start(&ftrl, rates, active, 2);
	for (row = 0; row < N_ROWS; row++)
	{
		uint32_t	buckets[N_VALUES];
		double		x[N_VALUES];
		double		y = make_row(&state, buckets, x) ? 1.0 : 0.0;
		uint32_t	n_slots = lg_ftrl_slots_for(&ftrl,
												ftrl.n_used + N_VALUES);
		double		p;

		if (n_slots > ftrl.n_slots)
		{
			LgFtrlSlot *old = ftrl.slots;

			lg_ftrl_move(&ftrl, malloc(n_slots * sizeof(LgFtrlSlot)),
						 n_slots);
			free(old);
		}
		ftrl.n_active = 0;
		for (i = 0; i < N_VALUES; i++)
			lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, buckets[i]), x[i]);
		p = lg_link_sigmoid(lg_ftrl_score(&ftrl));
		if (p != learn_as_published(z, n, rates, buckets, x, y))
			n_different++;
		lg_ftrl_learn(&ftrl, p - y);
	}
	for (i = 0; i < N_COORDINATES; i++)
	{
		const LgFtrlSum *sum = &lg_ftrl_slot(&ftrl, i)->sum;

		if (sum->z != z[i] || sum->n != n[i])
			n_different++;
		if (n[i] > 0.0 && fabs(z[i]) <= rates->l1)
			n_zero++;
	}
	ok(n_different == 0, "alpha %g, l1 %g, l2 %g: same digits as published",
	   rates->alpha, rates->l1, rates->l2);
	ok((n_zero > 0) == (rates->l1 > 0.0),
	   "l1 %g: %d coordinates seen are exactly zero", rates->l1, n_zero);
	free(ftrl.slots);
}

/* A full table of 2^b slots holds every bucket, each in a slot of its own. */
static void
test_full_table(void)
{
	const LgFtrlRates rates = {0.1, 1.0, 0.0, 0.0};
	LgFtrlActive active[2];
	LgFtrl		ftrl;
	uint32_t	i;
	int			n_misplaced = 0;

	start(&ftrl, &rates, active, 64);
	ftrl.n_buckets = 64;
	ok(lg_ftrl_slots_for(&ftrl, 1000000) == 64,
	   "a table never has more slots than there are buckets");
	for (i = 0; i < 64; i++)
		lg_ftrl_slot(&ftrl, i * 37 % 64)->sum.z = i * 37 % 64;
	for (i = 0; i < 64; i++)
		if (lg_ftrl_slot(&ftrl, i) != &ftrl.slots[i] ||
			ftrl.slots[i].sum.z != i)
			n_misplaced++;
	ok(n_misplaced == 0 && ftrl.n_used == 64,
	   "in a full table a bucket is its slot");
	free(ftrl.slots);
}

/* A coordinate that a row names twice has the sum of both values. */
static void
test_twice(void)
{
	const LgFtrlRates rates = {0.1, 1.0, 0.0, 0.0};
	LgFtrlActive active[3];
	LgFtrl		ftrl;

	start(&ftrl, &rates, active, 64);
	lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, 5), 1.0);
	lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, 9), 1.0);
	lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, 5), 2.0);
	ok(ftrl.n_active == 2 && active[0].x == 3.0 && active[1].x == 1.0,
	   "a coordinate named twice has the sum of its values");
	free(ftrl.slots);
}

static void
test_merge(void)
{
	LgFtrlSum	a = {3.0, 4.0};
	LgFtrlSum	b = {-1.0, 9.0};
	LgFtrlSum	c = {0.5, 0.25};
	LgFtrlSum	left = a;
	LgFtrlSum	right = b;
	LgFtrlSum	none = {0.0, 0.0};
	LgFtrlSum	twice = a;
	const LgFtrlRates rates = {0.1, 1e-9, 0.0, 0.0};

	lg_ftrl_merge(&left, &b);
	lg_ftrl_merge(&left, &c);
	lg_ftrl_merge(&right, &c);
	lg_ftrl_merge(&a, &right);
	ok(fabs(left.z - a.z) < 1e-15 && left.n == a.n,
	   "merging does not depend on the order: %.17g, %.17g", left.z, a.z);
	lg_ftrl_merge(&none, &b);
	ok(none.z == b.z && none.n == b.n, "merging with nothing changes nothing");
	a = twice;
	lg_ftrl_merge(&twice, &a);
	ok(fabs(lg_ftrl_weight(&rates, &twice) / lg_ftrl_weight(&rates, &a) - 1)
	   < 1e-8, "two learners that agree keep their weight");
}

static void
test_find(void)
{
	uint32_t	buckets[1000];
	LgFtrlSum	sums[1000];
	uint32_t	n_buckets = 1 << 20;
	uint32_t	i;
	int			n_wrong = 0;

	/* even, clustered at both ends, and skewed beyond any guess */
	for (i = 0; i < 1000; i++)
		buckets[i] = i < 300 ? i * 2 : i < 700 ? i * i : n_buckets - 1001 + i;
	for (i = 0; i < 1000; i++)
		if (lg_ftrl_find(buckets, sums, 1000, n_buckets, buckets[i]) !=
			&sums[i])
			n_wrong++;
	for (i = 1; i < 600; i += 2)
		if (lg_ftrl_find(buckets, sums, 1000, n_buckets, i) != NULL)
			n_wrong++;
	ok(n_wrong == 0, "every bucket is found, and no other");
	ok(lg_ftrl_find(buckets, sums, 0, n_buckets, 5) == NULL,
	   "nothing is found in nothing");
}

/*
 * Models travel: a hash must never change.  The constant comes from the same
 * steps in Python 3.
 */
static void
test_hash(void)
{
	ok(lg_ftrl_hash("", 0, 0) != lg_ftrl_hash("", 0, 1),
	   "features have hashes of their own");
	ok(lg_ftrl_cross(1, 2) != lg_ftrl_cross(2, 1), "a pair has an order");
	ok(lg_ftrl_hash("a", 1, 3) == UINT64_C(0xf209c8a9a9b6072e),
	   "the hash of \"a\" in feature 3 is %016llx",
	   (unsigned long long) lg_ftrl_hash("a", 1, 3));
}

/* No result leaves the range of doubles within the limits of ftrl.h. */
static void
test_extremes(void)
{
	const double sizes[] = {1e-300, 1e-9, 1.0, 1e9, LG_FTRL_VALUE_MAX};
	const double rates_of[] = {LG_FTRL_RATE_MIN, 1.0, LG_FTRL_RATE_MAX};
	int			n_bad = 0;
	int			n = 0;
	int			i;
	int			j;
	int			k;
	int			row;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			for (k = 0; k < 5; k++)
			{
				LgFtrlRates rates = {rates_of[i], rates_of[j], 0.0, 0.0};
				LgFtrlActive active[2];
				LgFtrl		ftrl;

				start(&ftrl, &rates, active, 64);
				for (row = 0; row < 200; row++)
				{
					double		score;

					ftrl.n_active = 0;
					lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, 1), sizes[k]);
					lg_ftrl_activate(&ftrl, lg_ftrl_slot(&ftrl, 2),
									 -sizes[(k + row) % 5]);
					score = lg_ftrl_score(&ftrl);
					n++;
					if (!isfinite(score))
						n_bad++;
					lg_ftrl_learn(&ftrl, lg_link_sigmoid(score) - row % 2);
				}
				free(ftrl.slots);
			}
	ok(n_bad == 0, "%d of %d scores of extreme values are not finite", n_bad,
	   n);
}

int
main(void)
{
	const LgFtrlRates rates[] = {
		{0.1, 1.0, 0.0, 0.0},
		{0.5, 1.0, 2.0, 0.0},
		{0.05, 0.1, 5.0, 3.0},
		{2.0, 4.0, 0.0, 1.0},
	};
	size_t		i;

	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
		test_algorithm(&rates[i]);
	test_full_table();
	test_twice();
	test_merge();
	test_find();
	test_hash();
	test_extremes();
	return tap_done();
}

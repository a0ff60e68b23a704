/*-------------------------------------------------------------------------
 *
 * score_sums_test.c
 *		Sums of losses against sums of 60 digits.
 *
 * The reference values are sums of -ln p and -ln(1 - p) by mpmath 1.2.1 at 60
 * digits, of the doubles that the tests below feed, as a double and the
 * rest.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/score_sums.h"

#include <float.h>
#include <math.h>

#include "tap.h"

/* Both labels' losses of a set of rows. */
static LgDd
loss_of(const LgScoreSums *sums)
{
	return lg_dd_add(lg_score_sums_loss(&sums[0], 0),
					 lg_score_sums_loss(&sums[1], 1));
}

static void
add(LgScoreSums *sums, int label, double p, int n_times)
{
	int			i;

	for (i = 0; i < n_times; i++)
	{
		lg_score_sums_add_loss(&sums[label], label, p, 1.0);
		lg_scoresums_count(&sums[label], 1, 1.0);
	}
}

/* Is a sum what it should be, up to a relative error? */
static void
agrees(const char *name, LgDd sum, LgDd expected, double tolerance)
{
	LgDd		error = lg_dd_subtract(sum, expected);

	ok(fabs(error.hi) <= tolerance * fabs(expected.hi),
	   "%s: %.17g, off by %.2g", name, sum.hi, error.hi / expected.hi);
}

/* Probabilities all over (0, 1), in two parts that are merged, or in one. */
static void
test_many(void)
{
	LgDd		expected = {0x1.3895d7e19355cp+14, 0x1.e2a0cf09c9160p-40};
	LgScoreSums sums[2] = {{0}};
	LgScoreSums parts[2][2] = {{{0}}};
	int			i;
	int			label;

	for (i = 1; i <= 20000; i++)
	{
		double		p = i * 7919 % 10007 / 10007.0;

		label = i * 7 % 11 < 5;
		if (p == 0.0)
			continue;
		add(sums, label, p, 1);
		add(parts[i % 3 == 0], label, p, 1);
	}
	agrees("of 19,999 rows", loss_of(sums), expected, 1e-28);
	ok(lg_score_sums_log_loss(&sums[0], &sums[1]) ==
	   lg_dd_double(lg_dd_divide(expected, lg_dd(19999.0))),
	   "their mean is the double next to it");
	for (label = 0; label < 2; label++)
		lg_score_sums_merge(&parts[0][label], &parts[1][label]);
	agrees("of their parts", loss_of(parts[0]), expected, 1e-28);
}

/* Probabilities at the ends, and powers of two, whose logarithms are exact. */
static void
test_ends(void)
{
	LgScoreSums tiny[2] = {{0}};
	LgScoreSums small[2] = {{0}};
	LgScoreSums sure[2] = {{0}};
	LgScoreSums halves[2] = {{0}};
	LgScoreSums quarters[2] = {{0}};
	LgScoreSums wrong[2] = {{0}};
	LgScoreSums none[2] = {{0}};

	add(tiny, 1, 1e-300, 7);
	add(tiny, 1, 3e-41, 5);
	add(tiny, 1, 2e-39, 900);
	agrees("of small chances", loss_of(tiny),
		   (LgDd) {0x1.4dfadeb06c2e7p+16, -0x1.46e43707f1e39p-40},
		   DBL_EPSILON);
	add(small, 0, 1e-20, 1000);
	agrees("of the smallest losses", loss_of(small),
		   (LgDd) {0x1.70ef54646d496p-57, 0x1.7011039d428a9p-112},
		   DBL_EPSILON);
	add(sure, 1, 1.0 - 0x1p-53, 1000);
	add(sure, 0, 0x1p-50, 1000);
	agrees("of small losses", loss_of(sure),
		   (LgDd) {0x1.1940000000002p-40, -0x1.0bffffffffeb2p-98},
		   4 * DBL_EPSILON);
	add(halves, 1, 0.5, 3000);
	agrees("of halves", loss_of(halves),
		   (LgDd) {0x1.03ee211c0456fp+11, -0x1.3156d0dcfb149p-43}, 1e-31);
	add(quarters, 0, 0.75, 999);
	agrees("of quarters", loss_of(quarters),
		   (LgDd) {0x1.5a3a1dc409e05p+10, 0x1.e6b06bc8eb1bbp-46}, 1e-31);
	add(none, 1, 1.0, 10);
	ok(lg_score_sums_log_loss(&none[0], &none[1]) == 0.0, "no loss at 1");
	add(wrong, 1, 0.5, 10);
	add(wrong, 1, 0.0, 1);
	ok(isinf(lg_score_sums_log_loss(&wrong[0], &wrong[1])),
	   "an infinite loss at 0");
}

int
main(void)
{
	test_many();
	test_ends();
	return tap_done();
}

/*-------------------------------------------------------------------------
 *
 * symmetric_test.c
 *		The inverse in doubles against the definition of an inverse.
 *
 *-------------------------------------------------------------------------
 */
#include "symmetric.h"

#include <stdlib.h>

#include "tap.h"

#define MAX_SIZE	90

static int	n_asked = 0;		/* how often the host was asked to stop */

static void
count_questions(void *host)
{
	(void) host;
	n_asked++;
}

/* The largest element of A A^-1 - 1 for a matrix of Gram's kind. */
static double
invert(int n, const LgRows *rows)
{
	static double a[LG_PACKED_SIZE(MAX_SIZE)];
	static double factor[LG_PACKED_SIZE(MAX_SIZE)];
	static double inverse[LG_PACKED_SIZE(MAX_SIZE)];
	double		worst = 0.0;
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
		for (j = 0; j <= i; j++)
			factor[LG_PACKED(i, j)] = a[LG_PACKED(i, j)] =
				(i == j ? 2.0 : 0.0) + 1.0 / (1.0 + i + j * j);
	if (!(lg_symmetric_factor(factor, n, rows) > 0.0))
		return 1.0;
	lg_symmetric_invert(factor, n, inverse, rows);
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
		{
			double		sum = i == j ? -1.0 : 0.0;

			for (k = 0; k < n; k++)
				sum += a[k <= i ? LG_PACKED(i, k) : LG_PACKED(k, i)] *
					inverse[k <= j ? LG_PACKED(j, k) : LG_PACKED(k, j)];
			worst = fmax(worst, fabs(sum));
		}
	return worst;
}

int
main(void)
{
	LgRows		rows = {0};
	double		worst = 0.0;
	int			n;

	for (n = 1; n <= MAX_SIZE; n++)
		worst = fmax(worst, invert(n, NULL));
	ok(worst < 1e-14, "inverses of 1 to %d columns: error %.1e", MAX_SIZE,
	   worst);

	rows.check = count_questions;
	(void) invert(MAX_SIZE, &rows);
	ok(n_asked >= 2 * MAX_SIZE, "the host is asked %d times whether to stop",
	   n_asked);
	return tap_done();
}

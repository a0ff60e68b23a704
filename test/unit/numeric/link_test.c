/*-------------------------------------------------------------------------
 *
 * link_test.c
 *		Identities, edges and certified points of link.c.
 *
 * The points are correctly rounded results of mpmath 1.3.0 at 60 digits;
 * test/reference/elementwise_check.py measures many more.
 *
 *-------------------------------------------------------------------------
 */
#include "core/numeric/link.h"

#include <float.h>

#include "tap.h"
#include "ulps.h"

#define SMALLEST	0x1p-1074	/* the smallest subnormal */

typedef double (*Function) (double x);

static const struct
{
	const char *name;
	Function	function;
	double		x;
	double		want;
	double		ulps;			/* allowed */
}			points[] =
{
	{"sigmoid", lg_link_sigmoid, -1.0, 0x1.136561454ba86p-2, 1},
	{"sigmoid", lg_link_sigmoid, 2.0, 0x1.c2f7d5a8a79cap-1, 1},
	{"sigmoid", lg_link_sigmoid, 36.0, 0x1.ffffffffffffep-1, 1},
	{"sigmoid", lg_link_sigmoid, -37.5, 0x1.dd5c566301ec7p-55, 1},
	{"sigmoid", lg_link_sigmoid, -40.0, 0x1.39792499b1a24p-58, 1},
	{"sigmoid", lg_link_sigmoid, -700.0, 0x1.14f2b0fb9307fp-1010, 1},
	{"sigmoid", lg_link_sigmoid, -709.8, 0x0.3ee733bec11c5p-1022, 1},
	{"sigmoid", lg_link_sigmoid, -745.0, SMALLEST, 0},
	{"sigmoid", lg_link_sigmoid, -745.2, 0.0, 0},
	{"sigmoid", lg_link_sigmoid, 745.2, 1.0, 0},
	{"sigmoid", lg_link_sigmoid, 1e300, 1.0, 0},
	{"sigmoid", lg_link_sigmoid, -1e300, 0.0, 0},
	{"sigmoid", lg_link_sigmoid, 0.0, 0.5, 0},
	{"sigmoid", lg_link_sigmoid, -0.0, 0.5, 0},
	{"sigmoid", lg_link_sigmoid, SMALLEST, 0.5, 0},
	{"sigmoid", lg_link_sigmoid, INFINITY, 1.0, 0},
	{"sigmoid", lg_link_sigmoid, -INFINITY, 0.0, 0},
	{"sigmoid", lg_link_sigmoid, NAN, NAN, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, 0.0, 0.25, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, 1.0,
	0x1.92a946fa34394p-3, 2},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, -36.0,
	0x1.0b6c3afdde061p-52, 2},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, 700.0,
	0x1.14f2b0fb9307fp-1010, 2},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, 745.0, SMALLEST, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, 745.2, 0.0, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, INFINITY, 0.0, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, -INFINITY, 0.0, 0},
	{"sigmoid_derivative", lg_link_sigmoid_derivative, NAN, NAN, 0},
	{"softplus", lg_link_softplus, 0.0, 0x1.62e42fefa39efp-1, 1},
	{"softplus", lg_link_softplus, 1.0, 0x1.5031eafefb049p+0, 1},
	{"softplus", lg_link_softplus, -1.0, 0x1.40c7abfbec124p-2, 1},
	{"softplus", lg_link_softplus, 20.0, 0x1.400000008da43p+4, 1},
	{"softplus", lg_link_softplus, -37.0, 0x1.898471fca6055p-54, 1},
	{"softplus", lg_link_softplus, -700.0, 0x1.14f2b0fb9307fp-1010, 1},
	{"softplus", lg_link_softplus, -745.0, SMALLEST, 0},
	{"softplus", lg_link_softplus, -745.2, 0.0, 0},
	{"softplus", lg_link_softplus, 709.8, 709.8, 0},
	{"softplus", lg_link_softplus, DBL_MAX, DBL_MAX, 0},
	{"softplus", lg_link_softplus, INFINITY, INFINITY, 0},
	{"softplus", lg_link_softplus, -INFINITY, 0.0, 0},
	{"softplus", lg_link_softplus, NAN, NAN, 0},
	{"log_sigmoid", lg_link_log_sigmoid, -1e300, -1e300, 0},
	{"log_sigmoid", lg_link_log_sigmoid, 745.0, -SMALLEST, 0},
	{"log_sigmoid", lg_link_log_sigmoid, INFINITY, 0.0, 0},
	{"log_sigmoid", lg_link_log_sigmoid, -INFINITY, -INFINITY, 0},
	{"log_sigmoid", lg_link_log_sigmoid, NAN, NAN, 0},
	{"logit", lg_link_logit, 0.5, 0.0, 0},
	{"logit", lg_link_logit, 0.1, -0x1.193ea7aad030ap+1, 1},
	{"logit", lg_link_logit, 0.25, -0x1.193ea7aad030bp+0, 1},
	{"logit", lg_link_logit, 0.75, 0x1.193ea7aad030bp+0, 1},
	{"logit", lg_link_logit, 0.51, 0x1.47b9447a9a9f7p-5, 1},
	{"logit", lg_link_logit, 0.5 - 0x1p-54, -0x1p-52, 0},
	{"logit", lg_link_logit, 0.5 + 0x1p-53, 0x1p-51, 0},
	{"logit", lg_link_logit, 1.0 - 0x1p-53, 0x1.25e4f7b2737fap+5, 1},
	{"logit", lg_link_logit, 1e-16, -0x1.26bb1bbb55516p+5, 1},
	{"logit", lg_link_logit, 1e-300, -0x1.5963447f87fb5p+9, 1},
	{"logit", lg_link_logit, SMALLEST, -0x1.74385446d71c3p+9, 1},
	{"logit", lg_link_logit, 0.0, -INFINITY, 0},
	{"logit", lg_link_logit, -0.0, -INFINITY, 0},
	{"logit", lg_link_logit, 1.0, INFINITY, 0},
	{"logit", lg_link_logit, 1.0 + 0x1p-52, NAN, 0},
	{"logit", lg_link_logit, -SMALLEST, NAN, 0},
	{"logit", lg_link_logit, NAN, NAN, 0}
};

static const struct
{
	const char *name;
	double		(*function) (double y, double x);
	double		y;
	double		x;
	double		want;
	double		ulps;			/* allowed */
}			losses[] =
{
	{"bce", lg_link_bce, 1.0, 0.9, 0x1.af8e8210a415cp-4, 4},
	{"bce", lg_link_bce, 0.0, 0.9, 0x1.26bb1bbb55516p+1, 4},
	{"bce", lg_link_bce, 0.3, 0.2, 0x1.472f2f1499618p-1, 4},
	{"bce", lg_link_bce, 0.0, 1e-20, 0x1.79ca10c924223p-67, 4},
	{"bce", lg_link_bce, 0.0, 0.0, 0.0, 0},
	{"bce", lg_link_bce, 1.0, 1.0, 0.0, 0},
	{"bce", lg_link_bce, 1.0, 0.0, INFINITY, 0},
	{"bce", lg_link_bce, 0.0, 1.0, INFINITY, 0},
	{"bce", lg_link_bce, 0.5, 0.0, INFINITY, 0},
	{"bce", lg_link_bce, 0.5, 1.0, INFINITY, 0},
	{"bce", lg_link_bce, NAN, 0.5, NAN, 0},
	{"bce", lg_link_bce, 0.5, NAN, NAN, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 1.0, 2.0,
	0x1.03f2d54301d49p-3, 4},
	{"bce_with_logits", lg_link_bce_with_logits, 0.25, -3.0,
	0x1.98e070fc04570p-1, 4},
	{"bce_with_logits", lg_link_bce_with_logits, 0.0, -50.0,
	0x1.d257d547e083fp-73, 4},
	{"bce_with_logits", lg_link_bce_with_logits, 0.0, DBL_MAX, DBL_MAX, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 0.5, -DBL_MAX, DBL_MAX / 2,
	0},
	{"bce_with_logits", lg_link_bce_with_logits, 1.0, INFINITY, 0.0, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 0.0, -INFINITY, 0.0, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 1.0, -INFINITY, INFINITY, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 0.0, INFINITY, INFINITY, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 0.5, INFINITY, INFINITY, 0},
	{"bce_with_logits", lg_link_bce_with_logits, NAN, 0.0, NAN, 0},
	{"bce_with_logits", lg_link_bce_with_logits, 1.0, NAN, NAN, 0}
};

/* Each identity over scores from -760 to 760; reports the worst score. */
static void
test_identities(void)
{
	double		complement = 0.0;
	double		derivative = 0.0;
	double		mirror = 0.0;
	double		inverse = 0.0;
	double		logarithm = 0.0;
	double		loss = 0.0;
	double		unfused = 0.0;
	bool		rises = true;
	int			i;

	for (i = -7600; i <= 7600; i++)
	{
		double		x = i / 10.0 + i * 1e-7;
		double		s = lg_link_sigmoid(x);
		double		opposite = lg_link_sigmoid(-x);

		complement = fmax(complement, fabs(opposite - (1.0 - s)));
		mirror = fmax(mirror, ulps_between(lg_link_log_sigmoid(x),
										   0.0 - lg_link_softplus(-x)));
		derivative = fmax(derivative,
						  fabs(lg_link_sigmoid_derivative(x) - s * opposite));
		logarithm = fmax(logarithm, s < 1e-300 ? 0.0 :
						 fabs(lg_link_log_sigmoid(x) - log(s)) /
						 fmax(1.0, fabs(x)));
		if (fabs(x) < 16.0)
			inverse = fmax(inverse, fabs(lg_link_logit(s) - x) * s *
						   opposite);
		loss = fmax(loss, ulps_between(lg_link_bce_with_logits(1.0, x),
									   lg_link_softplus(-x)));
		loss = fmax(loss, ulps_between(lg_link_bce_with_logits(0.0, x),
									   lg_link_softplus(x)));
		unfused = fmax(unfused, ulps_between(lg_link_sigmoid_unfused(x), s));
		rises = rises && lg_link_sigmoid(nextafter(x, INFINITY)) >=
			s * (1.0 - DBL_EPSILON);
	}
	ok(complement <= DBL_EPSILON / 2,
	   "sigmoid(-x) = 1 - sigmoid(x), off by %g", complement);
	ok(derivative <= DBL_EPSILON / 2,
	   "sigmoid_derivative(x) = sigmoid(x) sigmoid(-x), off by %g",
	   derivative);
	ok(mirror <= 0.0, "log_sigmoid(x) = -softplus(-x), off by %g ulp",
	   mirror);
	ok(logarithm <= DBL_EPSILON, "log_sigmoid(x) = ln sigmoid(x), off by %g",
	   logarithm);
	ok(inverse <= DBL_EPSILON, "logit(sigmoid(x)) = x, off by %g", inverse);
	ok(loss <= 0.0, "bce_with_logits of a hard label is a softplus, off by "
	   "%g ulp", loss);
	ok(unfused <= 1.0, "sigmoid is the same with and without fused operations,"
	   " off by %g ulp", unfused);
	ok(rises, "sigmoid does not fall");
}

/* The two losses of one score agree. */
static void
test_losses_agree(void)
{
	double		worst = 0.0;
	int			i;
	int			j;

	for (i = 0; i <= 10; i++)
		for (j = -150; j <= 150; j++)
		{
			double		y = i / 10.0;
			double		z = j / 10.0;
			double		direct = lg_link_bce_with_logits(y, z);

			/* p is rounded, 1 - p has lost up to e^15 of it, and so is the loss */
			worst = fmax(worst, fabs(lg_link_bce(y, lg_link_sigmoid(z))
									 - direct) / fmax(1.0, exp(z)) /
						 (1.0 + direct));
		}
	ok(worst <= 4 * DBL_EPSILON, "bce(y, sigmoid(z)) = bce_with_logits(y, z),"
	   " off by %g", worst);
}

int
main(void)
{
	size_t		i;

	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++)
	{
		double		got = points[i].function(points[i].x);

		ok(ulps_between(got, points[i].want) <= points[i].ulps,
		   "%s(%.17g) is %.17g, want %.17g", points[i].name, points[i].x, got,
		   points[i].want);
	}
	for (i = 0; points[i].function == lg_link_sigmoid; i++)
		ok(ulps_between(lg_link_sigmoid_unfused(points[i].x),
						points[i].want) <= points[i].ulps,
		   "sigmoid(%.17g) is %.17g without fused operations", points[i].x,
		   points[i].want);
	for (i = 0; i < sizeof(losses) / sizeof(losses[0]); i++)
	{
		double		got = losses[i].function(losses[i].y, losses[i].x);

		ok(ulps_between(got, losses[i].want) <= losses[i].ulps,
		   "%s(%.17g, %.17g) is %.17g, want %.17g", losses[i].name,
		   losses[i].y, losses[i].x, got, losses[i].want);
	}
	test_identities();
	test_losses_agree();
	return tap_done();
}

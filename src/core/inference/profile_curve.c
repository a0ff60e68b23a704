/*-------------------------------------------------------------------------
 *
 * profile_curve.c
 *		A coefficient along its profile, interpolated between points of it.
 *
 * Method: Hermite's interpolation, through the values and slopes of the
 * nearest points on either side, in Lagrange's form.  With
 *
 *		L(x) = product over the other points of ((x - x_m) / (x_k - x_m))^m
 *
 * and m = 2 for a point whose slope is known, else 1, the value of point k
 * has the weight (1 - (x - x_k) L'(x_k)) L(x) and its slope (x - x_k) L(x);
 * a value without slope has L(x) (Stoer & Bulirsch, Introduction to Numerical
 * Analysis, section 2.1.5).
 *
 * A profile has a kink where one of two maxima becomes the higher one.  Two
 * points stand there, with one value and two slopes; nothing is interpolated
 * across them.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_curve.h"

#include <math.h>
#include <string.h>

/* Points that take part in a value. */
#define WINDOW			8

/* An error that is left in a way, in standard errors, and is not told. */
#define LARGEST_LEFT	1e-7

/* A root this near to that of a point has its value. */
#define SAME_ROOT		1e-8

/* Ways that are shorter by more than this are not looked across. */
#define SHORTEST_WAY	0.1

/* How far beyond its last point a curve is believed. */
#define BEYOND			1.03

/* Whether the way from a point to the next one is a kink. */
static bool
is_kink(const LgProfileCurve *curve, int at)
{
	return curve->root[at + 1] - curve->root[at] <= LG_PROFILE_KINK;
}

/* The number of points up to the root. */
static int
count_below(const LgProfileCurve *curve, double root)
{
	int			k = 0;

	while (k < curve->n && curve->root[k] < root)
		k++;
	return k;
}

/*
 * Adds a point; returns where it is.  The ways on both sides of it have the
 * errors of the way that it was put in.
 */
int
lg_profile_curve_add(LgProfileCurve *curve, double root, double value,
					 double slope)
{
	int			at = count_below(curve, root);
	int			k;

	for (k = curve->n; k > at; k--)
	{
		curve->root[k] = curve->root[k - 1];
		curve->value[k] = curve->value[k - 1];
		curve->slope[k] = curve->slope[k - 1];
		curve->place[k] = curve->place[k - 1];
		curve->found[k] = curve->found[k - 1];
		curve->expected[k] = curve->expected[k - 1];
	}
	curve->root[at] = root;
	curve->value[at] = value;
	curve->slope[at] = slope;
	curve->place[at] = curve->n++;
	if (at > 0)
	{
		curve->found[at] = curve->found[at - 1];
		curve->expected[at] = curve->expected[at - 1];
	}
	else
		curve->found[at] = curve->expected[at] = INFINITY;
	return at;
}

/* Forgets the points of so many places. */
void
lg_profile_curve_forget(LgProfileCurve *curve, int place, int count)
{
	int			n = 0;
	int			k;

	for (k = 0; k < curve->n; k++)
	{
		if (curve->place[k] >= place && curve->place[k] < place + count)
			continue;
		curve->root[n] = curve->root[k];
		curve->value[n] = curve->value[k];
		curve->slope[n] = curve->slope[k];
		curve->place[n] = curve->place[k] < place ? curve->place[k] :
			curve->place[k] - count;
		curve->found[n] = curve->found[k];
		curve->expected[n++] = curve->expected[k];
	}
	curve->n = n;
}

/*
 * Chooses the nearest points to a root, none beyond a kink, nor beyond a way
 * that is much shorter than the one the root lies in: points that are too near
 * to each other tell the curve between them, and noise far from them.
 */
static void
choose_window(const LgProfileCurve *curve, double root, int *first, int *n)
{
	int			next = count_below(curve, root);
	int			last = next;
	int			n_left = 1;
	double		shortest = LG_PROFILE_KINK;

	*first = last - 1;
	if (*first < 0 || last == curve->n)
	{
		*first = last = *first < 0 ? 0 : *first;
	}
	else if (is_kink(curve, *first))
		*first = last;
	else
		shortest = fmax(shortest, SHORTEST_WAY *
						(curve->root[last] - curve->root[*first]));
	while (last - *first + 1 < WINDOW)
	{
		bool		may_left = *first > 0 &&
			curve->root[*first] - curve->root[*first - 1] > shortest;
		bool		may_right = last < curve->n - 1 &&
			curve->root[last + 1] - curve->root[last] > shortest;

		if (may_left && (!may_right || n_left <= last + 1 - next))
		{
			(*first)--;
			n_left++;
		}
		else if (may_right)
			last++;
		else
			break;
	}
	*n = last - *first + 1;
}

/* How the points near a root make up the curve there. */
void
lg_profile_curve_weigh(const LgProfileCurve *curve, double root,
					   LgProfileWeights *weights)
{
	int			first;
	int			i;
	int			k;

	choose_window(curve, root, &weights->first, &weights->n);
	first = weights->first;
	for (k = 0; k < weights->n; k++)
	{
		const double *x = curve->root + first;
		double		way = root - x[k];
		double		product = 1.0;
		double		sum = 0.0;

		for (i = 0; i < weights->n; i++)
		{
			double		ratio;

			if (i == k)
				continue;
			ratio = (root - x[i]) / (x[k] - x[i]);
			product *= ratio;
			sum += 1.0 / (x[k] - x[i]);
			if (curve->slope[first + i] == 0.0)
				continue;
			product *= ratio;
			sum += 1.0 / (x[k] - x[i]);
		}
		weights->value[k] = curve->slope[first + k] == 0.0 ? product :
			(1.0 - way * sum) * product;
		weights->slope[k] = curve->slope[first + k] == 0.0 ? 0.0 :
			way * product;
	}
}

/* The coefficient at a root, which increases from point to point. */
double
lg_profile_curve_value(const LgProfileCurve *curve, double root)
{
	int			next = count_below(curve, root);
	LgProfileWeights weights;
	double		value = 0.0;
	int			k;

	lg_profile_curve_weigh(curve, root, &weights);
	for (k = 0; k < weights.n; k++)
		value += weights.value[k] * curve->value[weights.first + k] +
			weights.slope[k] * curve->slope[weights.first + k];
	if (next > 0 && value < curve->value[next - 1])
		value = curve->value[next - 1];
	if (next < curve->n && value > curve->value[next])
		value = curve->value[next];
	return value;
}

/* Writes a curve as numbers, on the user's scale. */
void
lg_profile_curve_write(const LgProfileCurve *curve, double unit,
					   double *series)
{
	int			k;

	for (k = 0; k < LG_PROFILE_POINTS; k++)
	{
		int			from = k < curve->n ? k : curve->n - 1;

		series[3 * k] = curve->root[from];
		series[3 * k + 1] = curve->value[from] * unit;
		series[3 * k + 2] = copysign(curve->slope[from] * unit,
									 curve->expected[from] > LARGEST_LEFT ?
									 -1.0 : 1.0);
	}
}

/* Adds a constant to all values of a curve in numbers. */
void
lg_profile_shift(double *series, int length, double change)
{
	int			k;

	for (k = 1; k < length; k += 3)
		series[k] += change;
}

/* Reads a curve from numbers, whose values are multiplied by a factor. */
void
lg_profile_curve_read(const double *series, int length, double factor,
					  LgProfileCurve *curve)
{
	int			k;

	curve->n = 0;
	for (k = 0; k + 3 <= length && curve->n < LG_PROFILE_POINTS; k += 3)
	{
		if (!(curve->n == 0 ? isfinite(series[k]) :
			  series[k] > curve->root[curve->n - 1]))
			break;
		curve->root[curve->n] = series[k];
		curve->value[curve->n] = series[k + 1] * factor;
		curve->slope[curve->n] = fabs(series[k + 2]) * factor;
		curve->expected[curve->n++] = signbit(series[k + 2]) ? INFINITY : 0.0;
	}
}

/*
 * The coefficient where the signed root of the profile's fall is "root"; NaN
 * where the curve does not reach.
 */
double
lg_profile_limit(const double *series, int length, double root)
{
	LgProfileCurve curve;

	lg_profile_curve_read(series, length, 1.0, &curve);
	if (curve.n == 0 || root < BEYOND * curve.root[0] ||
		root > BEYOND * curve.root[curve.n - 1])
		return NAN;
	return lg_profile_curve_value(&curve, root);
}

/*
 * Whether the coefficient where the root is "root" is exact; if not, the curve
 * could not be followed well enough there.
 */
bool
lg_profile_is_exact(const double *series, int length, double root)
{
	LgProfileCurve curve;
	int			next;

	lg_profile_curve_read(series, length, 1.0, &curve);
	next = count_below(&curve, root);
	return next == 0 || next == curve.n || curve.expected[next - 1] == 0.0 ||
		root - curve.root[next - 1] <= SAME_ROOT ||
		curve.root[next] - root <= SAME_ROOT;
}

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
 *-------------------------------------------------------------------------
 */
#include "core/inference/profile_curve.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Points that take part in a value. */
#define WINDOW			8

/* How far beyond its last point a curve is believed. */
#define BEYOND			1.03

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

/* How the points near a root make up the curve there. */
void
lg_profile_curve_weigh(const LgProfileCurve *curve, double root,
					   LgProfileWeights *weights)
{
	int			first = count_below(curve, root) - WINDOW / 2;
	int			i;
	int			k;

	if (first > curve->n - WINDOW)
		first = curve->n - WINDOW;
	if (first < 0)
		first = 0;
	weights->first = first;
	weights->n = curve->n < WINDOW ? curve->n : WINDOW;
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
		series[3 * k + 2] = curve->slope[from] * unit;
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

/*
 * The coefficient where the signed root of the profile's fall is "root"; NaN
 * where the curve does not reach.
 */
double
lg_profile_limit(const double *series, int length, double root)
{
	LgProfileCurve curve;
	int			k;

	curve.n = 0;
	for (k = 0; k + 3 <= length && curve.n < LG_PROFILE_POINTS; k += 3)
	{
		if (!(curve.n == 0 ? isfinite(series[k]) :
			  series[k] > curve.root[curve.n - 1]))
			break;
		curve.root[curve.n] = series[k];
		curve.value[curve.n] = series[k + 1];
		curve.slope[curve.n++] = series[k + 2];
	}
	if (curve.n == 0 || root < BEYOND * curve.root[0] ||
		root > BEYOND * curve.root[curve.n - 1])
		return NAN;
	return lg_profile_curve_value(&curve, root);
}

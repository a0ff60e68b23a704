/*-------------------------------------------------------------------------
 *
 * curve.h
 *		Points of ROC, precision-recall and gain curves.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CURVE_H
#define LG_CURVE_H

#include "core/metrics/ranking.h"

/*
 * With up to this many distinct scores, a curve has a point for each.  With
 * more, which no picture could show, points are left out that differ from the
 * point before by less than 1 / LG_CURVE_POINTS in both rates.
 */
#define LG_CURVE_POINTS		100000

/* Rows at or above a threshold. */
typedef struct LgCurvePoint
{
	double		threshold;		/* Infinity at the start */
	double		false_positives;	/* their weights */
	double		true_positives;
} LgCurvePoint;

/* A walk along the thresholds, from the highest down. */
typedef struct LgCurve
{
	const LgThresholdSteps *steps;
	LgDd		sum[2];			/* weights so far, by class */
	double		spacing[2];		/* least advance of a point; 0: none */
	double		last[2];		/* sums at the last point */
	bool		has_started;
	bool		has_ended;
} LgCurve;

/*
 * The costs of false positives and false negatives, for the threshold of least
 * cost.
 */
typedef struct LgCosts
{
	double		false_positive; /* >= 0, finite */
	double		false_negative;
} LgCosts;

/* One point of a gain curve. */
typedef struct LgGainPoint
{
	double		fraction;		/* of all rows, the best first */
	double		threshold;		/* score reached there; NaN at the start */
	double		gain;			/* share of the positives among them */
} LgGainPoint;

extern void lg_curve_start(LgCurve *curve, const LgThresholdSteps *steps);
extern bool lg_curve_next(LgCurve *curve, LgCurvePoint *point);
extern double lg_curve_best_threshold(const LgThresholdSteps *steps,
									  const LgCosts *costs);
extern void lg_curve_cut(const LgThresholdSteps *steps,
						 const double *thresholds, int n, LgCurvePoint *points);
extern void lg_curve_gain(const LgThresholdSteps *steps, int n_bins,
						  LgGainPoint *points);

#endif							/* LG_CURVE_H */

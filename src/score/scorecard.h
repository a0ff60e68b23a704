/*-------------------------------------------------------------------------
 *
 * scorecard.h
 *		Scores as a scorecard: a model as a table of whole points.
 *
 * The points of a row rise with the odds of the negative label: with good
 * and bad customers, and bad as the positive label, many points are good.
 *
 *		points + factor (ln(odds of the negative label) - ln(odds)),
 *		factor = pdo / ln 2
 *
 * which is a sum over the features; each gets an equal part of the intercept
 * and the constants.  Each part is rounded, so that the sum of a card's rows
 * is the score (N. Siddiqi, Intelligent Credit Scoring, 2nd ed., 2017, ch.
 * 10).
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORECARD_H
#define LOGISTIC_SCORECARD_H

#include "model/model.h"

/* How log-odds become points. */
typedef struct LogisticPointScale
{
	double		points;			/* at odds of "odds" to 1 ... */
	double		odds;			/* ... for the negative label; > 0 */
	double		pdo;			/* points that double the odds; > 0 */
} LogisticPointScale;

#define LOGISTIC_POINT_SCALE	{600.0, 50.0, 20.0}

/* A row of the card: the rows of a feature are consecutive. */
typedef struct LogisticCardRow
{
	int			feature;
	const char *bin;			/* a level, an interval, a special code ... */
	double		low;			/* of an interval: low <= x < high; else NaN */
	double		high;
	double		n;				/* weight of its training rows; NaN: unknown */
	double		rate;			/* share of the positive label; NaN: unknown */
	double		woe;			/* weight of evidence; NaN: the term has none */
	double		coefficient;	/* of the column that it belongs to */
	double		contribution;	/* to the log-odds of the positive label */
} LogisticCardRow;

typedef struct LogisticScorecard
{
	int			n_rows;
	int			n_allocated;
	LogisticCardRow *rows;
} LogisticScorecard;

/* An error unless the scale makes sense. */
extern void logistic_point_scale_check(const LogisticPointScale *scale);

/*
 * Makes the card in the current memory context.  An error that names the
 * feature if one of them is not made of levels or bins.
 */
extern LogisticScorecard *logistic_scorecard_make(const LogisticModel *model);

/* The points of a feature, from its contribution to the log-odds. */
extern double logistic_feature_points(const LogisticModel *model,
									  const LogisticPointScale *scale,
									  double contribution);

#endif							/* LOGISTIC_SCORECARD_H */

/*-------------------------------------------------------------------------
 *
 * class_counts.h
 *		Precision, recall and F1 score of each of many classes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CLASS_COUNTS_H
#define LG_CLASS_COUNTS_H

/* Rows, or sums of weights, of one class. */
typedef struct LgClassCounts
{
	double		support;		/* rows that are of the class */
	double		predicted;		/* rows that are predicted to be */
	double		hits;			/* rows that are both */
} LgClassCounts;

/* What follows from them; NaN where it is 0/0. */
typedef struct LgClassMetrics
{
	double		precision;		/* hits / predicted */
	double		recall;			/* hits / support */
	double		f1_score;		/* 2 hits / (support + predicted) */
	double		support;
} LgClassMetrics;

extern void lg_class_metrics(const LgClassCounts *counts,
							 LgClassMetrics *metrics);
extern void lg_class_means(const LgClassCounts *counts, int n,
						   LgClassMetrics *macro, LgClassMetrics *weighted);

#endif							/* LG_CLASS_COUNTS_H */

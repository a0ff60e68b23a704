/*-------------------------------------------------------------------------
 *
 * binning.h
 *		The core of optimal binning: merges bins to the best information value.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BINNING_H
#define LG_BINNING_H

#include <stdint.h>

#define LG_PRE_BINS		50		/* at most; what is merged */

/* How the weight of evidence has to go from bin to bin. */
typedef enum LgMonotone
{
	LG_MONOTONE_NONE,
	LG_MONOTONE_INCREASING,
	LG_MONOTONE_DECREASING,
	LG_MONOTONE_AUTO			/* the better one of the two directions */
} LgMonotone;

/* Constraints on the bins. */
typedef struct LgBinningRules
{
	int			max_bins;		/* 1 .. LG_PRE_BINS */
	double		min_weight;		/* of a bin, in the unit of the counts */
	LgMonotone	monotone;
	double		total[2];		/* weight of all rows by class, those outside
								 * the pre-bins included; index 1 is the
								 * positive class */
} LgBinningRules;

/* Space for the search; the caller owns it. */
typedef struct LgBinningWork
{
	double		best[2][LG_PRE_BINS][LG_PRE_BINS];	/* [layer][start][end] */
	uint8_t		before[LG_PRE_BINS][LG_PRE_BINS][LG_PRE_BINS];	/* start of the
																 * bin before:
																 * [bins][start][end] */
	double		woe[LG_PRE_BINS][LG_PRE_BINS];	/* [start][end] */
	double		value[LG_PRE_BINS][LG_PRE_BINS];	/* information value; NaN:
													 * not allowed */
} LgBinningWork;

/* The bins: bin b holds the pre-bins ends[b - 1] .. ends[b] - 1. */
typedef struct LgBinning
{
	int			n_bins;
	int			ends[LG_PRE_BINS];
} LgBinning;

extern double lg_woe(const double weight[2], const double total[2]);
extern double lg_information_value(const double weight[2],
								   const double total[2]);
extern void lg_binning(const double (*weights)[2], int n,
					   const LgBinningRules *rules, LgBinningWork *work,
					   LgBinning *binning);

#endif							/* LG_BINNING_H */

/*-------------------------------------------------------------------------
 *
 * woe_options.h
 *		The SQL type woe_options: how a feature is to be binned.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_WOE_OPTIONS_H
#define LOGISTIC_WOE_OPTIONS_H

#include "access/htup.h"
#include "fmgr.h"

#include "core/metrics/binning.h"

#define WOE_SPECIAL_LIMIT	100 /* special codes */

typedef struct WoeOptions
{
	int			max_bins;		/* 1 .. LG_PRE_BINS, without special ones */
	double		min_share;		/* of all rows, that a bin must have */
	LgMonotone	monotone;
	char	   *positive;		/* label value of class 1, or NULL */
	int			n_special;
	char	  **special;		/* [n_special], as text; bins of their own */
} WoeOptions;

/* The options of a call without them. */
extern void logistic_woe_options_default(WoeOptions *options);

/* Reads and checks a value, in the current memory context. */
extern void logistic_woe_options_read(HeapTupleHeader value,
									  WoeOptions *options);

#endif							/* LOGISTIC_WOE_OPTIONS_H */

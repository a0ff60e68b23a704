/*-------------------------------------------------------------------------
 *
 * woe_table.h
 *		The bins of a feature, with their weights of evidence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_WOE_TABLE_H
#define LOGISTIC_WOE_TABLE_H

#include "woe/woe_state.h"

/* What kind of values a bin holds. */
typedef enum WoeBinKind
{
	WOE_INTERVAL,				/* low <= number < high */
	WOE_LEVELS,					/* one of the levels */
	WOE_SPECIAL,				/* the special code, its only level */
	WOE_MISSING					/* no value */
} WoeBinKind;

typedef struct WoeBin
{
	WoeBinKind	kind;
	double		low;			/* of an interval */
	double		high;
	int			n_levels;		/* of levels and special */
	char	  **levels;			/* in byte order */
	double		weight[2];		/* of its rows; index 1: the positive class */
} WoeBin;

/* Intervals or groups of levels first, then special codes, then missing. */
typedef struct WoeTable
{
	int			n_bins;
	WoeBin	   *bins;
	double		total[2];		/* weight of all rows by class, both above 0 */
} WoeTable;

/*
 * Makes the table of a state in the current memory context, "positive" being
 * the label code that is a success; false if a class has no rows.
 */
extern bool logistic_woe_table(const WoeState *state, int positive,
							   WoeTable *table);

#endif							/* LOGISTIC_WOE_TABLE_H */

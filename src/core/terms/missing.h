/*-------------------------------------------------------------------------
 *
 * missing.h
 *		Sums of columns with missing values, for the terms that replace these.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_MISSING_H
#define LG_MISSING_H

#include "core/data/pass.h"

/*
 * Sums over the rows of a raw column: LG_MISSING_SUMS of them, in this order.
 */
typedef struct LgMissing
{
	LgDd		n_missing;		/* values */
	LgDd		missing_weight; /* of these rows */
	LgDd		sum;			/* of weight times value over the others; codes
								 * are numbers here */
	LgDd		weight;			/* of the others */
} LgMissing;

extern void lg_missing_count(LgRows *rows, int n_numbers, int n_codes,
							 LgMissing *columns);
extern void lg_missing_pass(const LgPass *pass, LgTotals *totals);

#endif							/* LG_MISSING_H */

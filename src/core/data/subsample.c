/*-------------------------------------------------------------------------
 *
 * subsample.c
 *		Subsamples: evenly spaced blocks of the rows, as a design.
 *
 * They are the same each time, so that a fit is repeated to the last digit.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/subsample.h"

/* The smallest subsample has this many rows, and some for each column. */
#define SMALLEST_SUBSAMPLE	4096
#define ROWS_OF_COLUMN		64

/* A subsample of about n rows. */
LgDesign
lg_subsample(const LgDesign *design, int64_t n)
{
	LgDesign	sample = *design;

	sample.skip = n < design->rows->n_rows ?
		(design->rows->n_rows / n - 1) * LG_BLOCK_ROWS : 0;
	return sample;
}

/* The rows of the smallest subsample that has a maximum worth finding. */
int64_t
lg_subsample_smallest(const LgDesign *design)
{
	return SMALLEST_SUBSAMPLE + ROWS_OF_COLUMN * (int64_t) design->n_terms;
}

/* Whether the rows are many, and here. */
bool
lg_subsample_is_worthwhile(const LgDesign *design)
{
	return design->rows->pass == NULL && design->strata == NULL &&
		design->rows->n_rows / LG_LARGEST_SUBSAMPLE >=
		lg_subsample_smallest(design);
}

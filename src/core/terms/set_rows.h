/*-------------------------------------------------------------------------
 *
 * set_rows.h
 *		Terms of sets: rows with their elements as columns of 0 and 1.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SET_ROWS_H
#define LG_SET_ROWS_H

#include "core/rows.h"

/* A set: its elements in a row are codes, in any of some raw columns. */
typedef struct LgSet
{
	int			first_code;		/* its first column of codes ... */
	int			width;			/* ... and how many; none of a row's elements
								 * is in the others */
	int			n_codes;		/* codes below are elements */
	const uint16_t *places;		/* [n_codes]: the column of an element, from 0;
								 * LG_NO_CODE: it has none */
	int			missing;		/* the column of LG_MISSING_CODE, a row without a
								 * set; -1: none */
	int			first_number;	/* its first column among those that are added */
} LgSet;

/* Makes blocks with columns of sets of raw ones; scratch is the caller's. */
typedef struct LgSetRows
{
	LgRows	   *source;
	int			n_raw_numbers;
	int			n_sets;
	LgSet	   *sets;
	int			n_numbers;		/* columns that are added ... */
	double	   *values;			/* [n_numbers * LG_BLOCK_STRIDE] ... and where */
	const double **number_columns;	/* [n_raw_numbers + n_numbers] */
} LgSetRows;

/*
 * Makes rows of a host that has been set up; it must live as long as they.
 * The rows must be here, not elsewhere.
 */
extern void lg_set_rows(LgSetRows *host, LgRows *rows);

#endif							/* LG_SET_ROWS_H */

/*-------------------------------------------------------------------------
 *
 * filled_rows.h
 *		Rows with missing values filled in.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_FILLED_ROWS_H
#define LG_FILLED_ROWS_H

#include <string.h>

#include "core/data/pass.h"
#include "core/rows.h"

/*
 * A missing number is this NaN, which no arithmetic makes; a missing code is
 * LG_MISSING_CODE.
 */
#define LG_MISSING_BITS		UINT64_C(0x7ff86d697373696e)
#define LG_MISSING_CODE		(UINT16_MAX - 1)

static inline double
lg_missing_number(void)
{
	uint64_t	bits = LG_MISSING_BITS;
	double		x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

static inline bool
lg_is_missing(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits == LG_MISSING_BITS;
}

/* How the missing values of a raw column are filled in. */
typedef struct LgFill
{
	bool		is_code;		/* the raw column is of codes */
	int			column;			/* raw */
	double		number;			/* of a number: what is filled in */
	uint16_t	code;			/* of a category: the same; a boolean becomes a
								 * number */
	int			filled_number;	/* the filled column among the numbers; -1: it is
								 * a category */
	int			filled_code;	/* the same among the codes; -1: it is none */
	int			indicator;		/* among the codes: 1 where it was missing */
} LgFill;

/* Makes filled blocks of raw ones; scratch is the caller's. */
typedef struct LgFilledRows
{
	LgRows	   *source;
	int			n_raw_numbers;
	int			n_raw_codes;
	int			n_fills;
	LgFill	   *fills;
	int			n_numbers;		/* columns that are added ... */
	int			n_codes;
	double	   *values;			/* [n_numbers * LG_BLOCK_STRIDE] ... and where */
	uint16_t   *filled;			/* [n_codes * LG_BLOCK_STRIDE] */
	const double **number_columns;	/* [n_raw_numbers + n_numbers] */
	const uint16_t **code_columns;	/* [n_raw_codes + n_codes] */
	LgRows	   *made;			/* the rows of this host */
	LgPass		pass;			/* that is being made, where they are elsewhere */
	struct LgFilledRows *sample_host;	/* room for another host, of the sample
										 * of rows that are elsewhere; NULL: no
										 * one wants it */
	LgRows		sample;			/* its rows */
} LgFilledRows;

extern void lg_filled_rows(LgFilledRows *host, LgRows *rows);

#endif							/* LG_FILLED_ROWS_H */

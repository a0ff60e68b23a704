/*-------------------------------------------------------------------------
 *
 * held_rows.h
 *		The rows of all parts as those of one fit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_ROWS_H
#define LOGISTIC_HELD_ROWS_H

#include "parallel/held_part.h"

/* Neighbouring blocks of a part, that are read at once. */
typedef struct LogisticHeldUnit
{
	int			part;
	LogisticBlockSegment segment;
	int64		first_row;		/* counted over all units */
} LogisticHeldUnit;

/* All rows of a fit; the same in every process that reads them. */
typedef struct LogisticHeldRows
{
	int			n_parts;
	LogisticHeldPart **parts;
	uint16	  **codes;			/* [part * n_codes + column][code of the part]: the
								 * code of the fit; NULL: the same */
	uint8	  (*labels)[2];		/* [part][label of the part]: the label */
	LogisticFitState *state;	/* of all rows, which are elsewhere */
	int			n_numbers;		/* columns */
	int			n_codes;
	int64		n_rows;			/* that are not left out */
	int64		n_all_rows;
	const uint8 *left_out;		/* [n_all_rows] bits, of rows that no reader hands
								 * out; NULL: none */
	Size		window_size;	/* bytes of the largest unit */
	int			n_units;
	LogisticHeldUnit *units;
} LogisticHeldRows;

/* Is a row among those whose bits are set? */
static inline bool
logistic_held_bit(const uint8 *bits, int64 row)
{
	return (bits[row / 8] >> (row % 8) & 1) != 0;
}

/*
 * Makes one of all parts, in the current memory context.  Errors: those of
 * logistic_fit for what only the rows of two processes together show, a third
 * value of the label, arrays of two lengths, too many levels.
 */
extern LogisticHeldRows *logistic_held_rows_make(LogisticSharedFiles *files);

/* Closes the files. */
extern void logistic_held_rows_close(LogisticHeldRows *held);

#endif							/* LOGISTIC_HELD_ROWS_H */

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
} LogisticHeldUnit;

/* Of every process the same, whoever has written which part. */
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
	int64		n_rows;
	Size		window_size;	/* bytes of the largest unit */
	int			n_units;
	LogisticHeldUnit *units;
} LogisticHeldRows;

/* Reads units one after the other, as rows for the solver. */
typedef struct LogisticHeldReader
{
	const LogisticHeldRows *held;
	const LogisticHeldUnit *units;
	int			n_units;
	int			at;				/* of the unit that is read */
	double		class_weights[2];	/* to multiply the weights of failures and
									 * successes */
	int			positive;		/* the label of a success, for them */
	LgRows		blocks;			/* of the unit */
	LogisticRowReader *reader;	/* their host */
	/* the block that was handed out, where it is not as it was written */
	uint16	   *code_room;		/* [n_codes * LG_BLOCK_STRIDE] */
	const uint16 **codes;		/* [n_codes] */
	uint8		labels[LG_BLOCK_ROWS];
	double		weights[LG_BLOCK_ROWS];
	LgRows		rows;
} LogisticHeldReader;

/*
 * Makes one of all parts, in the current memory context.  Errors: those of
 * logistic_fit for what only the rows of two processes together show, a third
 * value of the label, arrays of two lengths, too many levels.
 */
extern LogisticHeldRows *logistic_held_rows_make(LogisticSharedFiles *files);

/* Closes the files. */
extern void logistic_held_rows_close(LogisticHeldRows *held);

/* A reader in the current memory context; n_units may be 0 for a while. */
extern LogisticHeldReader *logistic_held_reader_make(const LogisticHeldRows *held,
													 const LogisticHeldUnit *units,
													 int n_units);

/* Has it read other units. */
extern void logistic_held_reader_choose(LogisticHeldReader *reader,
										const LogisticHeldUnit *units,
										int n_units);

/*
 * About n_rows rows in blocks that are evenly spaced; NULL if that would be
 * most of them.
 */
extern LgRows *logistic_held_rows_sample(const LogisticHeldRows *held,
										 int64 n_rows);

#endif							/* LOGISTIC_HELD_ROWS_H */

/*-------------------------------------------------------------------------
 *
 * held_reader.h
 *		Reads held rows, unit by unit, as rows for the solver.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_READER_H
#define LOGISTIC_HELD_READER_H

#include "parallel/held_rows.h"

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
	int64		row;			/* the next one of the unit, as in first_row */
	LgRows		blocks;			/* of the unit */
	LogisticRowReader *reader;	/* their host */
	/* the block that was handed out, where it is not as it was written */
	uint16	   *code_room;		/* [n_codes * LG_BLOCK_STRIDE] */
	const uint16 **codes;		/* [n_codes] */
	double	   *number_room;	/* [n_numbers * LG_BLOCK_STRIDE]; NULL: no row is
								 * left out */
	const double **numbers;		/* [n_numbers] */
	uint8		labels[LG_BLOCK_ROWS];
	double		weights[LG_BLOCK_ROWS];
	double		frequencies[LG_BLOCK_ROWS];
	double		offsets[LG_BLOCK_ROWS];
	uint64		clusters[LG_BLOCK_ROWS];
	LgRows		rows;
} LogisticHeldReader;

/* A reader in the current memory context; n_units may be 0 for a while. */
extern LogisticHeldReader *logistic_held_reader_make(const LogisticHeldRows *held,
													 const LogisticHeldUnit *units,
													 int n_units);

/* Has it read other units. */
extern void logistic_held_reader_choose(LogisticHeldReader *reader,
										const LogisticHeldUnit *units,
										int n_units);

/*
 * The next block, of all rows, those that are left out too; its strata are the
 * keys of the rows.  *first is the number of its first row.
 */
extern bool logistic_held_reader_next(LogisticHeldReader *reader,
									  LgBlock *block, int64 *first);

/*
 * About n_rows rows in blocks that are evenly spaced, or all if that would be
 * most of them.
 */
extern LgRows *logistic_held_rows_sample(const LogisticHeldRows *held,
										 int64 n_rows);

#endif							/* LOGISTIC_HELD_READER_H */

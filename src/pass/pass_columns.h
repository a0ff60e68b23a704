/*-------------------------------------------------------------------------
 *
 * pass_columns.h
 *		Byte form of the columns that a pass makes: filled values and formula
 *		terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_COLUMNS_H
#define LOGISTIC_PASS_COLUMNS_H

#include "lib/stringinfo.h"

#include "core/data/pass.h"
#include "core/terms/filled_rows.h"
#include "core/terms/term_rows.h"

/* Most columns that the terms of a formula may add. */
#define LOGISTIC_PASS_COLUMNS_LIMIT 20000

/* What a source of a term's numbers is called, for messages. */
typedef struct LogisticPassName
{
	const char *term;			/* "ln(x)" */
	const char *input;			/* "x" */
} LogisticPassName;

/* The columns of a question; all in one memory context. */
typedef struct LogisticPassColumns
{
	int			n_numbers;		/* columns of numbers that arrive */
	int			n_codes;		/* of codes */
	uint32	   *code_limits;	/* [n_codes], codes must be below */
	bool	   *is_filled;		/* [n_codes], whether a missing code is filled in */
	LgFilledRows *filled;		/* without rows and scratch; NULL: nothing is
								 * filled in */
	LgTermRows *terms;			/* the same; NULL: there are no terms */
	LogisticPassName *names;	/* by source of the terms */
} LogisticPassColumns;

/* Adds what the pass says of its columns. */
extern void logistic_pass_columns_write(StringInfo buf, const LgPass *pass);

/*
 * Reads it back into the current memory context; n_numbers and n_codes are set
 * before.  Raises an error for invalid bytes.
 */
extern void logistic_pass_columns_read(StringInfo buf,
									   LogisticPassColumns *columns);

/* How many columns of numbers, or of codes, there are with those added. */
extern int	logistic_pass_columns_numbers(const LogisticPassColumns *columns);
extern int	logistic_pass_columns_codes(const LogisticPassColumns *columns);

/*
 * Opens the rows with all columns over the ones that arrive; scratch is made in
 * the current memory context.  Returns the rows.
 */
extern LgRows *logistic_pass_columns_open(LogisticPassColumns *columns,
										  LgRows *arriving);

#endif							/* LOGISTIC_PASS_COLUMNS_H */

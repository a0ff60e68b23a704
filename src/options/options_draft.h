/*-------------------------------------------------------------------------
 *
 * options_draft.h
 *		What options are built from: values that are not yet checked.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTIONS_DRAFT_H
#define LOGISTIC_OPTIONS_DRAFT_H

#include "options/option_table.h"

typedef struct LogisticOptionValue
{
	bool		is_given;		/* else it is the default */
	bool		is_null;		/* of an option by row: the row is left out */
	double		number;			/* of a number, an integer or a boolean */
	const char *bytes;			/* of a word or text its bytes, ended by zero;
								 * of an object a Jsonb; the caller's */
} LogisticOptionValue;

typedef struct LogisticOptionsDraft
{
	LogisticOptionValue values[LOGISTIC_N_OPTIONS];
} LogisticOptionsDraft;

/* Fills a draft with the defaults. */
extern void logistic_options_draft(LogisticOptionsDraft *draft);

/* Checks a draft and lays it out, in the current memory context. */
extern LogisticOptions *logistic_options_build(const LogisticOptionsDraft *draft);

/*
 * A copy of options that have no texts of the row, with those of one, in the
 * current memory context.  Arrays are by LogisticOptionId; a text that is
 * NULL is none.
 */
extern LogisticOptions *logistic_options_with_row(const LogisticOptions *options,
												  const char *const *texts,
												  const int *lengths);

/* The field of an option. */
static inline void *
logistic_option_field(const LogisticOptions *options, LogisticOptionId id)
{
	return (char *) options + logistic_option_table[id].offset;
}

#endif							/* LOGISTIC_OPTIONS_DRAFT_H */

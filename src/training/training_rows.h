/*-------------------------------------------------------------------------
 *
 * training_rows.h
 *		Reports which rows of a query a training has left out, and why.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_TRAINING_ROWS_H
#define LOGISTIC_TRAINING_ROWS_H

#include "pg/compat.h"
#include "registry/version.h"

/*
 * Both run the query once more, within logistic_session_enter().  The first
 * raises the error for a query that gives no row to fit, naming the columns
 * that are NULL in every row; the second lists in "left_out" how many rows
 * have a NULL in which column, if any row was left out.
 */
pg_noreturn extern void logistic_training_no_rows(const LogisticRecipe *recipe,
												  const List *features);
extern void logistic_training_count(LogisticTraining *training,
									const List *features,
									MemoryContext context);

/* The NOTICE that tells what a training has used, left out and reached. */
extern void logistic_training_tell(text *name, int32 version,
								   const LogisticTraining *training,
								   bool promoted, const char *reason);

#endif							/* LOGISTIC_TRAINING_ROWS_H */

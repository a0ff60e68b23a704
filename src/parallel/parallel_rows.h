/*-------------------------------------------------------------------------
 *
 * parallel_rows.h
 *		Held rows as the solver sees them: passes by several processes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PARALLEL_ROWS_H
#define LOGISTIC_PARALLEL_ROWS_H

#include "parallel/held_rows.h"

typedef struct LogisticParallelRows LogisticParallelRows;

/*
 * Opens rows and starts workers for their passes; they wait until the first.
 * The state of the rows is told how often each level occurs.  An error ends the
 * workers, whatever it is.
 */
extern LogisticParallelRows *logistic_parallel_rows_open(const LogisticHeldRows *held,
														 LogisticSharedFiles *files,
														 int n_workers,
														 LgRows *rows);

/* Ends the workers. */
extern void logistic_parallel_rows_close(LogisticParallelRows *parallel);

#endif							/* LOGISTIC_PARALLEL_ROWS_H */

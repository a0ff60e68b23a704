/*-------------------------------------------------------------------------
 *
 * parallel_fit.h
 *		Fits the rows of a query by several processes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PARALLEL_FIT_H
#define LOGISTIC_PARALLEL_FIT_H

#include "model/model.h"
#include "options/options.h"
#include "parallel/held_memory.h"
#include "parallel/held_rows.h"

/* What is to be fitted, as SQL. */
typedef struct LogisticParallelFit
{
	const char *name;			/* of a model, for the keys of rows; NULL: rows
								 * need none */
	const char *arguments;		/* of logistic_fit, options among them, over ... */
	const char *from;			/* ... the relations of this FROM clause */
	const LogisticOptions *options; /* what the options among them are for all
									 * rows; NULL: the default ones */
	int			n_features;
	bool		in_order;		/* rows are to come in the order of a scan by one
								 * process */
} LogisticParallelFit;

/* Rows that are held; what it points to lives in the context of the call. */
typedef struct LogisticParallelRun
{
	const LogisticParallelFit *fit;
	LogisticSharedFiles *files;
	int			n_workers;
	LogisticHeldMemory *memory; /* NULL: there are workers */
	LogisticHeldRows *held;
} LogisticParallelRun;

/*
 * Reads the rows once, and holds them: if PostgreSQL would read them in
 * parallel and they are many, or, where "alone" is set, if they are many; false
 * if not.  SPI must be connected.
 */
extern bool logistic_parallel_hold(const LogisticParallelFit *fit, bool alone,
								   LogisticParallelRun *run);

/*
 * Fits these rows, or some of them (held_rows.h), by several processes if there
 * are workers; the model is in the given context.
 */
extern LogisticModel *logistic_parallel_solve(const LogisticParallelRun *run,
											  const LogisticHeldRows *held,
											  MemoryContext context);

/* Lets the rows go. */
extern void logistic_parallel_release(LogisticParallelRun *run);

/*
 * All of it, in parallel or not at all; false: the caller fits the rows by
 * itself.  The model is NULL if there are no rows.
 */
extern bool logistic_parallel_fit(const LogisticParallelFit *fit,
								  MemoryContext context,
								  LogisticModel **model);

#endif							/* LOGISTIC_PARALLEL_FIT_H */

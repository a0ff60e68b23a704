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

/* What is to be fitted, as SQL. */
typedef struct LogisticParallelFit
{
	const char *arguments;		/* of logistic_fit, options among them, over ... */
	const char *from;			/* ... the relations of this FROM clause */
	const LogisticOptions *options; /* what the options among them are for all
									 * rows; NULL: the default ones */
	int			n_features;
	int			n_parameters;	/* of the query */
	Oid		   *types;
	Datum	   *values;
} LogisticParallelFit;

/*
 * Fits the rows if PostgreSQL would read them in parallel, and they are enough
 * to be worth it; false if not: then the caller fits them by itself.  The model
 * is NULL if there are no rows, and else in the given context.  SPI must be
 * connected.
 */
extern bool logistic_parallel_fit(const LogisticParallelFit *fit,
								  MemoryContext context,
								  LogisticModel **model);

#endif							/* LOGISTIC_PARALLEL_FIT_H */

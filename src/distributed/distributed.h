/*-------------------------------------------------------------------------
 *
 * distributed.h
 *		Fits rows where they are, by passes of SQL over them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_H
#define LOGISTIC_DISTRIBUTED_H

#include "model/model.h"
#include "options/options.h"

/* What is to be fitted; names of columns may be NULL. */
typedef struct LogisticDistributedFit
{
	int			n_parts;
	char	  **parts;			/* queries with the same columns */
	const char *label;			/* NULL: the first column */
	const char *weight;
	const char *offset;
	const char *partition;		/* key to fit by; NULL: none */
	const LogisticOptions *options; /* or NULL */
} LogisticDistributedFit;

/*
 * Fits; NULL if there is no row.  The queries run with the rights of the
 * current user, on the active snapshot, and may not write.  The model is in
 * the current memory context.
 */
extern LogisticModel *logistic_distributed_fit(const LogisticDistributedFit *fit);

#endif							/* LOGISTIC_DISTRIBUTED_H */

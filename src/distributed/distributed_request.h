/*-------------------------------------------------------------------------
 *
 * distributed_request.h
 *		What a distributed fit is asked to do: queries, columns, options.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_REQUEST_H
#define LOGISTIC_DISTRIBUTED_REQUEST_H

#include "options/options.h"

/* What is to be fitted; names of columns may be NULL. */
typedef struct LogisticDistributedFit
{
	int			n_parts;
	char	  **parts;			/* queries with the same columns */
	const char *label;			/* NULL: the first column */
	const char *weight;
	const char *frequency;
	const char *offset;
	const char *partition;		/* key to fit by; NULL: none */
	const LogisticOptions *options; /* or NULL */
} LogisticDistributedFit;

#endif							/* LOGISTIC_DISTRIBUTED_REQUEST_H */

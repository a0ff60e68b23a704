/*-------------------------------------------------------------------------
 *
 * stored_version.h
 *		A version of a model as the registry has it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_STORED_VERSION_H
#define LOGISTIC_STORED_VERSION_H

#include "utils/array.h"

#include "registry/registry.h"
#include "registry/version.h"

/* All is a copy in the memory context of whoever asks. */
typedef struct LogisticStored
{
	int32		version;
	LogisticRecipe recipe;		/* its query runs by way of stored_query.h */
	Oid			run_as;			/* the role for which the query was stored;
								 * InvalidOid: none, or it is gone */
	const LogisticModel *model; /* of family multinomial the first equation; by
								 * groups NULL (group_model.h) */
	double		holdout;		/* share that the gate model has not seen */
	const LogisticModel *gate_model;	/* NULL: none */
	const struct MultinomialModel *classes; /* as in LogisticTraining */
	const struct MultinomialModel *gate_classes;
	ArrayType  *score_deciles;	/* float8[], or NULL */
	ArrayType  *distribution;			/* of the training rows (row_distribution.h), or NULL */
} LogisticStored;

/* Reads a version; an error if there is none. */
extern LogisticStored logistic_stored_version(const LogisticRegistry *registry,
											  text *name, int32 version,
											  Snapshot snapshot);

#endif							/* LOGISTIC_STORED_VERSION_H */

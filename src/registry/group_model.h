/*-------------------------------------------------------------------------
 *
 * group_model.h
 *		The models of a version by groups: one for each value of a column.
 *
 * A group is known by the text of its value; that of NULL is
 * LOGISTIC_GROUP_MISSING.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_MODEL_H
#define LOGISTIC_GROUP_MODEL_H

#include "nodes/pg_list.h"
#include "utils/array.h"

#include "model/model_scoring.h"
#include "registry/registry_tables.h"

#define LOGISTIC_GROUP_MISSING	"(missing)"

#define LOGISTIC_GROUP_LIMIT	255 /* bytes in the text of a value */

/* A group of a version. */
typedef struct LogisticGroup
{
	const char *value;
	const LogisticModel *model;
	const LogisticModel *gate_model;	/* NULL: none */
	int64		judged;			/* rows held out that it was judged on */
	ArrayType  *score_deciles;	/* float8[], or NULL */
	ArrayType  *distribution;	/* float8[], the bins of its training rows, or
								 * NULL */
	double		log_loss;		/* of the gate model; NaN: unknown */
	double		roc_auc;
	int32		from_version;	/* whose fit it is */
	const char *reason;			/* why it was taken */
} LogisticGroup;

/* The model of a group, a plain copy; NULL if the version has none. */
extern struct varlena *logistic_group_model(const LogisticRegistry *registry,
											text *name, int32 version,
											const char *value,
											Snapshot snapshot);

/*
 * Finds the group of an argument; raises an error that lists some groups if
 * the value is NULL or not a group.
 */
extern struct varlena *logistic_group_require(const LogisticRegistry *registry,
											  text *name, int32 version,
											  const char *by, text *value,
											  Snapshot snapshot);

/* Any one model of the version; NULL if it has no group. */
extern struct varlena *logistic_group_any(const LogisticRegistry *registry,
										  text *name, int32 version,
										  Snapshot snapshot);

/* All groups of a version, in the order of their values; copies. */
extern List *logistic_groups_read(const LogisticRegistry *registry,
								  text *name, int32 version,
								  Snapshot snapshot);

/* One group as it is stored, a copy; false if there is none. */
extern bool logistic_group_read(const LogisticRegistry *registry, text *name,
								int32 version, const char *value,
								Snapshot snapshot, LogisticGroup *group);

/* Writes. */
extern void logistic_group_add(const LogisticRegistry *registry, text *name,
							   int32 version, const LogisticGroup *group);
extern void logistic_groups_copy(const LogisticRegistry *registry, text *name,
								 int32 version, int32 copy,
								 const LogisticScoring *scoring);
extern void logistic_groups_remove(const LogisticRegistry *registry,
								   text *name, int32 version);

#endif							/* LOGISTIC_GROUP_MODEL_H */

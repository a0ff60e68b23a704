/*-------------------------------------------------------------------------
 *
 * group_training.h
 *		Fits and judges the groups of a version by groups.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_TRAINING_H
#define LOGISTIC_GROUP_TRAINING_H

#include "nodes/pg_list.h"

#include "registry/group_model.h"
#include "training/promotion.h"

/* A group of a version in the making. */
typedef struct LogisticGroupFit
{
	const char *value;
	LogisticTraining training;	/* as of one model */
	LogisticStored champion;	/* the group's own, where it has one */
	bool		promoted;
	const char *reason;
} LogisticGroupFit;

/* What was trained. */
typedef struct LogisticGroupFits
{
	int			n;
	LogisticGroupFit *fits;		/* [n], in the order of their values */
	int64		n_skipped;		/* rows left out for a NULL */
} LogisticGroupFits;

/*
 * Fits and judges all groups.  In "training", the version's, the fields before
 * "fitted_at" are given; fitted_at and duration are filled in.  All other
 * fields are filled in for each group.  "champions" are groups of the active
 * version, in the order of their values.  What the result points to is in the
 * current memory context.
 */
extern LogisticGroupFits logistic_group_training_run(const LogisticRegistry *registry,
													 text *name,
													 LogisticTraining *training,
													 List *champions);

#endif							/* LOGISTIC_GROUP_TRAINING_H */

/*-------------------------------------------------------------------------
 *
 * score_group.h
 *		Scoring plans of a registered model that has a model for each group.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCORE_GROUP_H
#define LOGISTIC_SCORE_GROUP_H

#include "pg/dictionary.h"
#include "registry/named_model.h"
#include "score/score_arguments.h"

/* A group that a row had. */
typedef struct LogisticScoreGroup
{
	bool		is_known;		/* it was looked up */
	LogisticScorePlan *plan;	/* NULL: the version has no model of it */
} LogisticScoreGroup;

/* The groups that a site has met, and how rows tell theirs. */
typedef struct LogisticScoreGroups
{
	MemoryContext context;		/* of all that follows; NULL: not begun */
	uint64		serial;			/* of the named models, as it was then */
	const LogisticNamedModel *named;	/* whose groups they are */
	int			column;			/* of a record, from 0; else -1 */
	Oid			type;			/* of that column, the base type */
	int16		length;			/* of the type */
	bool		by_value;
	LogisticDictionary codes;	/* of the values as they come ... */
	int			capacity;		/* ... and their groups by code */
	LogisticScoreGroup *groups;
	LogisticScoreGroup missing; /* of NULL */
} LogisticScoreGroups;

/* Forgets all groups. */
extern void logistic_score_groups_reset(LogisticScoreGroups *groups);

/*
 * The plan of the group that a row belongs to; NULL: it has no model, and so
 * no score.  "header" is the record, NULL in the other forms.  Errors: a
 * row without names, without the column, or by on_new_level.
 */
extern LogisticScorePlan *logistic_score_group_plan(LogisticScoreGroups *groups,
													const LogisticNamed *named,
													LogisticScoreArguments *arguments,
													FunctionCallInfo fcinfo,
													HeapTupleHeader header);

#endif							/* LOGISTIC_SCORE_GROUP_H */

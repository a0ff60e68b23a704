/*-------------------------------------------------------------------------
 *
 * ftrl_state.h
 *		The transition state of ftrl_fit and ftrl_update.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_STATE_H
#define LOGISTIC_FTRL_STATE_H

#include "ftrl/ftrl_site.h"
#include "pg/value_key.h"

/* Lives in the aggregate context, with all that it points to but the site. */
typedef struct FtrlState
{
	FtrlSite   *site;
	MemoryContext context;		/* where it lives */
	LogisticValueKey origin;	/* of the model that is continued; without
								 * bytes if there is none */
	FtrlOptions *options;		/* the first row's; or NULL */
	FtrlDraft	draft;			/* the model, without what the learner holds;
								 * its features' lengths come with a row */
	bool		is_open;		/* the draft is complete, the learner there */
	bool		is_settled;		/* known which text label is positive */
	char	   *values[2];		/* text label: value of each class, or NULL */
	int			value_codes[2]; /* in the site's dictionary; -1: not met */
	LgFtrl		learner;
	int			active_capacity;
} FtrlState;

/* Makes the state of a group, by its first row. */
extern FtrlState *logistic_ftrl_state_make(FtrlSite *site,
										   FunctionCallInfo fcinfo,
										   MemoryContext context);

/* Learns from the current row of the call, or counts it as skipped. */
extern void logistic_ftrl_state_add(FtrlState *state,
									FunctionCallInfo fcinfo);

/*
 * What has been learnt, as a value in the current memory context; NULL if
 * there is nothing, not even a model to begin with.  Only reads the state.
 */
extern FtrlModel *logistic_ftrl_state_model(const FtrlState *state);

#endif							/* LOGISTIC_FTRL_STATE_H */

/*-------------------------------------------------------------------------
 *
 * shared_model.h
 *		Reads the active models as another server of Citus has shared them.
 *
 * On Citus a score by name runs where the rows are.  So the active version
 * of each model, with its owner and grants, is in logistic_shared_model, too.
 * That table stays empty until logistic_share_models() makes a reference
 * table of it; then every change of the registry changes its rows on all
 * servers, within the same transaction.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SHARED_MODEL_H
#define LOGISTIC_SHARED_MODEL_H

#include "registry/family.h"
#include "registry/registry_tables.h"

#define LOGISTIC_SHARED_TABLE "logistic_shared_model"

/* Columns of the table. */
enum
{
	LOGISTIC_SHARED_NAME = 1,
	LOGISTIC_SHARED_MODEL,
	LOGISTIC_SHARED_MULTINOMIAL,
	LOGISTIC_SHARED_OFFSET,
	LOGISTIC_SHARED_OWNER,		/* roles by name: they have other OIDs on each */
	LOGISTIC_SHARED_GRANTEES,	/* server; "public" is all of them */
	LOGISTIC_SHARED_COLUMNS = LOGISTIC_SHARED_GRANTEES
};

/* The table as all servers see it, and its shard; 0: it is no table of Citus. */
extern Oid	logistic_shared_model_table(const LogisticRegistry *registry);
extern int64 logistic_shared_model_shard(Oid table);

/* Is this a server of Citus where nothing is shared? */
extern bool logistic_shared_model_is_missing(const LogisticRegistry *registry);

/*
 * The active version of a model that was shared, a copy, with the offset of
 * its training, NULL if it had none; false if there is none of that name
 * that the current role owns, or may score with unless it has to be owned.
 */
extern bool logistic_shared_model_use(const LogisticRegistry *registry,
									  text *name, Snapshot snapshot,
									  bool as_owner, LogisticInUse *in_use);

#endif							/* LOGISTIC_SHARED_MODEL_H */

/*-------------------------------------------------------------------------
 *
 * registry.h
 *		Reads the registry: models that have a name, versions and an owner.
 *
 * The registry is three ordinary tables in the extension's schema.  Their
 * owner is the role that installed the extension; nobody else may touch
 * them.  Rights on a model are rows of these tables, so they are checked
 * here, by whoever opens a model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_H
#define LOGISTIC_REGISTRY_H

#include "nodes/pg_list.h"

#include "registry/role.h"

/* What a role may do with a model; each right includes those before it. */
typedef enum LogisticAccess
{
	LOGISTIC_ACCESS_NONE,
	LOGISTIC_ACCESS_SCORE,		/* score and explain rows: it was granted */
	LOGISTIC_ACCESS_OWNER		/* all else: a member of the owning role */
} LogisticAccess;

/* The row of a model. */
typedef struct LogisticRegistered
{
	NameData	owner_name;
	Oid			owner;			/* InvalidOid: that role is gone */
	int32		active;			/* version in use; 0: none */
	int32		last;			/* the highest that ever was; 0: none */
} LogisticRegistered;

/*
 * All that follows sees what the snapshot sees; a NULL snapshot is the state
 * that is committed now, plus this transaction's own changes.
 */

/* Finds a model; false if there is none of that name. */
extern bool logistic_registry_find(const LogisticRegistry *registry,
								   text *name, Snapshot snapshot,
								   LogisticRegistered *found);

/* What the current role may do with a model that was found. */
extern LogisticAccess logistic_registry_access(const LogisticRegistry *registry,
											   text *name, Snapshot snapshot,
											   const LogisticRegistered *found);

/* Finds a model that the current role may use so, or raises an error. */
extern void logistic_registry_require(const LogisticRegistry *registry,
									  text *name, Snapshot snapshot,
									  LogisticAccess access,
									  LogisticRegistered *found);

/* The role that owns a model; an error if it is gone. */
extern Oid	logistic_registry_owner(text *name,
									const LogisticRegistered *found);

/* The active version; an error if there is none. */
extern int32 logistic_registry_active(text *name,
									  const LogisticRegistered *found);

/* The names of all models, as texts in byte order. */
extern List *logistic_registry_names(const LogisticRegistry *registry);

/*
 * Begins the scan that finds the row of a version, and that row; an error if
 * there is none.
 */
extern LogisticScan logistic_registry_version(const LogisticRegistry *registry,
											  text *name, int32 version,
											  Snapshot snapshot,
											  HeapTuple *tuple);

/* The highest version that a model has, 0 if it has none. */
extern int32 logistic_registry_latest(const LogisticRegistry *registry,
									  text *name);

/* A version to use. */
typedef struct LogisticInUse
{
	struct varlena *model;		/* the logistic_model, plain */
	char	   *offset_column;	/* of the training; NULL: none */
} LogisticInUse;

#define LOGISTIC_ACTIVE_VERSION	PG_INT32_MIN	/* whichever it is */

/*
 * The version to use, or LOGISTIC_ACTIVE_VERSION.  What the answer points to
 * is a copy in the current memory context.
 */
extern LogisticInUse logistic_registry_use(const LogisticRegistry *registry,
										   text *name, int32 version,
										   LogisticAccess access,
										   Snapshot snapshot);

#endif							/* LOGISTIC_REGISTRY_H */

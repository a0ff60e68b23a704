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

#include "access/htup.h"
#include "access/tupdesc.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/snapshot.h"

/* The name that stands for all roles in a grant; no role can have it. */
#define LOGISTIC_EVERYBODY "public"

/* What a role may do with a model; each right includes those before it. */
typedef enum LogisticAccess
{
	LOGISTIC_ACCESS_NONE,
	LOGISTIC_ACCESS_SCORE,		/* score and explain rows: it was granted */
	LOGISTIC_ACCESS_OWNER		/* all else: a member of the owning role */
} LogisticAccess;

/* The tables, found in the schema of a function of the extension. */
typedef struct LogisticRegistry
{
	Oid			schema;			/* the extension's */
	Oid			models;			/* table logistic_registry */
	Oid			versions;		/* table logistic_registry_version */
	Oid			grants;			/* table logistic_registry_grant */
} LogisticRegistry;

/* The row of a model. */
typedef struct LogisticRegistered
{
	NameData	owner_name;
	Oid			owner;			/* InvalidOid: that role is gone */
	int32		active;			/* version in use; 0: none */
} LogisticRegistered;

/* Columns of the table logistic_registry_version that C reads. */
enum
{
	LOGISTIC_VERSION_NAME = 1,
	LOGISTIC_VERSION_VERSION,
	LOGISTIC_VERSION_MODEL,
	LOGISTIC_VERSION_QUERY,
	LOGISTIC_VERSION_LABEL,
	LOGISTIC_VERSION_WEIGHT,
	LOGISTIC_VERSION_OFFSET,
	LOGISTIC_VERSION_CLUSTER,
	LOGISTIC_VERSION_DISTRIBUTED,
	LOGISTIC_VERSION_PARTITION,
	LOGISTIC_VERSION_OPTIONS,
	LOGISTIC_VERSION_COMMENT,
	LOGISTIC_VERSION_SEARCH_PATH,
	LOGISTIC_VERSION_HOLDOUT,
	LOGISTIC_VERSION_GATE_MODEL,
	LOGISTIC_VERSION_SCORE_DECILES,
	LOGISTIC_VERSION_DISTRIBUTION
};

/* Finds the registry that belongs to a function. */
extern LogisticRegistry logistic_registry_of(Oid function);

/* The type logistic_model of that extension. */
extern Oid	logistic_registry_model_type(const LogisticRegistry *registry);

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
 * The row of a version as a copy, with the descriptor of its table; NULL if
 * there is none.
 */
extern HeapTuple logistic_registry_version(const LogisticRegistry *registry,
										   text *name, int32 version,
										   Snapshot snapshot,
										   TupleDesc *descriptor);

/* The highest version of a model, 0 if it has none. */
extern int32 logistic_registry_last_version(const LogisticRegistry *registry,
											text *name);

/* Raises the error for a version that does not exist. */
extern void logistic_registry_no_version(text *name, int32 version)
			pg_attribute_noreturn();

/* A version to use. */
typedef struct LogisticInUse
{
	struct varlena *model;		/* the logistic_model, plain */
	char	   *offset_column;	/* of the training; NULL: none */
} LogisticInUse;

/*
 * The version to use: the active one, or the given one if it is not 0.  What
 * it points to is a copy in the current memory context.
 */
extern LogisticInUse logistic_registry_use(const LogisticRegistry *registry,
										   text *name, int32 version,
										   LogisticAccess access,
										   Snapshot snapshot);

#endif							/* LOGISTIC_REGISTRY_H */

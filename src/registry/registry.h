/*-------------------------------------------------------------------------
 *
 * registry.h
 *		Reads the registry: models that have a name, versions and an owner.
 *
 * The registry is six ordinary tables in the extension's schema.  They stay
 * with the superuser whose rights the extension's script has, and nobody else
 * can change them.  Rights on a model are rows of these tables; every function
 * that opens a model checks them here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_H
#define LOGISTIC_REGISTRY_H

#include "nodes/pg_list.h"
#include "utils/jsonb.h"

#include "registry/family.h"
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

/* Finds a model, or raises an error unless the current role has the access. */
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

/*
 * The highest number of a model's rows in a table whose key is (name,
 * number), as it is committed now; 0 if there is none.
 */
extern int32 logistic_registry_last(const LogisticRegistry *registry,
									LogisticTable table, text *name);

/* Settings of a name, which hold for all its versions. */
typedef struct LogisticSettings
{
	Jsonb	   *gate;			/* what a refit has to reach, or NULL */
	int32		keep;			/* versions to keep; 0: all */
	char	   *comment;		/* the user's words, or NULL */
} LogisticSettings;

/* Copies in the current memory context; nothing where there is no model. */
extern LogisticSettings logistic_registry_settings(const LogisticRegistry *registry,
												   text *name,
												   Snapshot snapshot);

#define LOGISTIC_ACTIVE_VERSION	PG_INT32_MIN	/* whichever it is */

/*
 * The version to use, or LOGISTIC_ACTIVE_VERSION.  What the answer points to
 * is a copy in the current memory context.
 */
extern LogisticInUse logistic_registry_use(const LogisticRegistry *registry,
										   text *name, int32 version,
										   LogisticAccess access,
										   Snapshot snapshot);

/* The same, with an error unless the model is of the family that is wanted. */
extern LogisticInUse logistic_registry_use_as(const LogisticRegistry *registry,
											  text *name, int32 version,
											  LogisticAccess access,
											  Snapshot snapshot,
											  LogisticFamily family,
											  Oid function);

#endif							/* LOGISTIC_REGISTRY_H */

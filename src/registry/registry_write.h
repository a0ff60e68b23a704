/*-------------------------------------------------------------------------
 *
 * registry_write.h
 *		Changes of registered models.
 *
 * None of these checks a right: whoever calls has checked those of the
 * current role before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_WRITE_H
#define LOGISTIC_REGISTRY_WRITE_H

#include "model/model_scoring.h"
#include "registry/registry.h"
#include "registry/registry_row.h"
#include "registry/stored_version.h"
#include "registry/version.h"

/*
 * Adds a version: the last one from now on.  Returns its number, which is
 * above every one that the model has or had.  "run_as" is the role for which
 * the query is stored, the owner of the model; InvalidOid: nobody's yet.
 */
extern int32 logistic_registry_add_version(const LogisticRegistry *registry,
										   text *name,
										   const LogisticTraining *training,
										   Oid run_as, const char *reason);

/*
 * Adds a copy of a version with other scoring settings, and with the options
 * that a refit of it uses.  Returns its number.
 */
extern int32 logistic_registry_add_copy(const LogisticRegistry *registry,
										text *name,
										const LogisticStored *stored,
										const LogisticScoring *scoring,
										const char *options,
										const char *reason);

/* The number of a new version; it is the last one from now on. */
extern int32 logistic_registry_next_version(const LogisticRegistry *registry,
											text *name);

/* Makes the current role the owner of a model whose owner is gone. */
extern void logistic_registry_adopt(const LogisticRegistry *registry,
									text *name);

/*
 * Makes a version the active one and records the deployment; "reason" is
 * what did it: train, refit, deploy, register, altered.
 */
extern void logistic_registry_activate(const LogisticRegistry *registry,
									   text *name, int32 version,
									   const char *reason);

/* Changes what is given; an empty gate, 0 and "" remove it. */
extern void logistic_registry_set(const LogisticRegistry *registry,
								  text *name, const LogisticSettings *given);

/* Records a role as the one for which the query of a version is stored. */
extern void logistic_registry_accept(const LogisticRegistry *registry,
									 text *name, int32 version,
									 const LogisticRole *role);

/* Removes a model with all that belongs to it, or one version. */
extern void logistic_registry_remove(const LogisticRegistry *registry,
									 text *name);
extern void logistic_registry_remove_version(const LogisticRegistry *registry,
											 text *name, int32 version);

/* Checks how many versions to keep; an error below 1. */
extern int	logistic_keep_check(int keep);

/*
 * Removes the versions but the newest ones and the active one, and attempts
 * and deployments that are older than all that stay.  Returns how many
 * versions were removed.
 */
extern int	logistic_registry_prune(const LogisticRegistry *registry,
									text *name, int keep);

/* An attempt to train a new version. */
typedef struct LogisticAttempt
{
	TimestampTz begun_at;
	int64		duration;		/* in microseconds */
	const char *outcome;		/* promoted, kept, failed */
	int32		version;		/* that came of it; 0: none */
	const char *sqlstate;		/* of the error, or NULL */
	const char *message;		/* of the error, or why it was kept; or NULL */
} LogisticAttempt;

/* Records an attempt of the current role. */
extern void logistic_registry_record(const LogisticRegistry *registry,
									 text *name,
									 const LogisticAttempt *attempt);

/* Lets a role score with a model, or no longer; false: there was no grant. */
extern void logistic_registry_grant(const LogisticRegistry *registry,
									text *name, const LogisticRole *role);
extern bool logistic_registry_revoke(const LogisticRegistry *registry,
									 text *name, const LogisticRole *role);

#endif							/* LOGISTIC_REGISTRY_WRITE_H */

/*-------------------------------------------------------------------------
 *
 * registry_write.h
 *		Writes the registry, for roles that have no right on its tables.
 *
 * Each of these acts as the owner of the tables; whoever calls has checked
 * the rights of the current role before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_WRITE_H
#define LOGISTIC_REGISTRY_WRITE_H

#include "training/training.h"

/*
 * Waits until no other transaction changes the model, and keeps others from
 * it until the end of this one.
 */
extern void logistic_registry_lock(const LogisticRegistry *registry,
								   text *name);

/* Adds a model without versions; its owner is the current role. */
extern void logistic_registry_add(const LogisticRegistry *registry,
								  text *name);

/* Makes the current role the owner of a model whose owner is gone. */
extern void logistic_registry_adopt(const LogisticRegistry *registry,
									text *name);

/* Adds a version, the last one from now on. */
extern void logistic_registry_add_version(const LogisticRegistry *registry,
										  text *name, int32 version,
										  const LogisticTraining *training,
										  const char *reason);

/* Makes a version the active one. */
extern void logistic_registry_activate(const LogisticRegistry *registry,
									   text *name, int32 version);

/* Removes a version, or the model with all of them if it is 0. */
extern void logistic_registry_remove(const LogisticRegistry *registry,
									 text *name, int32 version);

/* Lets a role score with a model, or no longer; answers false if no change. */
extern bool logistic_registry_grant(const LogisticRegistry *registry,
									text *name, const LogisticRole *role);
extern bool logistic_registry_revoke(const LogisticRegistry *registry,
									 text *name, const LogisticRole *role);

#endif							/* LOGISTIC_REGISTRY_WRITE_H */

/*-------------------------------------------------------------------------
 *
 * model_lock.h
 *		The lock under which a registered model is changed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_LOCK_H
#define LOGISTIC_MODEL_LOCK_H

#include "registry/registry.h"

/*
 * Waits until no other transaction changes the model, and locks others out
 * until the end of this one; false if the model does not exist, or not any
 * more.
 */
extern bool logistic_model_lock(const LogisticRegistry *registry, text *name);

/*
 * Locks a model, or adds one of that name, without versions, whose owner is
 * the current role.  True: it was there before.
 */
extern bool logistic_model_claim(const LogisticRegistry *registry,
								 text *name);

/* An error for a name that no model can have. */
extern void logistic_model_name_check(text *name);

/*
 * Blocks the addition of models until the end of the transaction; see guard.c.
 */
extern void logistic_model_keep_out(const LogisticRegistry *registry);

/*
 * Deletes the rows of a name in all tables of the registry but that of the
 * models.
 */
extern void logistic_model_clear(const LogisticRegistry *registry,
								 text *name);

#endif							/* LOGISTIC_MODEL_LOCK_H */

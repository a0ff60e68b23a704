/*-------------------------------------------------------------------------
 *
 * stored_query.h
 *		Checks the query of a registered model, and its owner, before it runs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_STORED_QUERY_H
#define LOGISTIC_STORED_QUERY_H

#include "pg/session.h"
#include "registry/stored_version.h"

/*
 * May the query of a version run?  If not, "complain" raises the error that
 * says why; without it the answer is false.
 */
extern bool logistic_stored_query_check(const LogisticRegistry *registry,
										text *name,
										const LogisticRegistered *found,
										const LogisticStored *stored,
										bool complain);

/*
 * Begins a session (session.h) in which the query of a version may run: with
 * the rights of the model's owner, restricted whoever asks, along the search
 * path that is stored with it.  An error if it may not run.
 */
extern LogisticSession logistic_stored_query_enter(const LogisticRegistry *registry,
												   text *name,
												   const LogisticRegistered *found,
												   const LogisticStored *stored,
												   Snapshot snapshot);

#endif							/* LOGISTIC_STORED_QUERY_H */

/*-------------------------------------------------------------------------
 *
 * session_model.h
 *		Session cache of the model that was found by name last.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SESSION_MODEL_H
#define LOGISTIC_SESSION_MODEL_H

#include "registry/moment.h"
#include "registry/registry.h"

/*
 * The model of a name, if this function has asked for it last, with a need for
 * the same right and at the present moment; false otherwise.  What is found stays there until the next
 * logistic_session_model_keep().
 */
extern bool logistic_session_model_find(Oid function, LogisticAccess access,
										const text *name,
										LogisticInUse *found);

/* Keeps copies of what was found at a moment. */
extern void logistic_session_model_keep(const LogisticMoment *moment,
										Oid function, LogisticAccess access,
										const text *name,
										const LogisticInUse *found);

#endif							/* LOGISTIC_SESSION_MODEL_H */

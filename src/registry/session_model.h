/*-------------------------------------------------------------------------
 *
 * session_model.h
 *		The model that a session has found by name last.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SESSION_MODEL_H
#define LOGISTIC_SESSION_MODEL_H

#include "registry/named_model.h"

/*
 * The model of a name, if this function has asked for it last and at the same
 * moment; false otherwise.  What is found stays there until the next
 * logistic_session_model_keep().
 */
extern bool logistic_session_model_find(const LogisticNamed *named,
										Oid function, const text *name,
										LogisticInUse *found);

/* Keeps copies of what was found. */
extern void logistic_session_model_keep(const LogisticNamed *named,
										Oid function, const text *name,
										const LogisticInUse *found);

#endif							/* LOGISTIC_SESSION_MODEL_H */

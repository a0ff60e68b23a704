/*-------------------------------------------------------------------------
 *
 * scalar_call.h
 *		The arguments of a running call that is no aggregate, for messages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SCALAR_CALL_H
#define LOGISTIC_SCALAR_CALL_H

#include "fmgr.h"

#include "pg/call_text.h"

/*
 * Argument i, from 0, as it was typed in the statement that the client sent,
 * palloc'd; NULL if the call does not stand there.
 */
extern LogisticTypedArgument *logistic_scalar_argument(const FmgrInfo *flinfo,
													   int i);

#endif							/* LOGISTIC_SCALAR_CALL_H */

/*-------------------------------------------------------------------------
 *
 * call_location.h
 *		Where in the text of its statement a call stands.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CALL_LOCATION_H
#define LOGISTIC_CALL_LOCATION_H

#include "nodes/plannodes.h"

/*
 * The byte offset in the statement's text at which an Aggref or WindowFunc
 * of the plan was parsed; -1 if that is not known for sure.
 */
extern int	logistic_call_location(PlannedStmt *stmt, Node *call);

#endif							/* LOGISTIC_CALL_LOCATION_H */

/*-------------------------------------------------------------------------
 *
 * filled_view.h
 *		Materialised views that this transaction is creating or refreshing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FILLED_VIEW_H
#define LOGISTIC_FILLED_VIEW_H

#include "nodes/pg_list.h"

/* The OIDs of the views being filled whose query reads the relation. */
extern List *logistic_filled_views(Oid relation);

#endif							/* LOGISTIC_FILLED_VIEW_H */

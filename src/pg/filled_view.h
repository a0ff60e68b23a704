/*-------------------------------------------------------------------------
 *
 * filled_view.h
 *		Materialised views that this transaction is filling.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FILLED_VIEW_H
#define LOGISTIC_FILLED_VIEW_H

#include "nodes/pg_list.h"

/* The OIDs of those whose query reads a relation. */
extern List *logistic_filled_views(Oid relation);

#endif							/* LOGISTIC_FILLED_VIEW_H */

/*-------------------------------------------------------------------------
 *
 * judge_classes.h
 *		Judges a fit of many classes on the rows held out.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_JUDGE_CLASSES_H
#define LOGISTIC_JUDGE_CLASSES_H

#include "nodes/pg_list.h"

#include "registry/stored_version.h"

/*
 * Fills in the metrics of the gate model on the rows held out and, if it is
 * compared, of the champion's: rows judged, log losses, and the mean of the
 * areas under the ROC curves of each class against all others.  "share" is
 * that of the rows held out.  Within logistic_session_enter().
 */
extern void logistic_judge_classes(const LogisticRegistry *registry,
								   text *name, LogisticTraining *training,
								   const List *features, const char *schema,
								   double share, bool is_compared,
								   MemoryContext context);

#endif							/* LOGISTIC_JUDGE_CLASSES_H */

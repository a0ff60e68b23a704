/*-------------------------------------------------------------------------
 *
 * group_refit.h
 *		Trains a version by groups and stores it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_REFIT_H
#define LOGISTIC_GROUP_REFIT_H

#include "training/group_training.h"
#include "training/refit_result.h"

/* Fits and judges the groups against those of the active version. */
extern LogisticGroupFits logistic_group_refit_fit(const LogisticRegistry *registry,
												  text *name,
												  LogisticTraining *training);

/*
 * Decides on each group, stores the version, and makes it the active one if
 * any group was promoted.  A group that was not promoted keeps its champion's
 * model.  A NOTICE reports this.
 */
extern void logistic_group_refit_store(const LogisticRegistry *registry,
									   text *name, Oid owner, int keep,
									   LogisticTraining *training,
									   LogisticGroupFits *fits,
									   LogisticPromotion promote,
									   LogisticRefit *refit);

#endif							/* LOGISTIC_GROUP_REFIT_H */

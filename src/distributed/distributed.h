/*-------------------------------------------------------------------------
 *
 * distributed.h
 *		Fits rows where they are, by passes of SQL over them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_H
#define LOGISTIC_DISTRIBUTED_H

#include "distributed/distributed_request.h"
#include "model/model.h"

/*
 * Fits; NULL if there is no row.  The queries run with the rights of the
 * current user, on the active snapshot, and may not write.  The model is in
 * the current memory context.
 */
extern LogisticModel *logistic_distributed_fit(const LogisticDistributedFit *fit);

#endif							/* LOGISTIC_DISTRIBUTED_H */

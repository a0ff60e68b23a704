/*-------------------------------------------------------------------------
 *
 * shared_write.h
 *		Shares the active models with the other servers of Citus.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SHARED_WRITE_H
#define LOGISTIC_SHARED_WRITE_H

#include "registry/registry_tables.h"

/*
 * Tells the other servers how a model stands now, within this transaction;
 * nothing unless logistic_share_models() was called.
 */
extern void logistic_shared_write(const LogisticRegistry *registry,
								  text *name);

#endif							/* LOGISTIC_SHARED_WRITE_H */

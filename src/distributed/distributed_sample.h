/*-------------------------------------------------------------------------
 *
 * distributed_sample.h
 *		The sample that comes with the first pass, as rows for the solver.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_SAMPLE_H
#define LOGISTIC_DISTRIBUTED_SAMPLE_H

#include "distributed/pass_totals.h"

/*
 * The share of n_rows rows that is worth sending: enough for deciles and, of
 * many rows, for a start near the maximum.
 */
extern double logistic_distributed_sample_share(int64 n_rows, int n_inputs);

/*
 * Opens a sample, whose features are described by the inputs; NULL if it has
 * no row.  The rows are in the current memory context.
 */
extern LgRows *logistic_distributed_sample(const LogisticPassSample *sample,
										   const LogisticInput *inputs,
										   int n_inputs);

#endif							/* LOGISTIC_DISTRIBUTED_SAMPLE_H */

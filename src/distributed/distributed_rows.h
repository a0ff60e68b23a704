/*-------------------------------------------------------------------------
 *
 * distributed_rows.h
 *		The rows of a distributed fit: each pass is a query.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DISTRIBUTED_ROWS_H
#define LOGISTIC_DISTRIBUTED_ROWS_H

#include "executor/spi.h"

#include "distributed/pass_totals.h"
#include "fit/fit_state.h"
#include "pg/compat.h"

typedef struct LogisticDistributedRows
{
	LogisticFitState *state;	/* its n_skipped is what the first pass tells */
	SPIPlanPtr	plan;			/* of a pass; $1 are its parameters */
	const char *sql;			/* of the plan */
	int			n_inputs;
	LogisticInput *inputs;		/* elements of the features, in their order */
	double		sample_share;	/* of the rows, that the first pass brings */
	LgRows	   *rows;			/* the solver's view, which gets the sample */
	int64		n_rows;			/* expected, then seen by the first pass; -1:
								 * not known yet */
	LogisticRowSums row_sums;	/* of the first pass; n = 0: none yet */
	MemoryContext context;		/* of the answer, reset by each pass */
	LogisticPassTotals answer;	/* to the last pass */
} LogisticDistributedRows;

/*
 * Opens the rows, n_rows of them or less, unless that is exact, that the SQL of
 * a pass asks.  SPI must be connected, and stay so as long as they are used;
 * the current memory context has to live as long.
 */
extern void logistic_distributed_rows(LogisticDistributedRows *host,
									  LogisticFitState *state,
									  const char *sql, int64 n_rows,
									  bool is_exact, LgRows *rows);

/* Raises the error for rows that have changed between passes. */
pg_noreturn extern void logistic_distributed_report_change(const char *detail);

#endif							/* LOGISTIC_DISTRIBUTED_ROWS_H */

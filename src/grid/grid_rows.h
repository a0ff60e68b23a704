/*-------------------------------------------------------------------------
 *
 * grid_rows.h
 *		The rows of a cross-validation, each fold in a buffer of its own.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_ROWS_H
#define LOGISTIC_GRID_ROWS_H

#include "fit/fit_state.h"
#include "fit/rowbuf_read.h"

/* Lives in the aggregate context. */
typedef struct LogisticGridRows
{
	LogisticFitState *state;	/* of all folds; its buffer is that of "current" */
	int			n_folds;		/* 1: there are none */
	int			current;
	LogisticRowBuffer *buffers; /* [n_folds]; that of "current" is not valid */
} LogisticGridRows;

/* Some folds, one after the other, as the core sees rows. */
typedef struct LogisticGridChain
{
	LgRows		rows;			/* its host is this */
	int			n;
	int			at;				/* the part that is being read */
	LgRows	   *parts;			/* [n] */
	LogisticRowReader **readers;	/* [n] of the parts */
} LogisticGridChain;

/* No rows yet, of a call whose label is that argument. */
extern LogisticGridRows *logistic_grid_rows_make(FunctionCallInfo fcinfo,
												 int label_argument,
												 int n_folds);

/* The next row is of this fold. */
extern void logistic_grid_rows_select(LogisticGridRows *rows, int fold);

/* The rows of one fold, or those of all others; -1: of none, so all. */
extern LogisticGridChain *logistic_grid_rows_within(LogisticGridRows *rows,
													int fold);
extern LogisticGridChain *logistic_grid_rows_without(LogisticGridRows *rows,
													 int fold);

#endif							/* LOGISTIC_GRID_ROWS_H */

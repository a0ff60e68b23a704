/*-------------------------------------------------------------------------
 *
 * fit_row_options.h
 *		What the options of a row of a fit say of it: weight, offset, cluster.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_ROW_OPTIONS_H
#define LOGISTIC_FIT_ROW_OPTIONS_H

#include "fit/fit_state.h"

/* The values of a row that come with its options. */
typedef struct LogisticRowOptions
{
	double		weight;
	double		offset;
	double		frequency;
	uint64		cluster;		/* a hash of its name */
	uint64		stratum;		/* likewise */
} LogisticRowOptions;

/* The options that come with a row; NULL: there are none. */
extern const LogisticOptions *logistic_fit_row_options(const LogisticFitState *state,
													   FunctionCallInfo fcinfo);

/* Leaves a row out, which counts as often as its frequency says. */
extern void logistic_fit_row_skip(LogisticFitState *state,
								  const LogisticOptions *options);

/*
 * Reads the options of a row.  Returns false when the row is to be left out,
 * which has been counted.
 */
extern bool logistic_fit_row_read_options(LogisticFitState *state,
										  FunctionCallInfo fcinfo,
										  LogisticRowOptions *row);

#endif							/* LOGISTIC_FIT_ROW_OPTIONS_H */

/*-------------------------------------------------------------------------
 *
 * fit_strata.h
 *		The rows of a group in strata: sorted, and counted.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_STRATA_H
#define LOGISTIC_FIT_STRATA_H

#include "core/data/strata.h"
#include "fit/fit_state.h"

/* Most rows of a stratum that has several rows of both labels. */
#define LOGISTIC_STRATUM_LIMIT	200

/* The rows of strata with both labels, each stratum in one piece. */
typedef struct LogisticFitStrata
{
	LogisticRowBuffer rows;
	int64		n_left_out;		/* strata of one label */
	int64		n_cases;		/* rows of the positive label */
	bool		is_clustered;	/* rows have clusters */
	LgStrata	core;			/* their counts */
} LogisticFitStrata;

/*
 * Sorts the rows of a state.  Errors: a stratum of too many rows, or one with
 * rows of several clusters.
 */
extern LogisticFitStrata *logistic_fit_strata(const LogisticFitState *state,
											  int positive);

/* Frees the memory of the sorted rows, and releases their file. */
extern void logistic_fit_strata_release(LogisticFitStrata *strata);

#endif							/* LOGISTIC_FIT_STRATA_H */

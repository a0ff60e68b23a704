/*-------------------------------------------------------------------------
 *
 * fit_levels.h
 *		The levels of a category that a group's rows use, in order.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_LEVELS_H
#define LOGISTIC_FIT_LEVELS_H

#include "fit/fit_state.h"

typedef struct LogisticFitLevel
{
	int			code;			/* in the site's dictionary */
	char	   *name;			/* printed form, palloc'd */
	const LogisticKey *key;		/* the dictionary's */
	double		position;		/* of an enum's label, else 0 */
	double		weight;			/* sum over its rows */
} LogisticFitLevel;

/*
 * The levels of category feature "feature" among the rows, in byte order
 * (an enum's in its own order); palloc'd.
 */
extern LogisticFitLevel *logistic_fit_levels(LogisticFitState *state,
											 LgRows *rows, int feature,
											 int *n_levels);

/* Puts levels in order, and gives them names and positions first. */
extern void logistic_fit_levels_sort(const LogisticReader *reader,
									 LogisticFitLevel *levels, int n_levels);

/*
 * The place of the reference among the levels of a category: the one that the
 * options name, else the first.
 */
extern int	logistic_fit_reference(const LogisticFitState *state, int feature,
								   const LogisticFitLevel *levels,
								   int n_levels);

#endif							/* LOGISTIC_FIT_LEVELS_H */

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
	int64		n_rows;			/* that have it */
} LogisticFitLevel;

/*
 * The name of the level of pooled rare levels, and of new levels when scoring.
 */
#define LOGISTIC_OTHER_LEVEL	"(other)"

/*
 * Moves the levels of fewer rows than min_rows to the end of the list; returns
 * how many are left in front.  The level "named" is never moved.
 */
extern int	logistic_fit_levels_pool(LogisticFitLevel *levels, int n_levels,
									 int min_rows, const char *named);

/*
 * The levels of category or set "feature" among the rows as they came, in byte
 * order (an enum's in its own order); palloc'd.
 */
extern LogisticFitLevel *logistic_fit_levels(LogisticFitState *state,
											 LgRows *rows, int feature,
											 int *n_levels);

/* Raises an error if a category has more levels than a model may have. */
extern void logistic_fit_levels_check(const LogisticFitState *state,
									  int feature, int n_levels);

/* Gives levels their names and positions, and sorts them. */
extern void logistic_fit_levels_sort(const LogisticReader *reader,
									 LogisticFitLevel *levels, int n_levels);

/*
 * The place of the reference among the levels of a category: the one that the
 * options name, else the first.
 */
extern int	logistic_fit_reference(const LogisticFitState *state, int feature,
								   const LogisticFitLevel *levels,
								   int n_levels);

/*
 * Checks that the features in the option "reference" are categories.  Raises
 * an error, or a WARNING if the query has other groups.
 */
extern void logistic_fit_check_references(const LogisticFitState *state);

#endif							/* LOGISTIC_FIT_LEVELS_H */

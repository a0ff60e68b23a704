/*-------------------------------------------------------------------------
 *
 * fit_state.h
 *		The rows that one group of a logistic_fit has seen.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_STATE_H
#define LOGISTIC_FIT_STATE_H

#include "common/int.h"

#include "fit/fit_site.h"
#include "fit/rowbuf.h"
#include "options/options.h"

/* Lives in the aggregate context, with all that it points to but the site. */
typedef struct LogisticFitState
{
	const LogisticFitSite *site;
	MemoryContext context;		/* the aggregate context */
	const LogisticOptions *options; /* a copy of the first row's, or NULL */
	bool		is_alone;		/* all rows of a query are in it: neither GROUP
								 * BY, FILTER nor a window parts them */
	int64		n_skipped;		/* rows left out for a NULL */
	bool	   *has_value;		/* by label and feature: some row that was left
								 * out has a value; NULL: no row was left out */
	int64		n_rows[2];		/* by label code, 0 and all others: rows taken
								 * in, counted by frequency */
	bool		has_missing;	/* a feature of a row that was taken in is NULL;
								 * see core/terms/filled_rows.h */
	bool		has_key;		/* rows get a key of the caller's, in the place of
								 * the stratum ... */
	uint64		key;			/* ... which is that of the row to come */
	bool	   *is_evidence;	/* by feature: weights of evidence alone use it, so
								 * that it may be NULL; NULL: not asked yet */
	int			n_label_values; /* of a text label or of classes, so far */
	int			label_values[2];	/* their codes in the site's dictionary;
									 * rows carry the index */
	int		   *classes;		/* more than two classes: the codes of those
								 * seen so far, instead of label_values; else
								 * NULL */
	double	  **level_weights;	/* [feature][code], sums over the rows if those
								 * are elsewhere; NULL: the buffer tells */
	int64	  **level_rows;		/* [feature][code], how many they are, likewise */
	struct LogisticWaitingRow *waiting; /* rows that wait for the lengths of
										 * their arrays, see fit_waiting.h */
	struct LogisticWaitingRow *last_waiting;	/* the last of them */
	MemoryContext waiting_context;	/* of them; NULL: there are none */
	Size		waiting_size;	/* their bytes */
	int64		n_lost;			/* rows that should wait, but for work_mem */
	LogisticRowBuffer buffer;
	int			array_lengths[FLEXIBLE_ARRAY_MEMBER];	/* by array; -1 before
														 * a row tells it */
} LogisticFitState;

/*
 * Most levels of a category; a column with more is hardly meant as a category.
 */
#define LOGISTIC_LEVELS_LIMIT	1000

/* Most elements of a set in one row. */
#define LOGISTIC_ELEMENTS_LIMIT	1000

/*
 * Adds to a number of rows; an error above 2^53, where a double is not exact.
 */
static inline void
logistic_fit_state_add_count(int64 *n, int64 more)
{
	if (unlikely(pg_add_s64_overflow(*n, more, n) ||
				 *n > LOGISTIC_LARGEST_COUNT))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of frequencies is above 2^53"),
				 errhint("Divide the frequencies, or pass them as weights.")));
}

/* Counts a row as often as its frequency says. */
static inline void
logistic_fit_state_count(LogisticFitState *state, uint8 code,
						 double frequency)
{
	logistic_fit_state_add_count(&state->n_rows[code > 0 ? 1 : 0],
								 (int64) frequency);
}

/* Do the rows lie in strata, for a conditional fit? */
static inline bool
logistic_fit_is_stratified(const LogisticFitState *state)
{
	return state->options != NULL && state->options->is_stratified;
}

/* Makes an empty state in the given context. */
extern LogisticFitState *logistic_fit_state_make(const LogisticFitSite *site,
												 MemoryContext context);

/*
 * The same for a group of an aggregate call, in its context; its rows share
 * the memory and the file of the call site.
 */
extern LogisticFitState *logistic_fit_state_of_call(FunctionCallInfo fcinfo,
													int label_argument);

#endif							/* LOGISTIC_FIT_STATE_H */

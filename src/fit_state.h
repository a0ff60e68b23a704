/*-------------------------------------------------------------------------
 *
 * fit_state.h
 *		The rows that one group of a logistic_fit has seen.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FIT_STATE_H
#define LOGISTIC_FIT_STATE_H

#include "fit_site.h"
#include "options.h"
#include "rowbuf.h"

/* Lives in the aggregate context, with all that it points to but the site. */
typedef struct LogisticFitState
{
	const LogisticFitSite *site;
	const LogisticOptions *options; /* a copy of the first row's, or NULL */
	int64		n_skipped;		/* rows left out for a NULL */
	int			n_label_values; /* of a text label, so far */
	int			label_values[2];	/* their codes in the site's dictionary;
									 * rows carry the index */
	double	  **level_weights;	/* [feature][code], sums over the rows if those
								 * are elsewhere; NULL: the buffer tells */
	LogisticRowBuffer buffer;
	int			array_lengths[FLEXIBLE_ARRAY_MEMBER];	/* by array; -1 before
														 * the first row */
} LogisticFitState;

/* Most levels of a category: wider ones are rarely meant. */
#define LOGISTIC_LEVELS_LIMIT	1000

extern LogisticFitState *logistic_fit_state_make(const LogisticFitSite *site,
												 MemoryContext context);

/* Takes the current row of the call in, or counts it as skipped. */
extern void logistic_fit_state_add(LogisticFitState *state,
								   FunctionCallInfo fcinfo,
								   MemoryContext context);

#endif							/* LOGISTIC_FIT_STATE_H */

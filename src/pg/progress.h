/*-------------------------------------------------------------------------
 *
 * progress.h
 *		The setting logistic.progress: NOTICEs of how far a long call has come.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PROGRESS_H
#define LOGISTIC_PROGRESS_H

extern bool logistic_progress;	/* the setting */

/* Out of line: at most one notice a second. */
extern void logistic_progress_tell_rows(int64 n_rows);
extern void logistic_progress_tell_pass(int pass, int64 n_rows, int64 all);
extern void logistic_progress_tell_step(int n_steps, double length);

/* So many rows have been taken in; called once for many of them. */
static inline void
logistic_progress_rows(int64 n_rows)
{
	if (unlikely(logistic_progress))
		logistic_progress_tell_rows(n_rows);
}

/* So many rows of all have been read in the pass of this number. */
static inline void
logistic_progress_pass(int pass, int64 n_rows, int64 all)
{
	if (unlikely(logistic_progress))
		logistic_progress_tell_pass(pass, n_rows, all);
}

/* A Newton step changes no row's score by more than this. */
static inline void
logistic_progress_step(int n_steps, double length)
{
	if (unlikely(logistic_progress))
		logistic_progress_tell_step(n_steps, length);
}

#endif							/* LOGISTIC_PROGRESS_H */

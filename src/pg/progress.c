/*-------------------------------------------------------------------------
 *
 * progress.c
 *		The setting logistic.progress: NOTICEs of how far a long call has come.
 *
 * With the setting on, a notice about every second says how many rows have
 * been taken in, then how far the pass over them has come and how large the
 * last Newton step was.  A short fit says nothing.  With it off, the price
 * is a test of a variable for each block of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "pg/progress.h"

#define NOTICE_INTERVAL 1000	/* milliseconds */

bool		logistic_progress = false;

/*
 * When this session sent its last notice.  After ten seconds without a call
 * the interval starts anew.
 */
static TimestampTz last_time = 0;
static TimestampTz last_call = 0;
static int	last_step = 0;
static double last_length = 0.0;

/* Is it time for the next notice? */
static bool
is_due(void)
{
	TimestampTz now = GetCurrentTimestamp();
	bool		is_new = TimestampDifferenceExceeds(last_call, now,
													10 * NOTICE_INTERVAL);

	last_call = now;
	if (is_new)
		last_time = now;
	if (!TimestampDifferenceExceeds(last_time, now, NOTICE_INTERVAL))
		return false;
	last_time = now;
	return true;
}

void
logistic_progress_tell_rows(int64 n_rows)
{
	last_step = 0;
	if (is_due())
		ereport(NOTICE,
				(errmsg("fit: " INT64_FORMAT " rows read", n_rows)));
}

void
logistic_progress_tell_pass(int pass, int64 n_rows, int64 all)
{
	if (!is_due())
		return;
	if (last_step == 0)
		ereport(NOTICE,
				(errmsg("fit: pass %d, row " INT64_FORMAT " of " INT64_FORMAT,
						pass, n_rows, all)));
	else
		ereport(NOTICE,
				(errmsg("fit: pass %d, row " INT64_FORMAT " of " INT64_FORMAT ", after Newton step %d, which changes no log-odds by more than %.2g",
						pass, n_rows, all, last_step, last_length)));
}

void
logistic_progress_tell_step(int n_steps, double length)
{
	last_step = n_steps + 1;
	last_length = length;
}

/*-------------------------------------------------------------------------
 *
 * tap.h
 *		The part of the Test Anything Protocol that the unit tests use.
 *
 * A test program calls ok() for each property, with a printf-like name that
 * shows the offending values, and returns tap_done() from main(); prove(1)
 * runs the programs and counts.
 *
 *-------------------------------------------------------------------------
 */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int	tap_count = 0;		/* properties looked at so far */
static int	tap_failures = 0;	/* properties that did not hold */

/* Reports one property; returns whether it holds. */
__attribute__((format(printf, 2, 3))) static inline bool
ok(bool holds, const char *format,...)
{
	va_list		args;

	tap_count++;
	if (!holds)
		tap_failures++;
	printf("%sok %d - ", holds ? "" : "not ", tap_count);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	return holds;
}

/* Closes the report; the exit status of the program. */
static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failures == 0 ? 0 : 1;
}

#endif							/* TAP_H */

/*-------------------------------------------------------------------------
 *
 * pass_bytes.h
 *		Byte format that questions and totals of a pass share: checksum,
 *		version, kind.
 *
 * In front is a checksum, behind it a version and the kind of the pass.
 * Numbers are in network order, so that servers of any kind understand each
 * other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_PASS_BYTES_H
#define LOGISTIC_PASS_BYTES_H

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "core/data/pass.h"
#include "pg/compat.h"

#define LOGISTIC_PASS_VERSION	1	/* of questions and answers */

/* Most terms of a pass: the answer has 16 bytes for each pair of them. */
#define LOGISTIC_PASS_TERMS_LIMIT	5000

/* Starts the bytes, and closes them with their checksum. */
extern void logistic_pass_begin(StringInfo buf, LgPassKind kind);
extern bytea *logistic_pass_finish(StringInfo buf);

/* Starts to read: checks sum and version, returns the kind. */
extern LgPassKind logistic_pass_open(StringInfo buf, const bytea *bytes,
									 const char *what);

/* Reads a count of things that take at least "size" bytes each. */
extern int	logistic_pass_count(StringInfo buf, Size size, int limit);

/* Double-double numbers. */
extern void logistic_pass_put(StringInfo buf, const LgDd *numbers, Size n);
extern void logistic_pass_get(StringInfo buf, LgDd *numbers, Size n);

/* Complains of bytes that are no question, or no totals. */
pg_noreturn extern void logistic_pass_damaged(const char *what);

#endif							/* LOGISTIC_PASS_BYTES_H */

/*-------------------------------------------------------------------------
 *
 * group_text.h
 *		An SQL value of any type as the text that groups are known by.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GROUP_TEXT_H
#define LOGISTIC_GROUP_TEXT_H

/*
 * Raises an error, which names "column", for a type whose text depends on
 * settings: the name of a group must not depend on the session.
 */
extern void logistic_group_type_check(Oid type, const char *column);

/* A value of such a type as a cast to text gives it, palloc'd. */
extern char *logistic_group_text(Oid type, Datum value);

#endif							/* LOGISTIC_GROUP_TEXT_H */

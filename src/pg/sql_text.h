/*-------------------------------------------------------------------------
 *
 * sql_text.h
 *		Edits the SQL that PostgreSQL's deparser prints.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SQL_TEXT_H
#define LOGISTIC_SQL_TEXT_H

#include "nodes/pg_list.h"

/*
 * Does the text stand for a parameter, another plan's result or a window
 * function?  EXPLAIN prints these as "$1", "(SubPlan 1)" and "OVER (?)".
 */
extern bool logistic_sql_is_no_expression(const char *sql);

/* Removes the parentheses around a whole text, in place. */
extern char *logistic_sql_strip(char *sql);

/*
 * Puts parentheses around SQL that may need them within a larger
 * expression: if it has a blank outside of parentheses.
 */
extern char *logistic_sql_embeddable(char *sql);

/*
 * The text as a person would type it: without the types of constants (named in
 * "types"), without quotes around numbers, and without parentheses around a
 * whole argument.
 */
extern char *logistic_sql_plain(const char *sql, List *types);

#endif							/* LOGISTIC_SQL_TEXT_H */

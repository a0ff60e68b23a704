/*-------------------------------------------------------------------------
 *
 * sql_parts.h
 *		Numbers, names and literals of exported SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_SQL_PARTS_H
#define LOGISTIC_SQL_PARTS_H

#include "lib/stringinfo.h"

#include "model/model.h"

/* A number in shortest form that reads back exactly, safe as an operand. */
extern char *logistic_sql_number(double x);

/* A feature, or an input of a formula, as SQL. */
extern const char *logistic_sql_feature(const LogisticModel *model,
										const LogisticFeature *feature);

/* A string literal that every dialect reads alike; an error if none is. */
extern void logistic_sql_append_literal(StringInfo sql, const char *text);

/*
 * The log-odds of a model with a formula as an SQL expression, in parentheses
 * (formula_sql.c).
 */
extern char *logistic_formula_sql(const LogisticModel *model);

#endif							/* LOGISTIC_SQL_PARTS_H */

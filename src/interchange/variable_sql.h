/*-------------------------------------------------------------------------
 *
 * variable_sql.h
 *		Variables of a formula as SQL: functions of a number, and levels.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_VARIABLE_SQL_H
#define LOGISTIC_VARIABLE_SQL_H

#include "model/model_terms.h"

/* A formula while it is printed. */
typedef struct LogisticSqlPrinter
{
	const LogisticModel *model;
	const LogisticFeature *inputs;
	const LogisticModelVariable *variables;
	const LogisticLevel *levels;
	const LogisticTerm *terms;
	const LogisticSummary *summaries;
} LogisticSqlPrinter;

/* A column of a variable that is a number. */
extern char *logistic_sql_column(const LogisticSqlPrinter *printer,
								 const LogisticModelVariable *variable,
								 int column);

/* A spline with the given coefficients of its columns. */
extern char *logistic_sql_spline(const LogisticSqlPrinter *printer,
								 const LogisticModelVariable *variable,
								 const double *coefficients);

/* The condition that a row has a level of a category. */
extern char *logistic_sql_level(const LogisticSqlPrinter *printer,
								const LogisticModelVariable *variable,
								int level);

/* The condition that a category has a value that the model knows. */
extern char *logistic_sql_known(const LogisticSqlPrinter *printer,
								const LogisticModelVariable *variable);

#endif							/* LOGISTIC_VARIABLE_SQL_H */

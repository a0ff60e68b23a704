/*-------------------------------------------------------------------------
 *
 * model_warning.h
 *		Warnings about a logistic_model: separated, one class, no convergence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODEL_WARNING_H
#define LOGISTIC_MODEL_WARNING_H

#include "lib/stringinfo.h"

#include "model/model.h"

/*
 * Turns the warnings of fits in this session off or on.  Code that fits the
 * same rows more than once turns them off and warns itself, once.
 */
extern void logistic_warning_set_quiet(bool is_quiet);
extern bool logistic_warning_is_quiet(void);

/* A list of names that is cut off where it grows too long. */
typedef struct LogisticNameList
{
	StringInfoData text;
	int			n;
} LogisticNameList;

extern void logistic_name_list_add(LogisticNameList *list, const char *name);
extern char *logistic_name_list_finish(LogisticNameList *list);

/* Does the coefficient of a term diverge? */
extern bool logistic_term_is_infinite(const LogisticTerm *term);

/* The terms of a separated fit that have no finite estimate, as a list. */
extern char *logistic_model_infinite_terms(const LogisticModel *model);

/* What to do about separated terms. */
extern const char *logistic_warning_advice(const LogisticTerm *terms,
										   int n_terms);

/*
 * One WARNING if the status asks for it.  "infinite" lists the terms that run
 * off, if any do, and "advice" tells what to do about them.
 */
extern void logistic_warning_of_status(LogisticStatus status,
									   const char *label,
									   const LogisticStatistics *statistics,
									   const char *infinite,
									   const char *advice);

/* Does the same for a finished model. */
extern void logistic_model_warn(const LogisticModel *model);

#endif							/* LOGISTIC_MODEL_WARNING_H */

/*-------------------------------------------------------------------------
 *
 * report_subject.h
 *		The subject of a report: a model value, or a registered model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REPORT_SUBJECT_H
#define LOGISTIC_REPORT_SUBJECT_H

#include "lib/stringinfo.h"

#include "registry/registry_tables.h"
#include "registry/stored_version.h"
#include "report/report_query.h"

typedef struct LogisticSubject
{
	const char *query;			/* of the caller, to judge the model by; or
								 * NULL */
	text	   *name;			/* NULL: the model is not registered, and
								 * what follows is not set */
	LogisticRegistry registry;
	LogisticRegistered found;
	LogisticStored stored;		/* the active version */
	LogisticResult origin;		/* its row in the view of versions */
} LogisticSubject;

/* Begins with the arguments of a call; NULL where there is none. */
extern void logistic_subject_begin(LogisticSubject *subject, text *name,
								   text *query);

/*
 * Finds the active version of the name; SPI is connected.  Errors: no such
 * model, one that the current role does not own, one of another family, for
 * which "function" is what was called.
 */
extern void logistic_subject_find(LogisticSubject *subject,
								  LogisticFamily family, Oid function);

/* Judges "about" by the rows of a query, of a recipe unless that is NULL. */
typedef void (*LogisticRowsSection) (StringInfo page, const void *about,
									 const char *query,
									 const LogisticRecipe *stored);

/*
 * Shows what the rows say: those of the caller's query, with the caller's
 * rights, or of the stored one, with those of the owner.  Nothing where there
 * is no query, and a remark where the stored one may not run.
 */
extern void logistic_report_by_rows(StringInfo page,
									const LogisticSubject *subject,
									LogisticRowsSection show,
									const void *about);

/*
 * By whom and when the model was made, from which rows, and which rows it was
 * judged by; of a registered model its history too.
 */
extern void logistic_report_origin(StringInfo page,
								   const LogisticSubject *subject);

#endif							/* LOGISTIC_REPORT_SUBJECT_H */

/*-------------------------------------------------------------------------
 *
 * extension.h
 *		What the catalog says of this extension.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_EXTENSION_H
#define LOGISTIC_EXTENSION_H

#define LOGISTIC_EXTENSION "logistic"

/* The schema of what internal SQL calls; nobody else may create there. */
#define LOGISTIC_INTERNAL "logistic_internal"

/*
 * The schema that the user has chosen for the extension, as seen from one of
 * its functions, which may be one of the internal schema.
 */
extern Oid	logistic_extension_schema(Oid function);

/* The version that is installed in this database, palloc'd. */
extern char *logistic_extension_version(void);

#endif							/* LOGISTIC_EXTENSION_H */

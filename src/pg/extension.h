/*-------------------------------------------------------------------------
 *
 * extension.h
 *		Schema and version of this extension, from the catalogs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_EXTENSION_H
#define LOGISTIC_EXTENSION_H

#define LOGISTIC_EXTENSION "logistic"

/*
 * The schema of the functions that only the extension's own SQL calls; users
 * may not create objects there.
 */
#define LOGISTIC_INTERNAL "logistic_internal"

/*
 * The schema in which the user has installed the extension, found from one of
 * its functions, which may lie in the internal schema.
 */
extern Oid	logistic_extension_schema(Oid function);

/* The version that is installed in this database, palloc'd. */
extern char *logistic_extension_version(void);

#endif							/* LOGISTIC_EXTENSION_H */

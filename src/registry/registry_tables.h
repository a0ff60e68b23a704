/*-------------------------------------------------------------------------
 *
 * registry_tables.h
 *		The tables of the registry, and scans of them by key.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_REGISTRY_TABLES_H
#define LOGISTIC_REGISTRY_TABLES_H

#include "access/genam.h"
#include "access/htup.h"
#include "access/skey.h"
#include "utils/relcache.h"
#include "utils/snapshot.h"

/* The tables, found in the schema of a function of the extension. */
typedef struct LogisticRegistry
{
	Oid			schema;			/* the extension's */
	Oid			models;			/* table logistic_registry */
	Oid			versions;		/* table logistic_registry_version */
	Oid			grants;			/* table logistic_registry_grant */
} LogisticRegistry;

/* Columns of logistic_registry. */
enum
{
	LOGISTIC_MODEL_NAME = 1,
	LOGISTIC_MODEL_OWNER,		/* this and the next two: see role.h */
	LOGISTIC_MODEL_OWNER_OID,
	LOGISTIC_MODEL_CLUSTER,
	LOGISTIC_MODEL_ACTIVE_VERSION,
	LOGISTIC_MODEL_LAST_VERSION
};

/* Columns of logistic_registry_grant. */
enum
{
	LOGISTIC_GRANT_NAME = 1,
	LOGISTIC_GRANT_GRANTEE,		/* this and the next two: see role.h */
	LOGISTIC_GRANT_GRANTEE_OID,
	LOGISTIC_GRANT_CLUSTER
};

/* Columns of logistic_registry_version that C reads. */
enum
{
	LOGISTIC_VERSION_NAME = 1,
	LOGISTIC_VERSION_VERSION,
	LOGISTIC_VERSION_MODEL,
	LOGISTIC_VERSION_QUERY,
	LOGISTIC_VERSION_LABEL,
	LOGISTIC_VERSION_WEIGHT,
	LOGISTIC_VERSION_OFFSET,
	LOGISTIC_VERSION_CLUSTER,
	LOGISTIC_VERSION_DISTRIBUTED,
	LOGISTIC_VERSION_PARTITION,
	LOGISTIC_VERSION_OPTIONS,
	LOGISTIC_VERSION_COMMENT,
	LOGISTIC_VERSION_SEARCH_PATH,
	LOGISTIC_VERSION_HOLDOUT,
	LOGISTIC_VERSION_GATE_MODEL,
	LOGISTIC_VERSION_SCORE_DECILES,
	LOGISTIC_VERSION_DISTRIBUTION
};

/* Finds the registry that belongs to a function. */
extern LogisticRegistry logistic_registry_of(Oid function);

/* Its schema as SQL. */
extern const char *logistic_registry_schema(const LogisticRegistry *registry);

/* The type logistic_model of that extension. */
extern Oid	logistic_registry_model_type(const LogisticRegistry *registry);

/* A scan of one of the tables in the order of its primary key. */
typedef struct LogisticScan
{
	Relation	relation;
	Relation	index;
	SysScanDesc scan;
} LogisticScan;

/*
 * Begins a scan for the rows whose first n columns of the key are given.  It
 * sees what the snapshot sees; a NULL snapshot is the state that is committed
 * now, plus this transaction's own changes.
 */
extern LogisticScan logistic_scan_begin(const LogisticRegistry *registry,
										Oid table, Snapshot snapshot, int n,
										ScanKey keys);

/* The next row, which is valid until the one after; NULL at the end. */
extern HeapTuple logistic_scan_next(LogisticScan *scan);
extern void logistic_scan_end(LogisticScan *scan);

/* A column of a row; the second raises an error for a NULL. */
extern Datum logistic_scan_column(const LogisticScan *scan, HeapTuple tuple,
								  int column, bool *isnull);
extern Datum logistic_scan_value(const LogisticScan *scan, HeapTuple tuple,
								 int column);

#endif							/* LOGISTIC_REGISTRY_TABLES_H */

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

/* The registry: six tables in the schema of the extension. */
typedef struct LogisticRegistry
{
	Oid			schema;			/* the extension's */
} LogisticRegistry;

typedef enum LogisticTable
{
	LOGISTIC_TABLE_MODEL,		/* logistic_registry */
	LOGISTIC_TABLE_VERSION,		/* logistic_registry_version */
	LOGISTIC_TABLE_GRANT,		/* logistic_registry_grant */
	LOGISTIC_TABLE_REFIT,		/* logistic_registry_refit */
	LOGISTIC_TABLE_DEPLOYMENT,	/* logistic_registry_deployment */
	LOGISTIC_TABLE_GROUP,		/* logistic_registry_group */
	LOGISTIC_N_TABLES
} LogisticTable;

/* Columns are numbered from 1.  The first one is the name in every table. */
#define LOGISTIC_COLUMN_NAME 1

/* Columns of logistic_registry. */
enum
{
	LOGISTIC_MODEL_NAME = 1,
	LOGISTIC_MODEL_OWNER,		/* this and the next two: see role.h */
	LOGISTIC_MODEL_OWNER_OID,
	LOGISTIC_MODEL_CLUSTER,
	LOGISTIC_MODEL_ACTIVE_VERSION,
	LOGISTIC_MODEL_LAST_VERSION,
	LOGISTIC_MODEL_GATE,
	LOGISTIC_MODEL_KEEP,
	LOGISTIC_MODEL_COMMENT
};

/* Columns of logistic_registry_version. */
enum
{
	LOGISTIC_VERSION_NAME = 1,
	LOGISTIC_VERSION_VERSION,
	LOGISTIC_VERSION_MODEL,
	LOGISTIC_VERSION_QUERY,
	LOGISTIC_VERSION_LABEL,
	LOGISTIC_VERSION_WEIGHT,
	LOGISTIC_VERSION_FREQUENCY,
	LOGISTIC_VERSION_OFFSET,
	LOGISTIC_VERSION_CLUSTER,
	LOGISTIC_VERSION_DISTRIBUTED,
	LOGISTIC_VERSION_PARTITION,
	LOGISTIC_VERSION_OPTIONS,
	LOGISTIC_VERSION_SEARCH_PATH,
	LOGISTIC_VERSION_HOLDOUT,
	LOGISTIC_VERSION_HOLDOUT_BY,
	LOGISTIC_VERSION_BY,
	LOGISTIC_VERSION_FAMILY,
	LOGISTIC_VERSION_GATE_MODEL,
	LOGISTIC_VERSION_MULTINOMIAL,
	LOGISTIC_VERSION_MULTINOMIAL_GATE,
	LOGISTIC_VERSION_SCORE_DECILES,
	LOGISTIC_VERSION_DISTRIBUTION,
	LOGISTIC_VERSION_LOG_LOSS,
	LOGISTIC_VERSION_ROC_AUC,
	LOGISTIC_VERSION_REASON,
	LOGISTIC_VERSION_RUN_AS,	/* this and the next two: see role.h */
	LOGISTIC_VERSION_RUN_AS_OID,
	LOGISTIC_VERSION_RUN_AS_CLUSTER,
	LOGISTIC_VERSION_FITTED_BY,
	LOGISTIC_VERSION_FITTED_AT,
	LOGISTIC_VERSION_DURATION,
	LOGISTIC_VERSION_QUERY_HASH,
	LOGISTIC_VERSION_EXTENSION_VERSION,
	LOGISTIC_VERSION_SERVER_VERSION
};

/* Columns of logistic_registry_grant. */
enum
{
	LOGISTIC_GRANT_NAME = 1,
	LOGISTIC_GRANT_GRANTEE,		/* this and the next two: see role.h */
	LOGISTIC_GRANT_GRANTEE_OID,
	LOGISTIC_GRANT_CLUSTER
};

/* Columns of logistic_registry_refit. */
enum
{
	LOGISTIC_REFIT_NAME = 1,
	LOGISTIC_REFIT_ATTEMPT,
	LOGISTIC_REFIT_ATTEMPTED_BY,
	LOGISTIC_REFIT_ATTEMPTED_AT,
	LOGISTIC_REFIT_DURATION,
	LOGISTIC_REFIT_OUTCOME,
	LOGISTIC_REFIT_VERSION,
	LOGISTIC_REFIT_SQLSTATE,
	LOGISTIC_REFIT_MESSAGE
};

/* Columns of logistic_registry_deployment. */
enum
{
	LOGISTIC_DEPLOYMENT_NAME = 1,
	LOGISTIC_DEPLOYMENT_DEPLOYMENT,
	LOGISTIC_DEPLOYMENT_VERSION,
	LOGISTIC_DEPLOYMENT_REASON,
	LOGISTIC_DEPLOYMENT_DEPLOYED_BY,
	LOGISTIC_DEPLOYMENT_DEPLOYED_AT
};

/* Columns of logistic_registry_group. */
enum
{
	LOGISTIC_GROUP_NAME = 1,
	LOGISTIC_GROUP_VERSION,
	LOGISTIC_GROUP_VALUE,
	LOGISTIC_GROUP_MODEL,
	LOGISTIC_GROUP_GATE_MODEL,
	LOGISTIC_GROUP_JUDGED,
	LOGISTIC_GROUP_SCORE_DECILES,
	LOGISTIC_GROUP_DISTRIBUTION,
	LOGISTIC_GROUP_LOG_LOSS,
	LOGISTIC_GROUP_ROC_AUC,
	LOGISTIC_GROUP_FROM_VERSION,
	LOGISTIC_GROUP_REASON
};

/* The most columns that one of these tables has. */
#define LOGISTIC_COLUMNS_LIMIT LOGISTIC_VERSION_SERVER_VERSION

/* Finds the registry that belongs to a function of the extension. */
extern LogisticRegistry logistic_registry_of(Oid function);

/* Its schema as SQL. */
extern const char *logistic_registry_schema(const LogisticRegistry *registry);

/* The types logistic_model and multinomial_model of that extension. */
extern Oid	logistic_registry_model_type(const LogisticRegistry *registry);
extern Oid	logistic_registry_multinomial_type(const LogisticRegistry *registry);

/* The OID of a table; an error if it is not there. */
extern Oid	logistic_table_oid(const LogisticRegistry *registry,
							   LogisticTable table);

/*
 * Opens a table, after a check that it is as the extension made it.  Closed
 * by table_close().
 */
extern Relation logistic_table_open(const LogisticRegistry *registry,
									LogisticTable table, LOCKMODE lock);

/* How many columns it has, and whether one of them must not be NULL. */
extern int	logistic_table_columns(LogisticTable table);
extern bool logistic_table_requires(LogisticTable table, int column);

/* A scan of one of the tables in the order of its primary key. */
typedef struct LogisticScan
{
	LogisticRegistry registry;	/* whose table it is */
	const struct LogisticColumn *columns;	/* what each column must be; NULL:
											 * they are checked already */
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
										LogisticTable table,
										Snapshot snapshot, int n,
										ScanKey keys);

/* The same for the rows of one model, all of them or one by its number. */
extern LogisticScan logistic_scan_name(const LogisticRegistry *registry,
									   LogisticTable table, text *name,
									   Snapshot snapshot);
extern LogisticScan logistic_scan_number(const LogisticRegistry *registry,
										 LogisticTable table, text *name,
										 int32 number, Snapshot snapshot);

/* The next row, which is valid until the one after; NULL at the end. */
extern HeapTuple logistic_scan_next(LogisticScan *scan);

/* The last row of a scan from which none was taken; NULL if there is none. */
extern HeapTuple logistic_scan_last(LogisticScan *scan);
extern void logistic_scan_end(LogisticScan *scan);

/* A column of a row; the second raises an error for a NULL. */
extern Datum logistic_scan_column(const LogisticScan *scan, HeapTuple tuple,
								  int column, bool *isnull);
extern Datum logistic_scan_value(const LogisticScan *scan, HeapTuple tuple,
								 int column);

/* A text column as a copy; NULL for a NULL. */
extern char *logistic_scan_text(const LogisticScan *scan, HeapTuple tuple,
								int column);

#endif							/* LOGISTIC_REGISTRY_TABLES_H */

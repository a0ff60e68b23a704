/*-------------------------------------------------------------------------
 *
 * role.h
 *		Roles as the registry remembers them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROLE_H
#define LOGISTIC_ROLE_H

#include "registry/registry_tables.h"

/*
 * A role by name and by OID, and the cluster where it has that OID.  In that
 * cluster the OID identifies the role: a renamed role keeps its models, and a
 * new role with the old name does not get them.  In another cluster, after a
 * dump was restored, the name identifies it.
 */
typedef struct LogisticRole
{
	NameData	name;			/* "public": all roles */
	Oid			oid;			/* when it was stored; 0 for "public" */
	int64		cluster;		/* system identifier */
} LogisticRole;

#define LOGISTIC_EVERYBODY "public" /* no role can have this name */

/* The current role, or one that exists, to be remembered. */
extern LogisticRole logistic_role_current(void);
extern LogisticRole logistic_role_of(Oid role);

/* A role, or "public"; an error if there is none unless "missing_ok". */
extern LogisticRole logistic_role_named(const NameData *name, bool missing_ok);

/*
 * Reads a role from a row: its name is in a column, the rest behind it.  The
 * second one returns false where these columns may be NULL and are.
 */
extern LogisticRole logistic_role_read(const LogisticScan *scan,
									   HeapTuple tuple, int column);
extern bool logistic_role_read_optional(const LogisticScan *scan,
										HeapTuple tuple, int column,
										LogisticRole *role);

extern bool logistic_role_is_everybody(const LogisticRole *role);

/* The OID that the role has now; InvalidOid if it is gone. */
extern Oid	logistic_role_oid(const LogisticRole *role);

#endif							/* LOGISTIC_ROLE_H */

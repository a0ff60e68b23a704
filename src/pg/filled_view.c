/*-------------------------------------------------------------------------
 *
 * filled_view.c
 *		Materialised views that this transaction is creating or refreshing.
 *
 * Since version 16 the query that fills a materialised view does not name the
 * view any more.  But this transaction locks the view against all others, and
 * the catalogs say which relations its rule reads.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_rewrite.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "pg/filled_view.h"

/* The relation that a rule belongs to. */
static Oid
relation_of_rule(Oid rule)
{
	Relation	catalog = table_open(RewriteRelationId, AccessShareLock);
	Oid			relation = InvalidOid;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_rewrite_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(rule));
	scan = systable_beginscan(catalog, RewriteOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		relation = ((Form_pg_rewrite) GETSTRUCT(tuple))->ev_class;
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return relation;
}

/* Does this transaction keep all others from reading or changing it? */
static bool
is_locked(Oid oid)
{
	Relation	relation;
	bool		result;

	/* not to wait for somebody else who fills it */
	if (!ConditionalLockRelationOid(oid, AccessShareLock))
		return false;
	relation = relation_open(oid, NoLock);
	result = CheckRelationLockedByMe(relation, ExclusiveLock, true);
	relation_close(relation, AccessShareLock);
	return result;
}

List *
logistic_filled_views(Oid relation)
{
	List	   *views = NIL;
	Relation	catalog;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	if (!InSecurityRestrictedOperation())
		return NIL;
	catalog = table_open(DependRelationId, AccessShareLock);
	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber,
				F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber,
				F_OIDEQ, ObjectIdGetDatum(relation));
	scan = systable_beginscan(catalog, DependReferenceIndexId, true, NULL, 2,
							  keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);
		Oid			view;

		if (depend->classid != RewriteRelationId)
			continue;
		view = relation_of_rule(depend->objid);
		if (OidIsValid(view) && view != relation &&
			!list_member_oid(views, view) &&
			get_rel_relkind(view) == RELKIND_MATVIEW && is_locked(view))
			views = lappend_oid(views, view);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return views;
}

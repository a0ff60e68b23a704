/*-------------------------------------------------------------------------
 *
 * role.c
 *		Roles as the registry remembers them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

#include "registry/role.h"

LogisticRole
logistic_role_current(void)
{
	LogisticRole role;

	memset(&role, 0, sizeof(role));
	role.oid = GetUserId();
	role.cluster = (int64) GetSystemIdentifier();
	namestrcpy(&role.name, GetUserNameFromId(role.oid, false));
	return role;
}

LogisticRole
logistic_role_named(const NameData *name, bool missing_ok)
{
	LogisticRole role;

	role.name = *name;
	role.cluster = (int64) GetSystemIdentifier();
	role.oid = logistic_role_is_everybody(&role) ? InvalidOid :
		get_role_oid(NameStr(*name), missing_ok);
	return role;
}

LogisticRole
logistic_role_read(const LogisticScan *scan, HeapTuple tuple, int column)
{
	LogisticRole role;

	role.name = *DatumGetName(logistic_scan_value(scan, tuple, column));
	role.oid = DatumGetObjectId(logistic_scan_value(scan, tuple, column + 1));
	role.cluster = DatumGetInt64(logistic_scan_value(scan, tuple, column + 2));
	return role;
}

bool
logistic_role_is_everybody(const LogisticRole *role)
{
	return strcmp(NameStr(role->name), LOGISTIC_EVERYBODY) == 0;
}

Oid
logistic_role_oid(const LogisticRole *role)
{
	if (role->cluster != (int64) GetSystemIdentifier())
		return get_role_oid(NameStr(role->name), true);
	return SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(role->oid)) ?
		role->oid : InvalidOid;
}

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
logistic_role_of(Oid oid)
{
	LogisticRole role;

	memset(&role, 0, sizeof(role));
	role.oid = oid;
	role.cluster = (int64) GetSystemIdentifier();
	namestrcpy(&role.name, GetUserNameFromId(oid, false));
	return role;
}

LogisticRole
logistic_role_current(void)
{
	return logistic_role_of(GetUserId());
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
logistic_role_read_optional(const LogisticScan *scan, HeapTuple tuple,
							int column, LogisticRole *role)
{
	bool		isnull;
	int			i;

	for (i = column; i < column + 3; i++)
	{
		(void) logistic_scan_column(scan, tuple, i, &isnull);
		if (isnull)
			return false;
	}
	*role = logistic_role_read(scan, tuple, column);
	return true;
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

/*-------------------------------------------------------------------------
 *
 * aggregate_call.c
 *		Functions that only an aggregate may call.
 *
 * Those whose state has an ordinary type can be called by anyone, by hand.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/aggregate_call.h"

MemoryContext
logistic_aggregate_context(FunctionCallInfo fcinfo, const char *aggregate)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a function of aggregate \"%s\" was called by itself",
						aggregate),
				 errhint("Call the aggregate.")));
	return context;
}

/*-------------------------------------------------------------------------
 *
 * aggregate_call.c
 *		Checks that a support function is called by its aggregate, not by hand.
 *
 * A support function whose state has an ordinary SQL type, not "internal", can
 * be called by anyone, by hand.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/execnodes.h"

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

bool
logistic_aggregate_is_alone(FunctionCallInfo fcinfo)
{
	AggState   *state = (AggState *) fcinfo->context;
	Aggref	   *call = AggGetAggref(fcinfo);

	return call != NULL && call->aggfilter == NULL &&
		IsA(state, AggState) && state->aggstrategy == AGG_PLAIN;
}

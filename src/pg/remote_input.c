/*-------------------------------------------------------------------------
 *
 * remote_input.c
 *		Tells from a plan whether Citus fetches the rows of an aggregate.
 *
 * Citus leaves an aggregate to the shards where their rows are whole groups,
 * or where its states can be merged.  Of a fit neither may be so: then all
 * rows travel to the coordinator, which a user should know.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/execnodes.h"
#include "nodes/extensible.h"
#include "nodes/nodeFuncs.h"
#include "utils/lsyscache.h"

#include "pg/remote_input.h"

/* The name of the plan node that brings rows from the shards. */
#define CITUS_NODE	"Citus Adaptive"

static bool
is_fetched(PlanState *node, void *context)
{
	if (IsA(node, CustomScanState) &&
		strcmp(((CustomScan *) node->plan)->methods->CustomName,
			   CITUS_NODE) == 0)
		return true;
	return planstate_tree_walker(node, is_fetched, context);
}

void
logistic_remote_input_notice(FunctionCallInfo fcinfo)
{
	AggState   *state = (AggState *) fcinfo->context;
	Aggref	   *call = AggGetAggref(fcinfo);
	const char *name;

	if (call == NULL || state == NULL || !IsA(state, AggState) ||
		outerPlanState(state) == NULL ||
		!is_fetched(outerPlanState(state), NULL))
		return;
	name = get_func_name(call->aggfnoid);
	ereport(NOTICE,
			(errmsg("%s fetches the rows of a distributed table", name),
			 strcmp(name, "logistic_fit") == 0 ?
			 errhint("logistic_fit_distributed('SELECT ...'), and logistic_train with distributed => true, fit the rows where they are; a fit for each value of the distribution column stays on the shards, too.") :
			 errhint("A fit for each value of the distribution column stays on the shards.")));
}

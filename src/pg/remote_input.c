/*-------------------------------------------------------------------------
 *
 * remote_input.c
 *		Finds in the plan of the running query whether Citus ships an
 *		aggregate's rows.
 *
 * Citus runs an aggregate on the shards if each group lies on one shard, or if
 * the aggregate's states can be merged.  The states of a fit cannot.  If its
 * groups are spread over shards too, all rows travel to the coordinator, and a
 * NOTICE tells the user.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/extension.h"
#include "executor/spi.h"
#include "nodes/execnodes.h"
#include "nodes/extensible.h"
#include "nodes/nodeFuncs.h"
#include "utils/lsyscache.h"

#include "pg/query.h"
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

/* Does a plan, or one that it gets its rows from, ask the shards? */
static bool
asks_shards(const Plan *plan)
{
	if (plan == NULL)
		return false;
	if (IsA(plan, CustomScan))
		return strcmp(((const CustomScan *) plan)->methods->CustomName,
					  CITUS_NODE) == 0;
	if (IsA(plan, SubqueryScan))
		return asks_shards(((const SubqueryScan *) plan)->subplan);
	return asks_shards(plan->lefttree) || asks_shards(plan->righttree);
}

static void
ask_shards(const PlannedStmt *statement, void *answer)
{
	*(bool *) answer |= asks_shards(statement->planTree);
}

bool
logistic_remote_input_query(const char *sql)
{
	bool		is_remote = false;

	if (!OidIsValid(get_extension_oid("citus", true)))
		return false;
	SPI_connect();
	logistic_query_plans(sql, 0, ask_shards, &is_remote);
	SPI_finish();
	return is_remote;
}

/*-------------------------------------------------------------------------
 *
 * running_call.c
 *		The aggregate call that is running, as the plan of its query has it.
 *
 * The server tells an aggregate which call of the plan it is.  It does not
 * tell a window aggregate, which is looked for among the window functions of
 * its plan node, by its transition function and the types of its arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "nodes/nodeFuncs.h"
#include "nodes/plannodes.h"
#include "tcop/tcopprot.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "pg/call_location.h"
#include "pg/running_call.h"

static LogisticRunningQuery last_query = {NULL, NIL, NIL, NIL};

/* The window node in which calls were found last, and how many. */
static struct
{
	WindowAggState *state;		/* of last_query; NULL: none yet */
	int			n_found;
} last_window = {NULL, 0};

/* Forgets a query that ends. */
static void
forget_query(void *estate)
{
	if (last_query.estate == (EState *) estate)
		last_query.estate = NULL;
}

/* The entry of a query, which is empty at first. */
static LogisticRunningQuery *
query_of(EState *estate)
{
	MemoryContextCallback *callback;

	if (last_query.estate == estate)
		return &last_query;
	callback = MemoryContextAllocZero(estate->es_query_cxt,
									  sizeof(MemoryContextCallback));
	callback->func = forget_query;
	callback->arg = estate;
	MemoryContextRegisterResetCallback(estate->es_query_cxt, callback);
	last_query.estate = estate;
	last_query.dpcontext = last_query.located = last_query.misplaced = NIL;
	last_window.state = NULL;
	return &last_query;
}

/* Can this window function be the one whose transition function runs? */
static bool
is_candidate(const WindowFunc *call, FunctionCallInfo fcinfo)
{
	HeapTuple	tuple;
	Oid			transition;
	ListCell   *cell;
	int			argument = 1;

	if (!call->winagg || list_length(call->args) != PG_NARGS() - 1)
		return false;
	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(call->winfnoid));
	if (!HeapTupleIsValid(tuple))
		return false;
	transition = ((Form_pg_aggregate) GETSTRUCT(tuple))->aggtransfn;
	ReleaseSysCache(tuple);
	if (transition != fcinfo->flinfo->fn_oid)
		return false;
	foreach(cell, call->args)
		if (exprType(lfirst(cell)) !=
			get_fn_expr_argtype(fcinfo->flinfo, argument++))
			return false;
	return true;
}

/*
 * Finds the running call of a window.  Calls of one node that look alike are
 * told apart by their order: the server advances all of them by a row before
 * it goes to the next one, so they are looked for in that order.  A FILTER
 * may leave out the first row of one; then none of them is found.
 */
static WindowFunc *
find_in_window(WindowAggState *state, FunctionCallInfo fcinfo)
{
	List	   *candidates = NIL;
	Bitmapset  *seen = NULL;
	bool		has_filter = false;
	ListCell   *cell;

	foreach(cell, state->funcs)
	{
		WindowFuncExprState *function = lfirst_node(WindowFuncExprState, cell);

		if (bms_is_member(function->wfuncno, seen) ||
			!is_candidate(function->wfunc, fcinfo))
			continue;
		seen = bms_add_member(seen, function->wfuncno);
		candidates = lappend(candidates, function->wfunc);
		has_filter |= function->wfunc->aggfilter != NULL;
	}
	if (list_length(candidates) == 1)
		return linitial(candidates);
	if (candidates == NIL || has_filter)
		return NULL;
	if (last_window.state != state)
	{
		last_window.state = state;
		last_window.n_found = 0;
	}
	return list_nth(candidates,
					last_window.n_found++ % list_length(candidates));
}

LogisticCall
logistic_call_find(FunctionCallInfo fcinfo)
{
	LogisticCall call = {NULL, NULL, NULL, NIL, -1};
	int			kind = AggCheckCallContext(fcinfo, NULL);
	LogisticRunningQuery *query;

	/*
	 * without an expression, the aggregate of another extension calls the
	 * function
	 */
	if (kind == 0 || fcinfo->flinfo->fn_expr == NULL)
		return call;
	call.state = (PlanState *) fcinfo->context;
	if (call.state->state->es_plannedstmt == NULL)
		return call;
	query = query_of(call.state->state);
	if (kind == AGG_CONTEXT_AGGREGATE)
	{
		Aggref	   *aggref = AggGetAggref(fcinfo);
		ListCell   *cell;

		if (aggref == NULL)
			return call;
		call.node = (Node *) aggref;
		call.location = aggref->location;
		foreach(cell, aggref->args)
		{
			TargetEntry *entry = lfirst_node(TargetEntry, cell);

			if (!entry->resjunk)
				call.args = lappend(call.args, entry->expr);
		}
	}
	else
	{
		WindowFunc *function = find_in_window((WindowAggState *) call.state,
											  fcinfo);

		if (function == NULL)
			return call;
		call.node = (Node *) function;
		call.location = function->location;
		call.args = function->args;
	}
	call.query = query;
	return call;
}

/* Where the call stands in the text of its statement; -1: not known for sure. */
static int
locate(const LogisticCall *call)
{
	LogisticRunningQuery *query = call->query;
	int			location = call->location;
	MemoryContext old_context;
	bool		is_trusted;

	if (location < 0 || list_member_int(query->misplaced, location))
		return -1;
	if (list_member_int(query->located, location))
		return location;
	is_trusted = logistic_call_location(query->estate->es_plannedstmt,
										call->node) == location;
	old_context = MemoryContextSwitchTo(query->estate->es_query_cxt);
	if (is_trusted)
		query->located = lappend_int(query->located, location);
	else
		query->misplaced = lappend_int(query->misplaced, location);
	MemoryContextSwitchTo(old_context);
	return is_trusted ? location : -1;
}

/*
 * The text of the statement that a query belongs to; NULL if it is not at
 * hand.  Citus runs parts of a statement as queries whose text is empty: they
 * are looked for in what the client sent.
 */
static const char *
statement_text(const EState *estate)
{
	const char *text = estate->es_sourceText;

	return text != NULL && text[0] == '\0' ? debug_query_string : text;
}

LogisticTypedArgument *
logistic_call_typed(const LogisticCall *call)
{
	LogisticTypedArgument *typed;
	int			n = list_length(call->args);
	const char *text;
	const char *function;
	int			location;

	if (call->query == NULL)
		return NULL;
	text = statement_text(call->query->estate);
	if (text == NULL)
		return NULL;
	location = locate(call);
	if (location < 0)
		return NULL;
	function = get_func_name(IsA(call->node, Aggref) ?
							 ((Aggref *) call->node)->aggfnoid :
							 ((WindowFunc *) call->node)->winfnoid);
	typed = palloc(Max(n, 1) * sizeof(*typed));
	if (function == NULL ||
		!logistic_call_text(text, location, function, n, typed))
		return NULL;
	return typed;
}

bool
logistic_call_is_constant(FunctionCallInfo fcinfo, int argument)
{
	Aggref	   *aggref = AggGetAggref(fcinfo);

	/* a call in a window has none, and is not worth the search */
	return aggref != NULL && argument < list_length(aggref->args) &&
		IsA(list_nth_node(TargetEntry, aggref->args, argument)->expr, Const);
}

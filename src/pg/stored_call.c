/*-------------------------------------------------------------------------
 *
 * stored_call.c
 *		Finds the running call in the stored query of a view.
 *
 * The plan of a query over views has lost the names of the columns of their
 * subqueries.  The views still have them: they are searched for a call of the
 * same function with arguments of the same types and the same columns of
 * tables.  Of several such calls, the one with the most arguments of the same
 * kind (column, operator, function) is taken.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/relation.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "rewrite/prs2lock.h"
#include "rewrite/rewriteManip.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "pg/filled_view.h"
#include "pg/stored_call.h"

typedef struct Search
{
	const LogisticCall *call;
	List	   *rtable;			/* of the query that is looked through */
	LogisticStoredCall found;	/* the best one so far, ... */
	int			likeness;		/* ... how like it is, -1: none yet, ... */
	bool		is_tied;		/* ... and whether another one is as like */
} Search;

static Oid
function_of(Node *call)
{
	return IsA(call, Aggref) ? ((Aggref *) call)->aggfnoid :
		((WindowFunc *) call)->winfnoid;
}

/* The arguments of a call in a query. */
static List *
args_of(Node *call)
{
	List	   *args = NIL;
	ListCell   *cell;

	if (IsA(call, WindowFunc))
		return ((WindowFunc *) call)->args;
	foreach(cell, ((Aggref *) call)->args)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, cell);

		if (!entry->resjunk)
			args = lappend(args, entry->expr);
	}
	return args;
}

/* The name of a table's column; NULL if the expression is anything else. */
static const char *
column_name(Node *expr, Index varno, AttrNumber column, List *rtable)
{
	RangeTblEntry *rte;

	if (!IsA(expr, Var) || varno < 1 || varno > list_length(rtable) ||
		column < 1)
		return NULL;
	rte = rt_fetch(varno, rtable);
	if (rte->rtekind != RTE_RELATION ||
		get_rel_relkind(rte->relid) == RELKIND_VIEW)
		return NULL;
	return get_rte_attribute_name(rte, column);
}

/*
 * The number of arguments of a stored call that are of the same kind as the
 * plan's; -1 if the plan's call cannot come from it.
 */
static int
likeness_of(Search *search, Node *stored)
{
	List	   *rtable = search->call->query->estate->es_plannedstmt->rtable;
	ListCell   *in_plan;
	ListCell   *in_view;
	List	   *args;
	int			likeness = 0;

	if (nodeTag(stored) != nodeTag(search->call->node) ||
		function_of(stored) != function_of(search->call->node))
		return -1;
	args = args_of(stored);
	if (list_length(args) != list_length(search->call->args) ||
		checkExprHasSubLink((Node *) args) ||
		contain_vars_of_level((Node *) args, 1))
		return -1;
	forboth(in_plan, search->call->args, in_view, args)
	{
		Node	   *planned = lfirst(in_plan);
		Node	   *written = lfirst(in_view);
		const char *planned_name = NULL;
		const char *name = NULL;

		if (exprType(planned) != exprType(written))
			return -1;
		if (IsA(planned, Var))
			planned_name = column_name(planned, ((Var *) planned)->varnosyn,
									   ((Var *) planned)->varattnosyn,
									   rtable);
		if (IsA(written, Var) && ((Var *) written)->varlevelsup == 0)
			name = column_name(written, ((Var *) written)->varno,
							   ((Var *) written)->varattno, search->rtable);
		if (planned_name != NULL && name != NULL &&
			strcmp(planned_name, name) != 0)
			return -1;
		if (nodeTag(planned) == nodeTag(written))
			likeness++;
	}
	return likeness;
}

/* Looks for calls in a query and all that is within it. */
static bool
search_query(Node *node, void *context)
{
	Search	   *search = context;

	if (node == NULL)
		return false;
	if (IsA(node, Query))
	{
		List	   *outer = search->rtable;

		search->rtable = ((Query *) node)->rtable;
		(void) query_tree_walker((Query *) node, search_query, context, 0);
		search->rtable = outer;
		return false;
	}
	if ((IsA(node, Aggref) && ((Aggref *) node)->agglevelsup == 0) ||
		IsA(node, WindowFunc))
	{
		int			likeness = likeness_of(search, node);

		if (likeness >= 0 && likeness == search->likeness)
			search->is_tied = true;
		if (likeness > search->likeness)
		{
			search->likeness = likeness;
			search->is_tied = false;
			search->found.args = copyObject(args_of(node));
			search->found.rtable = copyObject(search->rtable);
		}
	}
	return expression_tree_walker(node, search_query, context);
}

/* Looks through the query of a view. */
static void
search_view(Oid view, Search *search)
{
	Relation	relation = relation_open(view, AccessShareLock);
	int			i;

	for (i = 0; relation->rd_rules != NULL &&
		 i < relation->rd_rules->numLocks; i++)
	{
		RewriteRule *rule = relation->rd_rules->rules[i];

		if (rule->event == CMD_SELECT && list_length(rule->actions) == 1)
			(void) search_query(linitial(rule->actions), search);
	}
	relation_close(relation, AccessShareLock);
}

bool
logistic_stored_call_find(const LogisticCall *call, LogisticStoredCall *stored)
{
	Search		search = {call, NIL, {NIL, NIL}, -1, false};
	List	   *planned = call->query->estate->es_plannedstmt->relationOids;
	List	   *relations = NIL;
	ListCell   *cell;

	/* a worker cannot tell a call of the statement from one of a view */
	if (IsParallelWorker())
		return false;
	foreach(cell, planned)
		relations = list_concat_unique_oid(relations,
										   logistic_filled_views(lfirst_oid(cell)));
	relations = list_concat_unique_oid(relations, planned);
	foreach(cell, relations)
	{
		char		kind = get_rel_relkind(lfirst_oid(cell));

		if (kind == RELKIND_VIEW || kind == RELKIND_MATVIEW)
			search_view(lfirst_oid(cell), &search);
	}
	*stored = search.found;
	return search.likeness >= 0 && !search.is_tied;
}

/*-------------------------------------------------------------------------
 *
 * deparse_call.c
 *		Prints the arguments of the running aggregate call as SQL.
 *
 * An argument is printed as EXPLAIN VERBOSE would print it, without table
 * qualifiers: at run time the plan refers to the output of the node below,
 * and the server's own deparser follows that down to a column or to an
 * expression of columns.  A call in a window cannot be found in its plan,
 * and what EXPLAIN prints for another plan, "$1" or "(SubPlan 1)", is no
 * expression.
 *
 * The deparser raises an error where it is lost.  An error cannot be caught
 * here, as no subtransaction may start in a parallel plan; so the few plans
 * that can confuse it are recognised beforehand.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/execnodes.h"
#include "nodes/nodeFuncs.h"
#include "nodes/plannodes.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/ruleutils.h"

#include "pg/deparse_call.h"

/*
 * The deparser's view of one running query.  It takes a look at every table
 * of the query, so it is made once and not for each of the thousand calls
 * that a partitionwise aggregate may have.
 */
typedef struct QueryView
{
	EState	   *estate;			/* the query; NULL: none yet */
	List	   *dpcontext;		/* in that query's memory context */
} QueryView;

static QueryView last_view = {NULL, NIL};

static bool
starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Forgets the view of a query that ends. */
static void
forget_view(void *estate)
{
	if (last_view.estate == (EState *) estate)
		last_view.estate = NULL;
}

/* The deparser's view of a query, made at its first call site. */
static List *
view_of_query(EState *estate)
{
	PlannedStmt *stmt = estate->es_plannedstmt;
	MemoryContext old_context;
	MemoryContextCallback *callback;
	Bitmapset  *relations = NULL;

	if (last_view.estate == estate)
		return last_view.dpcontext;

	old_context = MemoryContextSwitchTo(estate->es_query_cxt);
	if (stmt->rtable != NIL)
		relations = bms_add_range(NULL, 1, list_length(stmt->rtable));
	last_view.estate = NULL;
	last_view.dpcontext =
		deparse_context_for_plan_tree(stmt,
									  select_rtable_names_for_explain(stmt->rtable,
																	  relations));
	callback = palloc0(sizeof(MemoryContextCallback));
	callback->func = forget_view;
	callback->arg = estate;
	MemoryContextRegisterResetCallback(estate->es_query_cxt, callback);
	last_view.estate = estate;
	MemoryContextSwitchTo(old_context);

	return last_view.dpcontext;
}

/*
 * Does the expression take a field of an anonymous record that another plan
 * node made?  To name the field, the deparser searches through subqueries
 * that the planner may have removed.
 */
static bool
takes_record_field(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, FieldSelect))
	{
		Node	   *arg = (Node *) ((FieldSelect *) node)->arg;

		if ((IsA(arg, Var) || IsA(arg, Param)) && exprType(arg) == RECORDOID)
			return true;
	}
	return expression_tree_walker(node, takes_record_field, context);
}

/*
 * May the deparser get lost at this plan node or below?  The work table of
 * a recursive query is described by a node above the call, out of reach;
 * where that node is below the call, it is not looked into.
 */
static bool
is_beyond_deparser(PlanState *state, void *context)
{
	if (IsA(state, RecursiveUnionState))
		return false;
	if (IsA(state, WorkTableScanState) ||
		takes_record_field((Node *) state->plan->targetlist, NULL) ||
		takes_record_field((Node *) state->plan->qual, NULL))
		return true;
	return planstate_tree_walker(state, is_beyond_deparser, context);
}

/*
 * Are these rows that Citus gathered from its workers?  Their columns have
 * invented names ("worker_column_1"), worse than ours.
 */
static bool
is_gathered_by_citus(List *rtable)
{
	ListCell   *rte_cell;
	ListCell   *name_cell;

	foreach(rte_cell, rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, rte_cell);

		if (rte->rtekind != RTE_FUNCTION ||
			strcmp(rte->eref->aliasname, "remote_scan") != 0)
			continue;
		foreach(name_cell, rte->eref->colnames)
		{
			if (starts_with(strVal(lfirst(name_cell)), "worker_column_"))
				return true;
		}
	}
	return false;
}

LogisticCall
logistic_call_find(FunctionCallInfo fcinfo)
{
	LogisticCall call = {NIL, NIL, NIL};
	AggState   *state;
	EState	   *estate;
	Aggref	   *aggref;

	if (AggCheckCallContext(fcinfo, NULL) != AGG_CONTEXT_AGGREGATE)
		return call;
	state = castNode(AggState, fcinfo->context);
	estate = state->ss.ps.state;
	aggref = AggGetAggref(fcinfo);
	if (aggref == NULL || estate->es_plannedstmt == NULL ||
		is_gathered_by_citus(estate->es_plannedstmt->rtable))
		return call;

	call.args = aggref->args;
	call.rtable = estate->es_plannedstmt->rtable;
	if (!is_beyond_deparser(&state->ss.ps, NULL))
		call.dpcontext = set_deparse_context_plan(view_of_query(estate),
												  state->ss.ps.plan, NIL);
	return call;
}

bool
logistic_call_is_constant(FunctionCallInfo fcinfo, int argument)
{
	Aggref	   *aggref = AggGetAggref(fcinfo);

	/* a call in a window has none, and is not worth the search */
	return aggref != NULL && argument < list_length(aggref->args) &&
		IsA(list_nth_node(TargetEntry, aggref->args, argument)->expr, Const);
}

/* Steps over one byte, or over a whole quoted string or identifier. */
static const char *
step(const char *sql)
{
	char		quote = *sql++;

	/* a doubled quote reads as two quoted pieces in a row, which will do */
	if (quote == '\'' || quote == '"')
	{
		while (*sql != '\0' && *sql != quote)
			sql++;
		if (*sql == quote)
			sql++;
	}
	return sql;
}

/*
 * Does the text stand for a parameter, another plan's result or a window
 * function?  EXPLAIN prints these as "$1", "(SubPlan 1)" and "OVER (?)".
 */
static bool
is_no_expression(const char *sql)
{
	/* unquoted identifiers are in lower case and without a dollar sign */
	for (; *sql != '\0'; sql = step(sql))
	{
		if ((sql[0] == '$' && sql[1] >= '0' && sql[1] <= '9') ||
			starts_with(sql, "SubPlan ") || starts_with(sql, "InitPlan ") ||
			starts_with(sql, "OVER "))
			return true;
	}
	return false;
}

/* Is all of the text within one pair of parentheses? */
static bool
is_parenthesised(const char *sql)
{
	int			depth = 0;

	if (*sql != '(')
		return false;
	for (; *sql != '\0'; sql = step(sql))
	{
		if (*sql == '(')
			depth++;
		else if (*sql == ')' && --depth == 0)
			return sql[1] == '\0';
	}
	return false;
}

/* Removes the parentheses around a text, in place. */
static char *
strip_parentheses(char *sql)
{
	while (is_parenthesised(sql))
	{
		sql[strlen(sql) - 1] = '\0';
		sql++;
	}
	return sql;
}

char *
logistic_call_embeddable(char *sql)
{
	const char *s;
	int			depth = 0;

	for (s = sql; *s != '\0'; s = step(s))
	{
		if (*s == '(' || *s == '[')
			depth++;
		else if (*s == ')' || *s == ']')
			depth--;
		else if (*s == ' ' && depth == 0)
			return psprintf("(%s)", sql);
	}
	return sql;
}

/*
 * The name that a column has for the call itself, where its source has no
 * expression: a column of a subquery that stands for a sub-select, say.
 */
static char *
column_as_written(const LogisticCall *call, Node *expr)
{
	RangeTblEntry *rte;
	int			relation;
	int			column;

	if (!IsA(expr, Var))
		return NULL;
	relation = (int) ((Var *) expr)->varnosyn;
	column = ((Var *) expr)->varattnosyn;
	if (column < 1 || relation < 1 || relation > list_length(call->rtable))
		return NULL;
	rte = list_nth_node(RangeTblEntry, call->rtable, relation - 1);
	return pstrdup(quote_identifier(get_rte_attribute_name(rte, column)));
}

char *
logistic_call_argument(const LogisticCall *call, int argument,
					   bool with_tables)
{
	TargetEntry *entry;
	Node	   *expr;
	char	   *sql;

	if (argument >= list_length(call->args))
		return NULL;
	entry = list_nth_node(TargetEntry, call->args, argument);
	if (entry->resjunk)
		return NULL;
	expr = (Node *) entry->expr;
	if (call->dpcontext == NIL)
		return column_as_written(call, expr);
	sql = deparse_expression(expr, call->dpcontext, with_tables, false);
	if (is_no_expression(sql))
		return column_as_written(call, expr);
	return strip_parentheses(sql);
}

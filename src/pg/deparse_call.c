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
#include "pg/sql_text.h"
#include "pg/stored_call.h"

static bool
starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/*
 * The deparser's context for a plan, or for a statement that has tables only.
 */
static List *
view_of(PlannedStmt *stmt)
{
	Bitmapset  *relations = NULL;

	if (stmt->rtable != NIL)
		relations = bms_add_range(NULL, 1, list_length(stmt->rtable));
	return deparse_context_for_plan_tree(stmt,
										 select_rtable_names_for_explain(stmt->rtable,
																		 relations));
}

/*
 * The deparser's context for a running query.  Making it visits every table of
 * the query, so it is made once, not for each of the thousand calls that a
 * partitionwise aggregate may have.
 */
static List *
view_of_query(LogisticRunningQuery *query)
{
	MemoryContext old_context;

	if (query->dpcontext == NIL)
	{
		old_context = MemoryContextSwitchTo(query->estate->es_query_cxt);
		query->dpcontext = view_of(query->estate->es_plannedstmt);
		MemoryContextSwitchTo(old_context);
	}
	return query->dpcontext;
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
 * May the deparser fail at this plan node or below?  The work table of a
 * recursive query is described by a node above the call, out of reach.  If
 * that node is below the call, it is skipped.
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

/*
 * The name that a column has for the call itself, where its source has no
 * expression: a column of a subquery that stands for a sub-select, say.
 */
static char *
column_as_written(List *rtable, Node *expr)
{
	RangeTblEntry *rte;
	int			relation;
	int			column;

	if (!IsA(expr, Var))
		return NULL;
	relation = (int) ((Var *) expr)->varnosyn;
	column = ((Var *) expr)->varattnosyn;
	if (column < 1 || relation < 1 || relation > list_length(rtable))
		return NULL;
	rte = list_nth_node(RangeTblEntry, rtable, relation - 1);
	return pstrdup(quote_identifier(get_rte_attribute_name(rte, column)));
}

/* The argument of an implicit cast; NULL if the node is no such cast. */
static Node *
implicitly_cast(Node *node)
{
	switch (nodeTag(node))
	{
		case T_FuncExpr:
			return ((FuncExpr *) node)->funcformat == COERCE_IMPLICIT_CAST ?
				linitial(((FuncExpr *) node)->args) : NULL;
		case T_RelabelType:
			return ((RelabelType *) node)->relabelformat ==
				COERCE_IMPLICIT_CAST ?
				(Node *) ((RelabelType *) node)->arg : NULL;
		case T_CoerceViaIO:
			return ((CoerceViaIO *) node)->coerceformat ==
				COERCE_IMPLICIT_CAST ?
				(Node *) ((CoerceViaIO *) node)->arg : NULL;
		case T_ArrayCoerceExpr:
			return ((ArrayCoerceExpr *) node)->coerceformat ==
				COERCE_IMPLICIT_CAST ?
				(Node *) ((ArrayCoerceExpr *) node)->arg : NULL;
		case T_CoerceToDomain:
			return ((CoerceToDomain *) node)->coercionformat ==
				COERCE_IMPLICIT_CAST ?
				(Node *) ((CoerceToDomain *) node)->arg : NULL;
		default:
			return NULL;
	}
}

/*
 * Brings an expression of the plan closer to what was typed: without the
 * casts that the parser added, which it would add again, and with columns of
 * a subquery instead of what lies behind them.
 */
static Node *
to_typed(Node *node, void *context)
{
	Node	   *arg;

	if (node == NULL)
		return NULL;
	if (IsA(node, Var))
	{
		Var		   *var = copyObject((Var *) node);

		if (var->varnosyn > 0 && var->varattnosyn > 0)
		{
			var->varno = var->varnosyn;
			var->varattno = var->varattnosyn;
		}
		return (Node *) var;
	}
	arg = implicitly_cast(node);
	if (arg != NULL)
		return to_typed(arg, context);
	return expression_tree_mutator(node, to_typed, context);
}

void
logistic_deparser_init(LogisticDeparser *deparser, const LogisticCall *call)
{
	LogisticStoredCall stored;

	deparser->args = NIL;
	deparser->dpcontext = NIL;
	if (call->query == NULL)
		return;
	deparser->rtable = call->query->estate->es_plannedstmt->rtable;
	if (is_gathered_by_citus(deparser->rtable))
		return;
	if (call->location < 0 && logistic_stored_call_find(call, &stored) &&
		!takes_record_field((Node *) stored.args, NULL))
	{
		PlannedStmt *tables = makeNode(PlannedStmt);

		tables->rtable = deparser->rtable = stored.rtable;
		deparser->args = stored.args;
		deparser->dpcontext = view_of(tables);
		return;
	}
	deparser->args = call->args;
	if (!is_beyond_deparser(call->state, NULL))
		deparser->dpcontext =
			set_deparse_context_plan(view_of_query(call->query),
									 call->state->plan, NIL);
}

char *
logistic_deparse_argument(const LogisticDeparser *deparser, int argument,
						  bool with_tables)
{
	Node	   *expr;
	char	   *sql;

	if (argument >= list_length(deparser->args))
		return NULL;
	expr = list_nth(deparser->args, argument);
	sql = column_as_written(deparser->rtable, expr);
	if (deparser->dpcontext == NIL || (sql != NULL && !with_tables))
		return sql;
	expr = to_typed(expr, NULL);
	sql = deparse_expression(expr, deparser->dpcontext, with_tables, false);
	if (logistic_sql_is_no_expression(sql))
		return column_as_written(deparser->rtable, expr);
	return logistic_sql_strip(sql);
}

/* Collects the type names of constants as the deparser prints them. */
static bool
collect_types(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, Const))
	{
		Const	   *constant = (Const *) node;
		List	  **types = context;

		*types = lappend(*types,
						 format_type_with_typemod(constant->consttype,
												  constant->consttypmod));
	}
	return expression_tree_walker(node, collect_types, context);
}

char *
logistic_deparse_name(const LogisticDeparser *deparser, int argument,
					  const char *sql)
{
	List	   *types = NIL;

	(void) collect_types(list_nth(deparser->args, argument), &types);
	return logistic_sql_plain(sql, types);
}

/*-------------------------------------------------------------------------
 *
 * call_location.c
 *		Where in the text of its statement a call stands.
 *
 * The parser leaves in each aggregate the offset of its call.  A call in a
 * stored view has none, and neither has a call in a parallel worker.  The body
 * of an SQL function that was inlined brings offsets into its own text: when
 * two different calls of a plan have the same offset, neither can be trusted.
 * The copies that a partitionwise aggregate makes of one call have the same
 * offset too, and are recognised by their arguments, which are the same
 * columns of the partitioned table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/primnodes.h"

#include "pg/call_location.h"

typedef struct Search
{
	PlannedStmt *stmt;
	Node	   *call;			/* whose location it is */
	int			location;
	bool		is_computed;	/* an argument is computed below the call */
	bool		is_shared;		/* a different call has the location, too */
} Search;

static int
location_of(Node *node)
{
	return IsA(node, Aggref) ? ((Aggref *) node)->location :
		((WindowFunc *) node)->location;
}

/* The table, partitioned maybe, whose column stands behind a Var. */
static Node *
column_of_table(Search *search, Var *var)
{
	Var		   *column = copyObject(var);
	ListCell   *cell = list_head(search->stmt->appendRelations);

	if (var->varnosyn == 0)
		search->is_computed = true;
	column->varno = var->varnosyn;
	column->varattno = var->varattnosyn;
	while (cell != NULL)
	{
		AppendRelInfo *parent = lfirst_node(AppendRelInfo, cell);

		if (parent->child_relid != column->varno)
		{
			cell = lnext(search->stmt->appendRelations, cell);
			continue;
		}
		if (column->varattno > 0 &&
			column->varattno <= parent->num_child_cols)
			column->varattno = parent->parent_colnos[column->varattno - 1];
		column->varno = parent->parent_relid;

		/* which may be a partition itself */
		cell = list_head(search->stmt->appendRelations);
	}
	return (Node *) column;
}

/* Replaces the columns of partitions by those of their tables. */
static Node *
replace_partitions(Node *node, void *context)
{
	if (node == NULL)
		return NULL;
	if (IsA(node, Var))
		return column_of_table(context, (Var *) node);
	return expression_tree_mutator(node, replace_partitions, context);
}

/* Is a call with the same location a copy of the one that is looked for? */
static bool
is_copy(Search *search, Node *other)
{
	Node	   *call = search->call;

	if (call == other)
		return true;
	if (nodeTag(call) != nodeTag(other))
		return false;
	if (IsA(other, Aggref) &&
		((Aggref *) other)->aggfnoid != ((Aggref *) call)->aggfnoid)
		return false;

	/* what combines partial states has these as its argument */
	if (IsA(other, Aggref) &&
		DO_AGGSPLIT_COMBINE(((Aggref *) other)->aggsplit))
		return true;
	search->is_computed = false;
	call = IsA(call, Aggref) ? (Node *) ((Aggref *) call)->args :
		(Node *) ((WindowFunc *) call)->args;
	other = IsA(other, Aggref) ? (Node *) ((Aggref *) other)->args :
		(Node *) ((WindowFunc *) other)->args;
	return equal(replace_partitions(call, search),
				 replace_partitions(other, search)) && !search->is_computed;
}

/* Looks for different calls with the same location. */
static bool
find_others(Node *node, void *context)
{
	Search	   *search = context;

	if (node == NULL)
		return false;
	if ((IsA(node, Aggref) || IsA(node, WindowFunc)) &&
		location_of(node) == search->location && !is_copy(search, node))
	{
		search->is_shared = true;
		return true;
	}
	return expression_tree_walker(node, find_others, context);
}

static void search_plans(List *plans, Search *search);

/* Looks for such calls in a plan node and all nodes below it. */
static void
search_plan(Plan *plan, Search *search)
{
	if (plan == NULL || search->is_shared)
		return;
	check_stack_depth();
	if (IsA(plan, Agg) || IsA(plan, WindowAgg))
	{
		(void) find_others((Node *) plan->targetlist, search);
		(void) find_others((Node *) plan->qual, search);
	}
	search_plan(plan->lefttree, search);
	search_plan(plan->righttree, search);
	switch (nodeTag(plan))
	{
		case T_Append:
			search_plans(((Append *) plan)->appendplans, search);
			break;
		case T_MergeAppend:
			search_plans(((MergeAppend *) plan)->mergeplans, search);
			break;
		case T_SubqueryScan:
			search_plan(((SubqueryScan *) plan)->subplan, search);
			break;
		case T_CustomScan:
			search_plans(((CustomScan *) plan)->custom_plans, search);
			break;
		default:
			break;
	}
}

static void
search_plans(List *plans, Search *search)
{
	ListCell   *cell;

	foreach(cell, plans)
		search_plan(lfirst(cell), search);
}

int
logistic_call_location(PlannedStmt *stmt, Node *call)
{
	Search		search = {stmt, call, location_of(call), false, false};

	/* one of several statements has its own part of the text */
	if (search.location < Max(stmt->stmt_location, 0) ||
		(stmt->stmt_location >= 0 && stmt->stmt_len > 0 &&
		 search.location >= stmt->stmt_location + stmt->stmt_len))
		return -1;
	search_plan(stmt->planTree, &search);
	search_plans(stmt->subplans, &search);
	return search.is_shared ? -1 : search.location;
}

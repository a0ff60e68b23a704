/*-------------------------------------------------------------------------
 *
 * group_key.c
 *		Names the running group of PostgreSQL's Agg node, for warnings and errors.
 *
 * While the final functions of a group run, the plan node has the group's
 * columns at hand, be it sorted or hashed, in the tuple that its projection
 * reads next.  They are named as EXPLAIN names them.  Nothing is looked up
 * before there is something to tell.
 *
 * The frame of the final function is found through the server's stack of
 * error callbacks, which is unwound by every error.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "nodes/execnodes.h"
#include "nodes/makefuncs.h"
#include "nodes/plannodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "pg/deparse_call.h"
#include "pg/group_key.h"

#define VALUE_LIMIT 60			/* bytes that are shown of a value */

/*
 * The group's columns, as attribute numbers of the tuples from the node below.
 */
static List *
group_columns(const AggState *state)
{
	const Agg  *plan = (const Agg *) state->ss.ps.plan;
	List	   *columns = NIL;
	int			i = -1;

	if (state->grouped_cols != NULL)	/* of one of several grouping sets */
		while ((i = bms_next_member(state->grouped_cols, i)) >= 0)
			columns = lappend_int(columns, i);
	else if (state->all_grouped_cols == NIL)
		for (i = 0; i < plan->numCols; i++)
			columns = lappend_int(columns, plan->grpColIdx[i]);
	return columns;
}

/* The name that a column has in the result of its plan node; NULL: none. */
static const char *
result_name(const Plan *plan, int column)
{
	ListCell   *cell;

	foreach(cell, plan->targetlist)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, cell);

		if (IsA(entry->expr, Var) && entry->resname != NULL &&
			((Var *) entry->expr)->varattno == column)
			return quote_identifier(entry->resname);
	}
	return NULL;
}

/* A column that comes from below, with its name in the statement if it has one. */
static Var *
column_var(const Plan *plan, Form_pg_attribute attribute, int column)
{
	Var		   *var = makeVar(OUTER_VAR, column, attribute->atttypid,
							  attribute->atttypmod, attribute->attcollation, 0);
	const Plan *below = outerPlan(plan);

	if (below != NULL && column <= list_length(below->targetlist))
	{
		Var		   *source = (Var *) list_nth_node(TargetEntry,
												   below->targetlist,
												   column - 1)->expr;

		if (IsA(source, Var))
		{
			var->varnosyn = source->varnosyn;
			var->varattnosyn = source->varattnosyn;
		}
	}
	return var;
}

/* The SQL of a column of the group; NULL if it cannot be told. */
static const char *
column_sql(FunctionCallInfo fcinfo, Form_pg_attribute attribute, int column)
{
	LogisticCall call = logistic_call_find(fcinfo);
	LogisticDeparser deparser;
	const char *sql = NULL;

	if (call.query == NULL)
		return NULL;
	call.args = list_make1(column_var(call.state->plan, attribute, column));
	call.location = 0;			/* of no stored call */
	logistic_deparser_init(&deparser, &call);
	if (deparser.args != NIL)
		sql = logistic_deparse_argument(&deparser, 0, false);
	if (sql == NULL)
		return result_name(call.state->plan, column);
	return strchr(sql, ' ') == NULL ? sql : psprintf("(%s)", sql);
}

/* Adds a value as a literal, or the beginning of it. */
static void
add_value(StringInfo text, Oid type, Datum value)
{
	Oid			output;
	bool		is_varlena;
	char		category;
	bool		is_preferred;
	char	   *printed;
	int			length;

	getTypeOutputInfo(type, &output, &is_varlena);
	printed = OidOutputFunctionCall(output, value);
	length = pg_mbcliplen(printed, strlen(printed), VALUE_LIMIT);
	if (printed[length] != '\0')
		printed = psprintf("%.*s...", length, printed);
	get_type_category_preferred(type, &category, &is_preferred);
	if (type == BOOLOID)
		printed = DatumGetBool(value) ? "true" : "false";
	else if (category != TYPCATEGORY_NUMERIC)
		printed = quote_literal_cstr(printed);
	appendStringInfoString(text, printed);
}

/* The group as a condition; NULL if there are no groups. */
static char *
group_text(FunctionCallInfo fcinfo)
{
	AggState   *state = (AggState *) fcinfo->context;
	TupleTableSlot *slot;
	StringInfoData text;
	ListCell   *cell;

	if (state == NULL || !IsA(state, AggState) ||
		state->ss.ps.ps_ExprContext == NULL)
		return NULL;
	slot = state->ss.ps.ps_ExprContext->ecxt_outertuple;
	if (slot == NULL || TTS_EMPTY(slot))
		return NULL;
	initStringInfo(&text);
	foreach(cell, group_columns(state))
	{
		int			column = lfirst_int(cell);
		Form_pg_attribute attribute = TupleDescAttr(slot->tts_tupleDescriptor,
													column - 1);
		const char *sql = column_sql(fcinfo, attribute, column);
		bool		isnull;
		Datum		value = slot_getattr(slot, column, &isnull);

		if (text.len > 0)
			appendStringInfoString(&text, ", ");
		if (sql != NULL)
			appendStringInfo(&text, isnull ? "%s IS " : "%s = ", sql);
		if (isnull)
			appendStringInfoString(&text, "NULL");
		else
			add_value(&text, attribute->atttypid, value);
	}
	return text.len > 0 ? text.data : NULL;
}

/* Errors only: a warning has the group in its DETAIL. */
static void
add_context(void *arg)
{
	LogisticGroupFrame *frame = arg;
	int			category = ERRCODE_TO_CATEGORY(geterrcode());
	char	   *text;

	if (category == ERRCODE_WARNING ||
		category == ERRCODE_SUCCESSFUL_COMPLETION ||
		category == ERRCODE_INSUFFICIENT_RESOURCES)
		return;
	text = group_text(frame->fcinfo);
	if (text != NULL)
		errcontext("fit of the group %s", text);
}

void
logistic_group_begin(LogisticGroupFrame *frame, FunctionCallInfo fcinfo)
{
	frame->fcinfo = fcinfo;
	frame->callback.callback = add_context;
	frame->callback.arg = frame;
	frame->callback.previous = error_context_stack;
	error_context_stack = &frame->callback;
}

void
logistic_group_end(LogisticGroupFrame *frame)
{
	error_context_stack = frame->callback.previous;
}

const char *
logistic_group_detail(void)
{
	const ErrorContextCallback *callback;
	char	   *text;

	for (callback = error_context_stack; callback != NULL;
		 callback = callback->previous)
		if (callback->callback == add_context)
		{
			text = group_text(((LogisticGroupFrame *) callback->arg)->fcinfo);
			return text == NULL ? "" :
				psprintf("The group is %s. ", text);
		}
	return "";
}

/*-------------------------------------------------------------------------
 *
 * row_argument.c
 *		A whole-row argument of an SQL call: its columns, one by one.
 *
 * In logistic_fit(churned, c) the label is a column of c too, and must not be
 * its own feature.  The same goes for churned in logistic_fit(churned = 'yes',
 * c), and for the column of the weight.  So columns that occur in the other
 * arguments are left out.  They are found in the text of these arguments, or
 * in their expressions if the text is not at hand.  If the planner has taken a
 * subquery apart, the row is a list of expressions; those that the other
 * arguments contain are left out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "pg/compat.h"
#include "pg/deparse_call.h"
#include "pg/row_argument.h"

/* The columns that expressions mention. */
typedef struct Mentioned
{
	List	   *rtable;			/* of the expressions */
	List	   *names;			/* C strings */
	List	   *row;			/* expressions of the row's columns; NIL: it is
								 * no list of them */
	bool	   *is_mentioned;	/* of those */
} Mentioned;

bool
logistic_row_argument_is(FunctionCallInfo fcinfo, int argument)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argument);

	return OidIsValid(type) && type_is_rowtype(getBaseType(type));
}

/* Collects the columns of an expression. */
static bool
collect(Node *node, void *context)
{
	Mentioned  *mentioned = context;
	ListCell   *cell;
	int			i = 0;

	if (node == NULL)
		return false;
	foreach(cell, mentioned->row)
	{
		if (!IsA(node, Const) && equal(node, lfirst(cell)))
			mentioned->is_mentioned[i] = true;
		i++;
	}
	if (IsA(node, Var))
	{
		Var		   *var = (Var *) node;
		int			relation = var->varnosyn > 0 ? (int) var->varnosyn :
			(int) var->varno;
		int			column = var->varnosyn > 0 ? var->varattnosyn :
			var->varattno;

		if (var->varlevelsup == 0 && column > 0 && relation > 0 &&
			relation <= list_length(mentioned->rtable))
			mentioned->names =
				lappend(mentioned->names,
						get_rte_attribute_name(rt_fetch(relation,
														mentioned->rtable),
											   column));
		return false;
	}
	return expression_tree_walker(node, collect, context);
}

/*
 * The names that the arguments of a call but the one at "skipped" mention.
 * Those of the row's expressions that they contain are marked.
 */
static List *
mentioned_names(const LogisticCall *call, int skipped, bool *is_mentioned)
{
	Mentioned	mentioned = {NIL, NIL, NIL, is_mentioned};
	LogisticTypedArgument *typed = logistic_call_typed(call);
	LogisticDeparser deparser;
	int			i;

	if (typed == NULL)
	{
		logistic_deparser_init(&deparser, call);
		mentioned.rtable = deparser.rtable;
		if (skipped < list_length(deparser.args) &&
			IsA(list_nth(deparser.args, skipped), RowExpr))
			mentioned.row =
				((RowExpr *) list_nth(deparser.args, skipped))->args;
	}
	for (i = 0; i < list_length(call->args); i++)
	{
		if (i == skipped)
			continue;
		if (typed != NULL)
			mentioned.names = list_concat(mentioned.names,
										  typed[i].identifiers);
		else if (i < list_length(deparser.args))
			(void) collect(list_nth(deparser.args, i), &mentioned);
	}
	return mentioned.names;
}

static bool
is_in(const char *name, List *names)
{
	ListCell   *cell;

	foreach(cell, names)
		if (strcmp(lfirst(cell), name) == 0)
			return true;
	return false;
}

/* The type of the row's records, copied into the given context. */
static TupleDesc
copy_type(FunctionCallInfo fcinfo, int argument, MemoryContext context,
		  Oid *type, int32 *typmod)
{
	MemoryContext old_context;
	TupleDesc	descriptor;
	TupleDesc	copy;

	*type = getBaseType(get_fn_expr_argtype(fcinfo->flinfo, argument));
	*typmod = -1;
	if (!PG_ARGISNULL(argument))
	{
		HeapTupleHeader header = PG_GETARG_HEAPTUPLEHEADER(argument);

		*type = HeapTupleHeaderGetTypeId(header);
		*typmod = HeapTupleHeaderGetTypMod(header);
	}
	else if (*type == RECORDOID)
		return NULL;
	descriptor = lookup_rowtype_tupdesc(*type, *typmod);
	old_context = MemoryContextSwitchTo(context);
	copy = CreateTupleDescCopy(descriptor);
	MemoryContextSwitchTo(old_context);
	ReleaseTupleDesc(descriptor);
	return copy;
}

LogisticRowArgument *
logistic_row_argument_learn(FunctionCallInfo fcinfo, int argument,
							const LogisticCall *call, MemoryContext context)
{
	Oid			type;
	int32		typmod;
	TupleDesc	descriptor = copy_type(fcinfo, argument, context, &type,
									   &typmod);
	LogisticRowArgument *row;
	bool	   *is_mentioned;
	List	   *names;
	int			n;
	int			i;

	if (descriptor == NULL)
		return NULL;
	if (call->query == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("which columns of the row the label is made of cannot be told here"),
				 errhint("Pass the features one by one.")));
	n = descriptor->natts;
	is_mentioned = palloc0(Max(n, 1) * sizeof(bool));
	names = mentioned_names(call, argument - 1, is_mentioned);

	row = MemoryContextAllocZero(context, sizeof(*row));
	row->argument = argument;
	row->type = type;
	row->typmod = typmod;
	row->descriptor = descriptor;
	row->columns = MemoryContextAlloc(context, Max(n, 1) * sizeof(int));
	row->values = MemoryContextAlloc(context, Max(n, 1) * sizeof(Datum));
	row->nulls = MemoryContextAlloc(context, Max(n, 1) * sizeof(bool));
	for (i = 0; i < n; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);

		if (!column->attisdropped && !is_mentioned[i] &&
			!is_in(NameStr(column->attname), names))
			row->columns[row->n++] = i;
	}
	return row;
}

const char *
logistic_row_argument_name(const LogisticRowArgument *row, int i)
{
	return NameStr(TupleDescAttr(row->descriptor, row->columns[i])->attname);
}

void
logistic_row_argument_keep(LogisticRowArgument *row, const bool *is_used)
{
	int			n = 0;
	int			i;

	for (i = 0; i < row->n; i++)
		if (is_used[i])
			row->columns[n++] = row->columns[i];
	row->n = n;
}

bool
logistic_row_argument_fetch(const LogisticRowArgument *row,
							FunctionCallInfo fcinfo, NullableDatum *features)
{
	HeapTupleHeader header;
	HeapTupleData tuple;
	int			i;

	if (PG_ARGISNULL(row->argument))
		return false;
	header = PG_GETARG_HEAPTUPLEHEADER(row->argument);
	if (HeapTupleHeaderGetTypeId(header) != row->type ||
		HeapTupleHeaderGetTypMod(header) != row->typmod)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("rows of a fit have different types"),
				 errhint("Every row needs the same columns.  Those of a distributed table come without their names: pass the features one by one.")));
	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = header;
	heap_deform_tuple(&tuple, row->descriptor, row->values, row->nulls);
	for (i = 0; i < row->n; i++)
	{
		features[i].value = row->values[row->columns[i]];
		features[i].isnull = row->nulls[row->columns[i]];
	}
	return true;
}

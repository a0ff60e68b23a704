/*-------------------------------------------------------------------------
 *
 * scalar_call.c
 *		The arguments of a running call that is no aggregate, for messages.
 *
 * The server tells a function its expression, and that says where the call
 * stood in the text of its statement, but not which statement that was.  The
 * one that the client sent is looked at: if it has a call of this function
 * with as many arguments at that place, it is taken for it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/nodeFuncs.h"
#include "tcop/tcopprot.h"
#include "utils/lsyscache.h"

#include "pg/scalar_call.h"

LogisticTypedArgument *
logistic_scalar_argument(const FmgrInfo *flinfo, int i)
{
	const FuncExpr *call = (const FuncExpr *) flinfo->fn_expr;
	LogisticTypedArgument *arguments;
	const char *name;
	int			n;

	if (call == NULL || !IsA(call, FuncExpr) || call->location < 0 ||
		debug_query_string == NULL)
		return NULL;
	n = list_length(call->args);
	name = get_func_name(call->funcid);
	arguments = palloc0(Max(n, 1) * sizeof(*arguments));
	if (name == NULL || i >= n ||
		!logistic_call_text(debug_query_string, call->location, name, n,
							arguments))
		return NULL;
	return &arguments[i];
}

/*-------------------------------------------------------------------------
 *
 * score_support.c
 *		Has the planner score a whole row by the columns that the model needs.
 *
 * Before a function is called with a whole row, the server makes a record of
 * it: it takes the row apart, brings long values in from where they are
 * stored, and puts all together again.  That costs more than the score.  So
 *
 *		logistic_predict(model, c)
 *
 * becomes, for a table c with the columns id, age and plan,
 *
 *		logistic_predict(model, '{id,age,plan}'::name[], c.id, c.age, c.plan)
 *
 * which means the same (score_site.c): features by name, further columns
 * ignored.  Columns beyond the arguments that a function may have follow as one
 * record of these alone.  The model is not looked at: it may come from a join or by name,
 * and may be another one when the plan runs.
 *
 * The row stays what it is where this would not be the same:
 *
 * - where it may be missing, as an outer join leaves it.  A missing row has
 *   no score; a row of NULLs may have one, by the policies of the model.
 * - in a query with grouping sets, where the row may stand for a group, and
 *   its columns would not.
 * - where it belongs to a query further out: what a LATERAL query takes from
 *   there is settled before it is planned itself.
 * - where it is no plain reference: a variable of PL/pgSQL, a composite
 *   column, a parameter.
 *
 * Likewise texts that come from columns are passed one by one instead of in an
 * array, and read as quickly as if the call had not been one for texts.
 *
 * Privileges are not affected: a whole-row reference reads all columns, and
 * the columns that a query reads are recorded before it is planned.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_attribute.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "parser/parse_relation.h"
#include "parser/parsetree.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "pg/compat.h"

/* The columns of a row; both lists have one element for each. */
typedef struct Columns
{
	List	   *names;			/* C strings */
	List	   *values;			/* expressions */
} Columns;

/*
 * May an outer join make a relation's row NULL?  "is_within" is true if it may
 * for all relations of the node.
 */
static bool
may_be_missing(Node *node, int relation, bool is_within)
{
	ListCell   *cell;
	JoinExpr   *join;

	if (node == NULL)
		return false;
	if (IsA(node, RangeTblRef))
		return is_within && ((RangeTblRef *) node)->rtindex == relation;
	if (IsA(node, FromExpr))
	{
		foreach(cell, ((FromExpr *) node)->fromlist)
			if (may_be_missing(lfirst(cell), relation, is_within))
				return true;
		return false;
	}
	join = castNode(JoinExpr, node);
	return may_be_missing(join->larg, relation, is_within ||
						  join->jointype == JOIN_RIGHT ||
						  join->jointype == JOIN_FULL) ||
		may_be_missing(join->rarg, relation, is_within ||
					   join->jointype == JOIN_LEFT ||
					   join->jointype == JOIN_FULL);
}

/*
 * Takes the names of a row type's columns for those values that are found so
 * far, in their order; false if the two do not agree.
 */
static bool
name_by_type(Oid type, Columns *columns)
{
	TupleDesc	descriptor = lookup_rowtype_tupdesc_domain(type, -1, true);
	ListCell   *cell = list_head(columns->values);
	bool		is_match = true;
	int			i;

	if (descriptor == NULL)
		return false;
	columns->names = NIL;
	for (i = 0; i < descriptor->natts && is_match; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);

		if (column->attisdropped)
			continue;
		is_match = cell != NULL &&
			exprType(lfirst(cell)) == column->atttypid &&
			column->attgenerated != ATTRIBUTE_GENERATED_VIRTUAL;
		columns->names = lappend(columns->names,
								 pstrdup(NameStr(column->attname)));
		if (cell != NULL)
			cell = lnext(columns->values, cell);
	}
	ReleaseTupleDesc(descriptor);
	return is_match && cell == NULL;
}

/* Takes the names out of a list of String nodes; false if one has none. */
static bool
name_by_list(List *strings, Columns *columns)
{
	ListCell   *cell;

	columns->names = NIL;
	foreach(cell, strings)
	{
		if (strVal(lfirst(cell))[0] == '\0')
			return false;
		columns->names = lappend(columns->names, strVal(lfirst(cell)));
	}
	return list_length(columns->names) == list_length(columns->values);
}

/* The columns of a relation's row. */
static bool
columns_of_relation(PlannerInfo *root, const Var *var, Columns *columns)
{
	RangeTblEntry *entry;
	List	   *names;

	if (var->varattno != InvalidAttrNumber || var->varlevelsup > 0 ||
		logistic_var_returning(var) != VAR_RETURNING_DEFAULT ||
		var->varno < 1 || var->varno > list_length(root->parse->rtable) ||
		root->parse->groupingSets != NIL ||
		may_be_missing((Node *) root->parse->jointree, var->varno, false))
		return false;

	entry = rt_fetch(var->varno, root->parse->rtable);
	if (entry->rtekind == RTE_JOIN)
		return false;

	/* in a table's constraint the range table index stands for that table */
	if (entry->rtekind == RTE_RELATION &&
		get_rel_type_id(entry->relid) != var->vartype)
		return false;
	expandRTE(entry, var->varno, 0, VAR_RETURNING_DEFAULT, var->location,
			  false, &names, &columns->values);
	return var->vartype == RECORDOID ? name_by_list(names, columns) :
		name_by_type(var->vartype, columns);
}

/* The columns of a row that is put together, as of a view or a sub-select. */
static bool
columns_of_expression(PlannerInfo *root, const RowExpr *row, Columns *columns)
{
	TupleDesc	descriptor;
	ListCell   *cell;
	int			i = 0;

	columns->values = row->args;
	if (row->row_typeid == RECORDOID)
		return name_by_list(row->colnames, columns);

	/* there are values for dropped columns, too */
	columns->values = NIL;
	descriptor = lookup_rowtype_tupdesc(row->row_typeid, -1);
	foreach(cell, row->args)
	{
		if (i >= descriptor->natts ||
			!TupleDescAttr(descriptor, i)->attisdropped)
			columns->values = lappend(columns->values, lfirst(cell));
		i++;
	}
	ReleaseTupleDesc(descriptor);

	/* the names are part of the plan now: it has to follow their changes */
	root->glob->relationOids = lappend_oid(root->glob->relationOids,
										   get_typ_typrelid(row->row_typeid));
	return name_by_type(row->row_typeid, columns);
}

/* An array of names, as a constant. */
static Node *
make_names(List *names)
{
	Datum	   *elements = palloc(list_length(names) * sizeof(*elements));
	NameData   *buffer = palloc0(list_length(names) * sizeof(*buffer));
	ListCell   *cell;
	int			n = 0;

	foreach(cell, names)
	{
		namestrcpy(&buffer[n], lfirst(cell));
		elements[n] = NameGetDatum(&buffer[n]);
		n++;
	}
	return (Node *) makeConst(NAMEARRAYOID, -1, C_COLLATION_OID, -1,
							  PointerGetDatum(construct_array(elements, n,
															  NAMEOID,
															  NAMEDATALEN,
															  false,
															  TYPALIGN_CHAR)),
							  false, false);
}

/*
 * Takes the columns beyond so many arguments into one record of their own,
 * the last of them; NULL if there are no more.
 */
static RowExpr *
take_rest(Columns *columns, int n_arguments)
{
	RowExpr    *rest;
	int			i;

	if (list_length(columns->values) <= n_arguments)
		return NULL;
	rest = makeNode(RowExpr);
	for (i = n_arguments - 1; i < list_length(columns->values); i++)
	{
		rest->args = lappend(rest->args, list_nth(columns->values, i));
		rest->colnames = lappend(rest->colnames,
								 makeString(list_nth(columns->names, i)));
	}
	rest->row_typeid = RECORDOID;
	rest->row_format = COERCE_EXPLICIT_CALL;
	rest->location = -1;
	columns->values = list_truncate(list_copy(columns->values),
									n_arguments - 1);
	columns->names = list_truncate(columns->names, n_arguments - 1);
	return rest;
}

/* The same call by columns; NULL: it has to stay as it is. */
static FuncExpr *
spread_row(PlannerInfo *root, const FuncExpr *call)
{
	int			n_args = list_length(call->args);
	Columns		columns = {NIL, NIL};
	FuncExpr   *result;
	Node	   *row;
	RowExpr    *rest;
	bool		is_known;

	/* the row comes in place of the features, which are the last argument */
	if (root == NULL || call->funcvariadic || n_args < 2 ||
		n_args != get_func_nargs(call->funcid))
		return NULL;
	row = llast(call->args);
	if (IsA(row, Var) && type_is_rowtype(exprType(row)))
		is_known = columns_of_relation(root, (Var *) row, &columns);
	else if (IsA(row, RowExpr))
		is_known = columns_of_expression(root, (RowExpr *) row, &columns);
	else
		return NULL;
	if (!is_known || columns.values == NIL)
		return NULL;

	rest = take_rest(&columns, FUNC_MAX_ARGS - n_args);
	result = makeNode(FuncExpr);
	*result = *call;
	result->args = list_truncate(list_copy(call->args), n_args - 1);
	result->args = lappend(result->args, make_names(columns.names));
	result->args = list_concat(result->args, columns.values);
	if (rest != NULL)
		result->args = lappend(result->args, rest);
	return result;
}

/*
 * The function of the same name that takes features of any type in place of
 * texts; InvalidOid if there is none.
 */
static Oid
any_sibling(Oid function)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Form_pg_proc form;
	Oid			types[FUNC_MAX_ARGS];
	Oid			sibling;
	int			n;

	if (!HeapTupleIsValid(tuple))
		return InvalidOid;
	form = (Form_pg_proc) GETSTRUCT(tuple);
	n = form->proargtypes.dim1;
	memcpy(types, form->proargtypes.values, n * sizeof(Oid));
	types[n - 1] = ANYOID;
	sibling = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
							  PointerGetDatum(&form->proname),
							  PointerGetDatum(buildoidvector(types, n)),
							  ObjectIdGetDatum(form->pronamespace));
	ReleaseSysCache(tuple);
	return sibling;
}

/*
 * The same call without an array where texts come from columns; NULL: it has
 * to stay as it is.  A constant is a literal again, to be read as its
 * feature's type.  With a parameter the array stays: its text may be meant as
 * anything.
 */
static FuncExpr *
spread_texts(const FuncExpr *call)
{
	ArrayExpr  *array = llast(call->args);
	FuncExpr   *result;
	ListCell   *cell;
	int			n_before = list_length(call->args) - 1;
	Oid			function;

	if (!IsA(array, ArrayExpr) || array->multidims ||
		array->element_typeid != TEXTOID ||
		n_before + list_length(array->elements) > FUNC_MAX_ARGS)
		return NULL;
	function = any_sibling(call->funcid);
	if (!OidIsValid(function))
		return NULL;
	result = makeNode(FuncExpr);
	*result = *call;
	result->funcid = function;
	result->funcvariadic = false;
	result->args = list_truncate(list_copy(call->args), n_before);
	foreach(cell, array->elements)
	{
		Node	   *element = lfirst(cell);
		Const	   *literal = (Const *) element;

		if (IsA(element, Param))
			return NULL;
		if (IsA(element, Const))
			element = (Node *) makeConst(UNKNOWNOID, -1, InvalidOid, -2,
										 literal->constisnull ? (Datum) 0 :
										 CStringGetDatum(TextDatumGetCString(literal->constvalue)),
										 literal->constisnull, false);
		result->args = lappend(result->args, element);
	}
	return result;
}

/*
 * logistic_score_support(internal) -> internal
 *
 * What the planner asks about a function that takes a model and a row.
 */
PG_FUNCTION_INFO_V1(logistic_score_support);
Datum
logistic_score_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *answer = NULL;

	if (IsA(request, SupportRequestSimplify))
	{
		SupportRequestSimplify *simplify = (SupportRequestSimplify *) request;

		answer = (Node *) (simplify->fcall->funcvariadic ?
						   spread_texts(simplify->fcall) :
						   spread_row(simplify->root, simplify->fcall));
	}
	PG_RETURN_POINTER(answer);
}

/*
 * logistic_text_support(internal) -> internal
 *
 * The same of a function whose rows stay rows: only texts are taken apart.
 */
PG_FUNCTION_INFO_V1(logistic_text_support);
Datum
logistic_text_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *answer = NULL;

	if (IsA(request, SupportRequestSimplify) &&
		((SupportRequestSimplify *) request)->fcall->funcvariadic)
		answer = (Node *) spread_texts(((SupportRequestSimplify *) request)->fcall);
	PG_RETURN_POINTER(answer);
}

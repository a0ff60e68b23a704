/*-------------------------------------------------------------------------
 *
 * step_aggregate.c
 *		The aggregates of distributed fits: logistic_step, logistic_step_merge.
 *
 * One pass over the rows of a fit that does not hold them: parallel workers,
 * partitions and other servers each make it over their part.  Argument types
 * are fixed and the state is a plain bytea, for engines that ship aggregates
 * know no others.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"

#include "distributed/pass_state.h"
#include "pg/aggregate_call.h"
#include "pg/compat.h"

/*
 * An array with a short header, as it lies in a record, in the form of one that
 * stands alone.  It is copied to the room that the caller has: an engine that
 * hands rows over as records would else have one palloc'd for each row.
 */
typedef union StepArray
{
	ArrayType	array;
	char		bytes[VARATT_SHORT_MAX + VARHDRSZ];
} StepArray;

static ArrayType *
read_array(Datum datum, StepArray *room)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);
	Size		size = VARSIZE_ANY_EXHDR(value);

	if (!VARATT_IS_SHORT(value))
		return (ArrayType *) value;
	memcpy(room->bytes + VARHDRSZ, VARDATA_ANY(value), size);
	SET_VARSIZE(room, size + VARHDRSZ);
	return &room->array;
}

/*
 * logistic_step_trans(state bytea, parameters bytea, label float8,
 *		weight float8, logit_offset float8, features float8[]
 *		[, frequency float8]) -> bytea
 *
 * Takes a row in.  A NULL label, weight, offset, feature or frequency leaves
 * the row out and is counted, a weight or frequency of zero leaves it out.  Errors: parameters
 * that are none, or differ between rows; a label other than 0 and 1; a
 * feature that is NaN or infinite; a negative weight; features of another
 * number than the parameters describe.
 */
PG_FUNCTION_INFO_V1(logistic_step_trans);
Datum
logistic_step_trans(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_aggregate_context(fcinfo, "logistic_step");
	LogisticPassState *state;
	bytea	   *question;
	double		frequency = 1.0;
	StepArray	room;
	int			i;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("parameters of logistic_step are NULL")));
	question = PG_GETARG_BYTEA_PP(1);
	if (PG_ARGISNULL(0))
		state = logistic_pass_state_make(question, context);
	else
		state = logistic_pass_state_get(PG_GETARG_DATUM(0), context);

	if (PG_NARGS() > 6 && !PG_ARGISNULL(6))
		frequency = PG_GETARG_FLOAT8(6);
	for (i = 2; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
		{
			logistic_pass_state_skip(state, question, frequency);
			PG_RETURN_DATUM(logistic_pass_state_datum(state));
		}
	logistic_pass_state_add(state, question, PG_GETARG_FLOAT8(2),
							PG_GETARG_FLOAT8(3), frequency,
							PG_GETARG_FLOAT8(4),
							read_array(PG_GETARG_DATUM(5), &room));
	PG_RETURN_DATUM(logistic_pass_state_datum(state));
}

/*
 * logistic_step_combine(state bytea, other bytea) -> bytea
 *
 * Adds what another state holds.  Strict.  Errors: bytes that are no state;
 * states for different parameters.
 */
PG_FUNCTION_INFO_V1(logistic_step_combine);
Datum
logistic_step_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = logistic_aggregate_context(fcinfo, "logistic_step");
	LogisticPassState *state = logistic_pass_state_get(PG_GETARG_DATUM(0),
													   context);

	logistic_pass_state_merge(state,
							  logistic_pass_state_get(PG_GETARG_DATUM(1),
													  CurrentMemoryContext));
	PG_RETURN_DATUM(logistic_pass_state_datum(state));
}

/*
 * logistic_step_final(state bytea) -> bytea
 *
 * The state as bytes, checked.  Strict.
 */
PG_FUNCTION_INFO_V1(logistic_step_final);
Datum
logistic_step_final(PG_FUNCTION_ARGS)
{
	LogisticPassState *state;

	(void) logistic_aggregate_context(fcinfo, "logistic_step");
	state = logistic_pass_state_get(PG_GETARG_DATUM(0), CurrentMemoryContext);
	PG_RETURN_BYTEA_P(DatumGetByteaPCopy(logistic_pass_state_datum(state)));
}

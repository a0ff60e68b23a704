/*-------------------------------------------------------------------------
 *
 * merge_state.c
 *		PostgreSQL's aggregate states of type bytea: serialized and merged.
 *
 * Nothing that a transition needs from row to row may be in fn_extra: Citus
 * looks the function up anew for each row.  The state holds it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "pg/compat.h"
#include "pg/merge_state.h"

static Size
flat_size(ExpandedObjectHeader *header)
{
	LogisticMergeState *state = (LogisticMergeState *) header;
	MemoryContext old_context;

	if (state->bytes != NULL)
		pfree(state->bytes);
	old_context = MemoryContextSwitchTo(header->eoh_context);
	state->bytes = state->kind->write(state->content);
	MemoryContextSwitchTo(old_context);
	return VARSIZE(state->bytes);
}

/* Copies the bytes that flat_size() has made just before. */
static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	LogisticMergeState *state = (LogisticMergeState *) header;

	Assert(state->bytes != NULL && VARSIZE(state->bytes) == size);
	memcpy(result, state->bytes, size);
	pfree(state->bytes);
	state->bytes = NULL;
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

LogisticMergeState *
logistic_merge_state_make(const LogisticMergeKind *kind, MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent,
												  "logistic aggregate state",
												  ALLOCSET_SMALL_SIZES);
	LogisticMergeState *state = MemoryContextAllocZero(context,
													   sizeof(*state));

	EOH_init_header(&state->header, &methods, context);
	state->kind = kind;
	return state;
}

LogisticMergeState *
logistic_merge_state_get(const LogisticMergeKind *kind, Datum datum,
						 MemoryContext parent)
{
	LogisticMergeState *state;
	MemoryContext old_context;
	bytea	   *bytes;

	if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)) &&
		DatumGetEOHP(datum)->eoh_methods == &methods &&
		((LogisticMergeState *) DatumGetEOHP(datum))->kind == kind)
		return (LogisticMergeState *) DatumGetEOHP(datum);

	bytes = DatumGetByteaPP(datum);
	state = logistic_merge_state_make(kind, parent);
	old_context = MemoryContextSwitchTo(state->header.eoh_context);
	state->content = kind->read(bytes);
	MemoryContextSwitchTo(old_context);
	return state;
}

Datum
logistic_merge_state_datum(LogisticMergeState *state)
{
	return EOHPGetRWDatum(&state->header);
}

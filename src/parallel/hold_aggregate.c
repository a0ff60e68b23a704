/*-------------------------------------------------------------------------
 *
 * hold_aggregate.c
 *		The aggregate logistic_hold: rows to files that processes share.
 *
 * Its state is a number of rows, so that it runs in parallel like count(*).
 * The rows themselves do not travel: each process takes them in as logistic_fit
 * does, and what it has goes to its file when the node that runs the aggregate
 * ends; a process without others keeps it (held_memory.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "fit/fit_row.h"
#include "parallel/held_memory.h"
#include "parallel/held_part.h"
#include "pg/aggregate_call.h"
#include "pg/row_content.h"

/* In memory at least; two thirds of it are written at once. */
#define HELD_BYTES		(3 * 1024 * 1024)

/* Arguments of the transition function, behind the state. */
enum
{
	HANDLE_ARGUMENT = 1,
	NAME_ARGUMENT,
	OPTIONS_ARGUMENT,
	LABEL_ARGUMENT
};

/* What a call site of logistic_hold has besides that of logistic_fit. */
typedef struct LogisticHold
{
	LogisticSharedFiles *files;
	int			number;			/* of the file */
	File		file;
	LogisticSpillFile space;	/* over it */
	Oid		   *types;			/* of the label and the features */
	LogisticFitState *state;
	LogisticContent *content;	/* of a row, whose hash is its key; NULL: rows
								 * have no keys */
	StringInfoData skipped;		/* keys of rows that were left out */
} LogisticHold;

/* Called when the node that runs the aggregate ends, not after an error. */
static void
finish(Datum datum)
{
	LogisticHold *hold = (LogisticHold *) DatumGetPointer(datum);

	logistic_held_part_write(hold->state, hold->types, &hold->skipped,
							 hold->files, hold->number);
	FileClose(hold->file);
	logistic_shared_files_detach(hold->files);
}

/* Readies the call site for its first row. */
static LogisticHold *
begin(FunctionCallInfo fcinfo, MemoryContext context)
{
	LogisticFitSite *site;
	LogisticHold *hold;
	LogisticHeldMemory *memory;
	Size		budget = HELD_BYTES;
	MemoryContext old_context;
	int			i;

	if (PG_ARGISNULL(HANDLE_ARGUMENT))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("the handle of a fit is NULL")));
	old_context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	hold = palloc0(sizeof(*hold));
	hold->files = logistic_shared_files_attach(PG_GETARG_INT64(HANDLE_ARGUMENT));
	site = logistic_fit_site(fcinfo, LABEL_ARGUMENT);
	if (site == NULL || site->row != NULL)
		elog(ERROR, "logistic_hold takes features one by one");
	hold->types = palloc((site->n_features + 1) * sizeof(Oid));
	for (i = 0; i <= site->n_features; i++)
		hold->types[i] = get_fn_expr_argtype(fcinfo->flinfo,
											 LABEL_ARGUMENT + i);
	initStringInfo(&hold->skipped);
	hold->number = logistic_shared_files_add(hold->files, &hold->file);
	memory = logistic_shared_files_memory(hold->files);
	if (memory != NULL)
	{
		context = memory->context;	/* outlives the query */
		budget = Max(budget, memory->budget);
		memory->budget = 0;		/* other parts get the least */
	}
	logistic_spill_file_over(&hold->space, hold->file, budget);
	hold->state = logistic_fit_state_make(site, context);
	hold->state->buffer.space = &hold->space;
	if (!PG_ARGISNULL(NAME_ARGUMENT))
	{
		hold->content = logistic_content_make(fcinfo, NAME_ARGUMENT,
											  LABEL_ARGUMENT);
		hold->state->has_key = true;
	}
	site->hold = hold;
	AggRegisterCallback(fcinfo, finish, PointerGetDatum(hold));
	MemoryContextSwitchTo(old_context);
	return hold;
}

/* Takes a row in that gets a key, be it left out or not. */
static void
add_with_key(LogisticHold *hold, FunctionCallInfo fcinfo)
{
	LogisticFitState *state = hold->state;
	int64		n_rows = logistic_rowbuf_n_rows(&state->buffer);

	state->key = logistic_content_hash(hold->content, fcinfo);
	logistic_fit_row_add(state, fcinfo);
	if (unlikely(logistic_rowbuf_n_rows(&state->buffer) == n_rows))
		appendBinaryStringInfo(&hold->skipped, (const char *) &state->key,
							   sizeof(state->key));
}

/*
 * logistic_hold_trans(state bigint, handle bigint, name text,
 *					   options logistic_options, label "any",
 *					   VARIADIC features "any") -> bigint
 *
 * Counts a row, and holds it as logistic_fit would.  With a name, that of a
 * model, the hash of both is kept with each row, see logistic_holdout_copy().
 * Errors: a handle that is
 * not that of a running fit of this session; those of logistic_fit.
 */
PG_FUNCTION_INFO_V1(logistic_hold_trans);
Datum
logistic_hold_trans(PG_FUNCTION_ARGS)
{
	int64		n = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT64(0);
	LogisticFitSite *site = fcinfo->flinfo->fn_extra;
	LogisticHold *hold;

	if (unlikely(site == NULL))
	{
		MemoryContext context = logistic_aggregate_context(fcinfo,
														   "logistic_hold");

		hold = begin(fcinfo, context);
	}
	else
		hold = site->hold;
	if (hold->content != NULL)
		add_with_key(hold, fcinfo);
	else
		logistic_fit_row_add(hold->state, fcinfo);
	PG_RETURN_INT64(n + 1);
}

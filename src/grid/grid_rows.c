/*-------------------------------------------------------------------------
 *
 * grid_rows.c
 *		The rows of a cross-validation, each fold in a buffer of its own.
 *
 * A state has one buffer, which the function that takes rows in writes to.
 * Before a row of another fold it is changed for that fold's: a struct is
 * copied, and no row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "grid/grid_rows.h"

/* Frees what the buffers have of the call site's memory and file. */
static void
release(Datum datum)
{
	LogisticGridRows *rows = (LogisticGridRows *) DatumGetPointer(datum);
	int			i;

	rows->buffers[rows->current] = rows->state->buffer;
	for (i = 0; i < rows->n_folds; i++)
		logistic_rowbuf_release(PointerGetDatum(&rows->buffers[i]));
}

LogisticGridRows *
logistic_grid_rows_make(FunctionCallInfo fcinfo, int label_argument,
						int n_folds)
{
	const LogisticFitSite *site = logistic_fit_site(fcinfo, label_argument);
	LogisticGridRows *rows;
	MemoryContext context;
	int			i;

	if (AggCheckCallContext(fcinfo, &context) != AGG_CONTEXT_AGGREGATE)
		elog(ERROR, "rows of a grid are no window");
	rows = MemoryContextAllocZero(context, sizeof(*rows));
	rows->state = logistic_fit_state_make(site, context);
	rows->n_folds = n_folds;
	rows->buffers = MemoryContextAllocZero(context,
										   n_folds * sizeof(*rows->buffers));
	for (i = 0; i < n_folds; i++)
		rows->buffers[i].space = site->space;
	rows->state->buffer.space = site->space;
	AggRegisterCallback(fcinfo, release, PointerGetDatum(rows));
	return rows;
}

void
logistic_grid_rows_select(LogisticGridRows *rows, int fold)
{
	LogisticRowBuffer *buffer = &rows->state->buffer;

	Assert(fold >= 0 && fold < rows->n_folds);
	if (fold == rows->current)
		return;

	/* the columns are known by the first row, of whichever fold */
	if (buffer->context != NULL && rows->buffers[fold].context == NULL)
		logistic_rowbuf_init(&rows->buffers[fold], buffer->context,
							 buffer->n_numbers, buffer->n_codes,
							 buffer->n_sets);
	rows->buffers[rows->current] = *buffer;
	*buffer = rows->buffers[fold];
	rows->current = fold;
}

static void
rewind_chain(void *host)
{
	LogisticGridChain *chain = host;
	int			i;

	for (i = 0; i < chain->n; i++)
		chain->parts[i].rewind(chain->parts[i].host);
	chain->at = 0;
}

static bool
next_of_chain(void *host, LgBlock *block)
{
	LogisticGridChain *chain = host;

	for (; chain->at < chain->n; chain->at++)
		if (chain->parts[chain->at].next(chain->parts[chain->at].host, block))
			return true;
	return false;
}

/* Has the part been read or passed over to its end? */
static bool
is_at_end(const LogisticRowReader *reader)
{
	return reader->place >= logistic_rowbuf_n_rows(reader->buffer);
}

static int64
skip_of_chain(void *host, int64 n_rows)
{
	LogisticGridChain *chain = host;
	int64		n_skipped = 0;

	for (; chain->at < chain->n; chain->at++)
	{
		const LgRows *part = &chain->parts[chain->at];

		n_skipped += part->skip(part->host, n_rows - n_skipped);
		if (!is_at_end(chain->readers[chain->at]))
			break;
	}
	return n_skipped;
}

/* A chain with room for so many parts. */
static LogisticGridChain *
make_chain(int limit)
{
	LogisticGridChain *chain = palloc0(sizeof(*chain));

	chain->parts = palloc0(limit * sizeof(*chain->parts));
	chain->readers = palloc0(limit * sizeof(*chain->readers));
	return chain;
}

/* Adds the rows of a fold, if there are any. */
static void
add_fold(LogisticGridChain *chain, LogisticGridRows *rows, int fold)
{
	const LogisticRowBuffer *buffer = fold == rows->current ?
		&rows->state->buffer : &rows->buffers[fold];
	LgRows	   *part = &chain->parts[chain->n];

	if (logistic_rowbuf_n_rows(buffer) == 0)
		return;
	chain->readers[chain->n++] = logistic_rowbuf_read(buffer, part);
	if (chain->n == 1)
		chain->rows = *part;
	else
		chain->rows.n_rows += part->n_rows;
	chain->rows.host = chain;
	chain->rows.rewind = rewind_chain;
	chain->rows.next = next_of_chain;
	chain->rows.skip = skip_of_chain;
	chain->rows.step = NULL;
}

LogisticGridChain *
logistic_grid_rows_within(LogisticGridRows *rows, int fold)
{
	LogisticGridChain *chain = make_chain(1);

	add_fold(chain, rows, fold);
	return chain;
}

LogisticGridChain *
logistic_grid_rows_without(LogisticGridRows *rows, int fold)
{
	LogisticGridChain *chain = make_chain(rows->n_folds);
	int			i;

	for (i = 0; i < rows->n_folds; i++)
		if (i != fold)
			add_fold(chain, rows, i);
	return chain;
}

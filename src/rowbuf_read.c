/*-------------------------------------------------------------------------
 *
 * rowbuf_read.c
 *		Reads the rows of a buffer block by block, any number of times.
 *
 * Rows come in the order of arrival: the blocks in memory, where they lie;
 * those in the file, many at a time, through a window; and the rows of the
 * block that is being filled.  The buffer is only read: a window aggregate
 * goes on filling it afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "rowbuf_read.h"

/* Bytes read at a time: many for a system call, few for a cache. */
#define WINDOW_SIZE		(256 * 1024)

/* The full blocks of a chunk: all but the one that is being filled. */
static int
full_blocks(const LogisticRowBuffer *buffer, const LogisticBlockChunk *chunk)
{
	return chunk->n_blocks - (chunk == buffer->last ? 1 : 0);
}

/*
 * Goes to the next block there is; answers its rows and whence it comes, 0
 * if it is none.
 */
static int
find_block(LogisticRowReader *reader)
{
	const LogisticRowBuffer *buffer = reader->buffer;

	while (reader->chunk != NULL)
	{
		if (reader->i < full_blocks(buffer, reader->chunk))
			return reader->chunk->form.capacity;
		reader->chunk = reader->chunk->next;
		reader->i = 0;
	}
	while (reader->run < buffer->n_runs)
	{
		if (reader->i < buffer->runs[reader->run].n_blocks)
			return buffer->runs[reader->run].form.capacity;
		reader->run++;
		reader->i = 0;
	}
	return reader->is_at_end ? 0 : buffer->block.n_rows;
}

/* Steps over the block that was found. */
static void
step(LogisticRowReader *reader)
{
	if (reader->chunk != NULL || reader->run < reader->buffer->n_runs)
		reader->i++;
	else
		reader->is_at_end = true;
}

/* The bytes of a block of a run, read with those that follow it. */
static char *
read_block(LogisticRowReader *reader, Size size)
{
	const LogisticRowBuffer *buffer = reader->buffer;
	const LogisticBlockRun *run = &buffer->runs[reader->run];

	if (reader->window_run != reader->run ||
		reader->i < reader->window_first ||
		reader->i >= reader->window_first + reader->window_blocks)
	{
		int			n = Min(run->n_blocks - reader->i,
							reader->window_size / size);

		reader->window_run = -1;	/* should the read fail */
		logistic_rowspace_read(buffer->space,
							   run->offset + reader->i * (int64) size,
							   reader->window, n * size);
		reader->window_run = reader->run;
		reader->window_first = reader->i;
		reader->window_blocks = n;
	}
	return reader->window + (reader->i - reader->window_first) * size;
}

static void
rewind_rows(void *host)
{
	LogisticRowReader *reader = host;

	reader->chunk = reader->buffer->first;
	reader->run = 0;
	reader->i = 0;
	reader->is_at_end = false;
	reader->n_passes++;
}

static bool
next_rows(void *host, LgBlock *rows)
{
	LogisticRowReader *reader = host;
	const LogisticRowBuffer *buffer = reader->buffer;
	int			n_rows = find_block(reader);
	LogisticBlock block;
	int			j;

	CHECK_FOR_INTERRUPTS();
	if (n_rows == 0)
		return false;
	if (reader->chunk != NULL)
	{
		Size		size = logistic_block_place(buffer, reader->chunk->form,
												NULL, &block);

		(void) logistic_block_place(buffer, reader->chunk->form,
									reader->chunk->blocks + reader->i * size,
									&block);
	}
	else if (reader->run < buffer->n_runs)
	{
		LogisticBlockForm form = buffer->runs[reader->run].form;
		Size		size = logistic_block_place(buffer, form, NULL, &block);

		(void) logistic_block_place(buffer, form, read_block(reader, size),
									&block);
	}
	else
		block = buffer->block;
	step(reader);

	for (j = 0; j < buffer->n_numbers; j++)
		reader->numbers[j] = block.numbers + (Size) j * block.stride;
	for (j = 0; j < buffer->n_codes; j++)
		reader->codes[j] = block.codes + (Size) j * block.stride;
	rows->n_rows = n_rows;
	rows->numbers = reader->numbers;
	rows->codes = reader->codes;
	rows->labels = block.labels;
	rows->weights = block.weights;
	rows->offsets = block.offsets;
	rows->clusters = block.clusters;
	return true;
}

static int64
skip_rows(void *host, int64 n_rows)
{
	LogisticRowReader *reader = host;
	int64		n_skipped = 0;
	int			n;

	while ((n = find_block(reader)) > 0 && n_skipped + n <= n_rows)
	{
		n_skipped += n;
		step(reader);
	}
	return n_skipped;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

LogisticRowReader *
logistic_rowbuf_read(const LogisticRowBuffer *buffer, LgRows *rows)
{
	LogisticRowReader *reader = palloc0(sizeof(LogisticRowReader));
	int			i;

	reader->buffer = buffer;
	reader->numbers = palloc(Max(buffer->n_numbers, 1) *
							 sizeof(*reader->numbers));
	reader->codes = palloc(Max(buffer->n_codes, 1) * sizeof(*reader->codes));
	reader->window_run = -1;
	if (buffer->n_runs > 0)
	{
		reader->window_size = WINDOW_SIZE;
		for (i = 0; i < buffer->n_runs; i++)
		{
			LogisticBlock block;
			Size		size = logistic_block_place(buffer,
													buffer->runs[i].form, NULL,
													&block);

			reader->window_size = Max(reader->window_size, size);
		}
		reader->window = MemoryContextAllocHuge(CurrentMemoryContext,
												reader->window_size);
	}

	memset(rows, 0, sizeof(*rows));
	rows->host = reader;
	rows->n_rows = logistic_rowbuf_n_rows(buffer);
	rows->rewind = rewind_rows;
	rows->next = next_rows;
	rows->skip = skip_rows;
	rows->check = check_interrupts;
	rewind_rows(reader);
	reader->n_passes = 0;
	return reader;
}

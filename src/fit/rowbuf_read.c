/*-------------------------------------------------------------------------
 *
 * rowbuf_read.c
 *		Reads the row buffer of a logistic_fit block by block, again and again.
 *
 * Rows come in the order of arrival: blocks in memory from where they lie,
 * blocks in the file many at a time through a window.  The buffer is only
 * read: a window aggregate goes on filling it afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "fit/rowbuf_read.h"
#include "pg/progress.h"

/* Bytes read at a time: many for a system call, few for a cache. */
#define WINDOW_SIZE		(256 * 1024)

static Size
block_size(const LogisticRowReader *reader, LogisticBlockForm form)
{
	LogisticBlock block;

	return logistic_block_place(reader->buffer, form, NULL, &block);
}

/* The segment of the next block; NULL behind the last one. */
static const LogisticBlockSegment *
find_block(LogisticRowReader *reader)
{
	while (reader->segment < reader->n_segments)
	{
		const LogisticBlockSegment *segment;

		segment = &reader->segments[reader->segment];
		if (reader->i < segment->n_blocks)
			return segment;
		reader->segment++;
		reader->i = 0;
	}
	return NULL;
}

/* The bytes of a block in the file, read with those that follow it. */
static const char *
read_block(LogisticRowReader *reader, const LogisticBlockSegment *segment,
		   Size size)
{
	if (reader->window_segment != reader->segment ||
		reader->i < reader->window_first ||
		reader->i >= reader->window_first + reader->window_blocks)
	{
		int			n = Min(segment->n_blocks - reader->i,
							reader->window_size / size);

		logistic_spill_file_read(reader->buffer->space,
								 segment->offset + reader->i * (int64) size,
								 reader->window, n * size);
		reader->window_segment = reader->segment;
		reader->window_first = reader->i;
		reader->window_blocks = n;
	}
	return reader->window + (reader->i - reader->window_first) * size;
}

static void
rewind_rows(void *host)
{
	LogisticRowReader *reader = host;

	reader->segment = 0;
	reader->i = 0;
	reader->place = 0;
	reader->pass++;
}

/* Hands out the columns of sets, as many as those of the widest block. */
static void
place_sets(LogisticRowReader *reader, const LogisticBlock *block)
{
	const LogisticRowBuffer *buffer = reader->buffer;
	const uint16 **codes = reader->codes + buffer->n_codes;
	int			i;
	int			k;

	for (i = 0; i < buffer->n_sets; i++)
		for (k = 0; k < buffer->form.set_width; k++)
			*codes++ = k >= block->set_width ? reader->no_elements :
				block->set_codes +
				((Size) i * block->set_width + k) * block->stride;
}

static bool
next_rows(void *host, LgBlock *rows)
{
	LogisticRowReader *reader = host;
	const LogisticRowBuffer *buffer = reader->buffer;
	const LogisticBlockSegment *segment = find_block(reader);
	const char *bytes;
	LogisticBlock block;
	Size		size;
	int			j;

	CHECK_FOR_INTERRUPTS();
	if (segment == NULL)
		return false;
	size = block_size(reader, segment->form);
	bytes = segment->bytes ? segment->bytes + reader->i * size :
		read_block(reader, segment, size);
	(void) logistic_block_place(buffer, segment->form,
								unconstify(char *, bytes), &block);
	reader->i++;
	rows->ahead = segment->bytes && reader->i < segment->n_blocks ?
		bytes + size : NULL;
	rows->ahead_size = rows->ahead ? size : 0;
	reader->n_read += segment->n_rows;
	reader->place += segment->n_rows;
	if (!reader->is_silent)
		logistic_progress_pass(reader->pass, reader->place,
							   logistic_rowbuf_n_rows(buffer));

	for (j = 0; j < buffer->n_numbers; j++)
		reader->numbers[j] = block.numbers + (Size) j * block.stride;
	for (j = 0; j < buffer->n_codes; j++)
		reader->codes[j] = block.codes + (Size) j * block.stride;
	if (buffer->n_sets > 0)
		place_sets(reader, &block);
	rows->n_rows = segment->n_rows;
	rows->numbers = reader->numbers;
	rows->codes = reader->codes;
	rows->labels = block.labels;
	rows->weights = block.weights;
	rows->offsets = block.offsets;
	rows->clusters = block.clusters;
	rows->frequencies = block.frequencies;
	rows->strata = block.strata;
	return true;
}

static int64
skip_rows(void *host, int64 n_rows)
{
	LogisticRowReader *reader = host;
	const LogisticBlockSegment *segment;
	int64		n_left = n_rows;

	while ((segment = find_block(reader)) != NULL && segment->n_rows <= n_left)
	{
		n_left -= segment->n_rows;
		reader->i++;
	}
	reader->place += n_rows - n_left;
	return n_rows - n_left;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

static void
tell_step(void *host, int n_steps, double length)
{
	logistic_progress_step(n_steps, length);
}

/* Adds blocks to segments. */
static LogisticBlockSegment *
add_segment(LogisticBlockSegment *segments, int *n, LogisticBlockForm form,
			int n_blocks, char *bytes)
{
	LogisticBlockSegment *segment = &segments[(*n)++];

	segment->form = form;
	segment->n_blocks = n_blocks;
	segment->n_rows = form.capacity;
	segment->bytes = bytes;
	segment->offset = 0;
	return segment;
}

LogisticBlockSegment *
logistic_rowbuf_segments(const LogisticRowBuffer *buffer,
						 MemoryContext context, int *n_segments)
{
	const LogisticBlockChunk *chunk;
	LogisticBlockSegment *segments;
	int			n = buffer->n_runs + 2;
	int			i;

	for (chunk = buffer->first; chunk != NULL; chunk = chunk->next)
		n++;
	segments = MemoryContextAllocHuge(context, n * sizeof(*segments));
	n = 0;
	for (chunk = buffer->first; chunk != buffer->last; chunk = chunk->next)
		add_segment(segments, &n, chunk->form, chunk->n_blocks, chunk->blocks);
	for (i = 0; i < buffer->n_runs; i++)
	{
		const LogisticBlockRun *run = &buffer->runs[i];

		add_segment(segments, &n, run->form, run->n_blocks, NULL)->offset =
			run->offset;
	}
	if (buffer->last != NULL)
	{
		add_segment(segments, &n, buffer->form, buffer->last->n_blocks - 1,
					buffer->last->blocks);
		add_segment(segments, &n, buffer->form,
					buffer->block.n_rows > 0 ? 1 : 0,
					buffer->block.bytes)->n_rows = buffer->block.n_rows;
	}
	*n_segments = n;
	return segments;
}

/* A reader with room for the columns of a block, and what the solver sees. */
static LogisticRowReader *
make_reader(int n_numbers, int n_codes, LgRows *rows)
{
	LogisticRowReader *reader = palloc0(sizeof(LogisticRowReader));

	reader->numbers = palloc(Max(n_numbers, 1) * sizeof(*reader->numbers));
	reader->codes = palloc(Max(n_codes, 1) * sizeof(*reader->codes));
	memset(reader->no_elements, 0xff, sizeof(reader->no_elements));
	reader->window_segment = -1;

	memset(rows, 0, sizeof(*rows));
	rows->host = reader;
	rows->rewind = rewind_rows;
	rows->next = next_rows;
	rows->skip = skip_rows;
	rows->check = check_interrupts;
	rows->step = tell_step;
	return reader;
}

LogisticRowReader *
logistic_rowbuf_read(const LogisticRowBuffer *buffer, LgRows *rows)
{
	LogisticRowReader *reader =
		make_reader(buffer->n_numbers, buffer->n_codes +
					buffer->n_sets * buffer->form.set_width, rows);

	int			i;

	reader->buffer = buffer;
	reader->segments = logistic_rowbuf_segments(buffer, CurrentMemoryContext,
												&reader->n_segments);
	reader->window_size = WINDOW_SIZE;
	for (i = 0; i < buffer->n_runs; i++)
		reader->window_size = Max(reader->window_size,
								  block_size(reader, buffer->runs[i].form));
	if (buffer->n_runs > 0)
		reader->window = MemoryContextAllocHuge(CurrentMemoryContext,
												reader->window_size);
	rows->n_rows = logistic_rowbuf_n_rows(buffer);
	return reader;
}

LogisticRowReader *
logistic_row_reader_make(int n_numbers, int n_codes, Size window_size,
						 LgRows *rows)
{
	LogisticRowReader *reader = make_reader(n_numbers, n_codes, rows);

	reader->is_silent = true;
	reader->window_size = window_size;
	reader->window = MemoryContextAllocHuge(CurrentMemoryContext, window_size);
	reader->segments = palloc(sizeof(LogisticBlockSegment));
	return reader;
}

void
logistic_row_reader_choose(LogisticRowReader *reader,
						   const LogisticRowBuffer *buffer,
						   const LogisticBlockSegment *segment)
{
	reader->buffer = buffer;
	reader->segments[0] = *segment;
	reader->n_segments = 1;
	reader->segment = 0;
	reader->i = 0;
	reader->window_segment = -1;
}

/*-------------------------------------------------------------------------
 *
 * rowbuf.c
 *		The row buffer of a logistic_fit: column blocks in memory and in a file.
 *
 * The first block starts with room for a few rows and grows geometrically:
 * a query may have 100,000 groups of ten rows.  At LG_BLOCK_ROWS rows it is
 * as large as a block gets, and further ones are allocated in chunks that
 * grow geometrically too.
 *
 * When the budget of the call site is used up, the last chunk, about half of
 * the memory, is written to the file and filled again.  The other half stays
 * where it is, to be read in place by every pass.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "miscadmin.h"

#include "fit/rowbuf.h"
#include "pg/large_memory.h"
#include "pg/progress.h"

#define FIRST_CAPACITY	16		/* rows */
#define CHUNK_LIMIT		(64 * 1024 * 1024)	/* bytes */
#define WRITE_SIZE		(1024 * 1024)	/* bytes at a time: a cancel waits for
										 * no more */
#define LEAST_CHUNK		(256 * 1024)	/* bytes: not worth writing less */
#define BLOCK_ALIGNMENT 64		/* bytes: a cache line, a vector */
#define FIRST_RUNS		8
#define SET_STEP		4		/* elements that a wider set has more; a power
								 * of two */

/* Memory is touched in pieces of this size, a multiple of every page size. */
#define TOUCHED_PIECE	(1024 * 1024)
#define TOUCHED_ALIGNMENT (64 * 1024)

void
logistic_rowbuf_init(LogisticRowBuffer *buffer, MemoryContext context,
					 int n_numbers, int n_codes, int n_sets)
{
	buffer->context = context;
	buffer->n_numbers = n_numbers;
	buffer->n_codes = n_codes;
	buffer->n_sets = n_sets;
}

void
logistic_rowbuf_release(Datum datum)
{
	LogisticRowBuffer *buffer = (LogisticRowBuffer *) DatumGetPointer(datum);

	buffer->space->used -= buffer->memory;
	if (buffer->written > 0)
		logistic_spill_file_close(buffer->space);
}

/* The place of a column if the form has it, else NULL. */
static void *
place_optional(LogisticBlockForm form, LogisticOptionalColumn column,
			   char **at, Size size)
{
	char	   *place = *at;

	if ((form.optional & column) == 0)
		return NULL;
	*at += size;
	return place;
}

Size
logistic_block_place(const LogisticRowBuffer *buffer, LogisticBlockForm form,
					 char *bytes, LogisticBlock *block)
{
	int			stride = form.capacity == LG_BLOCK_ROWS ?
		LG_BLOCK_STRIDE : form.capacity;
	Size		column = stride * sizeof(double);
	char	   *at = bytes;

	block->bytes = bytes;
	block->capacity = form.capacity;
	block->n_rows = 0;
	block->stride = stride;
	block->numbers = (double *) at;
	at += buffer->n_numbers * column;
	block->weights = place_optional(form, LOGISTIC_WEIGHTS, &at, column);
	block->offsets = place_optional(form, LOGISTIC_OFFSETS, &at, column);
	block->clusters = place_optional(form, LOGISTIC_CLUSTERS, &at, column);
	block->frequencies = place_optional(form, LOGISTIC_FREQUENCIES, &at,
										column);
	block->strata = place_optional(form, LOGISTIC_STRATA, &at, column);
	block->codes = (uint16 *) at;
	at += buffer->n_codes * (stride * sizeof(uint16));
	block->set_codes = (uint16 *) at;
	block->set_width = form.set_width;
	at += (Size) buffer->n_sets * form.set_width * (stride * sizeof(uint16));
	block->labels = (uint8 *) at;
	at += form.capacity;
	return TYPEALIGN(BLOCK_ALIGNMENT, at - bytes);
}

static Size
block_size(const LogisticRowBuffer *buffer, LogisticBlockForm form)
{
	LogisticBlock block;

	return logistic_block_place(buffer, form, NULL, &block);
}

static bool
is_same_form(LogisticBlockForm a, LogisticBlockForm b)
{
	return a.capacity == b.capacity && a.optional == b.optional &&
		a.set_width == b.set_width;
}

/* The bytes that a chunk of so many blocks takes. */
static Size
chunk_size(const LogisticRowBuffer *buffer, LogisticBlockForm form,
		   int n_blocks)
{
	return sizeof(LogisticBlockChunk) + BLOCK_ALIGNMENT +
		n_blocks * block_size(buffer, form);
}

/*
 * Has the system populate the addresses of a chunk with memory up to "end", a
 * piece at a time.  Otherwise each page of four kilobytes costs a page fault
 * when it is first touched: half a second for a gigabyte, where this takes two
 * thirds of that.  On systems that cannot do it the call fails, which does no
 * harm.
 */
static void
touch(const LogisticRowBuffer *buffer, LogisticBlockChunk *chunk, char *end)
{
#ifdef MADV_POPULATE_WRITE
	char	   *limit = (char *) chunk + chunk_size(buffer, chunk->form,
													chunk->limit);

	while (chunk->touched != NULL && chunk->touched < end)
	{
		Size		size = Min(TOUCHED_PIECE, limit - chunk->touched);

		size -= size % TOUCHED_ALIGNMENT;
		if (size == 0 ||
			madvise(chunk->touched, size, MADV_POPULATE_WRITE) != 0)
		{
			chunk->touched = NULL;
			return;
		}
		chunk->touched += size;
	}
#endif
}

/* Appends a chunk with one block in use, the one to be filled next. */
static void
add_chunk(LogisticRowBuffer *buffer, LogisticBlockForm form, int limit)
{
	Size		size = chunk_size(buffer, form, limit);
	LogisticBlockChunk *chunk;

	chunk = logistic_large_alloc(buffer->context, size);
	chunk->next = NULL;
	chunk->form = form;
	chunk->n_blocks = 1;
	chunk->limit = limit;
	chunk->blocks = (char *) TYPEALIGN(BLOCK_ALIGNMENT, chunk + 1);
	chunk->touched = size < 2 * TOUCHED_PIECE ? NULL :
		(char *) TYPEALIGN(TOUCHED_ALIGNMENT, chunk);
	if (buffer->last == NULL)
		buffer->first = chunk;
	else
		buffer->last->next = chunk;
	buffer->last = chunk;
	buffer->n_blocks++;
	buffer->memory += size;
	if (buffer->space)
		buffer->space->used += size;
	buffer->form = form;
	(void) logistic_block_place(buffer, form, chunk->blocks, &buffer->block);
}

/* Takes a chunk out of the list and frees it. */
static void
drop_chunk(LogisticRowBuffer *buffer, LogisticBlockChunk *chunk)
{
	Size		size = chunk_size(buffer, chunk->form, chunk->limit);
	LogisticBlockChunk **link = &buffer->first;

	while (*link != chunk)
		link = &(*link)->next;
	*link = chunk->next;
	buffer->memory -= size;
	if (buffer->space)
		buffer->space->used -= size;
	pfree(chunk);
}

/* Notes blocks of a form that have been written to the file. */
static void
add_run(LogisticRowBuffer *buffer, LogisticBlockForm form, int64 offset,
		int n_blocks)
{
	Size		size = block_size(buffer, form);
	LogisticBlockRun *run = buffer->n_runs == 0 ? NULL :
		&buffer->runs[buffer->n_runs - 1];

	if (run != NULL &&
		offset == run->offset + run->n_blocks * (int64) size &&
		is_same_form(run->form, form))
	{
		run->n_blocks += n_blocks;
		return;
	}
	if (buffer->n_runs == buffer->runs_capacity)
	{
		int			capacity = Max(FIRST_RUNS, buffer->runs_capacity * 2);
		Size		runs_size = capacity * sizeof(LogisticBlockRun);

		buffer->runs = buffer->runs ?
			repalloc_huge(buffer->runs, runs_size) :
			MemoryContextAlloc(buffer->context, runs_size);
		buffer->runs_capacity = capacity;
	}
	run = &buffer->runs[buffer->n_runs++];
	run->offset = offset;
	run->form = form;
	run->n_blocks = n_blocks;
}

/* Writes the first blocks of a chunk to the file. */
static void
write_blocks(LogisticRowBuffer *buffer, const LogisticBlockChunk *chunk,
			 int n_blocks)
{
	const char *bytes = chunk->blocks;
	Size		left = n_blocks * block_size(buffer, chunk->form);
	int64		offset = -1;

	if (buffer->written == 0)
		logistic_spill_file_open(buffer->space);
	buffer->written += left;
	while (left > 0)
	{
		Size		size = Min(left, WRITE_SIZE);
		int64		place = logistic_spill_file_write(buffer->space, bytes,
													  size);

		if (offset < 0)
			offset = place;
		bytes += size;
		left -= size;
		CHECK_FOR_INTERRUPTS();
	}
	add_run(buffer, chunk->form, offset, n_blocks);
}

void
logistic_rowbuf_flush(LogisticRowBuffer *buffer)
{
	const LogisticBlockChunk *chunk;

	for (chunk = buffer->first; chunk != NULL; chunk = chunk->next)
	{
		int			n = chunk->n_blocks;

		if (chunk == buffer->last && buffer->block.n_rows == 0)
			n--;
		if (n > 0)
			write_blocks(buffer, chunk, n);
	}
}

/* Writes the last chunk, which is full, to the file and empties it. */
static void
spill_chunk(LogisticRowBuffer *buffer)
{
	LogisticBlockChunk *chunk = buffer->last;

	write_blocks(buffer, chunk, chunk->n_blocks);
	buffer->n_rows += buffer->block.n_rows;
	buffer->n_blocks -= chunk->n_blocks - 1;
	chunk->n_blocks = 1;
	(void) logistic_block_place(buffer, chunk->form, chunk->blocks,
								&buffer->block);
}

/*
 * Moves the block being filled, with the row that is not complete yet, to a
 * new one of another form.
 */
static void
move_block(LogisticRowBuffer *buffer, LogisticBlockForm form)
{
	LogisticBlock old = buffer->block;
	LogisticBlockChunk *chunk = buffer->last;
	LogisticBlock *block = &buffer->block;
	int			n = Min(old.n_rows + 1, old.capacity);
	int			limit = 1;
	int			i;
	int			j;

	/* full blocks of the last chunk follow those in the file */
	if (buffer->written > 0 && chunk->n_blocks > 1)
	{
		write_blocks(buffer, chunk, chunk->n_blocks - 1);
		buffer->n_blocks -= chunk->n_blocks - 1;
		chunk->n_blocks = 1;
		limit = chunk->limit;
	}
	add_chunk(buffer, form, limit);
	for (i = 0; i < buffer->n_numbers; i++)
		memcpy(block->numbers + (Size) i * block->stride,
			   old.numbers + (Size) i * old.stride, n * sizeof(double));
	for (i = 0; i < buffer->n_codes; i++)
		memcpy(block->codes + (Size) i * block->stride,
			   old.codes + (Size) i * old.stride, n * sizeof(uint16));
	for (i = 0; i < buffer->n_sets; i++)
		for (j = 0; j < block->set_width; j++)
		{
			uint16	   *codes = block->set_codes +
				((Size) i * block->set_width + j) * block->stride;

			if (j < old.set_width)
				memcpy(codes, old.set_codes +
					   ((Size) i * old.set_width + j) * old.stride,
					   n * sizeof(uint16));
			else
				memset(codes, 0xff, n * sizeof(uint16));
		}
	memcpy(block->labels, old.labels, n);
	for (i = 0; i < n && block->weights; i++)
		block->weights[i] = old.weights ? old.weights[i] : 1.0;
	for (i = 0; i < n && block->offsets; i++)
		block->offsets[i] = old.offsets ? old.offsets[i] : 0.0;
	for (i = 0; i < n && block->clusters; i++)
		block->clusters[i] = old.clusters ? old.clusters[i] : 0;
	for (i = 0; i < n && block->frequencies; i++)
		block->frequencies[i] = old.frequencies ? old.frequencies[i] : 1.0;
	for (i = 0; i < n && block->strata; i++)
		block->strata[i] = old.strata ? old.strata[i] : 0;
	block->n_rows = old.n_rows;

	/* the old place is not used again: forms do not mix within a chunk */
	chunk->n_blocks--;
	buffer->n_blocks--;
	if (chunk->n_blocks == 0)
		drop_chunk(buffer, chunk);
}

void
logistic_rowbuf_add_column(LogisticRowBuffer *buffer,
						   LogisticOptionalColumn column)
{
	LogisticBlockForm form = buffer->form;

	form.optional |= column;
	move_block(buffer, form);
}

void
logistic_rowbuf_put_set(LogisticRowBuffer *buffer, int set,
						const uint16 *codes, int n)
{
	const LogisticBlock *block = &buffer->block;
	uint16	   *at;
	int			k;

	if (unlikely(n > block->set_width))
	{
		LogisticBlockForm form = buffer->form;

		form.set_width = TYPEALIGN(SET_STEP, n);
		move_block(buffer, form);
	}
	at = block->set_codes + (Size) set * block->set_width * block->stride +
		block->n_rows;
	for (k = 0; k < block->set_width; k++)
		at[(Size) k * block->stride] = k < n ? codes[k] : LOGISTIC_NO_ELEMENT;
}

/*
 * The number of blocks of the next chunk: as many as there are already, within
 * limits and within the budget. 0: the last chunk has to be written to the
 * file.
 */
static int
next_chunk(const LogisticRowBuffer *buffer)
{
	Size		size = block_size(buffer, buffer->form);
	Size		overhead = chunk_size(buffer, buffer->form, 0);
	int64		n = Max(1, Min(buffer->n_blocks, CHUNK_LIMIT / size));
	int64		least = Max(1, Min(n, LEAST_CHUNK / size));
	Size		left;

	if (buffer->space == NULL)
		return n;
	left = logistic_spill_file_left(buffer->space);
	n = Min(n, left <= overhead ? 0 : (left - overhead) / size);
	return n < least ? 0 : n;
}

/* Begins the next block of the last chunk. */
static void
next_block(LogisticRowBuffer *buffer)
{
	LogisticBlockChunk *chunk = buffer->last;
	Size		size = block_size(buffer, chunk->form);
	char	   *bytes = chunk->blocks + chunk->n_blocks * size;

	buffer->n_rows += buffer->block.n_rows;
	touch(buffer, chunk, bytes + size);
	(void) logistic_block_place(buffer, chunk->form, bytes, &buffer->block);
	chunk->n_blocks++;
	buffer->n_blocks++;
}

/*
 * Doubles the first block; false if it is full-sized or the budget is used up.
 */
static bool
enlarge_block(LogisticRowBuffer *buffer)
{
	LogisticBlockForm form = buffer->form;

	form.capacity *= 2;
	if (form.capacity > LG_BLOCK_ROWS || buffer->written > 0 ||
		(buffer->space &&
		 chunk_size(buffer, form, 1) > logistic_spill_file_left(buffer->space)))
		return false;
	move_block(buffer, form);
	return true;
}

void
logistic_rowbuf_grow(LogisticRowBuffer *buffer)
{
	LogisticBlockForm form = {FIRST_CAPACITY, 0, 0};
	int			n;

	CHECK_FOR_INTERRUPTS();
	logistic_progress_rows(logistic_rowbuf_n_rows(buffer));
	if (buffer->last == NULL)
		add_chunk(buffer, form, 1);
	else if (buffer->last->n_blocks < buffer->last->limit)
		next_block(buffer);
	else if (enlarge_block(buffer))
		return;
	else if (buffer->written > 0 || buffer->form.capacity < LG_BLOCK_ROWS ||
			 (n = next_chunk(buffer)) == 0)
		spill_chunk(buffer);
	else
	{
		buffer->n_rows += buffer->block.n_rows;
		add_chunk(buffer, buffer->form, n);
	}
}

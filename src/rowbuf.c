/*-------------------------------------------------------------------------
 *
 * rowbuf.c
 *		The rows of one group, as column blocks.
 *
 * The first block starts with room for a few rows and grows geometrically:
 * a query may have 100,000 groups of ten rows.  From LG_BLOCK_ROWS rows on,
 * blocks are chained.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "rowbuf.h"

#define FIRST_CAPACITY	16		/* rows */

/* Sets an empty buffer up; its blocks will live in the given context. */
void
logistic_rowbuf_init(LogisticRowBuffer *buffer, MemoryContext context,
					 int n_numbers, int n_codes)
{
	memset(buffer, 0, sizeof(*buffer));
	buffer->context = context;
	buffer->n_numbers = n_numbers;
	buffer->n_codes = n_codes;
}

/* Allocates a block with its columns in one piece. */
static LogisticBlock *
make_block(const LogisticRowBuffer *buffer, int capacity)
{
	int			stride = capacity == LG_BLOCK_ROWS ? LG_BLOCK_STRIDE : capacity;
	Size		size = MAXALIGN(sizeof(LogisticBlock));
	Size		numbers = size;
	Size		codes;
	Size		labels;
	LogisticBlock *block;

	codes = numbers + (Size) buffer->n_numbers * stride * sizeof(double);
	labels = codes + (Size) buffer->n_codes * stride * sizeof(uint16);
	size = labels + capacity;
	block = MemoryContextAllocHuge(buffer->context, size);
	block->next = NULL;
	block->capacity = capacity;
	block->n_rows = 0;
	block->weights = NULL;
	block->offsets = NULL;
	block->clusters = NULL;
	block->numbers = (double *) ((char *) block + numbers);
	block->codes = (uint16 *) ((char *) block + codes);
	block->labels = (uint8 *) ((char *) block + labels);
	block->stride = stride;
	return block;
}

/* Copies an optional column, of 8 bytes a row, into a larger one. */
static void *
enlarge_column(const LogisticRowBuffer *buffer, void *column, int n_rows,
			   int capacity)
{
	void	   *larger;

	if (column == NULL)
		return NULL;
	larger = MemoryContextAlloc(buffer->context, capacity * sizeof(double));
	memcpy(larger, column, n_rows * sizeof(double));
	pfree(column);
	return larger;
}

/* Makes room for one more row at least; answers the block that has it. */
LogisticBlock *
logistic_rowbuf_grow(LogisticRowBuffer *buffer)
{
	LogisticBlock *old = buffer->last;
	LogisticBlock *block;
	int			j;

	if (old == NULL)
	{
		buffer->first = buffer->last = make_block(buffer, FIRST_CAPACITY);
		return buffer->last;
	}
	if (old->capacity == LG_BLOCK_ROWS)
	{
		CHECK_FOR_INTERRUPTS();
		buffer->last = old->next = make_block(buffer, LG_BLOCK_ROWS);
		return buffer->last;
	}

	/* the first block, while it is small: move to one of twice its size */
	block = make_block(buffer, old->capacity * 2);
	block->n_rows = old->n_rows;
	for (j = 0; j < buffer->n_numbers; j++)
		memcpy(block->numbers + (Size) j * block->stride,
			   old->numbers + (Size) j * old->stride,
			   old->n_rows * sizeof(double));
	for (j = 0; j < buffer->n_codes; j++)
		memcpy(block->codes + (Size) j * block->stride,
			   old->codes + (Size) j * old->stride,
			   old->n_rows * sizeof(uint16));
	memcpy(block->labels, old->labels, old->n_rows);
	block->weights = enlarge_column(buffer, old->weights, old->n_rows,
									block->capacity);
	block->offsets = enlarge_column(buffer, old->offsets, old->n_rows,
									block->capacity);
	block->clusters = enlarge_column(buffer, old->clusters, old->n_rows,
									 block->capacity);
	pfree(old);
	buffer->first = buffer->last = block;
	return block;
}

/* Writes to a column that exists only once it holds something special. */
static void
put_optional(const LogisticRowBuffer *buffer, const LogisticBlock *block,
			 double **column, double value, double usual)
{
	int			i;

	if (*column == NULL)
	{
		if (value == usual)
			return;
		*column = MemoryContextAlloc(buffer->context,
									 block->capacity * sizeof(double));
		for (i = 0; i < block->n_rows; i++)
			(*column)[i] = usual;
	}
	(*column)[block->n_rows] = value;
}

/* Writes the key of the row's cluster: of every row, or of none. */
void
logistic_rowbuf_put_cluster(LogisticRowBuffer *buffer, uint64 cluster)
{
	LogisticBlock *block = buffer->last;

	if (block->clusters == NULL)
		block->clusters = MemoryContextAlloc(buffer->context,
											 block->capacity *
											 sizeof(uint64));
	block->clusters[block->n_rows] = cluster;
}

/* Completes the row whose columns have been written. */
void
logistic_rowbuf_finish_row(LogisticRowBuffer *buffer, uint8 label,
						   double weight, double offset)
{
	LogisticBlock *block = buffer->last;

	block->labels[block->n_rows] = label;
	put_optional(buffer, block, &block->weights, weight, 1.0);
	put_optional(buffer, block, &block->offsets, offset, 0.0);
	block->n_rows++;
	buffer->n_rows++;
}

static void
rewind_rows(void *host)
{
	LogisticRowBuffer *buffer = host;

	buffer->reading = buffer->first;
}

static bool
next_rows(void *host, LgBlock *rows)
{
	LogisticRowBuffer *buffer = host;
	LogisticBlock *block = buffer->reading;
	int			j;

	CHECK_FOR_INTERRUPTS();
	if (block == NULL || block->n_rows == 0)
		return false;
	for (j = 0; j < buffer->n_numbers; j++)
		buffer->number_columns[j] = block->numbers + (Size) j * block->stride;
	for (j = 0; j < buffer->n_codes; j++)
		buffer->code_columns[j] = block->codes + (Size) j * block->stride;
	rows->n_rows = block->n_rows;
	rows->numbers = buffer->number_columns;
	rows->codes = buffer->code_columns;
	rows->labels = block->labels;
	rows->weights = block->weights;
	rows->offsets = block->offsets;
	rows->clusters = block->clusters;
	buffer->reading = block->next;
	return true;
}

static int64
skip_rows(void *host, int64 n_rows)
{
	LogisticRowBuffer *buffer = host;
	int64		n_skipped = 0;

	while (buffer->reading != NULL &&
		   n_skipped + buffer->reading->n_rows <= n_rows)
	{
		n_skipped += buffer->reading->n_rows;
		buffer->reading = buffer->reading->next;
	}
	return n_skipped;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

/*
 * Opens the buffer for reading, any number of times; its scratch is taken
 * from the current memory context and has to outlive the reader's use.
 */
void
logistic_rowbuf_read(LogisticRowBuffer *buffer, LgRows *rows)
{
	buffer->number_columns = palloc(Max(buffer->n_numbers, 1) *
									sizeof(*buffer->number_columns));
	buffer->code_columns = palloc(Max(buffer->n_codes, 1) *
								  sizeof(*buffer->code_columns));
	rows->host = buffer;
	rows->n_rows = buffer->n_rows;
	rows->rewind = rewind_rows;
	rows->next = next_rows;
	rows->skip = skip_rows;
	rows->check = check_interrupts;
	rows->pass = NULL;
	rows->sample = NULL;
	rewind_rows(buffer);
}

/*-------------------------------------------------------------------------
 *
 * held_part.c
 *		The rows that one process has put into its file, and their description.
 *
 * Codes of levels are those of the process that wrote them, whose
 * dictionaries are part of the description; held_rows.c makes one of all.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "fit/fit_finite.h"
#include "parallel/held_memory.h"
#include "parallel/held_part.h"
#include "pg/compat.h"

/* A text that may be NULL; its length comes first. */
static void
write_bytes(StringInfo buf, const char *bytes, int length)
{
	pq_sendint32(buf, length);
	pq_sendbytes(buf, bytes, length);
}

static const char *
read_bytes(StringInfo buf, int *length)
{
	*length = (int) pq_getmsgint(buf, 4);
	return pq_getmsgbytes(buf, *length);
}

static char *
read_text(StringInfo buf)
{
	int			length;
	const char *bytes = read_bytes(buf, &length);

	return pnstrdup(bytes, length);
}

/* The types and names of the label and the features. */
static void
write_site(StringInfo buf, const LogisticFitSite *site, const Oid *types)
{
	int			i;

	pq_sendint32(buf, site->n_features);
	for (i = 0; i <= site->n_features; i++)
	{
		const LogisticArgumentName *name = &site->names[i];

		pq_sendint32(buf, types[i]);
		write_bytes(buf, name->name, strlen(name->name));
		write_bytes(buf, name->expression, strlen(name->expression));
		pq_sendint8(buf, name->recovered);
	}
	pq_sendint8(buf, site->is_reduced);
}

static LogisticFitSite *
read_site(StringInfo buf, LogisticHeldPart *part)
{
	int			n = (int) pq_getmsgint(buf, 4) + 1;
	LogisticArgumentName *names = palloc0(n * sizeof(*names));
	Oid		   *types = palloc(n * sizeof(Oid));
	LogisticFitSite *site;
	int			i;

	for (i = 0; i < n; i++)
	{
		types[i] = (Oid) pq_getmsgint(buf, 4);
		names[i].name = read_text(buf);
		names[i].expression = read_text(buf);
		names[i].recovered = pq_getmsgbyte(buf) != 0;
	}
	part->types = types;
	site = logistic_fit_site_make(types, names, n, CurrentMemoryContext);
	site->is_reduced = pq_getmsgbyte(buf) != 0;
	return site;
}

/* The keys of a dictionary, by code. */
static void
write_keys(StringInfo buf, const LogisticDictionary *dictionary)
{
	int			i;

	pq_sendint32(buf, dictionary->n_keys);
	for (i = 0; i < dictionary->n_keys; i++)
		write_bytes(buf, dictionary->keys[i].bytes,
					dictionary->keys[i].length);
}

static void
read_keys(StringInfo buf, LogisticDictionary *dictionary)
{
	int			n = (int) pq_getmsgint(buf, 4);
	int			i;

	for (i = 0; i < n; i++)
	{
		int			length;
		const char *bytes = read_bytes(buf, &length);

		(void) logistic_dictionary_code(dictionary, bytes, length);
	}
}

/* Options, counts and flags. */
static void
write_counts(StringInfo buf, const LogisticFitState *state)
{
	int			i;

	write_bytes(buf, (const char *) state->options,
				state->options ? VARSIZE(state->options) : 0);
	pq_sendint64(buf, state->n_skipped);
	pq_sendint64(buf, state->n_rows[0]);
	pq_sendint64(buf, state->n_rows[1]);
	pq_sendint8(buf, state->has_missing);
	pq_sendint8(buf, state->has_value != NULL);
	for (i = 0; state->has_value != NULL && i <= state->site->n_features; i++)
		pq_sendint8(buf, state->has_value[i]);
	pq_sendint32(buf, state->n_label_values);
	for (i = 0; i < state->n_label_values; i++)
		pq_sendint32(buf, state->label_values[i]);
	for (i = 0; i < state->site->n_arrays; i++)
		pq_sendint32(buf, state->array_lengths[i]);
}

static void
read_counts(StringInfo buf, LogisticFitState *state)
{
	int			length;
	const char *options = read_bytes(buf, &length);
	int			i;

	if (length > 0)
		state->options = memcpy(palloc(length), options, length);
	state->n_skipped = pq_getmsgint64(buf);
	state->n_rows[0] = pq_getmsgint64(buf);
	state->n_rows[1] = pq_getmsgint64(buf);
	state->has_missing = pq_getmsgbyte(buf) != 0;
	if (pq_getmsgbyte(buf) != 0)
	{
		state->has_value = palloc((state->site->n_features + 1) *
								  sizeof(bool));
		for (i = 0; i <= state->site->n_features; i++)
			state->has_value[i] = pq_getmsgbyte(buf) != 0;
	}
	state->n_label_values = (int) pq_getmsgint(buf, 4);
	Assert(state->n_label_values <= 2);
	for (i = 0; i < state->n_label_values; i++)
		state->label_values[i] = (int) pq_getmsgint(buf, 4);
	for (i = 0; i < state->site->n_arrays; i++)
		state->array_lengths[i] = (int) pq_getmsgint(buf, 4);
}

/* Where the blocks are. */
static void
write_runs(StringInfo buf, const LogisticRowBuffer *buffer)
{
	int			i;

	pq_sendint32(buf, buffer->n_numbers);
	pq_sendint32(buf, buffer->n_codes);
	pq_sendint64(buf, logistic_rowbuf_n_rows(buffer));
	pq_sendint32(buf, buffer->block.n_rows);
	pq_sendint32(buf, buffer->n_runs);
	for (i = 0; i < buffer->n_runs; i++)
	{
		const LogisticBlockRun *run = &buffer->runs[i];

		pq_sendint64(buf, run->offset);
		pq_sendint32(buf, run->form.capacity);
		pq_sendint32(buf, run->form.optional);
		pq_sendint32(buf, run->n_blocks);
	}
}

/* Adds blocks that lie together, if there are any. */
static void
add_segment(LogisticHeldPart *part, int64 offset, LogisticBlockForm form,
			int n_blocks, int n_rows)
{
	LogisticBlockSegment *segment = &part->segments[part->n_segments];

	if (n_blocks == 0)
		return;
	segment->bytes = NULL;
	segment->offset = offset;
	segment->form = form;
	segment->n_blocks = n_blocks;
	segment->n_rows = n_rows;
	part->n_segments++;
}

/* The last block, if it is not full, becomes a segment of its own. */
static void
read_runs(StringInfo buf, LogisticHeldPart *part)
{
	LogisticRowBuffer *buffer = &part->state->buffer;
	LogisticBlock block;
	int			last;
	int			n;
	int			i;

	buffer->context = CurrentMemoryContext;
	buffer->space = &part->space;
	buffer->n_numbers = (int) pq_getmsgint(buf, 4);
	buffer->n_codes = (int) pq_getmsgint(buf, 4);
	buffer->n_rows = pq_getmsgint64(buf);
	last = (int) pq_getmsgint(buf, 4);
	n = (int) pq_getmsgint(buf, 4);
	part->segments = palloc((n + 1) * sizeof(*part->segments));
	for (i = 0; i < n; i++)
	{
		int64		offset = pq_getmsgint64(buf);
		LogisticBlockForm form;
		bool		is_partial;
		int			n_blocks;

		form.capacity = (int) pq_getmsgint(buf, 4);
		form.optional = (int) pq_getmsgint(buf, 4);
		n_blocks = (int) pq_getmsgint(buf, 4);
		is_partial = i == n - 1 && last > 0 && last < form.capacity;
		add_segment(part, offset, form, n_blocks - is_partial, form.capacity);
		offset += (n_blocks - 1) *
			(int64) logistic_block_place(buffer, form, NULL, &block);
		add_segment(part, offset, form, is_partial, last);
	}
}

void
logistic_held_part_write(LogisticFitState *state, const Oid *types,
						 const StringInfoData *skipped,
						 LogisticSharedFiles *files, int number)
{
	const LogisticFitSite *site = state->site;
	LogisticSpillFile *space = state->buffer.space;
	LogisticHeldMemory *memory = logistic_shared_files_memory(files);
	LogisticSharedFile *place = logistic_shared_file(files, number);
	StringInfoData buf;
	int			i;

	logistic_fit_finite_check(state);
	if (memory != NULL)
		logistic_held_memory_keep(memory, number, &state->buffer);
	else
		logistic_rowbuf_flush(&state->buffer);
	initStringInfo(&buf);
	write_site(&buf, site, types);
	write_counts(&buf, state);
	if (site->label_values)
		write_keys(&buf, site->label_values);
	for (i = 0; i < site->n_features; i++)
		if (site->features[i].levels)
			write_keys(&buf, site->features[i].levels);
	write_runs(&buf, &state->buffer);
	write_bytes(&buf, skipped->data, skipped->len);
	place->description = logistic_spill_file_write(space, buf.data, buf.len);
	place->size = buf.len;
	pfree(buf.data);
}

LogisticHeldPart *
logistic_held_part_read(LogisticSharedFiles *files, int number)
{
	LogisticHeldPart *part = palloc0(sizeof(*part));
	const LogisticSharedFile *place = logistic_shared_file(files, number);
	LogisticHeldMemory *memory = logistic_shared_files_memory(files);
	LogisticFitSite *site;
	StringInfoData buf;
	const char *skipped;
	int			length;
	int			i;

	if (place->size == 0)
		elog(ERROR, "part %d of a parallel fit is not complete", number);
	logistic_spill_file_over(&part->space,
							 logistic_shared_files_open(files, number), 0);
	initStringInfo(&buf);
	enlargeStringInfo(&buf, (int) place->size);
	logistic_spill_file_read(&part->space, place->description, buf.data,
							 place->size);
	buf.len = (int) place->size;

	site = read_site(&buf, part);
	part->state = logistic_fit_state_make(site, CurrentMemoryContext);
	read_counts(&buf, part->state);
	if (site->label_values)
		read_keys(&buf, site->label_values);
	for (i = 0; i < site->n_features; i++)
		if (site->features[i].levels)
			read_keys(&buf, site->features[i].levels);
	read_runs(&buf, part);
	if (memory != NULL && memory->parts[number].segments != NULL)
	{
		part->n_segments = memory->parts[number].n_segments;
		part->segments = memory->parts[number].segments;
	}
	skipped = read_bytes(&buf, &length);
	part->n_skipped = length / sizeof(uint64);
	part->skipped = memcpy(palloc(Max(length, 1)), skipped, length);
	pq_getmsgend(&buf);
	pfree(buf.data);
	return part;
}

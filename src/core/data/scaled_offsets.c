/*-------------------------------------------------------------------------
 *
 * scaled_offsets.c
 *		The same rows with a share of their offsets.
 *
 * Whether a likelihood has a maximum does not depend on the offsets: a
 * direction separates by the columns and labels alone.  Without offsets it is
 * found from scores near zero, where the information has its digits.  From the
 * maximum there that of all offsets is reached by growing shares of them.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/scaled_offsets.h"

static void
rewind_rows(void *host)
{
	LgScaledOffsets *scaled = host;

	scaled->source->rewind(scaled->source->host);
}

static bool
next_block(void *host, LgBlock *block)
{
	LgScaledOffsets *scaled = host;
	int			i;

	if (!scaled->source->next(scaled->source->host, block))
		return false;
	for (i = 0; block->offsets && i < block->n_rows; i++)
		scaled->offsets[i] = scaled->share * block->offsets[i];
	if (block->offsets)
		block->offsets = scaled->share == 0.0 ? NULL : scaled->offsets;
	return true;
}

static int64_t
skip_rows(void *host, int64_t n_rows)
{
	LgScaledOffsets *scaled = host;

	return scaled->source->skip(scaled->source->host, n_rows);
}

static void
check_interrupt(void *host)
{
	LgScaledOffsets *scaled = host;

	scaled->source->check(scaled->source->host);
}

static void
tell_step(void *host, int n_steps, double length)
{
	LgScaledOffsets *scaled = host;

	scaled->source->step(scaled->source->host, n_steps, length);
}

/* Makes scaled->rows the rows of the source, which have to be here. */
void
lg_scaled_offsets_start(LgScaledOffsets *scaled, LgRows *source)
{
	scaled->source = source;
	scaled->share = 0.0;
	scaled->rows = *source;
	scaled->rows.host = scaled;
	scaled->rows.rewind = rewind_rows;
	scaled->rows.next = next_block;
	scaled->rows.skip = skip_rows;
	scaled->rows.check = check_interrupt;
	scaled->rows.step = source->step ? tell_step : NULL;
}

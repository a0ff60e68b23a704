/*-------------------------------------------------------------------------
 *
 * filled_rows.c
 *		Rows with missing values filled in.
 *
 * Whenever a block of rows is read, columns are added to it: of each raw
 * column with missing values a copy without, and a code that is 1 where a
 * value was missing.  The raw columns stay, with their marks.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/filled_rows.h"

#include <stddef.h>

/* Fills one column of a block. */
static void
fill_column(LgFilledRows *host, const LgFill *fill, const LgBlock *block)
{
	double	   *values = fill->filled_number < 0 ? NULL : host->values +
		(size_t) (fill->filled_number - host->n_raw_numbers) * LG_BLOCK_STRIDE;
	uint16_t   *codes = fill->filled_code < 0 ? NULL : host->filled +
		(size_t) (fill->filled_code - host->n_raw_codes) * LG_BLOCK_STRIDE;
	uint16_t   *indicator = host->filled +
		(size_t) (fill->indicator - host->n_raw_codes) * LG_BLOCK_STRIDE;
	int			i;

	for (i = 0; i < block->n_rows; i++)
	{
		double		x = fill->is_code ? 0.0 : block->numbers[fill->column][i];
		uint16_t	code = fill->is_code ? block->codes[fill->column][i] : 0;
		bool		is_missing = fill->is_code ? code == LG_MISSING_CODE :
			lg_is_missing(x);

		indicator[i] = is_missing ? 1 : 0;
		if (values)
			values[i] = is_missing ? fill->number :
				fill->is_code ? (double) code : x;
		if (codes)
			codes[i] = is_missing ? fill->code : code;
	}
}

static bool
next_filled(void *host, LgBlock *block)
{
	LgFilledRows *rows = host;
	int			j;

	if (!rows->source->next(rows->source->host, block))
		return false;
	for (j = 0; j < rows->n_fills; j++)
		fill_column(rows, &rows->fills[j], block);
	for (j = 0; j < rows->n_raw_numbers; j++)
		rows->number_columns[j] = block->numbers[j];
	for (j = 0; j < rows->n_numbers; j++)
		rows->number_columns[rows->n_raw_numbers + j] =
			rows->values + (size_t) j * LG_BLOCK_STRIDE;
	for (j = 0; j < rows->n_raw_codes; j++)
		rows->code_columns[j] = block->codes[j];
	for (j = 0; j < rows->n_codes; j++)
		rows->code_columns[rows->n_raw_codes + j] =
			rows->filled + (size_t) j * LG_BLOCK_STRIDE;
	block->numbers = rows->number_columns;
	block->codes = rows->code_columns;
	return true;
}

static void
rewind_filled(void *host)
{
	LgRows	   *source = ((LgFilledRows *) host)->source;

	source->rewind(source->host);
}

static int64_t
skip_filled(void *host, int64_t n_rows)
{
	LgRows	   *source = ((LgFilledRows *) host)->source;

	return source->skip(source->host, n_rows);
}

static void
check_filled(void *host)
{
	LgRows	   *source = ((LgFilledRows *) host)->source;

	source->check(source->host);
}

static void
step_filled(void *host, int n_steps, double length)
{
	LgRows	   *source = ((LgFilledRows *) host)->source;

	source->step(source->host, n_steps, length);
}

/*
 * Has a pass made where the rows are, which fills them there.  The sample that
 * comes with the first one is filled here.
 */
static const LgTotals *
pass_filled(void *host, const LgPass *pass)
{
	LgFilledRows *filled = host;
	LgRows	   *source = filled->source;
	const LgTotals *totals;

	filled->pass = *pass;
	filled->pass.filled = filled;
	totals = source->pass(source->host, &filled->pass);
	filled->made->n_rows = source->n_rows;
	if (source->sample && filled->sample_host && !filled->made->sample)
	{
		*filled->sample_host = *filled;
		filled->sample_host->source = source->sample;
		lg_filled_rows(filled->sample_host, &filled->sample);
		filled->made->sample = &filled->sample;
	}
	return totals;
}

/* Makes rows of a host that has been set up; it must live as long as they. */
void
lg_filled_rows(LgFilledRows *host, LgRows *rows)
{
	memset(rows, 0, sizeof(*rows));
	host->made = rows;
	rows->host = host;
	rows->n_rows = host->source->n_rows;
	rows->rewind = rewind_filled;
	rows->next = next_filled;
	rows->skip = skip_filled;
	rows->check = check_filled;
	rows->step = host->source->step ? step_filled : NULL;
	rows->pass = host->source->pass ? pass_filled : NULL;
}

/*-------------------------------------------------------------------------
 *
 * set_rows.c
 *		Terms of sets: rows with their elements as columns of 0 and 1.
 *
 * Rows keep the few elements that they have, as codes; whenever a block of
 * them is read, it gets a column of numbers for each element that the fit
 * knows.  Several elements may share a column.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/set_rows.h"

#include <string.h>

#include "core/terms/filled_rows.h"
#include "core/terms/term_rows.h"

/* Marks the elements of one set. */
static void
mark_elements(const LgSetRows *host, const LgSet *set, const LgBlock *block)
{
	double	   *values = host->values +
		(size_t) set->first_number * LG_BLOCK_STRIDE;
	int			i;
	int			k;

	for (k = 0; k < set->width; k++)
	{
		const uint16_t *codes = block->codes[set->first_code + k];

		for (i = 0; i < block->n_rows; i++)
		{
			int			place = -1;

			if (codes[i] < set->n_codes)
				place = set->places[codes[i]] == LG_NO_CODE ? -1 :
					set->places[codes[i]];
			else if (codes[i] == LG_MISSING_CODE)
				place = set->missing;
			if (place >= 0)
				values[(size_t) place * LG_BLOCK_STRIDE + i] = 1.0;
		}
	}
}

static bool
next_block(void *host, LgBlock *block)
{
	LgSetRows  *rows = host;
	int			j;

	if (!rows->source->next(rows->source->host, block))
		return false;
	memset(rows->values, 0, (size_t) rows->n_numbers * LG_BLOCK_STRIDE *
		   sizeof(double));
	for (j = 0; j < rows->n_sets; j++)
		mark_elements(rows, &rows->sets[j], block);
	for (j = 0; j < rows->n_raw_numbers; j++)
		rows->number_columns[j] = block->numbers[j];
	for (j = 0; j < rows->n_numbers; j++)
		rows->number_columns[rows->n_raw_numbers + j] =
			rows->values + (size_t) j * LG_BLOCK_STRIDE;
	block->numbers = rows->number_columns;
	return true;
}

static void
rewind_rows(void *host)
{
	LgRows	   *source = ((LgSetRows *) host)->source;

	source->rewind(source->host);
}

static int64_t
skip_rows(void *host, int64_t n_rows)
{
	LgRows	   *source = ((LgSetRows *) host)->source;

	return source->skip(source->host, n_rows);
}

static void
check_host(void *host)
{
	LgRows	   *source = ((LgSetRows *) host)->source;

	source->check(source->host);
}

static void
tell_step(void *host, int n_steps, double length)
{
	LgRows	   *source = ((LgSetRows *) host)->source;

	source->step(source->host, n_steps, length);
}

void
lg_set_rows(LgSetRows *host, LgRows *rows)
{
	memset(rows, 0, sizeof(*rows));
	rows->host = host;
	rows->n_rows = host->source->n_rows;
	rows->rewind = rewind_rows;
	rows->next = next_block;
	rows->skip = skip_rows;
	rows->check = check_host;
	rows->step = host->source->step ? tell_step : NULL;
}

/*-------------------------------------------------------------------------
 *
 * missing.c
 *		Sums of columns with missing values, for the terms that replace these.
 *
 * Sums are double-doubles, so that the means of rows in parts are those of all.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/missing.h"

#include <string.h>

#include "core/terms/filled_rows.h"

/*
 * Adds the value of a row to its column, with the weight and the number of the
 * equal rows that it stands for.
 */
static void
add_value(LgMissing *column, bool is_missing, double x, double weight, double n)
{
	if (is_missing)
	{
		lg_dd_accumulate_double(&column->n_missing, n);
		lg_dd_accumulate_double(&column->missing_weight, weight);
		return;
	}
	lg_dd_accumulate(&column->sum, lg_dd_product(x, weight));
	lg_dd_accumulate_double(&column->weight, weight);
}

/* Adds the rows, which are here, to their columns, the numbers first. */
static void
add_rows(LgRows *rows, int n_numbers, int n_codes, LgMissing *columns)
{
	LgBlock		block;
	int			i;
	int			j;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			double		weight = block.weights ? block.weights[i] : 1.0;
			double		n = block.frequencies ? block.frequencies[i] : 1.0;

			for (j = 0; j < n_numbers; j++)
				add_value(&columns[j], lg_is_missing(block.numbers[j][i]),
						  block.numbers[j][i], weight, n);
			for (j = 0; j < n_codes; j++)
				add_value(&columns[n_numbers + j],
						  block.codes[j][i] == LG_MISSING_CODE,
						  block.codes[j][i], weight, n);
		}
}

/* Counts the missing values of all raw columns, the numbers first. */
void
lg_missing_count(LgRows *rows, int n_numbers, int n_codes, LgMissing *columns)
{
	LgDesign	design = {.rows = rows};
	LgPass		pass = {
		.kind = LG_PASS_MISSING, .design = &design,
		.n_raw_columns = n_numbers + n_codes, .n_raw_numbers = n_numbers
	};
	const LgTotals *totals = lg_pass_elsewhere(&pass);
	size_t		size = (size_t) (n_numbers + n_codes) * sizeof(LgMissing);

	if (totals)
	{
		memcpy(columns, totals->sums, size);
		return;
	}
	memset(columns, 0, size);
	add_rows(rows, n_numbers, n_codes, columns);
}

/* Makes the pass over the design's rows, which are here. */
void
lg_missing_pass(const LgPass *pass, LgTotals *totals)
{
	add_rows(pass->design->rows, pass->n_raw_numbers,
			 pass->n_raw_columns - pass->n_raw_numbers,
			 (LgMissing *) totals->sums);
}

/*-------------------------------------------------------------------------
 *
 * term_rows.c
 *		Rows with the columns of a formula's terms beside the raw ones.
 *
 * A raw row is stored once.  Whenever a block of rows is read, the columns of
 * the terms are computed from it: functions of a number, products, and codes
 * of combined levels.  To the solver they are columns like any other.
 *
 * The columns of a term with P products of its numbers and C combinations of
 * its levels are numbers[first_number + c P + p] = product p where the row
 * has the combination c, else 0.  Of several numbers the first varies
 * fastest, and so do the places of several categories in a combined code.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/term_rows.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/terms/filled_rows.h"

/* A column of a number source: raw, or computed for this block. */
static const double *
source_column(const LgTermRows *host, const LgBlock *raw, int source, int j)
{
	const LgNumberSource *from = &host->sources[source];

	return from->values ? from->values + (size_t) j * LG_BLOCK_STRIDE :
		raw->numbers[from->column];
}

/* Finds the row of a value that is not finite, and refuses it. */
static void
refuse_value(const LgTermRows *host, const LgBlock *raw, int variable,
			 const double *values)
{
	int			i = 0;

	while (i < raw->n_rows - 1 && isfinite(values[i]))
		i++;
	host->refuse(host->refuser, raw, variable, i);
}

/* The values of a category's codes. */
static void
look_up(const LgNumberSource *source, const LgBlock *raw)
{
	const uint16_t *codes = raw->codes[source->column];
	int			i;

	for (i = 0; i < raw->n_rows; i++)
		source->values[i] = source->by_code[codes[i] == LG_MISSING_CODE ?
											source->n_codes : codes[i]];
}

/* Computes the functions of this block. */
static void
fill_sources(LgTermRows *host, const LgBlock *raw)
{
	int			k;
	int			j;

	for (k = 0; k < host->n_sources; k++)
	{
		LgNumberSource *source = &host->sources[k];

		if (!source->values)
			continue;
		if (source->by_code)
			look_up(source, raw);
		else
			lg_function_values(&source->function,
							   raw->numbers[source->column], raw->n_rows,
							   source->values, LG_BLOCK_STRIDE);
		for (j = 0; j < source->function.n_columns; j++)
		{
			const double *values = source->values +
				(size_t) j * LG_BLOCK_STRIDE;

			if (!host->kernel->are_finite(values, raw->n_rows))
				refuse_value(host, raw, source->variable, values);
		}
	}
}

/* The code of the combined levels of a term's categories. */
static void
combine_codes(const LgTermColumns *term, const LgBlock *raw, uint16_t *codes)
{
	int			stride = 1;
	int			k;
	int			i;

	for (k = 0; k < term->n_codes; k++)
	{
		const LgCodeSource *source = &term->codes[k];

		for (i = 0; i < raw->n_rows; i++)
		{
			int			level = source->bins ?
				lg_function_bin(source->bins, raw->numbers[source->column][i]) :
				raw->codes[source->column][i];
			uint16_t	place = source->places[level];

			if (k == 0)
				codes[i] = place;
			else if (place == LG_NO_CODE || codes[i] == LG_NO_CODE)
				codes[i] = LG_NO_CODE;
			else
				codes[i] = (uint16_t) (codes[i] + stride * place);
		}
		stride *= source->n_places;
	}
}

/* The product of one column of each number of a term. */
static void
multiply(const LgTermRows *host, const LgTermColumns *term,
		 const LgBlock *raw, int product, double *values)
{
	int			k;
	int			i;

	for (k = 0; k < term->n_numbers; k++)
	{
		int			n = host->sources[term->numbers[k]].function.n_columns;
		const double *column = source_column(host, raw, term->numbers[k],
											 product % n);

		product /= n;
		if (k == 0)
			memcpy(values, column, raw->n_rows * sizeof(double));
		else
			for (i = 0; i < raw->n_rows; i++)
				values[i] *= column[i];
	}
}

/* Refuses a product that left the range of doubles. */
static void
check_product(const LgTermRows *host, const LgTermColumns *term,
			  const LgBlock *raw, const double *values)
{
	if (term->n_numbers > 1 &&
		!host->kernel->are_finite(values, raw->n_rows))
		refuse_value(host, raw, host->sources[term->numbers[0]].variable,
					 values);
}

/* Spreads a product over the columns of the combinations of levels. */
static void
spread(const LgTermColumns *term, int n_rows, const uint16_t *codes,
	   const double *product, double *first)
{
	size_t		step = (size_t) term->n_products * LG_BLOCK_STRIDE;
	int			c;
	int			i;

	for (c = 0; c < term->n_combinations; c++)
		memset(first + c * step, 0, n_rows * sizeof(double));
	for (i = 0; i < n_rows; i++)
		if (codes[i] != LG_NO_CODE)
			first[codes[i] * step + i] = product[i];
}

/* Fills the columns of a term. */
static void
fill_term(LgTermRows *host, const LgTermColumns *term, const LgBlock *raw)
{
	uint16_t   *codes = NULL;
	int			p;

	if (term->code_column >= 0)
	{
		codes = host->combined + (size_t) (term->code_column -
										   host->n_raw_codes) *
			LG_BLOCK_STRIDE;
		combine_codes(term, raw, codes);
	}
	for (p = 0; term->first_number >= 0 && p < term->n_products; p++)
	{
		double	   *first = host->values +
			(size_t) (term->first_number - host->n_raw_numbers + p) *
			LG_BLOCK_STRIDE;

		if (codes == NULL)
		{
			multiply(host, term, raw, p, first);
			check_product(host, term, raw, first);
		}
		else
		{
			double		product[LG_BLOCK_ROWS];

			multiply(host, term, raw, p, product);
			check_product(host, term, raw, product);
			spread(term, raw->n_rows, codes, product, first);
		}
	}
}

/* Gives a raw block the columns of the terms. */
void
lg_term_rows_fill(LgTermRows *host, LgBlock *block)
{
	int			j;

	fill_sources(host, block);
	for (j = 0; j < host->n_terms; j++)
		fill_term(host, &host->terms[j], block);
	for (j = 0; j < host->n_raw_numbers; j++)
		host->number_columns[j] = block->numbers[j];
	for (j = 0; j < host->n_numbers; j++)
		host->number_columns[host->n_raw_numbers + j] =
			host->values + (size_t) j * LG_BLOCK_STRIDE;
	for (j = 0; j < host->n_raw_codes; j++)
		host->code_columns[j] = block->codes[j];
	for (j = 0; j < host->n_codes; j++)
		host->code_columns[host->n_raw_codes + j] =
			host->combined + (size_t) j * LG_BLOCK_STRIDE;
	block->numbers = host->number_columns;
	block->codes = host->code_columns;
}

static void
rewind_terms(void *host)
{
	LgRows	   *source = ((LgTermRows *) host)->source;

	source->rewind(source->host);
}

static bool
next_terms(void *host, LgBlock *block)
{
	LgTermRows *terms = host;

	if (!terms->source->next(terms->source->host, block))
		return false;
	lg_term_rows_fill(terms, block);
	return true;
}

static int64_t
skip_terms(void *host, int64_t n_rows)
{
	LgRows	   *source = ((LgTermRows *) host)->source;

	return source->skip(source->host, n_rows);
}

static void
check_terms(void *host)
{
	LgRows	   *source = ((LgTermRows *) host)->source;

	source->check(source->host);
}

static void
step_terms(void *host, int n_steps, double length)
{
	LgRows	   *source = ((LgTermRows *) host)->source;

	source->step(source->host, n_steps, length);
}

/*
 * Has a pass made where the rows are, which makes the columns of the terms
 * there.  The sample that comes with the first one gets them here.
 */
static const LgTotals *
pass_terms(void *host, const LgPass *pass)
{
	LgTermRows *terms = host;
	LgRows	   *source = terms->source;
	const LgTotals *totals;

	terms->pass = *pass;
	terms->pass.terms = terms;
	totals = source->pass(source->host, &terms->pass);
	terms->made->n_rows = source->n_rows;
	if (source->sample && terms->sample_host && !terms->made->sample)
	{
		*terms->sample_host = *terms;
		terms->sample_host->source = source->sample;
		lg_term_rows(terms->sample_host, &terms->sample);
		terms->made->sample = &terms->sample;
	}
	return totals;
}

/* Makes rows of a host that has been filled; it must live as long as they. */
void
lg_term_rows(LgTermRows *host, LgRows *rows)
{
	memset(rows, 0, sizeof(*rows));
	host->made = rows;
	rows->host = host;
	rows->n_rows = host->source->n_rows;
	rows->rewind = rewind_terms;
	rows->next = next_terms;
	rows->skip = skip_terms;
	rows->check = check_terms;
	rows->step = host->source->step ? step_terms : NULL;
	rows->pass = host->source->pass ? pass_terms : NULL;
}

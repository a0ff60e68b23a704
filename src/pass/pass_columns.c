/*-------------------------------------------------------------------------
 *
 * pass_columns.c
 *		Byte form of the columns that a pass makes: filled values and formula
 *		terms.
 *
 * Missing values are filled in and the columns of terms are made where the
 * rows are, by the same functions of the core as in a fit of rows that are
 * here.  What they need, from knots to the places of levels, is part of the
 * question, and whatever they rely on is checked when it is read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"

#include "core/terms/spline.h"
#include "fit/fit_formula_make.h"
#include "pass/pass_bytes.h"
#include "pass/pass_columns.h"
#include "pg/module.h"

#define WHAT	"parameters of logistic_step"
#define NAME_LIMIT	(2 * LOGISTIC_FORMULA_LENGTH)

static void
write_fills(StringInfo buf, const LgFilledRows *filled)
{
	int			i;

	pq_sendint32(buf, filled->n_fills);
	pq_sendint32(buf, filled->n_numbers);
	pq_sendint32(buf, filled->n_codes);
	for (i = 0; i < filled->n_fills; i++)
	{
		const LgFill *fill = &filled->fills[i];

		pq_sendint8(buf, fill->is_code);
		pq_sendint32(buf, fill->column);
		pq_sendfloat8(buf, fill->is_code && fill->filled_number < 0 ? 0.0 :
					  fill->number);
		pq_sendint16(buf, fill->code);
		pq_sendint32(buf, fill->filled_number);
		pq_sendint32(buf, fill->filled_code);
		pq_sendint32(buf, fill->indicator);
	}
}

static void
write_numbers(StringInfo buf, const double *numbers, int n)
{
	int			i;

	pq_sendint32(buf, n);
	for (i = 0; i < n; i++)
		pq_sendfloat8(buf, numbers[i]);
}

/* Adds a source of numbers, with the names that messages need. */
static void
write_source(StringInfo buf, const LgTermRows *terms,
			 const LgNumberSource *source)
{
	const LogisticFitFormula *fit = terms->refuser;
	const LogisticVariable *variable =
		&fit->formula->variables[source->variable];

	pq_sendint8(buf, source->function.kind);
	pq_sendint32(buf, source->function.n_columns);
	write_numbers(buf, source->function.parameters,
				  source->function.n_parameters);
	pq_sendint32(buf, source->column);
	pq_sendstring(buf, variable->name);
	pq_sendstring(buf, fit->draft->input_names[variable->feature]);
}

static void
write_code_source(StringInfo buf, const LgTermRows *terms,
				  const LgCodeSource *source)
{
	int			i;

	pq_sendint8(buf, source->bins != NULL);
	if (source->bins)
		write_numbers(buf, source->bins->parameters,
					  source->bins->n_parameters);
	pq_sendint32(buf, source->column);
	pq_sendint32(buf, source->n_places);
	pq_sendint32(buf, source->n_codes);
	for (i = 0; i < source->n_codes; i++)
		pq_sendint16(buf, source->places[i]);
}

static void
write_term(StringInfo buf, const LgTermRows *terms, const LgTermColumns *term)
{
	int			k;

	pq_sendint8(buf, term->n_numbers);
	for (k = 0; k < term->n_numbers; k++)
		pq_sendint32(buf, term->numbers[k]);
	pq_sendint8(buf, term->n_codes);
	for (k = 0; k < term->n_codes; k++)
		write_code_source(buf, terms, &term->codes[k]);
	pq_sendint32(buf, term->first_number);
	pq_sendint32(buf, term->code_column);
}

static void
write_terms(StringInfo buf, const LgTermRows *terms)
{
	int			i;

	pq_sendint32(buf, terms->n_sources);
	for (i = 0; i < terms->n_sources; i++)
		write_source(buf, terms, &terms->sources[i]);
	pq_sendint32(buf, terms->n_numbers);
	pq_sendint32(buf, terms->n_codes);
	pq_sendint32(buf, terms->n_terms);
	for (i = 0; i < terms->n_terms; i++)
		write_term(buf, terms, &terms->terms[i]);
}

void
logistic_pass_columns_write(StringInfo buf, const LgPass *pass)
{
	pq_sendint8(buf, pass->filled != NULL);
	pq_sendint8(buf, pass->terms != NULL);
	if (pass->filled)
		write_fills(buf, pass->filled);
	if (pass->terms)
		write_terms(buf, pass->terms);
}

/* A number from low on and below high. */
static int
read_index(StringInfo buf, int low, int high)
{
	int			i = (int) pq_getmsgint(buf, 4);

	if (i < low || i >= high)
		logistic_pass_damaged(WHAT);
	return i;
}

/* Numbers that are finite, and ascend if they have to. */
static double *
read_numbers(StringInfo buf, bool must_ascend, int *n)
{
	double	   *numbers;
	int			i;

	*n = logistic_pass_count(buf, sizeof(double), LOGISTIC_PASS_COLUMNS_LIMIT);
	numbers = palloc(Max(*n, 1) * sizeof(double));
	for (i = 0; i < *n; i++)
	{
		numbers[i] = pq_getmsgfloat8(buf);
		if (!isfinite(numbers[i]) ||
			(must_ascend && i > 0 && numbers[i] <= numbers[i - 1]))
			logistic_pass_damaged(WHAT);
	}
	return numbers;
}

static void
read_fills(StringInfo buf, LogisticPassColumns *columns)
{
	LgFilledRows *filled = palloc0(sizeof(*filled));
	int			n_raw = columns->n_numbers + columns->n_codes;
	int			i;

	columns->filled = filled;
	filled->n_raw_numbers = columns->n_numbers;
	filled->n_raw_codes = columns->n_codes;
	filled->n_fills = logistic_pass_count(buf, 27, n_raw);
	filled->n_numbers = read_index(buf, 0, n_raw + 1);
	filled->n_codes = read_index(buf, 0, 2 * n_raw + 1);
	filled->fills = palloc0(Max(filled->n_fills, 1) * sizeof(LgFill));
	for (i = 0; i < filled->n_fills; i++)
	{
		LgFill	   *fill = &filled->fills[i];

		fill->is_code = pq_getmsgbyte(buf) != 0;
		fill->column = read_index(buf, 0, fill->is_code ? columns->n_codes :
								  columns->n_numbers);
		fill->number = pq_getmsgfloat8(buf);
		fill->code = (uint16) pq_getmsgint(buf, 2);
		fill->filled_number = read_index(buf, -1, columns->n_numbers +
										 filled->n_numbers);
		fill->filled_code = read_index(buf, -1, columns->n_codes +
									   filled->n_codes);
		fill->indicator = read_index(buf, columns->n_codes,
									 columns->n_codes + filled->n_codes);
		if (!isfinite(fill->number) ||
			(fill->filled_number >= 0 &&
			 fill->filled_number < columns->n_numbers) ||
			(fill->filled_code >= 0 &&
			 (fill->filled_code < columns->n_codes || !fill->is_code)))
			logistic_pass_damaged(WHAT);
		if (fill->is_code)
			columns->is_filled[fill->column] = true;
	}
}

/* Has a function as many columns and parameters as its kind wants? */
static bool
is_function(const LgFunction *function)
{
	int			n = function->n_parameters;

	switch (function->kind)
	{
		case LG_FUNCTION_IDENTITY:
		case LG_FUNCTION_LN:
		case LG_FUNCTION_LOG1P:
		case LG_FUNCTION_SQRT:
		case LG_FUNCTION_EXP:
		case LG_FUNCTION_ABS:
			return function->n_columns == 1 && n == 0;
		case LG_FUNCTION_POWER:
			return function->n_columns == 1 && n == 1;
		case LG_FUNCTION_POLY:
			return function->n_columns >= 1 && n == 0;
		case LG_FUNCTION_SPLINE:
			return n >= 2 && n <= LG_SPLINE_KNOTS && function->n_columns == n - 1;
		case LG_FUNCTION_BINS:
		case LG_FUNCTION_WOE:
		case LG_FUNCTION_MISSING:
			break;
	}
	return false;
}

static void
read_source(StringInfo buf, LogisticPassColumns *columns, int i)
{
	LgNumberSource *source = &columns->terms->sources[i];
	LgFunction *function = &source->function;
	int			kind = pq_getmsgbyte(buf);

	if (kind >= LG_N_FUNCTIONS)
		logistic_pass_damaged(WHAT);
	function->kind = (LgFunctionKind) kind;
	function->n_columns = read_index(buf, 1, LOGISTIC_PASS_TERMS_LIMIT);
	function->parameters = read_numbers(buf, kind == LG_FUNCTION_SPLINE,
										&function->n_parameters);
	source->column = read_index(buf, 0, columns->terms->n_raw_numbers);
	source->variable = i;
	columns->names[i].term = pstrdup(pq_getmsgstring(buf));
	columns->names[i].input = pstrdup(pq_getmsgstring(buf));
	if (!is_function(function))
		logistic_pass_damaged(WHAT);
	if (kind == LG_FUNCTION_SPLINE)
	{
		double	   *pieces =
			palloc(LG_SPLINE_PIECES(function->n_parameters) * sizeof(double));

		lg_spline_pieces(function->parameters, function->n_parameters, pieces);
		function->pieces = pieces;
	}
}

/* Codes of a column, raw or filled, have to be below a limit. */
static void
limit_codes(LogisticPassColumns *columns, int column, uint32 limit)
{
	LgFilledRows *filled = columns->filled;
	int			i;

	if (column < columns->n_codes)
	{
		columns->code_limits[column] = Min(columns->code_limits[column], limit);
		return;
	}
	for (i = 0; i < filled->n_fills; i++)
	{
		const LgFill *fill = &filled->fills[i];

		if ((fill->filled_code == column && fill->code >= limit) ||
			(fill->indicator == column && limit < 2))
			logistic_pass_damaged(WHAT);
		if (fill->filled_code == column)
			limit_codes(columns, fill->column, limit);
	}
}

static void
read_code_source(StringInfo buf, LogisticPassColumns *columns,
				 LgCodeSource *source)
{
	LgTermRows *terms = columns->terms;
	bool		has_bins = pq_getmsgbyte(buf) != 0;
	uint16	   *places;
	int			i;

	if (has_bins)
	{
		LgFunction *bins = palloc0(sizeof(*bins));

		bins->kind = LG_FUNCTION_BINS;
		bins->parameters = read_numbers(buf, true, &bins->n_parameters);
		source->bins = bins;
	}
	source->column = read_index(buf, 0, has_bins ? terms->n_raw_numbers :
								terms->n_raw_codes);
	source->n_places = read_index(buf, 1, LG_NO_CODE);
	source->n_codes = logistic_pass_count(buf, 2, LG_NO_CODE);
	source->places = places = palloc(Max(source->n_codes, 1) *
									 sizeof(uint16));
	for (i = 0; i < source->n_codes; i++)
	{
		places[i] = (uint16) pq_getmsgint(buf, 2);
		if (places[i] >= source->n_places && places[i] != LG_NO_CODE)
			logistic_pass_damaged(WHAT);
	}
	if (!has_bins)
		limit_codes(columns, source->column, source->n_codes);
	else if (source->n_codes != source->bins->n_parameters + 1)
		logistic_pass_damaged(WHAT);
}

static void
read_term(StringInfo buf, LogisticPassColumns *columns, LgTermColumns *term)
{
	LgTermRows *terms = columns->terms;
	int64		n_products = 1;
	int64		n_combinations = 1;
	int			k;

	term->n_numbers = pq_getmsgbyte(buf);
	if (term->n_numbers > LG_TERM_FACTORS)
		logistic_pass_damaged(WHAT);
	for (k = 0; k < term->n_numbers; k++)
	{
		term->numbers[k] = read_index(buf, 0, terms->n_sources);
		n_products *= terms->sources[term->numbers[k]].function.n_columns;
		if (n_products > LOGISTIC_PASS_COLUMNS_LIMIT)
			logistic_pass_damaged(WHAT);
	}
	term->n_codes = pq_getmsgbyte(buf);
	if (term->n_codes > LG_TERM_FACTORS)
		logistic_pass_damaged(WHAT);
	for (k = 0; k < term->n_codes; k++)
	{
		read_code_source(buf, columns, &term->codes[k]);
		n_combinations *= term->codes[k].n_places;
		if (n_combinations >= LG_NO_CODE)
			logistic_pass_damaged(WHAT);
	}
	term->n_products = (int) n_products;
	term->n_combinations = (int) n_combinations;
	term->first_number = read_index(buf, -1, terms->n_raw_numbers +
									terms->n_numbers);
	term->code_column = read_index(buf, -1, terms->n_raw_codes +
								   terms->n_codes);
	if ((term->n_numbers > 0) != (term->first_number >= 0) ||
		(term->n_codes > 0) != (term->code_column >= 0) ||
		(term->n_numbers > 0 &&
		 (term->first_number < terms->n_raw_numbers ||
		  n_products * n_combinations >
		  terms->n_raw_numbers + terms->n_numbers - term->first_number)) ||
		(term->n_codes > 0 && term->code_column < terms->n_raw_codes))
		logistic_pass_damaged(WHAT);
}

static void
read_terms(StringInfo buf, LogisticPassColumns *columns)
{
	LgTermRows *terms = palloc0(sizeof(*terms));
	int64		n_columns = 0;
	int			i;

	terms->n_raw_numbers = logistic_pass_columns_numbers(columns);
	terms->n_raw_codes = logistic_pass_columns_codes(columns);
	columns->terms = terms;
	terms->n_sources = logistic_pass_count(buf, 15, LOGISTIC_PASS_TERMS_LIMIT);
	terms->sources = palloc0(Max(terms->n_sources, 1) *
							 sizeof(LgNumberSource));
	columns->names = palloc0(Max(terms->n_sources, 1) *
							 sizeof(LogisticPassName));
	for (i = 0; i < terms->n_sources; i++)
	{
		read_source(buf, columns, i);
		n_columns += terms->sources[i].function.n_columns;
	}
	terms->n_numbers = read_index(buf, 0, LOGISTIC_PASS_COLUMNS_LIMIT);
	terms->n_codes = read_index(buf, 0, LOGISTIC_PASS_COLUMNS_LIMIT);
	terms->n_terms = logistic_pass_count(buf, 10, LOGISTIC_PASS_TERMS_LIMIT);
	terms->terms = palloc0(Max(terms->n_terms, 1) * sizeof(LgTermColumns));
	for (i = 0; i < terms->n_terms; i++)
		read_term(buf, columns, &terms->terms[i]);
	if (n_columns > LOGISTIC_PASS_COLUMNS_LIMIT)
		logistic_pass_damaged(WHAT);
}

void
logistic_pass_columns_read(StringInfo buf, LogisticPassColumns *columns)
{
	bool		has_fills = pq_getmsgbyte(buf) != 0;
	bool		has_terms = pq_getmsgbyte(buf) != 0;
	int			i;

	columns->filled = NULL;
	columns->terms = NULL;
	columns->code_limits = palloc(Max(columns->n_codes, 1) * sizeof(uint32));
	columns->is_filled = palloc0(Max(columns->n_codes, 1) * sizeof(bool));
	for (i = 0; i < columns->n_codes; i++)
		columns->code_limits[i] = PG_UINT16_MAX + 1;
	if (has_fills)
		read_fills(buf, columns);
	if (has_terms)
		read_terms(buf, columns);
}

int
logistic_pass_columns_numbers(const LogisticPassColumns *columns)
{
	return columns->n_numbers +
		(columns->filled ? columns->filled->n_numbers : 0) +
		(columns->terms ? columns->terms->n_numbers : 0);
}

int
logistic_pass_columns_codes(const LogisticPassColumns *columns)
{
	return columns->n_codes +
		(columns->filled ? columns->filled->n_codes : 0) +
		(columns->terms ? columns->terms->n_codes : 0);
}

/* LgTermRows: raises the error for a term that has no value at a row. */
static void
refuse(void *refuser, const LgBlock *raw, int variable, int row)
{
	const LogisticPassColumns *columns = refuser;
	const LgNumberSource *source = &columns->terms->sources[variable];

	logistic_fit_formula_refuse(columns->names[variable].term,
								columns->names[variable].input,
								raw->numbers[source->column][row]);
}

static LgRows *
open_filled(LgFilledRows *filled, LgRows *source)
{
	LgRows	   *rows = palloc0(sizeof(*rows));

	filled->source = source;
	filled->values = palloc0((Size) (filled->n_numbers + 1) *
							 LG_BLOCK_STRIDE * sizeof(double));
	filled->filled = palloc0((Size) (filled->n_codes + 1) *
							 LG_BLOCK_STRIDE * sizeof(uint16));
	filled->number_columns = palloc((filled->n_raw_numbers +
									 filled->n_numbers + 1) *
									sizeof(double *));
	filled->code_columns = palloc((filled->n_raw_codes + filled->n_codes + 1) *
								  sizeof(uint16 *));
	lg_filled_rows(filled, rows);
	return rows;
}

static LgRows *
open_terms(LogisticPassColumns *columns, LgRows *source)
{
	LgTermRows *terms = columns->terms;
	LgRows	   *rows = palloc0(sizeof(*rows));

	terms->source = source;
	terms->kernel = logistic_kernel();
	terms->refuser = columns;
	terms->refuse = refuse;
	logistic_fit_formula_scratch(terms);
	lg_term_rows(terms, rows);
	return rows;
}

LgRows *
logistic_pass_columns_open(LogisticPassColumns *columns, LgRows *arriving)
{
	LgRows	   *rows = arriving;

	if (columns->filled)
		rows = open_filled(columns->filled, rows);
	if (columns->terms)
		rows = open_terms(columns, rows);
	return rows;
}

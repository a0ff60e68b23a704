/*-------------------------------------------------------------------------
 *
 * term_rows.h
 *		Rows with the columns of a formula's terms beside the raw ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_TERM_ROWS_H
#define LG_TERM_ROWS_H

#include "core/data/pass.h"
#include "core/kernel/kernel.h"
#include "core/rows.h"
#include "core/terms/function.h"

#define LG_TERM_FACTORS		8	/* of one term, at most */
#define LG_NO_CODE			UINT16_MAX	/* a reference level: no column */

/* A function of a raw column of numbers. */
typedef struct LgNumberSource
{
	LgFunction	function;
	int			variable;		/* whose it is, for refuse() */
	int			column;			/* raw, of the block's numbers; or of its codes: */
	const double *by_code;		/* the value of each raw code, and behind them
								 * of a missing one; NULL: not of codes */
	int			n_codes;		/* raw codes */
	double	   *values;			/* [n_columns * LG_BLOCK_STRIDE], scratch;
								 * identity: NULL */
} LgNumberSource;

/* A category that takes part in a term: levels as places 0, 1, ... */
typedef struct LgCodeSource
{
	const LgFunction *bins;		/* of a raw column of numbers, or NULL: the
								 * raw column of codes itself */
	int			column;			/* raw, of numbers or codes */
	const uint16_t *places;		/* by bin or raw code; LG_NO_CODE: none */
	int			n_codes;		/* bins or raw codes */
	int			n_places;
} LgCodeSource;

/*
 * The columns of one term of the formula: the products of its numbers and
 * the indicators of its combined levels.
 */
typedef struct LgTermColumns
{
	int			n_numbers;		/* factors that are numbers */
	int			numbers[LG_TERM_FACTORS];	/* their sources */
	int			n_codes;		/* factors that are categories */
	LgCodeSource codes[LG_TERM_FACTORS];
	int			n_products;		/* columns of the numbers' product; 1 without */
	int			n_combinations; /* of levels; 1 without categories */
	int			first_number;	/* the term's first column among the block's
								 * numbers, of n_products * n_combinations;
								 * -1: it has none, as it has no number */
	int			code_column;	/* of the combined levels among the block's
								 * codes; -1: there is none */
} LgTermColumns;

/* Makes a block of terms from one of raw columns; scratch is the caller's. */
typedef struct LgTermRows
{
	LgRows	   *source;
	const LgKernel *kernel;
	void	   *refuser;		/* the first argument of the function below, which
								 * raises an error for a value that is not
								 * finite and does not return */
	void		(*refuse) (void *refuser, const LgBlock *raw, int variable,
						   int row);
	int			n_raw_numbers;
	int			n_raw_codes;
	int			n_sources;
	LgNumberSource *sources;
	int			n_terms;
	LgTermColumns *terms;
	int			n_numbers;		/* columns that are made of them ... */
	int			n_codes;
	double	   *values;			/* [n_numbers * LG_BLOCK_STRIDE] ... and where */
	uint16_t   *combined;		/* [n_codes * LG_BLOCK_STRIDE] */
	const double **number_columns;	/* [n_raw_numbers + n_numbers] */
	const uint16_t **code_columns;	/* [n_raw_codes + n_codes] */
	LgRows	   *made;			/* the rows of this host */
	LgPass		pass;			/* that is being made, where they are elsewhere */
	struct LgTermRows *sample_host; /* room for another host, of the sample of
									 * rows that are elsewhere; NULL: no one
									 * wants it */
	LgRows		sample;			/* its rows */
} LgTermRows;

extern void lg_term_rows(LgTermRows *host, LgRows *rows);
extern void lg_term_rows_fill(LgTermRows *host, LgBlock *block);

#endif							/* LG_TERM_ROWS_H */

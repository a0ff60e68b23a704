/*-------------------------------------------------------------------------
 *
 * one_class_levels.h
 *		The solver's search for levels that separate, as all rows have one label.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ONE_CLASS_LEVELS_H
#define LG_ONE_CLASS_LEVELS_H

#include "core/data/design.h"

/*
 * A level of a column of codes: the code of a term, or all codes that no
 * term has, which together are the reference.
 */
typedef struct LgLevel
{
	int			column;			/* of the block's codes */
	int			term;			/* -1: the reference */
	unsigned	seen;			/* 1: a failure, 2: a success, among the rows of
								 * the current round */
	int			round;			/* in which it was found to be of one class, or 0 */
	int			class_sign;		/* of that class: 1 successes, -1 failures */
	int			sign;			/* of every direction that separates; 0: not
								 * known, or both */
} LgLevel;

/* All levels of a design; arrays lie in the caller's workspace. */
typedef struct LgLevels
{
	LgRows	   *rows;			/* all rows */
	int			positive;		/* the label code that is a success */
	bool		has_intercept;
	int			n_columns;		/* of codes */
	int		   *first;			/* [n_columns + 1] places of a column's codes */
	int		   *level_of;		/* [first[n_columns]] level by place; the last
								 * place of a column is that of other codes */
	int			n_levels;
	LgLevel    *levels;
	int			n_removed;		/* levels of one class */
	int64_t		n_kept;			/* rows that have none of them */
} LgLevels;

/* Rows without those of the levels removed, copied block by block. */
typedef struct LgKeptRows
{
	LgRows		rows;			/* what a fit reads; its host is this */
	const LgLevels *levels;
	int			n_numbers;		/* columns of a block */
	double	   *numbers;		/* [n_numbers * LG_BLOCK_STRIDE] */
	uint16_t   *codes;			/* [n_columns * LG_BLOCK_STRIDE] */
	const double **number_columns;	/* [n_numbers] */
	const uint16_t **code_columns;	/* [levels->n_columns] */
	uint8_t		labels[LG_BLOCK_STRIDE];
	double		weights[LG_BLOCK_STRIDE];
	double		offsets[LG_BLOCK_STRIDE];
	uint64_t	clusters[LG_BLOCK_STRIDE];
	double		frequencies[LG_BLOCK_STRIDE];
} LgKeptRows;

/* The level that a row has in a column of codes. */
static inline int
lg_level_at(const LgLevels *levels, const LgBlock *block, int column, int row)
{
	int			width = levels->first[column + 1] - levels->first[column] - 1;
	int			code = block->codes[column][row];

	return levels->level_of[levels->first[column] +
							(code < width ? code : width)];
}

extern size_t lg_levels_size(const LgTerm *terms, int n_terms);
extern void lg_levels_start(LgLevels *levels, const LgDesign *design,
							void *workspace);
extern void lg_levels_find(LgLevels *levels);
extern void lg_levels_sign(LgLevels *levels, const LgTerm *terms,
						   int n_terms, const bool *runs_off);
extern size_t lg_kept_rows_size(const LgTerm *terms, int n_terms);
extern void lg_kept_rows_start(LgKeptRows *kept, const LgLevels *levels,
							   const LgTerm *terms, int n_terms,
							   void *workspace);

#endif							/* LG_ONE_CLASS_LEVELS_H */

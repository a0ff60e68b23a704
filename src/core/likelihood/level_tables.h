/*-------------------------------------------------------------------------
 *
 * level_tables.h
 *		Sums by code of categories, on their way to the information.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LEVEL_TABLES_H
#define LG_LEVEL_TABLES_H

#include "core/likelihood/curvature.h"

/* More categories than these are rare. */
#define LG_MOST_CATEGORIES	16

/*
 * One category: by code the design's column and its coefficient.  Its tables
 * have a row more, for all codes beyond.
 */
typedef struct LgCategory
{
	int			column;			/* of the block's codes */
	int			width;			/* codes from 0 on that a level may have */
	int		   *place;			/* [width] column; 0, the intercept: none */
	double	   *slope;			/* [width] */
	double	   *sums;			/* [width + 1][2 + n_numbers] of residuals, of
								 * weights, and of weights times numbers */
	double	   *pairs[LG_MOST_CATEGORIES]; /* of an earlier category: [width + 1]
										 * [its width + 1] of weights; of the
										 * first one, of weight and residual */
} LgCategory;

/* A pass; arrays lie in the dense columns that levels do not need. */
typedef struct LgLevelPass
{
	const LgDesign *design;
	int			n_numbers;
	int		   *numbers;		/* [n_numbers] the design's columns */
	int			n_categories;
	LgCategory	categories[LG_MOST_CATEGORIES];
	LgDd	   *gradient;		/* [n_numbers + 1] of ones and numbers */
	LgDd	   *information;	/* packed, the same */
	double	   *cells;			/* [n_cells] of all tables; NULL: there are none */
	size_t		n_cells;
	int64_t		n_together;		/* rows that they have taken in */
} LgLevelPass;

/* Cuts an array of doubles off the scratch. */
static inline void *
lg_level_cut(double **scratch, size_t n)
{
	void	   *result = *scratch;

	*scratch += n;
	return result;
}

extern void lg_level_tables_start(LgLevelPass *pass, double *scratch,
								  const double *end);
extern void lg_level_tables_fill(LgLevelPass *pass, const LgDense *dense,
								 const LgBlock *block,
								 const LgResponse *response,
								 LgCurvature *curvature);
extern void lg_level_tables_add(LgLevelPass *pass, LgCurvature *curvature);

#endif							/* LG_LEVEL_TABLES_H */

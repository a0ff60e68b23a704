/*-------------------------------------------------------------------------
 *
 * maximize.h
 *		Maximum of the likelihood, or a proof of separation.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_MAXIMIZE_H
#define LG_MAXIMIZE_H

#include "core/solver/newton.h"

/* The search, its scratch and its result; arrays belong to the caller. */
typedef struct LgMaximum
{
	LgDesign	design;			/* the rows and columns being fitted */
	LgDense		dense;
	LgNewton	newton;			/* at the end: the maximum */
	int			n_columns;		/* columns that are not aliased on all rows */
	int		   *columns;		/* [n_terms] */
	int		   *fitted;			/* [n_terms], those that the rows left need */
	bool	   *is_aliased;		/* [n_terms] */
	bool		is_separated;
	LgDd	   *direction;		/* [n_terms], separates; the sum of all found */
	LgDd	   *null_space;		/* [n_terms * n_terms], over the columns: of
								 * the rows that the direction leaves */
	int			n_null;			/* its vectors */
	LgDd	   *proven;			/* [n_terms] scratch */
	LgDd	   *vector;			/* [n_terms] scratch */
	LgDd	   *gram;			/* packed scratch */
} LgMaximum;

extern void lg_maximize_columns(LgMaximum *maximum, int64_t n_rows);
extern LgStatus lg_maximize_find(LgMaximum *maximum, int max_iterations);

#endif							/* LG_MAXIMIZE_H */

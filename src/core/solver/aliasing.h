/*-------------------------------------------------------------------------
 *
 * aliasing.h
 *		The solver's choice of columns: those that alias earlier ones are left out.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ALIASING_H
#define LG_ALIASING_H

#include "core/data/design.h"

/*
 * A column is suspected to be aliased when what is left of it beyond the
 * earlier columns is at most this share of its centred norm ...
 */
#define LG_ALIAS_TOLERANCE	1e-11

/*
 * ... and is aliased when that is no more than this many times what the
 * rounding of the data to doubles leaves by itself.
 */
#define LG_ROUNDING_MARGIN	8.0

/*
 * A Cholesky factor in doubles proves full rank when no squared pivot falls
 * below this share of its diagonal; rounding is at 1e-16 times the number
 * of columns.
 */
#define LG_CLEAR_PIVOT		1e-8

extern int64_t lg_aliasing_gram(const LgDesign *design, LgDense *dense,
								LgDd *gram);
extern void lg_aliasing_factor(const LgDesign *design, int64_t n_rows,
							   LgDd *gram, double *scratch, bool *is_aliased);

#endif							/* LG_ALIASING_H */

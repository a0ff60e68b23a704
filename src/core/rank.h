/*-------------------------------------------------------------------------
 *
 * rank.h
 *		Which columns are linear combinations of earlier ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RANK_H
#define LG_RANK_H

#include "design.h"

/*
 * A column is aliased when what is left of it beyond the earlier columns is
 * at most this share of its centred norm.
 */
#define LG_ALIAS_TOLERANCE	1e-11

/*
 * A Cholesky factor in doubles proves full rank when no squared pivot falls
 * below this share of its diagonal; rounding is at 1e-16 times the number
 * of columns.
 */
#define LG_CLEAR_PIVOT		1e-8

extern void lg_rank_gram(const LgDesign *design, LgDense *dense, LgDd *gram);
extern void lg_rank_factor(const LgDesign *design, LgDd *gram,
						   bool *is_aliased);

#endif							/* LG_RANK_H */

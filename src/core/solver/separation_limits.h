/*-------------------------------------------------------------------------
 *
 * separation_limits.h
 *		Which coefficients diverge under separation, and in which direction.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SEPARATION_LIMITS_H
#define LG_SEPARATION_LIMITS_H

#include "core/data/pass.h"

typedef enum LgRecession
{
	LG_RECESSION_NONE,			/* the term has a finite limit */
	LG_RECESSION_UP,
	LG_RECESSION_DOWN,
	LG_RECESSION_UNDETERMINED	/* no side is proven */
} LgRecession;

extern bool lg_recession_is_worthwhile(int64_t n_rows, int n_columns,
									   int n_null);
extern void lg_separation_limits_signs(const LgDesign *design, LgDense *dense,
									   int64_t n_rows, const LgDd *null_space,
									   int n_null,
									   const LgDd *direction, LgDd *scratch,
									   int *sign);

#endif							/* LG_SEPARATION_LIMITS_H */

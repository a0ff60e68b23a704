/*-------------------------------------------------------------------------
 *
 * null_model.h
 *		The likelihood of the null model: the intercept and the offsets alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NULL_MODEL_H
#define LG_NULL_MODEL_H

#include "core/data/design.h"

typedef struct LgNullModel
{
	double		intercept;		/* 0 where the design has none */
	LgDd		log_lik;
	bool		has_offsets;
} LgNullModel;

extern void lg_null_model(const LgDesign *design, const LgRowCounts *row_counts,
						  LgDense *dense, LgNullModel *null);

#endif							/* LG_NULL_MODEL_H */

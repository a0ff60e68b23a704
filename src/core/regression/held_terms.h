/*-------------------------------------------------------------------------
 *
 * held_terms.h
 *		A regression with terms held at a value, and their gradient.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_HELD_TERMS_H
#define LG_HELD_TERMS_H

#include "core/regression/regression_fit.h"

/* Rows whose offsets hold the terms that are not free. */
typedef struct LgHeldTerms
{
	LgRows	   *source;			/* the rows as they are */
	LgRows		rows;			/* the rows that this is the host of */
	int			n_terms;
	const LgTerm *terms;		/* [n_terms] */
	const bool *is_free;		/* [n_terms] */
	const double *value;		/* [n_terms], of a term that is not free */
	double		offsets[LG_BLOCK_ROWS]; /* of the block handed out */
} LgHeldTerms;

extern LgRows *lg_held_terms_rows(LgHeldTerms *held, LgRows *source);
extern void lg_held_terms_gradient(const LgHeldTerms *held, int positive,
								   const double *coefficient,
								   const double *direction,
								   LgDd *gradient, double *size);

#endif							/* LG_HELD_TERMS_H */

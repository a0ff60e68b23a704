/*-------------------------------------------------------------------------
 *
 * objective.h
 *		The log-likelihood, its gradient and its information, in one pass.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_OBJECTIVE_H
#define LG_OBJECTIVE_H

#include "core/data/design.h"

/* The likelihood around one point; arrays belong to the caller. */
typedef struct LgCurvature
{
	int64_t		n_rows;			/* that took part */
	LgDd		log_lik;
	double		weight;			/* sum of w p (1 - p); 0: not known */
	LgDd	   *gradient;		/* [n_columns] */
	LgDd	   *information;	/* packed, X'WX: minus the Hessian */
	double		smallest_margin;	/* min of +-score, offset excluded: above
									 * zero, beta itself separates */
} LgCurvature;

extern void lg_curvature_clear(LgCurvature *curvature, int n_columns);
extern void lg_objective_evaluate(const LgDesign *design, LgDense *dense,
								  const LgDd *beta, LgCurvature *curvature);
extern void lg_objective_evaluate_dd(const LgDesign *design, LgDense *dense,
									 const LgDd *beta,
									 LgCurvature *curvature);
extern void lg_objective_null(const LgDesign *design,
							  const LgRowCounts *row_counts,
							  LgDense *dense, LgDd *log_lik);

#endif							/* LG_OBJECTIVE_H */

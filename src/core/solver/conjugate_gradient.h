/*-------------------------------------------------------------------------
 *
 * conjugate_gradient.h
 *		Newton steps by conjugate gradients, for many columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONJUGATE_GRADIENT_H
#define LG_CONJUGATE_GRADIENT_H

#include "core/likelihood/penalty.h"

/* Which of the ways to a Newton step a fit takes. */
typedef enum LgSolver
{
	LG_SOLVER_AUTO,				/* the one that is estimated to cost less */
	LG_SOLVER_DENSE,			/* a factor of the information */
	LG_SOLVER_TRUNCATED			/* conjugate gradients, where that is possible */
} LgSolver;

/* What the steps need beside the point; arrays belong to the caller. */
typedef struct LgTruncated
{
	double	   *row_weight;		/* [n_rows] w p (1 - p) at the point */
	double	   *solution;		/* [n_columns] of the system, each */
	double	   *residual;
	double	   *preconditioned;
	double	   *direction;
	double	   *product;
	double	   *diagonal;		/* [n_columns] a preconditioner */
	double	   *factor;			/* packed, a better one; NULL: no room */
	LgDd	   *information;	/* packed scratch, with the factor */
	LgDd	   *gradient;		/* [n_columns] scratch */
	bool		has_factor;
	int			n_products;		/* that the last step took */
	double		decrement;		/* of the last step, g'M^-1 g; 0: there is none */
	double		share;			/* of its gradient that the step left */
	double		gain;			/* how much a product lowered its logarithm */
} LgTruncated;

extern bool lg_truncated_is_worthwhile(int64_t n_rows, int n_columns);
extern void lg_truncated_start(LgTruncated *truncated);
extern void lg_truncated_evaluate(LgTruncated *truncated,
								  const LgDesign *design, LgDense *dense,
								  const LgDd *beta, LgCurvature *curvature);
extern bool lg_truncated_solve(LgTruncated *truncated, const LgDesign *design,
							   LgDense *dense, const LgPenalty *penalty,
							   const LgDd *beta, const LgCurvature *curvature,
							   LgDd *step);

#endif							/* LG_CONJUGATE_GRADIENT_H */

/*-------------------------------------------------------------------------
 *
 * constrained_newton.h
 *		Newton's method to the top of a likelihood, or along its flank.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONSTRAINED_NEWTON_H
#define LG_CONSTRAINED_NEWTON_H

#include "core/likelihood/objective.h"
#include "core/status.h"

/* Where to go: see constrained_newton.c. */
typedef enum LgGoal
{
	LG_GOAL_TOP,				/* the maximum */
	LG_GOAL_FIXED,				/* the maximum with form'b = value */
	LG_GOAL_FALL				/* where the maximum given form'b is "fall" below
								 * that of all, on one side */
} LgGoal;

/* The iteration; arrays belong to the caller. */
typedef struct LgConstrainedNewton
{
	const LgDesign *design;
	LgDense    *dense;			/* scratch of the passes */
	bool		has_jeffreys;	/* Jeffreys' prior penalises the likelihood */
	bool		is_precise;		/* passes in 31 digits */
	int			max_steps;		/* of one search */
	LgCurvature *curvature;		/* of the likelihood, before the last step */
	LgDd	   *factor;			/* packed: of its information */
	LgDd	   *beta;			/* [n_columns], the point */
	LgDd	   *step;			/* [n_columns] scratch: the last step */
	LgDd	   *toward;			/* [n_columns] scratch: Hessian^-1 form */
	LgDd	   *sums;			/* [n_columns] scratch */
	LgDd	   *hessian;		/* packed scratch: factor of minus the Hessian,
								 * in the metric of the information */
	double	   *tensor;			/* [LG_TENSOR_SIZE(n_columns)] scratch, or
								 * NULL: there is no room */
	bool		wants_hessian;	/* of the prior too: else the information serves
								 * for the steps */
	bool		has_hessian;	/* it does, at this point */

	/* the goal */
	LgGoal		goal;
	const LgDd *form;			/* [n_columns], unless the goal is the top */
	LgDd		value;			/* LG_GOAL_FIXED: of the form */
	LgDd		top;			/* LG_GOAL_FALL: the objective at the maximum */
	double		fall;			/* LG_GOAL_FALL: > 0 */
	double		side;			/* LG_GOAL_FALL: 1, the form grows, or -1 */

	/* the answer */
	LgDd		objective;		/* before the last step */
	double		variance;		/* form' Hessian^-1 form */
	double		slope;			/* of the objective along the form, given which
								 * it is at its maximum */
	double		smallest_pivot; /* of the information */
	int			n_steps;		/* of all searches */
} LgConstrainedNewton;

/* Numbers of a symmetric array of three indexes. */
#define LG_TENSOR_SIZE(n) \
	((size_t) (n) * ((n) + 1) * ((n) + 2) / 6)

/* For more columns than this the array is too large to fill. */
#define LG_TENSOR_COLUMNS	60

extern LgStatus lg_constrained_newton_run(LgConstrainedNewton *search);
extern LgDd lg_constrained_newton_form(const LgConstrainedNewton *search);

#endif							/* LG_CONSTRAINED_NEWTON_H */

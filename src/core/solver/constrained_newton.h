/*-------------------------------------------------------------------------
 *
 * constrained_newton.h
 *		Newton's method for the (penalized) likelihood, unconstrained or with
 *		one linear form held fixed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONSTRAINED_NEWTON_H
#define LG_CONSTRAINED_NEWTON_H

#include "core/likelihood/jeffreys.h"
#include "core/likelihood/objective.h"
#include "core/status.h"

/* Where to go: see constrained_newton.c. */
typedef enum LgGoal
{
	LG_GOAL_TOP,				/* the maximum */
	LG_GOAL_FIXED,				/* the maximum with form'b = value */
	LG_GOAL_POINT,				/* the same, with its slope, from a point where
								 * the form has the value */
	LG_GOAL_FALL				/* where the maximum given form'b is "fall" below
								 * that of all, on one side */
} LgGoal;

/* The iteration; arrays belong to the caller. */
typedef struct LgConstrainedNewton
{
	const LgDesign *design;
	LgDense    *dense;			/* scratch of the passes */
	bool		has_jeffreys;		/* Jeffreys' prior penalises the likelihood */
	LgJeffreys	prior;			/* if so; its rows are in double-double if
								 * those of the likelihood are */
	int			max_steps;		/* of one search */
	LgCurvature *curvature;		/* of the objective, at the last evaluation */
	LgDd	   *factor;			/* packed: of the likelihood's information */
	LgDd	   *beta;			/* [n_columns], the point */
	LgDd	   *step;			/* [n_columns] scratch: the last step */
	LgDd	   *toward;			/* [n_columns] scratch: Hessian^-1 form */
	bool		has_hessian;	/* the prior's was found, here or nearby; else
								 * the information serves for the steps */
	bool		keeps_form;		/* it serves for steps that keep the form only */
	bool		is_evaluated;	/* curvature and factor belong to the point */

	/* the goal */
	LgGoal		goal;
	const LgDd *form;			/* [n_columns], unless the goal is the top */
	LgDd		value;			/* LG_GOAL_FIXED, _POINT: of the form */
	LgDd		top;			/* LG_GOAL_FALL: the objective at the maximum */
	double		fall;			/* LG_GOAL_FALL: > 0 */
	int			side;			/* LG_GOAL_FALL: 1 the larger values, -1 */

	/* the answer */
	LgDd		objective;		/* at the point, but for rounding */
	double		slope;			/* of the objective along the form, the rest
								 * being free */
	double		variance;		/* form' Hessian^-1 form */
	double		smallest_pivot; /* of the last information */
	int			n_steps;		/* of all searches */
} LgConstrainedNewton;

extern LgStatus lg_constrained_newton_run(LgConstrainedNewton *search);
extern void lg_constrained_newton_turn(LgConstrainedNewton *search);
extern LgDd lg_constrained_newton_form(const LgConstrainedNewton *search);
extern double lg_constrained_newton_reach(const LgConstrainedNewton *search);

#endif							/* LG_CONSTRAINED_NEWTON_H */

/*-------------------------------------------------------------------------
 *
 * newton.h
 *		Newton's method on a design, in doubles and then in 31 digits.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NEWTON_H
#define LG_NEWTON_H

#include "core/solver/conjugate_gradient.h"
#include "core/status.h"

/* The iteration between two calls; arrays belong to the caller. */
typedef struct LgNewton
{
	const LgDesign *design;
	LgDense    *dense;			/* scratch of the passes */
	LgPenalty  *penalty;		/* of the likelihood; NULL: none */
	double		tolerance;		/* on the Newton step, see newton.c */
	bool		is_small;		/* 31 digits are affordable: always used */
	bool		is_rough;		/* only a start is wanted, see warm_start.c */
	bool		is_truncated;	/* steps are those of the next, until the last */
	LgTruncated *truncated;		/* for a design with a ridge; NULL: none */
	bool		skips_information;	/* nobody wants it: the last step is one of
									 * truncated, too */
	LgDd	   *beta;			/* [n_columns], the point; starts at 0 */
	LgDd	   *step;			/* [n_columns], the last full Newton step */
	LgCurvature curvature;		/* at the point that the step starts from */
	double	   *factor;			/* packed scratch; NULL: no step but those of
								 * truncated, and no information */
	LgDd	   *factor_dd;		/* packed scratch */
	double	   *vector;			/* [n_columns] scratch */
	int			share;			/* of the blocks whose products the next pass
								 * takes, see design.h */
	bool		is_estimated;	/* so the information was, which is not to be
								 * the last */
	bool		is_precise;		/* passes carry 31 digits from here on */
	bool		is_started;		/* there is an accepted point before beta */
	bool		is_evaluated;	/* curvature and step belong to beta, and the
								 * step has not been taken */
	LgDd		accepted_log_lik;	/* at that point */
	double		fraction;		/* of the step that was taken */
	double		last_length;	/* of the last full step */
	double		smallest_pivot; /* of the last information, 0 if singular */
	int			n_halvings;		/* of the step being tried */
	int			n_steps;		/* Newton steps so far */
} LgNewton;

extern void lg_newton_start(LgNewton *newton);
extern void lg_newton_restart(LgNewton *newton);
extern void lg_newton_take_step(LgNewton *newton);
extern LgStatus lg_newton_run(LgNewton *newton, int n_steps);

#endif							/* LG_NEWTON_H */

/*-------------------------------------------------------------------------
 *
 * newton_state.h
 *		What Newton's method knows between two passes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NEWTON_STATE_H
#define LG_NEWTON_STATE_H

#include "core/likelihood/null_model.h"
#include "core/solver/conjugate_gradient.h"

/* The phases of a fit, see newton.c; each has its own kind of pass. */
typedef enum LgPhase
{
	LG_PHASE_ROUGH,				/* on a subsample: only a start is wanted */
	LG_PHASE_CONJUGATE,			/* steps by conjugate gradients */
	LG_PHASE_ESTIMATED,			/* in doubles, the information that of some
								 * blocks */
	LG_PHASE_DOUBLES,			/* in doubles */
	LG_PHASE_BENT,				/* the same, with a share of a lower bound's
								 * curvature beside the information */
	LG_PHASE_EXACT				/* in double-double */
} LgPhase;

/* Where the point comes from, which decides how it may be given up. */
typedef enum LgProposal
{
	LG_PROPOSAL_NONE,			/* a start: there is nothing to go back to */
	LG_PROPOSAL_START,			/* the maximum of a subsample */
	LG_PROPOSAL_SAMPLE,			/* a step that depends on a subsample */
	LG_PROPOSAL_NEWTON			/* a Newton step, or a part of one */
} LgProposal;

/* A point along a step. */
typedef struct LgLinePoint
{
	double		fraction;		/* of the step */
	double		log_lik;
	double		slope;			/* gradient'step */
} LgLinePoint;

/* The iteration between two calls; arrays belong to the caller. */
typedef struct LgNewton
{
	/* the question */
	const LgDesign *design;
	LgDense    *dense;			/* scratch of the passes */
	LgPenalty  *penalty;		/* of the likelihood; NULL: none */
	double		tolerance;		/* on the Newton step, see newton.c */
	bool		ends_exact;		/* double-double is affordable: always used */
	bool		skips_information;	/* the information is not needed: the last
									 * step is by conjugate gradients, too */
	LgTruncated *truncated;		/* for a design with a ridge; NULL: none */
	LgNullModel null;			/* where the iteration starts */

	/* the point, and the quadratic model of the likelihood there */
	LgPhase		phase;
	LgProposal	proposal;
	LgDd	   *beta;			/* [n_columns] */
	LgCurvature curvature;
	LgDd	   *step;			/* [n_columns], to the maximum of the model */
	double		length;			/* the largest change of a score by it */
	double		slope;			/* gradient'step: twice the gain it promises */
	double		smallest_pivot; /* of the information, 0 if singular */
	double		share;			/* of a lower bound in a bent phase */
	bool		is_evaluated;	/* all of these belong to beta */
	double	   *factor;			/* packed scratch; NULL: no step but those of
								 * truncated, and no information */
	LgDd	   *factor_dd;		/* packed scratch */
	double	   *vector;			/* [n_columns] scratch */

	/* the last point that was accepted, and the step that was taken there */
	LgDd	   *best;			/* [n_columns] */
	double		best_log_lik;
	double		best_slope;		/* 0: no step has been taken */
	double		last_length;	/* of the whole step */
	double		fraction;		/* of it that was taken */
	LgLinePoint lower;			/* the maximum along the step lies between, */
	LgLinePoint upper;			/* where there is an upper one: else fraction
								 * is 0 */
	int			n_trials;		/* fractions that were tried */
	int			n_alike;		/* steps in a row of the same length */
	bool		refuses_samples;	/* a subsample has proposed a point that
									 * did not gain */
	int			n_steps;		/* Newton steps so far */
} LgNewton;

#endif							/* LG_NEWTON_STATE_H */

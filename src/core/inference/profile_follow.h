/*-------------------------------------------------------------------------
 *
 * profile_follow.h
 *		Follows the profile of a term from point to point.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_FOLLOW_H
#define LG_PROFILE_FOLLOW_H

#include "core/inference/profile_curve.h"
#include "core/solver/constrained_newton.h"

/* What is asked for and what is found; arrays belong to the caller. */
typedef struct LgProfile
{
	LgConstrainedNewton	search;		/* at the maximum */
	double		origin;			/* what the intercept is tested for being */
	bool		may_be_precise; /* double-double is affordable where doubles
								 * fail */
	bool		is_precise;		/* and were needed for the maximum */
	LgDd	   *form;			/* [n_columns] scratch */
	LgProfileCurve curve;		/* of the form that is followed */
	double		unit;			/* its standard error */
	double	   *points;			/* [LG_PROFILE_POINTS * n_columns] scratch: where
								 * the curve's points are */
	double	   *ways;			/* and how they go with the root; both NULL
								 * without series */
	LgDd	   *beta;			/* [n_columns] scratch: the maximum */
	LgDd	   *start;			/* [n_columns] scratch: where a search began */
	LgDd	   *factor;			/* packed scratch: the information's factor at
								 * the maximum */
	double	   *hessian;		/* packed scratch: the prior's Hessian there; NULL
								 * without a prior */
	bool		has_hessian;	/* it was found */
	/* the answer, by term; NaN: none */
	double	   *statistic;		/* [n_terms], chi-square of b = 0; NULL: not
								 * wanted */
	double	   *series;			/* [n_terms * LG_PROFILE_LENGTH], see
								 * profile_curve.h; NULL: not wanted */
	int			length;			/* numbers that tell something */
} LgProfile;

extern void lg_profile_return(LgProfile *profile);
extern bool lg_profile_find_fixed(LgProfile *profile, double value);
extern void lg_profile_go_near(LgProfile *profile, double value);
extern void lg_profile_follow(LgProfile *profile);

#endif							/* LG_PROFILE_FOLLOW_H */

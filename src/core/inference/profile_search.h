/*-------------------------------------------------------------------------
 *
 * profile_search.h
 *		Searches for single points of a profile.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_SEARCH_H
#define LG_PROFILE_SEARCH_H

#include "core/inference/profile_curve.h"
#include "core/solver/constrained_newton.h"

/*
 * Errors of the root: the one of a curve; and the one that must have been seen
 * before a smaller one is expected.
 */
#define LG_PROFILE_ERROR	1e-10
#define LG_PROFILE_SEEN		1e-5

/* The most points of curves that are kept for the other terms. */
#define LG_PROFILE_RIDGES	256

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
	int			n_ridges;		/* points of curves that are kept for the others */
	double		ridge_root[LG_PROFILE_RIDGES];	/* their falls, positive */
	double	   *ridges;			/* [LG_PROFILE_RIDGES * n_columns] scratch: where
								 * they are; NULL without series or prior */
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
extern double lg_profile_root(const LgProfile *profile);
extern int	lg_profile_keep(LgProfile *profile, double root, double slope);
extern void lg_profile_forget(LgProfile *profile, int place, int count);
extern int	lg_profile_add(LgProfile *profile, double sign);
extern void lg_profile_foretell(LgProfile *profile, double root);
extern void lg_profile_go_straight(LgProfile *profile, int at, double value);
extern void lg_profile_go_near(LgProfile *profile, double value);
extern bool lg_profile_find_fixed(LgProfile *profile, double value);
extern bool lg_profile_find_near(LgProfile *profile);
extern bool lg_profile_walk(LgProfile *profile, int at, double value);

#endif							/* LG_PROFILE_SEARCH_H */

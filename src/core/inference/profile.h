/*-------------------------------------------------------------------------
 *
 * profile.h
 *		Likelihood-ratio tests and profile intervals of single terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_H
#define LG_PROFILE_H

#include "core/solver/constrained_newton.h"

/*
 * The intervals reach to this many standard errors, in the sense of the root
 * of the likelihood ratio, which is a level of 0.99953.  Further out, in the
 * tail of a profile that Jeffreys' prior alone bends down, doubles no longer
 * tell the determinant of the information.
 */
#define LG_PROFILE_REACH	3.5

/* Coefficients of a term's series. */
#define LG_PROFILE_LENGTH	129

/* What is asked for and what is found; arrays belong to the caller. */
typedef struct LgProfile
{
	LgConstrainedNewton	search;		/* at the maximum */
	double		origin;			/* what the intercept is tested for being */
	bool		may_be_precise; /* double-double is affordable where doubles
								 * fail */
	bool		is_precise;		/* and were needed for the maximum */
	LgDd	   *form;			/* [n_columns] scratch */
	double		top_value;		/* of the form at the maximum */
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
	double	   *series;			/* [n_terms * LG_PROFILE_LENGTH]; NULL: not
								 * wanted */
	int			length;			/* coefficients that are not all zero */
} LgProfile;

extern void lg_profile_find(LgProfile *profile);
extern double lg_profile_limit(const double *series, int length, double root);

#endif							/* LG_PROFILE_H */

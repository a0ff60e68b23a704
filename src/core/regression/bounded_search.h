/*-------------------------------------------------------------------------
 *
 * bounded_search.h
 *		A bounded regression's active set: held terms, the fit, the KKT check.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BOUNDED_SEARCH_H
#define LG_BOUNDED_SEARCH_H

#include "core/regression/held_terms.h"

/* A fit without bounds, from rows to estimates. */
typedef LgStatus (*LgPlainFit) (LgRegression *regression, void *workspace);

/* A gradient below this share of the sum that it is made of is zero. */
#define LG_BOUNDED_TOLERANCE	1e-9

/* The search; arrays are [n_terms] of the whole. */
typedef struct LgBoundedSearch
{
	LgRegression *whole;
	LgPlainFit	fit;
	void	   *workspace;		/* of the fits of free terms */
	LgRegression part;			/* the last of them */
	LgStatus	status;			/* and how it ended */
	LgHeldTerms held;
	LgTerm	   *terms;			/* of the part */
	int		   *place;			/* of a term in the part, or -1 */
	bool	   *is_free;
	bool	   *is_out;			/* aliased: held at zero for good */
	bool	   *is_settled;		/* freed in vain: not freed again */
	signed char *side;			/* of a held term: -1 lower, 1 upper */
	double	   *value;			/* of a held term */
	double	   *coefficient;	/* of all terms, after a fit */
	double	   *direction;		/* the same */
	double	   *point;			/* within the bounds */
	LgDd	   *gradient;
	double	   *size;			/* of the gradient's parts */
	int			n_fits;			/* of free terms */
	int			n_iterations;	/* Newton steps of all fits */
} LgBoundedSearch;

extern void lg_bounded_hold(LgBoundedSearch *search, int j, int side);
extern int	lg_bounded_side_left(const LgBoundedSearch *search, int j);
extern void lg_bounded_take_fit(LgBoundedSearch *search);
extern void lg_bounded_fit_free(LgBoundedSearch *search);
extern double lg_bounded_rise(const LgBoundedSearch *search, int j);
extern bool lg_bounded_may_free(const LgBoundedSearch *search, int j);
extern bool lg_bounded_gradient(LgBoundedSearch *search);

#endif							/* LG_BOUNDED_SEARCH_H */

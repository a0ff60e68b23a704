/*-------------------------------------------------------------------------
 *
 * spline.h
 *		Natural cubic splines: a basis, evaluated at numbers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SPLINE_H
#define LG_SPLINE_H

#define LG_SPLINE_KNOTS		64	/* at most, the two boundary knots included */

/*
 * The basis functions as polynomials: for the interval i, from -1 below the
 * first of n knots to n - 1 above the last one, the coefficients of degree k
 * of all n - 1 functions are LG_SPLINE_PIECE(pieces, n, i, k)[0 .. n - 2].  The
 * polynomials are in x less the lower knot of the interval, or its only one.
 */
#define LG_SPLINE_PIECES(n)		(4 * ((n) + 1) * ((n) - 1))
#define LG_SPLINE_PIECE(pieces, n, i, k) \
	((pieces) + (4 * ((i) + 1) + (k)) * ((n) - 1))

extern void lg_spline_pieces(const double *knots, int n, double *pieces);
extern int	lg_spline_interval(const double *knots, int n, double x);
extern void lg_spline_basis(const double *knots, int n, const double *pieces,
							double x, double *basis, int stride);
extern void lg_spline_slopes(const double *knots, int n, const double *pieces,
							 double x, double *slopes);
extern void lg_spline_combine(int n, const double *pieces,
							  const double *coefficients, int interval,
							  double piece[4]);

#endif							/* LG_SPLINE_H */

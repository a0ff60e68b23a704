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

/* Doubles that the second derivatives of n knots take. */
#define LG_SPLINE_CURVATURE(n)	((n) * (n))

extern void lg_spline_curvature(const double *knots, int n,
								double *curvature);
extern void lg_spline_basis(const double *knots, int n,
							const double *curvature, double x,
							double *basis, int stride);
extern void lg_spline_slopes(const double *knots, int n,
							 const double *curvature, double x,
							 double *slopes);
extern int	lg_spline_interval(const double *knots, int n, double x);
extern void lg_spline_piece(const double *knots, int n,
							const double *curvature,
							const double *coefficients, int interval,
							double piece[4]);

#endif							/* LG_SPLINE_H */

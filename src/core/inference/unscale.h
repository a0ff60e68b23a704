/*-------------------------------------------------------------------------
 *
 * unscale.h
 *		Standard errors and covariance on the user's scale.
 *
 * With z_j = (x_j u_j - c_j) s_j a score is
 *
 *		b0 + sum b_j z_j = (b0 - sum b_j c_j s_j) + sum (b_j u_j s_j) x_j
 *
 * so a coefficient takes the units of its column, and the intercept what
 * centring moved.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_UNSCALE_H
#define LG_UNSCALE_H

#include "core/data/design.h"

extern double lg_unscale_coefficient(const LgDesign *design,
									 const LgDd *values, int term);
extern void lg_unscale_intercept(const LgDesign *design, LgDd *covariance,
								 LgDd *scratch);
extern double lg_unscale_covariance(const LgDesign *design,
									const LgDd *covariance, int i, int j);
extern double lg_unscale_std_error(const LgDesign *design,
								   const LgDd *covariance, int i);

#endif							/* LG_UNSCALE_H */

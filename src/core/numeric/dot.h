/*-------------------------------------------------------------------------
 *
 * dot.h
 *		Products of vectors of numbers, to the last digit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DOT_H
#define LG_DOT_H

extern double lg_dot(const double *x, const double *y, int n);

#endif							/* LG_DOT_H */

/*-------------------------------------------------------------------------
 *
 * dot.h
 *		Products of vectors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_VECTOR_H
#define LG_VECTOR_H

extern double lg_vector_dot(const double *x, const double *y, int n);

#endif							/* LG_VECTOR_H */

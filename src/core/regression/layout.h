/*-------------------------------------------------------------------------
 *
 * layout.h
 *		The arrays that some fits need, within their workspace.
 *
 * Each function cuts its arrays off at "used", or only counts their bytes
 * where base is NULL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LAYOUT_H
#define LG_LAYOUT_H

#include "core/inference/profile.h"
#include "core/likelihood/softmax.h"
#include "core/solver/conjugate_gradient.h"

extern void lg_layout_softmax(LgSoftmax *softmax, int n_terms, char *base,
							  size_t *used);
extern void lg_layout_truncated(LgTruncated *truncated, int n,
								int64_t n_rows, char *base, size_t *used);
extern void lg_layout_jeffreys(LgProfile *profile, size_t n, char *base,
							   size_t *used);

#endif							/* LG_LAYOUT_H */

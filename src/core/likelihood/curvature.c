/*-------------------------------------------------------------------------
 *
 * curvature.c
 *		The log-likelihood with its gradient and information at one point.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/curvature.h"

#include <math.h>
#include <string.h>

#include "core/numeric/packed.h"

/* Sets all sums to nothing. */
void
lg_curvature_clear(LgCurvature *curvature, int n_columns)
{
	curvature->n_rows = 0;
	curvature->weight = 0.0;
	curvature->log_lik = lg_dd(0.0);
	curvature->smallest_margin = INFINITY;
	memset(curvature->gradient, 0, n_columns * sizeof(LgDd));
	memset(curvature->information, 0,
		   (size_t) n_columns * (n_columns + 1) / 2 * sizeof(LgDd));
}

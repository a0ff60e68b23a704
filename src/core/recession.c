/*-------------------------------------------------------------------------
 *
 * recession.c
 *		Where the terms of separated data run off to.
 *
 *-------------------------------------------------------------------------
 */
#include "recession.h"

#include <math.h>

/*
 * The coefficient of term j on the user's scale as a linear form, applied to
 * a vector over the design's columns; *size is the size of its terms.
 */
static double
term_form(const LgDesign *design, const double *vector, int j, double *size)
{
	double		sum = vector[j];
	int			k;

	*size = fabs(sum);
	if (design->terms[design->columns[j]].kind != LG_TERM_INTERCEPT)
		return sum;
	for (k = 0; k < design->n_columns; k++)
	{
		const LgTerm *term = &design->terms[design->columns[k]];
		double		moved = vector[k] * term->centre * term->spread;

		if (k == j)
			continue;
		sum -= moved;
		*size += fabs(moved);
	}
	return sum;
}

/*
 * For each of the design's columns, tells what becomes of its term.  The
 * null space has n_null vectors over the columns; the direction, proven to
 * separate, is over the terms.
 */
void
lg_recession_signs(const LgDesign *design, LgDense *dense,
				   const double *null_space, int n_null,
				   const LgDd *direction, double *scratch, int *sign)
{
	int			n = design->n_columns;
	int			a;
	int			j;

	(void) dense;
	for (j = 0; j < n; j++)
		scratch[j] = direction[design->columns[j]].hi;
	for (j = 0; j < n; j++)
	{
		double		size;
		double		value;

		sign[j] = LG_RECESSION_NONE;
		for (a = 0; a < n_null; a++)
		{
			value = term_form(design, null_space + (size_t) a * n, j, &size);
			if (fabs(value) > 1e-12 * size)
				sign[j] = LG_RECESSION_UNDETERMINED;
		}
		if (sign[j] == LG_RECESSION_NONE || n_null > 1)
			continue;
		value = term_form(design, scratch, j, &size);
		sign[j] = value > 0.0 ? LG_RECESSION_UP : LG_RECESSION_DOWN;
	}
}

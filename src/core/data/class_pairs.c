/*-------------------------------------------------------------------------
 *
 * class_pairs.c
 *		Data of more than two classes as pairs of classes; see softmax.h.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/class_pairs.h"

/*
 * The next block of pairs: each row's class with the next one of the others.
 * All of them are successes.
 */
bool
lg_design_next_pairs(const LgDesign *design, LgDense *dense)
{
	const LgClasses *classes = design->classes;
	int			kept[LG_BLOCK_ROWS];
	int			y[LG_BLOCK_ROWS];
	int			a[LG_BLOCK_ROWS];
	int			i;
	int			j;

	do
	{
		if (dense->n_alternatives == 0 &&
			!design->rows->next(design->rows->host, &dense->block))
			return false;
		dense->n_rows = 0;
		for (i = 0; i < dense->block.n_rows; i++)
		{
			int			n = dense->n_rows;

			y[n] = classes->class_of[dense->block.labels[i]];
			a[n] = dense->n_alternatives + (dense->n_alternatives >= y[n]);
			if (!design->direction ||
				!lg_design_separates(design, &dense->block, i, y[n],
									 a[n]))
				kept[dense->n_rows++] = i;
		}
		dense->n_alternatives = (dense->n_alternatives + 1) %
			(classes->n_classes - 1);
	} while (dense->n_rows == 0);

	lg_design_fill(design, &dense->block, kept, dense);
	for (j = 0; j < design->n_columns; j++)
		for (i = 0; i < dense->n_rows; i++)
		{
			size_t		place = (size_t) j * LG_BLOCK_STRIDE + i;
			double		sign =
				lg_design_pair_sign(&design->terms[design->columns[j]], y[i],
									a[i]);

			dense->sign[i] = 1.0;
			dense->z[place] *= sign;
			if (dense->z_low)
				dense->z_low[place] *= sign;
		}
	return true;
}

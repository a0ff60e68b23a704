/*-------------------------------------------------------------------------
 *
 * design_scan.c
 *		Scans the rows of a design, dense, block by block.
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/design_scan.h"

#include "core/data/class_pairs.h"

/* Goes back to the first row; before the first call of lg_design_next(). */
void
lg_design_rewind(const LgDesign *design, LgDense *dense)
{
	design->rows->rewind(design->rows->host);
	dense->n_alternatives = 0;
}

/*
 * The next block that has rows that take part, dense; false at the end.
 * The caller rewinds the rows before the first call.
 */
bool
lg_design_next(const LgDesign *design, LgDense *dense)
{
	LgBlock		block = {0};	/* hosts fill what they have */
	int			some[LG_BLOCK_ROWS];
	const int  *kept = NULL;
	int			i;

	if (design->classes)
		return lg_design_next_pairs(design, dense);
	do
	{
		if (!design->rows->next(design->rows->host, &block))
			return false;
		dense->n_rows = block.n_rows;
		if (design->direction)
		{
			dense->n_rows = 0;
			for (i = 0; i < block.n_rows; i++)
				if (!lg_design_separates(design, &block, i, 0, 0))
					some[dense->n_rows++] = i;
			kept = some;
		}
	} while (dense->n_rows == 0);

	lg_design_fill(design, &block, kept, dense);
	return true;
}

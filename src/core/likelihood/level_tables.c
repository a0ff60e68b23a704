/*-------------------------------------------------------------------------
 *
 * level_tables.c
 *		Sums by code of categories, on their way to the information.
 *
 * A row adds its weight to a table of each pair of categories, with its residual
 * in the pairs with the first one.  The sums of a level follow from these; of
 * one category alone they are a table themselves.  Tables are of doubles.  Now
 * and then they are added to the sums by column, which are in double-double:
 * a pass that went there with each row would be four times as long.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/level_tables.h"

#include <string.h>

#include "core/linalg/cholesky.h"
#include "core/numeric/packed.h"

/* Tables of more cells would take longer to add up than to fill. */
#define MOST_CELLS		16384

/* Tables are added up after so many rows, or so many for each cell. */
#define ROWS_TOGETHER	4096
#define ROWS_OF_CELL	4

/* The doubles of a cell of the pairs with a category. */
static inline int
cell_size(int category)
{
	return category == 0 ? 2 : 1;
}

/* The doubles of all tables. */
static size_t
count_cells(int n_numbers, const LgCategory *categories, int n_categories)
{
	size_t		n = 0;
	int			c;
	int			d;

	for (c = 0; c < n_categories; c++)
	{
		size_t		rows = (size_t) categories[c].width + 1;

		n += rows * (2 + n_numbers);
		for (d = 0; d < c; d++)
			n += rows * (categories[d].width + 1) * cell_size(d);
	}
	return n;
}

/* Cuts the tables off the scratch, if they are few cells and there is room. */
void
lg_level_tables_start(LgLevelPass *pass, double *scratch, const double *end)
{
	int			c;
	int			d;

	pass->n_cells = count_cells(pass->n_numbers, pass->categories,
								pass->n_categories);
	pass->n_together = 0;
	pass->cells = NULL;
	if (pass->n_cells > MOST_CELLS || scratch + pass->n_cells > end)
		return;
	pass->cells = scratch;
	memset(pass->cells, 0, pass->n_cells * sizeof(double));
	for (c = 0; c < pass->n_categories; c++)
	{
		LgCategory   *category = &pass->categories[c];
		size_t		rows = (size_t) category->width + 1;

		category->sums = lg_level_cut(&scratch, rows * (2 + pass->n_numbers));
		for (d = 0; d < c; d++)
			category->pairs[d] = lg_level_cut(&scratch, rows *
									 (pass->categories[d].width + 1) *
									 cell_size(d));
	}
}

/* The residuals and weights of each level, from the pairs with the first. */
static void
sum_pairs(LgLevelPass *pass)
{
	int			size = 2 + pass->n_numbers;
	int			c;
	int			i;
	int			l;

	for (c = 1; c < pass->n_categories; c++)
	{
		const LgCategory *first = &pass->categories[0];
		const LgCategory *category = &pass->categories[c];
		const double *cell = category->pairs[0];

		for (i = 0; i <= category->width; i++)
			for (l = 0; l <= first->width; l++, cell += 2)
			{
				category->sums[(size_t) i * size] += cell[1];
				category->sums[(size_t) i * size + 1] += cell[0];
				if (c > 1)
					continue;
				first->sums[(size_t) l * size] += cell[1];
				first->sums[(size_t) l * size + 1] += cell[0];
			}
	}
}

/* Adds the weights of a level to its column, which is j, of the information. */
static void
add_level(const LgLevelPass *pass, const double *sums, int j,
		  LgCurvature *curvature)
{
	LgDd	   *information = curvature->information;
	int			q;

	lg_dd_accumulate_double(&curvature->gradient[j], sums[0]);
	lg_dd_accumulate_double(&information[LG_PACKED(j, 0)], sums[1]);
	lg_dd_accumulate_double(&information[LG_PACKED(j, j)], sums[1]);
	for (q = 0; q < pass->n_numbers; q++)
	{
		int			k = pass->numbers[q];

		lg_dd_accumulate_double(&information[k < j ? LG_PACKED(j, k) :
											 LG_PACKED(k, j)], sums[2 + q]);
	}
}

/* Adds the tables up, and empties them. */
void
lg_level_tables_add(LgLevelPass *pass, LgCurvature *curvature)
{
	LgDd	   *information = curvature->information;
	int			c;
	int			d;
	int			i;
	int			l;

	if (pass->cells)
		sum_pairs(pass);
	for (c = 0; pass->cells && c < pass->n_categories; c++)
	{
		const LgCategory *category = &pass->categories[c];

		for (i = 0; i < category->width; i++)
		{
			int			j = category->place[i];

			if (j == 0)
				continue;
			add_level(pass, category->sums + (size_t) i *
					  (2 + pass->n_numbers), j, curvature);
			for (d = 0; d < c; d++)
			{
				const LgCategory *other = &pass->categories[d];
				const double *weights = category->pairs[d] +
					(size_t) i * (other->width + 1) * cell_size(d);

				for (l = 0; l < other->width; l++, weights += cell_size(d))
				{
					int			k = other->place[l];

					if (k != 0 && *weights != 0.0)
						lg_dd_accumulate_double(&information[k < j ?
															 LG_PACKED(j, k) :
															 LG_PACKED(k, j)],
												*weights);
				}
			}
		}
	}
	if (pass->cells)
		memset(pass->cells, 0, pass->n_cells * sizeof(double));
	pass->n_together = 0;
}

/* Adds n rows to a table of pairs, their residuals too if it has them. */
static void
add_pairs(double *table, int width, const uint16_t *one, const uint16_t *other,
		  int n, const LgResponse *response, bool has_residuals)
{
	const double *weight = response->curvature;
	const double *residual = response->residual;
	int			i;

	for (i = 0; !has_residuals && i < n; i++)
		table[(size_t) one[i] * width + other[i]] += weight[i];
	for (i = 0; has_residuals && i < n; i++)
	{
		double	   *cell = table + 2 * ((size_t) one[i] * width + other[i]);

		cell[0] += weight[i];
		cell[1] += residual[i];
	}
}

/* Takes the rows of a block in, and adds the tables up when it is time. */
void
lg_level_tables_fill(LgLevelPass *pass, const LgDense *dense, const LgBlock *block,
			const LgResponse *response, LgCurvature *curvature)
{
	uint16_t	at[LG_MOST_CATEGORIES][LG_BLOCK_ROWS];
	int			n = dense->n_rows;
	int			size = 2 + pass->n_numbers;
	int			c;
	int			d;
	int			i;
	int			q;

	for (c = 0; c < pass->n_categories; c++)
	{
		const LgCategory *category = &pass->categories[c];
		const uint16_t *codes = block->codes[category->column];

		for (i = 0; i < n; i++)
			at[c][i] = codes[i] < category->width ? codes[i] :
				(uint16_t) category->width;
		for (i = 0; pass->n_categories == 1 && i < n; i++)
		{
			double	   *sums = category->sums + (size_t) at[c][i] * size;

			sums[0] += response->residual[i];
			sums[1] += response->curvature[i];
		}
		for (i = 0; pass->n_numbers > 0 && i < n; i++)
		{
			double	   *sums = category->sums + (size_t) at[c][i] * size;
			double		weight = response->curvature[i];

			for (q = 0; q < pass->n_numbers; q++)
				sums[2 + q] += weight * dense->columns[q][i];
		}
		for (d = 0; d < c; d++)
			add_pairs(category->pairs[d], pass->categories[d].width + 1,
					  at[c], at[d], n, response, d == 0);
	}
	pass->n_together += n;
	if (pass->n_together >= ROWS_TOGETHER &&
		pass->n_together >= (int64_t) (ROWS_OF_CELL * pass->n_cells))
		lg_level_tables_add(pass, curvature);
}

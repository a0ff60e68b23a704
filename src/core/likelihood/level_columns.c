/*-------------------------------------------------------------------------
 *
 * level_columns.c
 *		Passes in doubles over categories of many levels.
 *
 * A row has one level of a category.  So the columns of its levels, 0 or 1,
 * are not made: a score takes the coefficient of the row's level from a
 * table, and the products of the information are added where they are not
 * zero, one for each other category and each number.  That is O(p^2) work
 * for each row with p numbers and categories, however many levels there are.
 *
 * Where there is room, sums go to tables by code first (level_tables.c).
 *
 * The scaled column of a level is z = a x - h of the raw one, as in
 * raw_columns.c, and what is wanted of it follows from sums over x in the
 * same way.  Numbers are scaled before they are summed.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/level_columns.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/data/moments.h"
#include "core/kernel/cross_sums.h"
#include "core/likelihood/level_tables.h"
#include "core/numeric/packed.h"

/* With fewer levels it is no slower to make their columns. */
#define FEWEST_LEVELS	24

static const LgTerm *
term_of(const LgDesign *design, int column)
{
	return &design->terms[design->columns[column]];
}

/* The doubles that the arrays of a pass take. */
static size_t
scratch_size(int n_numbers, const LgCategory *categories, int n_categories)
{
	size_t		size = n_numbers + 2 * (n_numbers + 1) +
		2 * LG_PACKED_SIZE(n_numbers + 1);
	int			c;

	for (c = 0; c < n_categories; c++)
		size += 2 * (size_t) categories[c].width;
	return size;
}

/*
 * Finds the categories of a design; false if it has too many, or levels so
 * few that their columns give no room for the arrays.
 */
static bool
find_categories(const LgDesign *design, LgCategory *categories,
				int *n_categories, int *n_numbers)
{
	int			n_levels = 0;
	int			c;
	int			j;

	*n_categories = *n_numbers = 0;
	for (j = 1; j < design->n_columns; j++)
	{
		const LgTerm *term = term_of(design, j);

		if (term->kind != LG_TERM_CODE)
		{
			++*n_numbers;
			continue;
		}
		n_levels++;
		for (c = 0; c < *n_categories; c++)
			if (categories[c].column == term->column)
				break;
		if (c == LG_MOST_CATEGORIES)
			return false;
		if (c == *n_categories)
		{
			categories[c].column = term->column;
			categories[c].width = 0;
			++*n_categories;
		}
		if (term->code >= categories[c].width)
			categories[c].width = term->code + 1;
	}
	return n_levels >= FEWEST_LEVELS &&
		scratch_size(*n_numbers, categories, *n_categories) <=
		(size_t) n_levels * LG_BLOCK_STRIDE;
}

/* Whether a pass over a design, in doubles, is better made here. */
bool
lg_level_columns_apply(const LgDesign *design)
{
	LgCategory	categories[LG_MOST_CATEGORIES];
	int			n_categories;
	int			n_numbers;

	return design->n_columns > FEWEST_LEVELS && design->softmax == NULL &&
		design->direction == NULL &&
		design->rows->pass == NULL &&
		term_of(design, 0)->kind == LG_TERM_INTERCEPT &&
		find_categories(design, categories, &n_categories, &n_numbers);
}

/* Sets a pass at beta up. */
static void
start(LgLevelPass *pass, const LgDesign *design, LgDense *dense,
	  const LgDd *beta)
{
	LgDd		intercept = beta[0];
	double	   *scratch;
	int			n = 0;
	int			c;
	int			j;

	pass->design = design;
	(void) find_categories(design, pass->categories, &pass->n_categories,
						   &pass->n_numbers);
	scratch = dense->z + (size_t) pass->n_numbers * LG_BLOCK_STRIDE;
	pass->numbers = lg_level_cut(&scratch, pass->n_numbers);
	pass->gradient = lg_level_cut(&scratch, 2 * (pass->n_numbers + 1));
	pass->information = lg_level_cut(&scratch,
							2 * LG_PACKED_SIZE(pass->n_numbers + 1));
	for (c = 0; c < pass->n_categories; c++)
	{
		LgCategory   *category = &pass->categories[c];

		category->place = lg_level_cut(&scratch, category->width);
		category->slope = lg_level_cut(&scratch, category->width);
		memset(category->place, 0, category->width * sizeof(int));
		memset(category->slope, 0, category->width * sizeof(double));
		for (j = 1; j < design->n_columns; j++)
		{
			const LgTerm *term = term_of(design, j);

			if (term->kind != LG_TERM_CODE ||
				term->column != category->column)
				continue;
			category->place[term->code] = j;
			category->slope[term->code] = beta[j].hi * term->unit *
				term->spread;
			intercept = lg_dd_subtract(intercept,
									   lg_dd_scale(beta[j], term->centre *
												   term->spread));
		}
	}
	lg_level_tables_start(pass, scratch, dense->z + (size_t) design->n_columns *
				 LG_BLOCK_STRIDE);
	for (j = 1; j < design->n_columns; j++)
		if (term_of(design, j)->kind != LG_TERM_CODE)
		{
			dense->columns[n] = dense->z + (size_t) n * LG_BLOCK_STRIDE;
			dense->slope[n] = beta[j].hi;
			pass->numbers[n++] = j;
		}
	dense->intercept = lg_dd_double(intercept);
	lg_cross_sums_clear(dense->sums, n);
	lg_design_rewind(design, dense);
}

/* Makes the numbers of a block, and scores of all columns. */
static void
score_block(const LgLevelPass *pass, LgDense *dense, const LgBlock *block,
			double *score)
{
	const LgDesign *design = pass->design;
	const LgKernel *kernel = lg_design_kernel(design);
	int			c;
	int			i;
	int			q;

	dense->n_rows = block->n_rows;
	lg_design_fill_rows(design, block, NULL, dense);
	for (q = 0; q < pass->n_numbers; q++)
	{
		const LgTerm *term = term_of(design, pass->numbers[q]);
		LgScaling	scaling = {term->unit, term->centre, term->spread};

		lg_design_fill_column(kernel, term, block, NULL, dense->n_rows,
							  &scaling, dense->z + (size_t) q *
							  LG_BLOCK_STRIDE);
	}
	kernel->predict(dense->columns, pass->n_numbers, dense->n_rows,
					dense->slope, dense->intercept, score);
	for (c = 0; c < pass->n_categories; c++)
	{
		const LgCategory *category = &pass->categories[c];
		const uint16_t *codes = block->codes[category->column];

		for (i = 0; i < dense->n_rows; i++)
			if (codes[i] < category->width)
				score[i] += category->slope[codes[i]];
	}
}

/* The column of a row's level, 0 if that is the reference. */
static int
place_of(const LgCategory *category, const LgBlock *block, int row)
{
	int			code = block->codes[category->column][row];

	return code < category->width ? category->place[code] : 0;
}

/* Adds the sums of a block that levels have a part in. */
static void
add_levels(const LgLevelPass *pass, const LgDense *dense, const LgBlock *block,
		   const LgResponse *response, LgCurvature *curvature)
{
	LgDd	   *information = curvature->information;
	int			c;
	int			d;
	int			i;
	int			q;

	for (c = 0; c < pass->n_categories; c++)
		for (i = 0; i < dense->n_rows; i++)
		{
			double		weight = response->curvature[i];
			int			j = place_of(&pass->categories[c], block, i);

			if (j == 0)
				continue;
			lg_dd_accumulate_double(&curvature->gradient[j],
									response->residual[i]);
			lg_dd_accumulate_double(&information[LG_PACKED(j, 0)], weight);
			lg_dd_accumulate_double(&information[LG_PACKED(j, j)], weight);
			for (q = 0; q < pass->n_numbers; q++)
			{
				int			k = pass->numbers[q];

				lg_dd_accumulate_double(&information[k < j ? LG_PACKED(j, k) :
													 LG_PACKED(k, j)],
										weight * dense->columns[q][i]);
			}
			for (d = 0; d < c; d++)
			{
				int			k = place_of(&pass->categories[d], block, i);

				if (k != 0)
					lg_dd_accumulate_double(&information[k < j ?
														 LG_PACKED(j, k) :
														 LG_PACKED(k, j)],
											weight);
			}
		}
}

/* Puts the sums of ones and numbers where the design has them. */
static void
spread_numbers(const LgLevelPass *pass, LgDense *dense, LgCurvature *curvature)
{
	int			n = pass->n_numbers;
	int			k;
	int			q;

	memset(pass->gradient, 0, (n + 1) * sizeof(LgDd));
	memset(pass->information, 0, LG_PACKED_SIZE(n + 1) * sizeof(LgDd));
	lg_cross_sums_collect(dense->sums, n, true, pass->gradient,
						  pass->information);
	for (q = 0; q < n; q++)
	{
		int			j = pass->numbers[q];
		LgDd	   *row = curvature->information + LG_PACKED(j, 0);

		curvature->gradient[j] = pass->gradient[q + 1];
		row[0] = pass->information[LG_PACKED(q + 1, 0)];
		for (k = 0; k <= q; k++)
			row[pass->numbers[k]] = pass->information[LG_PACKED(q + 1, k + 1)];
	}
}

/*
 * From sums over raw levels to those over scaled ones.  A row's element of
 * the intercept is scaled when the row is done, and needed by later rows.
 */
static void
scale_levels(const LgDesign *design, LgCurvature *curvature)
{
	LgDd	   *gradient = curvature->gradient;
	LgDd	   *information = curvature->information;
	double		corner = lg_dd_double(information[0]);
	int			j;
	int			k;

	for (j = 1; j < design->n_columns; j++)
	{
		const LgTerm *term = term_of(design, j);
		LgDd	   *row = information + LG_PACKED(j, 0);
		bool		is_level = term->kind == LG_TERM_CODE;
		double		factor = is_level ? term->unit * term->spread : 1.0;
		double		shift = is_level ? term->centre * term->spread : 0.0;
		double		raw = lg_dd_double(row[0]);

		for (k = 1; k <= j; k++)
		{
			const LgTerm *other = term_of(design, k);
			bool		is_other = other->kind == LG_TERM_CODE;
			double		element = lg_dd_double(row[k]);
			double		edge = k < j ?
				lg_dd_double(information[LG_PACKED(k, 0)]) :
				factor * raw - shift * corner;

			if (is_other)
				element = other->unit * other->spread * element -
					other->centre * other->spread * raw;
			row[k] = lg_dd(factor * element - shift * edge);
		}
		if (is_level)
			gradient[j] = lg_dd_subtract(lg_dd_shift(gradient[j], factor),
										 lg_dd_scale(gradient[0], shift));
		row[0] = lg_dd(factor * raw - shift * corner);
	}
}

/* Evaluates the likelihood of a design to which this applies, at beta. */
void
lg_level_columns_evaluate(const LgDesign *design, LgDense *dense,
						  const LgDd *beta, LgCurvature *curvature)
{
	const LgKernel *kernel = lg_design_kernel(design);
	double		score[LG_BLOCK_STRIDE];
	double		residual[LG_BLOCK_STRIDE];
	double		weight[LG_BLOCK_STRIDE];
	LgResponse	response = {0};
	LgBlock		block = {0};
	LgLevelPass	pass;

	start(&pass, design, dense, beta);
	lg_curvature_clear(curvature, design->n_columns);
	response.sign = dense->sign;
	response.score = score;
	response.residual = residual;
	response.curvature = weight;
	while (design->rows->next(design->rows->host, &block))
	{
		if (design->census && !design->census->is_taken)
			lg_design_add_block(design, &block, &design->census->row_counts,
								design->census->moments);
		score_block(&pass, dense, &block, score);
		response.n_rows = dense->n_rows;
		response.weight = dense->has_weights ? dense->weight : NULL;
		response.offset = dense->has_offsets ? dense->offset : NULL;
		kernel->respond(&response);
		kernel->cross(&response, dense->columns, pass.n_numbers, dense->sums);
		if (pass.cells)
			lg_level_tables_fill(&pass, dense, &block, &response, curvature);
		else
			add_levels(&pass, dense, &block, &response, curvature);
		lg_dd_accumulate_double(curvature->gradient, response.sum_residual);
		lg_dd_accumulate_double(curvature->information,
								response.sum_curvature);
		lg_dd_accumulate_double(&curvature->log_lik, response.log_lik);
		curvature->weight += response.sum_curvature;
		curvature->n_rows += dense->n_rows;
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  response.smallest_margin);
		if (design->skip > 0)
			(void) design->rows->skip(design->rows->host, design->skip);
	}
	lg_level_tables_add(&pass, curvature);
	spread_numbers(&pass, dense, curvature);
	scale_levels(design, curvature);
	if (design->census)
		design->census->is_taken = true;
}

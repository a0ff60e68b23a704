/*-------------------------------------------------------------------------
 *
 * raw_columns.c
 *		Passes in doubles over the raw columns, without scaling them first.
 *
 * A scaled column is z = a x - h of the raw one, a power of two and a shift.
 * Making it costs as much as using it, and its sums follow from those of the
 * raw column:
 *
 *		scores			z'b = sum b_j a_j x_j + (b_0 - sum b_j h_j)
 *		gradient		g_j = a_j sum r x_j - h_j g_0
 *		information		H_j0 = a_j sum w x_j - h_j H_00
 *						H_jk = a_j (a_k sum w x_j x_k - h_k sum w x_j)
 *							   - h_j H_k0
 *
 * as the products of centred columns follow from those of uncentred ones in
 * any book.  They lose 2 log2 |h| bits that way, the deviation of z being
 * about 1; the last step is in doubles but for the gradient, which is a small
 * difference of large sums.  So a column is left as it lies only if its mean
 * is within few deviations of zero, and made as before if it is not, if its
 * units are so far from 1 that products might leave the range, or in a block
 * that is not padded.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/raw_columns.h"

#include <math.h>

#include "core/data/design_scan.h"
#include "core/data/moments.h"
#include "core/linalg/cholesky.h"

/* The largest |h|: 4 bits of 53. */
#define LARGEST_SHIFT	4.0

/* The largest a, and the smallest one inverted. */
#define LARGEST_FACTOR	0x1p200

/* Lines that are fetched ahead: few for a cache, see rows.h. */
#define LARGEST_FETCH	1024

/* Whether the intercept takes part, which shifts need. */
static bool
has_ones(const LgDesign *design)
{
	return design->n_columns > 0 &&
		design->terms[design->columns[0]].kind == LG_TERM_INTERCEPT;
}

/* a * b, for a near the end of the range, too: nothing is split. */
static LgDd
scaled(LgDd a, double b)
{
	double		product = a.hi * b;

	return lg_dd_quick_sum(product, fma(a.hi, b, -product) + a.lo * b);
}

/* Of a column that is left as it lies: z = factor x - shift. */
typedef struct Placement
{
	bool		is_implicit;	/* else factor 1 and shift 0, of z itself */
	double		factor;
	double		shift;
} Placement;

static Placement
placement_of(const LgDesign *design, int column)
{
	const LgTerm *term = &design->terms[design->columns[column]];
	Placement	place = {true, term->unit * term->spread,
		term->centre * term->spread};

	if (term->kind == LG_TERM_INTERCEPT ||
		!(place.factor <= LARGEST_FACTOR) ||
		!(place.factor >= 1.0 / LARGEST_FACTOR) ||
		!(fabs(place.shift) <= (has_ones(design) ? LARGEST_SHIFT : 0.0)))
	{
		place.is_implicit = false;
		place.factor = 1.0;
		place.shift = 0.0;
	}
	return place;
}

/*
 * Prepares a pass at beta: from the first row on, slopes of the columns as
 * they will come.
 */
void
lg_raw_columns_start(const LgDesign *design, const LgDd *beta, LgDense *dense)
{
	int			first = has_ones(design) ? 1 : 0;
	LgDd		intercept = first ? beta[0] : lg_dd(0.0);
	int			j;

	for (j = first; j < design->n_columns; j++)
	{
		Placement	place = placement_of(design, j);

		dense->factor[j] = place.factor;
		dense->shift[j] = place.shift;
		dense->slope[j - first] = beta[j].hi * place.factor;
		intercept = lg_dd_subtract(intercept,
								   lg_dd_scale(beta[j], place.shift));
	}
	dense->intercept = intercept.hi;
	dense->n_slopes = design->n_columns - first;
	lg_cross_sums_clear(dense->sums, dense->n_slopes);
	lg_design_rewind(design, dense);
}

/* The rows of a block that no direction separates; NULL: all. */
static const int *
keep_rows(const LgDesign *design, const LgBlock *block, int *some,
		  int *n_kept)
{
	int			n = 0;
	int			i;

	*n_kept = block->n_rows;
	if (design->direction == NULL)
		return NULL;
	for (i = 0; i < block->n_rows; i++)
		if (!lg_design_separates(design, block, i, 0, 0))
			some[n++] = i;
	*n_kept = n;
	return some;
}

/*
 * The next block that has rows that take part: its rows and columns; false at
 * the end.  Takes the census if the design asks for one.
 */
bool
lg_raw_columns_next(const LgDesign *design, LgDense *dense)
{
	const LgKernel *kernel = lg_design_kernel(design);
	LgCensus   *census = design->census && !design->census->is_taken ?
		design->census : NULL;
	int			first = has_ones(design) ? 1 : 0;
	int			some[LG_BLOCK_ROWS];
	const int  *kept;
	LgBlock		block = {0};	/* not every host knows what is ahead */
	int			j;

	do
	{
		if (!design->rows->next(design->rows->host, &block))
			return false;
		if (census)
			lg_design_add_block(design, &block, &census->row_counts,
								census->moments);
		kept = keep_rows(design, &block, some, &dense->n_rows);
	} while (dense->n_rows == 0);

	dense->ahead = block.ahead;
	dense->n_ahead = design->skip > 0 ? 0 :
		(int) fmin((double) block.ahead_size / LG_CACHE_LINE, LARGEST_FETCH);
	lg_design_fill_rows(design, &block, kept, dense);
	for (j = first; j < design->n_columns; j++)
	{
		const LgTerm *term = &design->terms[design->columns[j]];
		Placement	place = placement_of(design, j);
		double	   *z = dense->z + (size_t) j * LG_BLOCK_STRIDE;
		LgScaling	scaling = {term->unit, term->centre, term->spread};

		dense->columns[j - first] = z;
		if (place.is_implicit && term->kind == LG_TERM_NUMBER && !kept &&
			dense->n_rows % LG_KERNEL_PAD == 0)
			dense->columns[j - first] = block.numbers[term->column];
		else if (place.is_implicit)
			lg_design_fill_column(kernel, term, &block, kept, dense->n_rows,
								  &(LgScaling) {1.0, 0.0, 1.0}, z);
		else
			lg_design_fill_column(kernel, term, &block, kept, dense->n_rows,
								  &scaling, z);
	}
	return true;
}

/*
 * Ends a pass: puts the sums into the curvature, whose elements for the
 * intercept alone have been summed there.  The information is multiplied by
 * a ratio: that of all rows to those that are in it.
 */
void
lg_raw_columns_finish(const LgDesign *design, LgDense *dense, double ratio,
					  LgCurvature *curvature)
{
	bool		with_ones = has_ones(design);
	int			first = with_ones ? 1 : 0;
	LgDd	   *gradient = curvature->gradient;
	LgDd	   *information = curvature->information;
	double	   *edge = dense->slope;	/* column 0 of the information */
	double		corner = 0.0;
	int			j;
	int			k;

	lg_cross_sums_collect(dense->sums, dense->n_slopes, with_ones, gradient,
						  information);
	if (with_ones)
	{
		corner = ratio * lg_dd_double(information[0]);
		information[0] = lg_dd(corner);
	}
	for (j = first; j < design->n_columns; j++)
	{
		LgDd	   *row = information + LG_PACKED(j, 0);
		double		factor = dense->factor[j];
		double		shift = dense->shift[j];	/* 0 without ones */
		double		raw = 0.0;

		gradient[j] = lg_dd_shift(gradient[j], factor);
		edge[j] = 0.0;
		if (with_ones)
		{
			gradient[j] = lg_dd_subtract(gradient[j],
										 scaled(gradient[0], shift));
			raw = ratio * lg_dd_double(row[0]);
			edge[j] = factor * raw - shift * corner;
			row[0] = lg_dd(edge[j]);
		}
		for (k = first; k <= j; k++)
			row[k] = lg_dd(factor *
						   (ratio * lg_dd_double(row[k]) * dense->factor[k] -
							dense->shift[k] * raw) - shift * edge[k]);
	}
}

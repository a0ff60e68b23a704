/*-------------------------------------------------------------------------
 *
 * design.h
 *		Design columns: rows of data centred and scaled.
 *
 * Every column becomes z = (x 2^a - c) 2^d, where c is a double near its mean,
 * 2^a brings its magnitude and 2^d its deviation to about 1.  The powers are
 * exact, and so is the difference when it is kept as a double-double: a year
 * squared next to 1e-8 becomes a matrix without a trace of either scale.
 * Without an intercept nothing is centred, for that would change the model.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_DESIGN_H
#define LG_DESIGN_H

#include <stddef.h>

#include "core/data/classes.h"
#include "core/kernel/kernel.h"

typedef enum LgTermKind
{
	LG_TERM_INTERCEPT,
	LG_TERM_NUMBER,
	LG_TERM_CODE				/* 1 where the row has this code, else 0 */
} LgTermKind;

typedef struct LgTerm
{
	LgTermKind	kind;
	int			column;			/* of the block's numbers or codes */
	int			code;			/* LG_TERM_CODE: which code counts */
	int			equation;		/* more than two classes: 1, 2, ...; else 0 */
	/* filled by lg_design_measure */
	double		mean;			/* weighted */
	double		std_dev;		/* weighted, population */
	double		min;
	double		max;
	double		unit;			/* 2^a */
	double		centre;			/* c, in units of 2^-a */
	double		spread;			/* 2^d */
} LgTerm;

/* The raw value of a term in one row. */
static inline double
lg_term_raw(const LgTerm *term, const LgBlock *block, int row)
{
	switch (term->kind)
	{
		case LG_TERM_NUMBER:
			return block->numbers[term->column][row];
		case LG_TERM_CODE:
			return block->codes[term->column][row] == term->code ? 1.0 : 0.0;
		case LG_TERM_INTERCEPT:
			break;
	}
	return 1.0;
}

/* z = (x unit - centre) spread, all digits. */
static inline LgDd
lg_term_scaled(const LgTerm *term, double raw)
{
	if (term->kind == LG_TERM_INTERCEPT)
		return lg_dd(1.0);
	return lg_dd_shift(lg_dd_difference(raw * term->unit, term->centre),
					   term->spread);
}

/* Running moments of one column. */
typedef struct LgMoments
{
	double		min;			/* INFINITY before the first row */
	double		max;			/* -INFINITY before the first row */
	double		unit;			/* power of two that keeps squares in range */
	LgDd		mean;			/* of x * unit */
	LgDd		squares;		/* sum of weight * (x * unit - mean)^2 */
} LgMoments;

/* Counts of rows that a scan takes before the fit. */
typedef struct LgRowCounts
{
	int64_t		n_rows;
	int64_t		n_positive;
	LgDd		sum_weights;
	LgDd		sum_weights_positive;
	bool		has_weights;	/* some weight is not 1 */
	bool		has_offsets;	/* some offset is not 0 */
} LgRowCounts;

/* Counts and moments that a pass in doubles takes besides its own sums. */
typedef struct LgCensus
{
	bool		is_taken;
	LgRowCounts	row_counts;
	LgMoments  *moments;		/* [n_terms] */
} LgCensus;

struct LgSoftmax;
struct LgStrata;

typedef struct LgDesign
{
	LgRows	   *rows;
	const LgKernel *kernel;		/* of the passes in doubles; NULL: the best */
	int64_t		skip;			/* rows that a scan of doubles passes over after
								 * each block; 0: none */
	int			share;			/* a pass in doubles takes products of columns in
								 * one of so many blocks, and extrapolates; 0
								 * and 1: in all */
	LgCensus   *census;			/* to be taken by the next pass in doubles, or
								 * NULL */
	int			n_terms;
	LgTerm	   *terms;			/* the caller's; an intercept comes first */
	bool		has_intercept;
	int			positive;		/* the label code that is a success */
	int			n_columns;		/* terms that take part, not aliased */
	int		   *columns;		/* their indexes, ascending */
	const LgDd *direction;		/* [n_terms]: rows that it separates are left
								 * out; NULL: no row is */
	const LgClasses *classes;	/* more than two classes: rows come as pairs
								 * of classes, see softmax.h; else NULL */
	struct LgSoftmax *softmax;	/* likewise: of the likelihood; else NULL */
	struct LgStrata *strata;	/* the conditional likelihood of strata, whose
								 * pairs the rows are; else NULL */
} LgDesign;

/*
 * One block of the design, dense: scratch owned by the caller.  Columns have
 * room for the padding that kernels want.
 */
typedef struct LgDense
{
	int			n_rows;			/* rows that take part */
	double	   *z;				/* [column * LG_BLOCK_STRIDE + row] */
	double	   *z_low;			/* low parts of z, or NULL: not wanted */
	bool		has_weights;	/* else all are 1 */
	bool		has_offsets;	/* else all are 0 */
	bool		has_frequencies;	/* else all are 1 */
	double		sign[LG_BLOCK_STRIDE];	/* 1 for a success, else -1 */
	double		weight[LG_BLOCK_STRIDE];
	double		offset[LG_BLOCK_STRIDE];
	double		score[LG_BLOCK_STRIDE]; /* scratch */
	uint64_t	cluster[LG_BLOCK_ROWS]; /* if the rows have clusters */
	double		frequency[LG_BLOCK_ROWS];	/* if has_frequencies */
	uint8_t		label[LG_BLOCK_ROWS];
	LgBlock		block;			/* pairs: the block that they are made of, kept
								 * until each class has been the other one */
	int			n_alternatives; /* pairs: how many were; deviations: rows of the
								 * block that were; 0: take a new block */
	/* of passes in doubles, see raw_columns.h: all columns but the intercept */
	int			n_slopes;
	const double **columns;		/* [n_slopes] raw or dense ones */
	double	   *factor;			/* [n_columns] with which, and less which */
	double	   *shift;			/* [n_columns] shift, they become scaled ones */
	double	   *slope;			/* [n_columns] their coefficients */
	double		intercept;		/* what is added to their scores */
	double	   *sums;			/* [lg_cross_size(n_slopes)] cross products */
	const char *ahead;			/* where the next block lies, */
	int			n_ahead;		/* and the cache lines of it that are worth
								 * fetching */
} LgDense;

/*
 * A direction is zero on a row if it is below this share of its terms'
 * sizes: far above the rounding of double-doubles (1e-31), and far below
 * what two columns of doubles can differ by (1e-16).
 */
#define LG_ZERO_TOLERANCE	1e-23

/* The inner loops that a design's passes use. */
static inline const LgKernel *
lg_design_kernel(const LgDesign *design)
{
	return design->kernel ? design->kernel : lg_kernel_find(LG_KERNEL_AUTO);
}

/*
 * The sign of a term's column in the pair z_y - z_a of class y with class a:
 * 1, -1 or 0.  With two classes rows do not come as pairs: 1.
 */
static inline double
lg_design_pair_sign(const LgTerm *term, int y, int a)
{
	if (term->equation == 0)
		return 1.0;
	return (double) ((term->equation == y) - (term->equation == a));
}

extern bool lg_design_separates(const LgDesign *design, const LgBlock *block,
								int row, int y, int a);
extern void lg_design_fill_rows(const LgDesign *design, const LgBlock *block,
								const int *kept, LgDense *dense);
extern void lg_design_fill_column(const LgKernel *kernel, const LgTerm *term,
								  const LgBlock *block, const int *kept,
								  int n_kept, const LgScaling *scaling,
								  double *z);
extern void lg_design_fill(const LgDesign *design, const LgBlock *block,
						   const int *kept, LgDense *dense);
extern bool lg_design_is_constant(const LgTerm *term);
extern double lg_design_extent(const LgTerm *term);
extern double lg_design_rounding(const LgTerm *term);

#endif							/* LG_DESIGN_H */

/*-------------------------------------------------------------------------
 *
 * kernel.h
 *		The inner loops of a pass over the rows, one set per machine.
 *
 * A pass in doubles spends its time in a few loops: measuring columns, taking
 * scores from them and probabilities from scores, and summing cross products.
 * They are compiled several times, for vectors of different widths, and the
 * host chooses a set by what the processor has.
 *
 * The sets differ in the order of sums and in the use of fused operations,
 * so results differ in the last digits, as they do when rows come in another
 * order.
 *
 * Raw columns have n rows and no more.  Dense ones and those of a response
 * have room up to a multiple of LG_KERNEL_PAD, and the loops write there; so
 * they read columns that go into scores and products, where anything finite
 * will do.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_KERNEL_H
#define LG_KERNEL_H

#include "core/kernel/cross_sums.h"
#include "core/numeric/doubledouble.h"
#include "core/rows.h"

/* Memory comes to the processor in lines of so many bytes, or twice as many. */
#define LG_CACHE_LINE		64

/* Rows come in multiples of this, the rest being padding without effect. */
#define LG_KERNEL_PAD		8

/* Rows or columns that the loops of kernel_vector.h take together. */
#define LG_KERNEL_X			4
#define LG_KERNEL_Y			2

/* z = (x unit - centre) spread; unit and spread are powers of two. */
typedef struct LgScaling
{
	double		unit;
	double		centre;
	double		spread;
} LgScaling;

/* The rows of a block between their scores and their cross products. */
typedef struct LgResponse
{
	int			n_rows;			/* 1 ... LG_BLOCK_ROWS */
	double	   *sign;			/* [row] 1 for a success, else -1 */
	double	   *weight;			/* [row] positive; NULL: all are 1 */
	double	   *offset;			/* [row] finite; NULL: all are 0 */
	double	   *score;			/* [row] z'b */
	const char *ahead;			/* memory to be fetched on the way */
	int			n_ahead;		/* cache lines of it */
	/* the answer */
	double	   *residual;		/* [row] weight (y - p) */
	double	   *curvature;		/* [row] weight p (1 - p) */
	double		sum_residual;
	double		sum_curvature;
	double		log_lik;		/* of these rows */
	double		smallest_margin;	/* of sign * score */
} LgResponse;

/* What a block adds to the moments of a column. */
typedef struct LgMeasure
{
	double		min;
	double		max;
	double		sum;			/* of weight * (x unit - origin) */
	double		squares;		/* of weight * (x unit - origin)^2 */
} LgMeasure;

/* A block in double-double: every column comes with its low parts. */
typedef struct LgPrecise
{
	int			n_rows;			/* 1 ... LG_BLOCK_ROWS */
	int			n_columns;
	const double *z;			/* columns LG_BLOCK_STRIDE apart, zero in the
								 * padding */
	const double *z_low;
	double	   *score;			/* [row] z'b */
	double	   *score_low;
	double	   *residual;		/* [row], zero in the padding; NULL: no
								 * gradient is wanted */
	double	   *residual_low;
	double	   *weight;			/* [row], zero in the padding; NULL: all are 1 */
	double	   *weight_low;
} LgPrecise;

/* What a block in double-double is besides its columns. */
typedef struct LgPreciseResponse
{
	double	   *sign;			/* [row] 1 for a success, else -1 */
	double	   *weight;			/* [row] positive; NULL: all are 1 */
	double	   *offset;			/* [row] finite; NULL: all are 0 */
	/* the answer, with residuals and weights of the block's own */
	LgDd		log_lik;		/* of these rows */
	double		smallest_margin;	/* of sign * score */
} LgPreciseResponse;

typedef struct LgKernel
{
	/* n > 0 values; weight: NULL if all are 1 */
	void		(*measure) (const double *x, const double *weight, int n,
							double unit, double origin, LgMeasure *measure);

	/* above[k] += the weights of those of n values that are above cut_k */
	void		(*exceed) (const double *x, const double *weight, int n,
						   const double *cuts, int n_cuts, double *above);

	/* whether none of n values is NaN or an infinity */
	bool		(*are_finite) (const double *x, int n);

	/* 1 where a label is the positive one, -1 elsewhere */
	void		(*sign) (const uint8_t *labels, int n, int positive,
						 double *sign);

	/* scales n values of a number */
	void		(*scale) (const double *x, int n, const LgScaling *scaling,
						  double *z);

	/* the same for a code: z is "one" where it is "wanted", else "zero" */
	void		(*indicate) (const uint16_t *codes, int n, int wanted,
							 double zero, double one, double *z);

	/* score = intercept + sum of slope_j x_j, in n rows */
	void		(*predict) (const double *const *x, int n_columns, int n,
							const double *slope, double intercept,
							double *score);

	/* from scores to residuals, weights and likelihood */
	void		(*respond) (LgResponse *response);

	/*
	 * Adds the sums of residual * x_j, curvature * x_j and curvature * x_j x_k
	 * to the sums of cross_sums.h.
	 */
	void		(*cross) (const LgResponse *response,
						  const double *const *x, int n_columns,
						  double *sums);

	/* only those of residual * x_j */
	void		(*along) (const LgResponse *response,
						  const double *const *x, int n_columns,
						  double *sums);

	/* the scores in double-double */
	void		(*predict_precise) (const LgPrecise *rows, const LgDd *beta);

	/* from them to residuals, weights and likelihood */
	void		(*respond_precise) (const LgPrecise *rows,
									LgPreciseResponse *response);

	/*
	 * The same sums in double-double, for one column: an element of the
	 * gradient and, unless that is NULL, a row of the triangle.
	 */
	void		(*cross_precise) (const LgPrecise *rows, int column,
								  LgDd *gradient, LgDd *information);

	/* sums[j][k] = sum of x_k y_j over n elements; LG_KERNEL_Y rows y */
	void		(*dots) (const double *const *x, const double *const *y, int n,
						 double (*sums)[LG_KERNEL_X]);

	/* y += sum of a_k x_k, of n elements */
	void		(*combine) (const double *a, const double *const *x, int n,
							double *y);

	/* adds slope_k z_k to the scores of n rows, for raw columns x_k */
	void		(*add_scores) (const double *const *x, int n,
							   const LgScaling *scaling, const double *slope,
							   double *score);

	/* sums[k] = sum of residual z_k over n rows */
	void		(*project) (const double *const *x, int n,
							const LgScaling *scaling, const double *residual,
							double *sums);
} LgKernel;

typedef enum LgKernelLevel
{
	LG_KERNEL_SCALAR,			/* plain C */
	LG_KERNEL_SSE2,				/* x86-64: 2 doubles at a time, */
	LG_KERNEL_AVX2,				/* 4, */
	LG_KERNEL_AVX512,			/* 8 */
	LG_KERNEL_NEON,				/* arm64: 2 doubles at a time */
	LG_KERNEL_AUTO				/* the widest that there is */
} LgKernelLevel;

extern const LgKernel *lg_kernel_find(LgKernelLevel level);

#endif							/* LG_KERNEL_H */

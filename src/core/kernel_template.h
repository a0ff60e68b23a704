/*-------------------------------------------------------------------------
 *
 * kernel_template.h
 *		The inner loops for vectors of LG_LANES doubles.
 *
 * Included by kernel.c once for each set, with these macros, which it
 * undefines:
 *
 *		LG_LEVEL		ends the names of the set's functions
 *		LG_LANES		doubles of a vector; 1 is plain C
 *		LG_TARGET		the attribute that allows the instructions
 *		LG_FUSED(a, b, c)	a * b + c, rounded once if the machine can
 *		LG_PRODUCT_ERROR(a, b, p)	a * b - p exactly, where p = a * b rounded
 *		LG_MIN(a, b), LG_MAX(a, b)
 *		LG_KEEP(v)		holds a variable in its register; gcc would rather
 *						load it for each use, and loads are the bottleneck
 *
 * Method: e^x by reduction to |r| <= ln2/2 and Taylor's series; ln(1 + e) by
 * the series of 2 artanh(e / (2 + e)), from which ln 2 is split off where
 * that makes the argument smaller.
 *
 * Special cases: scores may be huge, but not NaN.  e^x is 0 below -708,
 * where it would soon be subnormal.
 *
 * Accuracy: relative errors of e^x and of ln(1 + e) below 2^-51.
 *
 *-------------------------------------------------------------------------
 */
#define LG_JOIN_AGAIN(a, b)	a##_##b
#define LG_JOIN(a, b)		LG_JOIN_AGAIN(a, b)
#define LG_NAME(name)		LG_JOIN(name, LG_LEVEL)
#define Vector				LG_NAME(Vector)
#define Integers			LG_NAME(Integers)
#define Unaligned			LG_NAME(Unaligned)
#define Pair				LG_NAME(Pair)
#define LG_TILE				4	/* rows of the triangle summed together */
#define LG_INLINE			LG_TARGET static inline __attribute__((always_inline))

/*
 * Vectors in memory are aligned as doubles are, and no more: the host's
 * allocator knows nothing of vectors.
 */
#if LG_LANES > 1
typedef double Vector __attribute__((vector_size(LG_LANES * 8)));
typedef uint64_t Integers __attribute__((vector_size(LG_LANES * 8)));
typedef double Unaligned
			__attribute__((vector_size(LG_LANES * 8), aligned(8), may_alias));
#define LG_LESS(a, b)		((Integers) ((a) < (b)))
#else
typedef double Vector;
typedef uint64_t Integers;
typedef double Unaligned;
#define LG_LESS(a, b)		(-(uint64_t) ((a) < (b)))
#endif

LG_INLINE Vector
LG_NAME(load)(const double *x)
{
	return *(const Unaligned *) x;
}

LG_INLINE void
LG_NAME(store)(double *x, Vector v)
{
	*(Unaligned *) x = v;
}

/* The same value in every lane. */
LG_INLINE Vector
LG_NAME(all)(double x)
{
	return x - (Vector) {0.0};
}

LG_INLINE Integers
LG_NAME(bits)(Vector x)
{
	Integers	result;

	memcpy(&result, &x, sizeof(result));
	return result;
}

LG_INLINE Vector
LG_NAME(from_bits)(Integers x)
{
	Vector		result;

	memcpy(&result, &x, sizeof(result));
	return result;
}

/* yes where the mask is set, no where it is clear. */
LG_INLINE Vector
LG_NAME(select)(Integers mask, Vector yes, Vector no)
{
	return LG_NAME(from_bits)((mask & LG_NAME(bits)(yes)) |
							  (~mask & LG_NAME(bits)(no)));
}

/* The sum of the lanes, halves first. */
LG_INLINE double
LG_NAME(total)(Vector v)
{
#if LG_LANES == 1
	return v;
#elif LG_LANES == 2
	return v[0] + v[1];
#elif LG_LANES == 4
	return (v[0] + v[2]) + (v[1] + v[3]);
#else
	return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
#endif
}

/* e^x for x <= 0. */
LG_INLINE Vector
LG_NAME(exponential)(Vector x)
{
	const double shift = 0x1.8p52;	/* adding it rounds to an integer, which
									 * is then in the low bits */
	const double ln2_hi = 0x1.62e42fefa3800p-1; /* 42 bits: k ln2_hi is exact */
	const double ln2_lo = 0x1.ef35793c76730p-45;
	Vector		shifted = LG_FUSED(x, LG_NAME(all)(0x1.71547652b82fep0),
								   LG_NAME(all)(shift));
	Vector		k = shifted - shift;
	Vector		r = LG_FUSED(-k, LG_NAME(all)(ln2_lo),
							 LG_FUSED(-k, LG_NAME(all)(ln2_hi), x));
	Vector		square = r * r;
	Vector		fourth = square * square;
	Vector		low;
	Vector		middle;
	Vector		high;

	/* pairs, so that little waits for the step before */
#define LG_PAIR(a, b)	LG_FUSED(r, LG_NAME(all)(1.0 / (b)), LG_NAME(all)(1.0 / (a)))
	low = LG_FUSED(square, LG_PAIR(24, 120), LG_PAIR(2, 6));
	middle = LG_FUSED(square, LG_PAIR(40320, 362880), LG_PAIR(720, 5040));
	high = LG_FUSED(square, LG_NAME(all)(1.0 / 479001600) +
					r * (1.0 / 6227020800), LG_PAIR(3628800, 39916800));
#undef LG_PAIR
	low = LG_FUSED(fourth, LG_FUSED(fourth, high, middle), low);
	low = 1.0 + LG_FUSED(square, low, r);
	low = LG_NAME(from_bits)(LG_NAME(bits)(low) +
							 (LG_NAME(bits)(shifted) << 52));
	return LG_NAME(from_bits)(LG_NAME(bits)(low) &
							  ~LG_LESS(x, LG_NAME(all)(-708.0)));
}

/* ln(1 + e) for 0 <= e <= 1. */
LG_INLINE Vector
LG_NAME(logarithm)(Vector e)
{
	/* 1 + e = 2 (1 + e) / 2: the quotient below is then (e - 1) / (e + 3) */
	Integers	is_large = LG_LESS(LG_NAME(all)(0.4142), e);
	Vector		numerator = e - LG_NAME(select)(is_large, LG_NAME(all)(1.0),
												LG_NAME(all)(0.0));
	Vector		t = numerator / (e + LG_NAME(select)(is_large,
													 LG_NAME(all)(3.0),
													 LG_NAME(all)(2.0)));
	Vector		square = t * t;
	Vector		series = LG_NAME(all)(2.0 / 21);

	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 19));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 17));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 15));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 13));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 11));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 9));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 7));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 5));
	series = LG_FUSED(series, square, LG_NAME(all)(2.0 / 3));
	series = LG_FUSED(series * square, t, t + t);
	return series + LG_NAME(select)(is_large,
									LG_NAME(all)(0x1.62e42fefa39efp-1),
									LG_NAME(all)(0.0));
}

LG_TARGET static void
LG_NAME(measure)(const double *x, const double *weight, int n, double unit,
				 double origin, LgMeasure *measure)
{
	Vector		min = LG_NAME(all)(x[0]);
	Vector		max = min;
	Vector		sum = LG_NAME(all)(0.0);
	Vector		squares = sum;
	double		low[LG_LANES];
	double		high[LG_LANES];
	LgMeasure	result;
	int			i;
	int			j;

	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		Vector		value = LG_NAME(load)(x + i);
		Vector		weighted;

		min = LG_MIN(min, value);
		max = LG_MAX(max, value);
		weighted = value = LG_FUSED(value, LG_NAME(all)(unit),
									LG_NAME(all)(-origin));
		if (weight)
			weighted *= LG_NAME(load)(weight + i);
		sum += weighted;
		squares = LG_FUSED(value, weighted, squares);
	}
	result.sum = LG_NAME(total)(sum);
	result.squares = LG_NAME(total)(squares);
	LG_NAME(store)(low, min);
	LG_NAME(store)(high, max);
	result.min = low[0];
	result.max = high[0];
	for (j = 1; j < LG_LANES; j++)
	{
		result.min = fmin(result.min, low[j]);
		result.max = fmax(result.max, high[j]);
	}
	for (; i < n; i++)
	{
		double		value = x[i] * unit - origin;
		double		weighted = weight ? weight[i] * value : value;

		result.min = fmin(result.min, x[i]);
		result.max = fmax(result.max, x[i]);
		result.sum += weighted;
		result.squares += value * weighted;
	}
	*measure = result;
}

/* One vector of LgKernel's scale. */
LG_INLINE void
LG_NAME(scale_vector)(const double *x, const LgScaling *scaling, double slope,
					  double *z, double *score)
{
	Vector		value = LG_FUSED(LG_NAME(load)(x),
								 LG_NAME(all)(scaling->unit),
								 LG_NAME(all)(-scaling->centre)) *
		scaling->spread;

	LG_NAME(store)(z, value);
	LG_NAME(store)(score, LG_FUSED(value, LG_NAME(all)(slope),
								   LG_NAME(load)(score)));
}

LG_TARGET static void
LG_NAME(scale)(const double *x, int n, const LgScaling *scaling,
			   double slope, double *z, double *score)
{
	LgScaling	local = *scaling;	/* no store below can change it */
	double		rest[LG_LANES] = {0.0};
	int			i;

	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
		LG_NAME(scale_vector)(x + i, &local, slope, z + i, score + i);
	if (i < n)
	{
		memcpy(rest, x + i, (n - i) * sizeof(double));
		LG_NAME(scale_vector)(rest, &local, slope, z + i, score + i);
	}
	for (i = n; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

LG_TARGET static void
LG_NAME(indicate)(const uint16_t *codes, int n, int wanted, double zero,
				  double one, double slope, double *z, double *score)
{
	double		value[2] = {zero, one};
	double		change[2] = {zero * slope, one * slope};
	int			i;

	for (i = 0; i < n; i++)
	{
		int			is_wanted = codes[i] == wanted;

		z[i] = value[is_wanted];
		score[i] += change[is_wanted];
	}
	for (; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

LG_TARGET static void
LG_NAME(respond)(LgResponse *response)
{
	LgResponse	rows = *response;
	Vector		smallest_margin = LG_NAME(all)(INFINITY);
	Vector		loss = LG_NAME(all)(0.0);
	double		lane[LG_LANES];
	int			i;

	/* a success so certain that nothing of it is left in any sum */
	for (i = rows.n_rows; i % LG_KERNEL_PAD != 0; i++)
	{
		rows.score[i] = 1000.0;
		rows.sign[i] = 1.0;
		if (rows.offset)
			rows.offset[i] = 0.0;
		if (rows.weight)
			rows.weight[i] = 1.0;
	}

	for (i = 0; i < rows.n_rows; i += LG_LANES)
	{
		Vector		sign = LG_NAME(load)(rows.sign + i);
		Vector		margin = sign * LG_NAME(load)(rows.score + i);
		Vector		weight = rows.weight ? LG_NAME(load)(rows.weight + i) :
			LG_NAME(all)(1.0);
		Integers	is_wrong;
		Vector		e;
		Vector		inverse;

		smallest_margin = LG_MIN(smallest_margin, margin);
		if (rows.offset)
			margin += sign * LG_NAME(load)(rows.offset + i);
		is_wrong = LG_LESS(margin, LG_NAME(all)(0.0));
		e = LG_NAME(exponential)(LG_NAME(select)(is_wrong, margin, -margin));
		inverse = 1.0 / (1.0 + e);
		loss += weight *
			(LG_NAME(logarithm)(e) -
			 LG_NAME(select)(is_wrong, margin, LG_NAME(all)(0.0)));
		weight *= inverse;
		LG_NAME(store)(rows.residual + i, sign * weight *
					   LG_NAME(select)(is_wrong, LG_NAME(all)(1.0), e));
		LG_NAME(store)(rows.curvature + i, weight * inverse * e);
	}
	response->log_lik = -LG_NAME(total)(loss);
	LG_NAME(store)(lane, smallest_margin);
	response->smallest_margin = lane[0];
	for (i = 1; i < LG_LANES; i++)
		response->smallest_margin = fmin(response->smallest_margin, lane[i]);
}

/*
 * Sums of products of the columns y, two of them, with two or four weighted
 * ones.  Eight running sums leave registers for the columns on every
 * machine, and are as many as hide the time of an addition.
 */
LG_INLINE void
LG_NAME(products)(const double *weighted, int n_weighted,
				  const double *const *y, int n, double (*sums)[LG_TILE])
{
	const double *x1 = weighted + LG_BLOCK_STRIDE;
	const double *x2 = weighted + 2 * LG_BLOCK_STRIDE;
	const double *x3 = weighted + 3 * LG_BLOCK_STRIDE;
	const double *y0 = y[0];
	const double *y1 = y[1];
	Vector		sum00 = LG_NAME(all)(0.0);
	Vector		sum01 = sum00;
	Vector		sum02 = sum00;
	Vector		sum03 = sum00;
	Vector		sum10 = sum00;
	Vector		sum11 = sum00;
	Vector		sum12 = sum00;
	Vector		sum13 = sum00;
	int			i;

	for (i = 0; i < n; i += LG_LANES)
	{
		Vector		first = LG_NAME(load)(y0 + i);
		Vector		second = LG_NAME(load)(y1 + i);
		Vector		column = LG_NAME(load)(weighted + i);

		LG_KEEP(column);
		sum00 = LG_FUSED(column, first, sum00);
		sum10 = LG_FUSED(column, second, sum10);
		column = LG_NAME(load)(x1 + i);
		LG_KEEP(column);
		sum01 = LG_FUSED(column, first, sum01);
		sum11 = LG_FUSED(column, second, sum11);
		if (n_weighted == 2)
			continue;
		column = LG_NAME(load)(x2 + i);
		LG_KEEP(column);
		sum02 = LG_FUSED(column, first, sum02);
		sum12 = LG_FUSED(column, second, sum12);
		column = LG_NAME(load)(x3 + i);
		LG_KEEP(column);
		sum03 = LG_FUSED(column, first, sum03);
		sum13 = LG_FUSED(column, second, sum13);
	}
	sums[0][0] = LG_NAME(total)(sum00);
	sums[0][1] = LG_NAME(total)(sum01);
	sums[0][2] = LG_NAME(total)(sum02);
	sums[0][3] = LG_NAME(total)(sum03);
	sums[1][0] = LG_NAME(total)(sum10);
	sums[1][1] = LG_NAME(total)(sum11);
	sums[1][2] = LG_NAME(total)(sum12);
	sums[1][3] = LG_NAME(total)(sum13);
}

/* Weights a column; answers the sum of its products with the residuals. */
LG_INLINE double
LG_NAME(weigh)(const LgResponse *response, const double *z, double *weighted)
{
	Vector		sum = LG_NAME(all)(0.0);
	int			i;

	for (i = 0; i < response->n_rows; i += LG_LANES)
	{
		Vector		column = LG_NAME(load)(z + i);

		sum = LG_FUSED(column, LG_NAME(load)(response->residual + i), sum);
		LG_NAME(store)(weighted + i, column *
					   LG_NAME(load)(response->curvature + i));
	}
	return LG_NAME(total)(sum);
}

LG_TARGET static void
LG_NAME(cross)(const LgResponse *response, const double *z, int n_columns,
			   LgDd *gradient, LgDd *information)
{
	LgResponse	rows = *response;
	double		weighted[LG_TILE * LG_BLOCK_STRIDE]
				__attribute__((aligned(64)));
	double		sums[2][LG_TILE];
	int			i;
	int			j;
	int			k;

	/* four rows of the triangle at a time, from the left to the diagonal */
	for (j = 0; j < n_columns; j += LG_TILE)
	{
		int			n_rows = n_columns - j < LG_TILE ? n_columns - j : LG_TILE;

		for (i = 0; i < n_rows; i++)
			lg_dd_accumulate_double(&gradient[j + i],
									LG_NAME(weigh)(&rows,
												   z + (size_t) (j + i) * LG_BLOCK_STRIDE,
												   weighted + i * LG_BLOCK_STRIDE));
		for (; i < LG_TILE; i++)
			memset(weighted + i * LG_BLOCK_STRIDE, 0,
				   LG_BLOCK_STRIDE * sizeof(double));
		for (k = 0; k < j + n_rows; k += 2)
		{
			const double *y[2];
			int			above = k == j + 2 ? 2 : 0;	/* rows of the tile */

			y[0] = z + (size_t) k * LG_BLOCK_STRIDE;
			y[1] = k + 1 < n_columns ? y[0] + LG_BLOCK_STRIDE : y[0];
			if (above == 2)
				LG_NAME(products)(weighted + 2 * LG_BLOCK_STRIDE, 2, y,
								  rows.n_rows, sums);
			else
				LG_NAME(products)(weighted, 4, y, rows.n_rows, sums);
			for (i = above; i < n_rows; i++)
			{
				LgDd	   *element = information +
					(size_t) (j + i) * (j + i + 1) / 2 + k;

				lg_dd_accumulate_double(&element[0], sums[0][i - above]);
				if (k < j + i)
					lg_dd_accumulate_double(&element[1], sums[1][i - above]);
			}
		}
	}
}

#include "kernel_precise.h"
#include "kernel_vector.h"

static const LgKernel LG_NAME(kernel) = {
	LG_NAME(measure), LG_NAME(scale), LG_NAME(indicate),
	LG_NAME(respond), LG_NAME(cross),
	LG_NAME(predict_precise), LG_NAME(cross_precise),
	LG_NAME(dots), LG_NAME(combine),
	LG_NAME(add_scores), LG_NAME(project)
};

#undef LG_JOIN_AGAIN
#undef LG_JOIN
#undef LG_NAME
#undef LG_INLINE
#undef LG_TILE
#undef LG_LESS
#undef Vector
#undef Integers
#undef Unaligned
#undef Pair
#undef LG_PRODUCT_ERROR
#undef LG_LEVEL
#undef LG_LANES
#undef LG_TARGET
#undef LG_FUSED
#undef LG_MIN
#undef LG_MAX
#undef LG_KEEP

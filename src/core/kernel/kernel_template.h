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
 *		LG_FOLD_TWO(a, b)	sums neighbours: of a in even lanes, of b in odd
 *						ones; for two lanes and more
 *		LG_FOLD_FOUR(a, b)	the same of neighbouring pairs, those of b after
 *						those of a; for four lanes and more
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
#define Bytes				LG_NAME(Bytes)
#define Codes				LG_NAME(Codes)
#define LG_TILE				4	/* columns that scores take at a time */
#define LG_AHEAD			(LG_LANES * 7 / 8)	/* lines fetched for so many rows */
#define LG_INLINE			LG_TARGET static inline __attribute__((always_inline))

/*
 * Vectors in memory are aligned as doubles are, and no more: the host's
 * allocator knows nothing of vectors.
 */
#if LG_LANES > 1
typedef double Vector __attribute__((vector_size(LG_LANES * 8)));
typedef uint64_t Integers __attribute__((vector_size(LG_LANES * 8)));
typedef uint8_t Bytes __attribute__((vector_size(LG_LANES)));
typedef uint16_t Codes __attribute__((vector_size(LG_LANES * 2)));
typedef double Unaligned
			__attribute__((vector_size(LG_LANES * 8), aligned(8), may_alias));
#define LG_EQUAL(a, b)		__builtin_convertvector((a) == (b), Integers)
#define LG_LESS(a, b)		((Integers) ((a) < (b)))
#else
typedef double Vector;
typedef uint64_t Integers;
typedef uint8_t Bytes;
typedef uint16_t Codes;
typedef double Unaligned;
#define LG_EQUAL(a, b)		((uint64_t) ((a) == (b)))
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

/* 1 where the labels are the wanted one, -1 elsewhere. */
LG_INLINE Vector
LG_NAME(sign_of)(Bytes labels, Bytes wanted)
{
	Integers	is_wanted = LG_EQUAL(labels, wanted) & 1;

	return LG_NAME(from_bits)(LG_NAME(bits)(LG_NAME(all)(-1.0)) ^
							  (is_wanted << 63));
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

	/* terms in pairs, to shorten the chain of dependent operations */
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

#include "core/kernel/kernel_columns.h"

/* Adds four columns times their slopes to the scores. */
LG_INLINE void
LG_NAME(predict_four)(const double *const *x, int n, const double *slope,
					  double *score)
{
	const double *x0 = x[0];
	const double *x1 = x[1];
	const double *x2 = x[2];
	const double *x3 = x[3];
	Vector		slope0 = LG_NAME(all)(slope[0]);
	Vector		slope1 = LG_NAME(all)(slope[1]);
	Vector		slope2 = LG_NAME(all)(slope[2]);
	Vector		slope3 = LG_NAME(all)(slope[3]);
	int			i;

	for (i = 0; i < n; i += LG_LANES)
	{
		Vector		sum = LG_FUSED(LG_NAME(load)(x0 + i), slope0,
								   LG_NAME(load)(score + i));
		Vector		other = LG_NAME(load)(x1 + i) * slope1;

		sum = LG_FUSED(LG_NAME(load)(x2 + i), slope2, sum);
		other = LG_FUSED(LG_NAME(load)(x3 + i), slope3, other);
		LG_NAME(store)(score + i, sum + other);
	}
}

LG_TARGET static void
LG_NAME(predict)(const double *const *x, int n_columns, int n,
				 const double *slope, double intercept, double *score)
{
	const double *rest[LG_TILE];
	double		rest_slope[LG_TILE] = {0.0};
	int			i;
	int			j;

	for (i = 0; i < n; i += LG_LANES)
		LG_NAME(store)(score + i, LG_NAME(all)(intercept));
	for (j = 0; j + LG_TILE <= n_columns; j += LG_TILE)
		LG_NAME(predict_four)(x + j, n, slope + j, score);
	if (j == n_columns)
		return;
	for (i = 0; i < LG_TILE; i++)
		rest[i] = x[j + i < n_columns ? j + i : j];
	memcpy(rest_slope, slope + j, (n_columns - j) * sizeof(double));
	LG_NAME(predict_four)(rest, n, rest_slope, score);
}

/* Fetches a line of what is needed next. */
LG_INLINE void
LG_NAME(fetch)(LgResponse *response)
{
	if (response->n_ahead > 0)
	{
		__builtin_prefetch(response->ahead, 0, 2);
		response->ahead += LG_CACHE_LINE;
		response->n_ahead--;
	}
}

LG_TARGET static void
LG_NAME(respond)(LgResponse *response)
{
	LgResponse	rows = *response;
	Vector		smallest_margin = LG_NAME(all)(INFINITY);
	Vector		loss = LG_NAME(all)(0.0);
	Vector		residuals = loss;
	Vector		curvatures = loss;
	double		lane[LG_LANES];
	int			i;

	/* padding: a success so certain that it adds nothing to any sum */
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
		Vector		residual;
		Vector		curvature;
		int			j;

		/* the cross products, which take longer, fetch the other lines */
		for (j = 0; j < LG_AHEAD; j++)
			LG_NAME(fetch)(&rows);
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
		residual = sign * weight *
			LG_NAME(select)(is_wrong, LG_NAME(all)(1.0), e);
		curvature = weight * inverse * e;
		residuals += residual;
		curvatures += curvature;
		LG_NAME(store)(rows.residual + i, residual);
		LG_NAME(store)(rows.curvature + i, curvature);
	}
	response->ahead = rows.ahead;
	response->n_ahead = rows.n_ahead;
	response->log_lik = -LG_NAME(total)(loss);
	response->sum_residual = LG_NAME(total)(residuals);
	response->sum_curvature = LG_NAME(total)(curvatures);
	LG_NAME(store)(lane, smallest_margin);
	response->smallest_margin = lane[0];
	for (i = 1; i < LG_LANES; i++)
		response->smallest_margin = fmin(response->smallest_margin, lane[i]);
}

#include "core/kernel/kernel_cross.h"
#include "core/kernel/kernel_precise.h"
#include "core/kernel/kernel_respond_precise.h"
#include "core/kernel/kernel_vector.h"

static const LgKernel LG_NAME(kernel) = {
	LG_NAME(measure), LG_NAME(exceed), LG_NAME(are_finite), LG_NAME(sign),
	LG_NAME(scale), LG_NAME(indicate),
	LG_NAME(predict), LG_NAME(respond), LG_NAME(cross), LG_NAME(along),
	LG_NAME(predict_precise), LG_NAME(respond_precise),
	LG_NAME(cross_precise),
	LG_NAME(dots), LG_NAME(combine),
	LG_NAME(add_scores), LG_NAME(project)
};

#undef LG_JOIN_AGAIN
#undef LG_JOIN
#undef LG_NAME
#undef LG_INLINE
#undef LG_TILE
#undef LG_AHEAD
#undef LG_LESS
#undef LG_EQUAL
#undef Vector
#undef Integers
#undef Unaligned
#undef Pair
#undef Bytes
#undef Codes
#undef LG_PRODUCT_ERROR
#undef LG_LEVEL
#undef LG_LANES
#undef LG_TARGET
#undef LG_FUSED
#undef LG_MIN
#undef LG_MAX
#undef LG_KEEP
#undef LG_FOLD_TWO
#undef LG_FOLD_FOUR

/*-------------------------------------------------------------------------
 *
 * kernel_precise.h
 *		The inner loops in double-double, for vectors of LG_LANES doubles.
 *
 * A part of kernel_template.h, which includes it for each set of loops.  The
 * arithmetic is that of doubledouble.h on every lane; machines with fused
 * operations get the error of a product by one of them.
 *
 *-------------------------------------------------------------------------
 */

/* As in doubledouble.h: the unevaluated sum of two. */
typedef struct LG_NAME(PairOf)
{
	Vector		hi;
	Vector		lo;
} Pair;

LG_INLINE Pair
LG_NAME(quick_sum)(Vector a, Vector b)
{
	Pair		result;

	result.hi = a + b;
	result.lo = b - (result.hi - a);
	return result;
}

LG_INLINE Pair
LG_NAME(sum)(Vector a, Vector b)
{
	Pair		result;
	Vector		b_rounded;

	result.hi = a + b;
	b_rounded = result.hi - a;
	result.lo = (a - (result.hi - b_rounded)) + (b - b_rounded);
	return result;
}

LG_INLINE Pair
LG_NAME(add)(Pair a, Pair b)
{
	Pair		s = LG_NAME(sum)(a.hi, b.hi);
	Pair		t = LG_NAME(sum)(a.lo, b.lo);

	s = LG_NAME(quick_sum)(s.hi, s.lo + t.hi);
	return LG_NAME(quick_sum)(s.hi, s.lo + t.lo);
}

/* What rounding lost of a product, by splitting the factors in halves. */
LG_INLINE Vector
LG_NAME(product_error)(Vector a, Vector b, Vector product)
{
	const double splitter = 134217729.0;	/* 2^27 + 1 */
	Vector		t = a * splitter;
	Vector		a_hi = t - (t - a);
	Vector		a_lo = a - a_hi;
	Vector		u = b * splitter;
	Vector		b_hi = u - (u - b);
	Vector		b_lo = b - b_hi;

	return ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo;
}

LG_INLINE Pair
LG_NAME(multiply)(Pair a, Pair b)
{
	Vector		product = a.hi * b.hi;
	Vector		error = LG_PRODUCT_ERROR(a.hi, b.hi, product);

	return LG_NAME(quick_sum)(product, error + (a.hi * b.lo + a.lo * b.hi));
}

LG_INLINE Pair
LG_NAME(load_pair)(const double *hi, const double *lo)
{
	Pair		result;

	result.hi = LG_NAME(load)(hi);
	result.lo = LG_NAME(load)(lo);
	return result;
}

/* Adds the lanes of a running sum, from the first on, to another. */
LG_INLINE void
LG_NAME(accumulate)(LgDd *to, Pair sum)
{
	double		hi[LG_LANES];
	double		lo[LG_LANES];
	int			i;

	LG_NAME(store)(hi, sum.hi);
	LG_NAME(store)(lo, sum.lo);
	for (i = 0; i < LG_LANES; i++)
	{
		LgDd		lane = {hi[i], lo[i]};

		lg_dd_accumulate(to, lane);
	}
}

LG_TARGET static void
LG_NAME(predict_precise)(const LgPrecise *rows, const LgDd *beta)
{
	int			i;
	int			j;

	for (i = 0; i < rows->n_rows; i += LG_LANES)
	{
		Pair		sum = {LG_NAME(all)(0.0), LG_NAME(all)(0.0)};

		for (j = 0; j < rows->n_columns; j++)
		{
			size_t		at = (size_t) j * LG_BLOCK_STRIDE + i;
			Pair		b = {
				LG_NAME(all)(beta[j].hi), LG_NAME(all)(beta[j].lo)
			};

			Pair		value = LG_NAME(load_pair)(rows->z + at,
												   rows->z_low + at);

			sum = LG_NAME(add)(sum, LG_NAME(multiply)(value, b));
		}
		LG_NAME(store)(rows->score + i, sum.hi);
		LG_NAME(store)(rows->score_low + i, sum.lo);
	}
}

/*
 * The sums of products of two columns, lane by lane.  Two sums run side by
 * side: each addition waits for the one before it.
 */
LG_INLINE Pair
LG_NAME(products_precise)(const double *x, const double *x_low,
						  const double *y, const double *y_low, int n)
{
	Pair		sum = {LG_NAME(all)(0.0), LG_NAME(all)(0.0)};
	Pair		other = sum;
	int			i;

	for (i = 0; i + 2 * LG_LANES <= n; i += 2 * LG_LANES)
	{
		int			k = i + LG_LANES;

		sum = LG_NAME(add)(sum, LG_NAME(multiply)(
							   LG_NAME(load_pair)(x + i, x_low + i),
							   LG_NAME(load_pair)(y + i, y_low + i)));
		other = LG_NAME(add)(other, LG_NAME(multiply)(
								 LG_NAME(load_pair)(x + k, x_low + k),
								 LG_NAME(load_pair)(y + k, y_low + k)));
	}
	for (; i < n; i += LG_LANES)
		sum = LG_NAME(add)(sum, LG_NAME(multiply)(
							   LG_NAME(load_pair)(x + i, x_low + i),
							   LG_NAME(load_pair)(y + i, y_low + i)));
	return LG_NAME(add)(sum, other);
}

LG_TARGET static void
LG_NAME(cross_precise)(const LgPrecise *rows, int column, LgDd *gradient,
					   LgDd *information)
{
	const double *z = rows->z + (size_t) column * LG_BLOCK_STRIDE;
	const double *z_low = rows->z_low + (size_t) column * LG_BLOCK_STRIDE;
	double		weighted[LG_BLOCK_STRIDE];
	double		weighted_low[LG_BLOCK_STRIDE];
	int			n = rows->n_rows;
	int			i;
	int			k;

	if (rows->residual)
		LG_NAME(accumulate)(gradient, LG_NAME(products_precise)(
								z, z_low, rows->residual, rows->residual_low,
								n));
	if (information == NULL)
		return;
	for (i = 0; rows->weight && i < n; i += LG_LANES)
	{
		Pair		value = LG_NAME(multiply)(
			LG_NAME(load_pair)(z + i, z_low + i),
			LG_NAME(load_pair)(rows->weight + i, rows->weight_low + i));

		LG_NAME(store)(weighted + i, value.hi);
		LG_NAME(store)(weighted_low + i, value.lo);
	}
	for (k = 0; k <= column; k++)
	{
		size_t		at = (size_t) k * LG_BLOCK_STRIDE;

		LG_NAME(accumulate)(&information[k], LG_NAME(products_precise)(
								rows->z + at, rows->z_low + at,
								rows->weight ? weighted : z,
								rows->weight ? weighted_low : z_low, n));
	}
}

/*-------------------------------------------------------------------------
 *
 * kernel_respond_precise.h
 *		From scores to residuals, weights and likelihood in double-double,
 *		for vectors of LG_LANES doubles.
 *
 * A part of kernel_template.h, which includes it for each set of loops.  The
 * formulas are those of objective.c, the methods of the exponential and the
 * logarithm those of doubledouble_math.c, on every lane.
 *
 * Accuracy: e^x within 1e-30 of itself while it is normal; ln(1 + e) within
 * 2e-31 of itself and 2e-32.
 *
 *-------------------------------------------------------------------------
 */

LG_INLINE Pair
LG_NAME(pair)(double hi, double lo)
{
	Pair		result = {LG_NAME(all)(hi), LG_NAME(all)(lo)};

	return result;
}

LG_INLINE Pair
LG_NAME(negative)(Pair a)
{
	Pair		result = {-a.hi, -a.lo};

	return result;
}

LG_INLINE Pair
LG_NAME(select_pair)(Integers mask, Pair yes, Pair no)
{
	Pair		result = {
		LG_NAME(select)(mask, yes.hi, no.hi),
		LG_NAME(select)(mask, yes.lo, no.lo)
	};

	return result;
}

/* a - b c, for doubles b and c. */
LG_INLINE Pair
LG_NAME(less_product)(Pair a, Vector b, Vector c)
{
	Pair		product;

	product.hi = b * c;
	product.lo = LG_PRODUCT_ERROR(b, c, product.hi);
	return LG_NAME(add)(a, LG_NAME(negative)(product));
}

LG_INLINE Pair
LG_NAME(scale_pair)(Pair a, Vector b)
{
	Pair		result;

	result.hi = a.hi * b;
	result.lo = LG_PRODUCT_ERROR(a.hi, b, result.hi) + a.lo * b;
	return LG_NAME(quick_sum)(result.hi, result.lo);
}

/* 2^(i/32) for the last five bits of i. */
LG_INLINE Pair
LG_NAME(root_of_two)(Integers i)
{
	uint64_t	place[LG_LANES];
	double		hi[LG_LANES];
	double		lo[LG_LANES];
	int			j;

	memcpy(place, &i, sizeof(place));
	for (j = 0; j < LG_LANES; j++)
	{
		LgDd		root = lg_exp_table[place[j] & 31];

		hi[j] = root.hi;
		lo[j] = root.lo;
	}
	return LG_NAME(load_pair)(hi, lo);
}

/* e^x for x <= 0. */
LG_INLINE Pair
LG_NAME(exponential_pair)(Pair x)
{
	const double shift = 0x1.8p52;	/* adding it rounds to an integer, which
									 * is then in the low bits */
	const double lowest = -746.0;	/* e^x is zero below */
	Integers	is_zero = LG_LESS(x.hi, LG_NAME(all)(lowest));
	Integers	is_small;
	Integers	i;
	Vector		shifted;
	Vector		n;
	Vector		high;
	Vector		power;
	Pair		r;
	Pair		e;

	x = LG_NAME(select_pair)(is_zero, LG_NAME(pair)(lowest, 0.0), x);
	shifted = x.hi * 0x1.71547652b82fep+5 + shift;	/* 32 / ln 2 */
	n = shifted - shift;
	r = LG_NAME(less_product)(x, n, LG_NAME(all)(0x1.62e42fefa3800p-6));
	r = LG_NAME(less_product)(r, n, LG_NAME(all)(0x1.ef35793c76730p-50));
	r = LG_NAME(less_product)(r, n, LG_NAME(all)(0x1.f97b57a079a19p-108));

	/* Taylor's series; terms from r^7 on need no more than a double */
	high = r.hi * (1.0 / 5040 + r.hi *
				   (1.0 / 40320 + r.hi *
					(1.0 / 362880 + r.hi *
					 (1.0 / 3628800 + r.hi *
					  (1.0 / 39916800 + r.hi * (1.0 / 479001600))))));
	e.hi = high;
	e.lo = LG_NAME(all)(0.0);
	e = LG_NAME(add)(LG_NAME(pair)(0x1.6c16c16c16c17p-10,
								   -0x1.f49f49f49f49fp-65), e);
	e = LG_NAME(add)(LG_NAME(pair)(0x1.1111111111111p-7,
								   0x1.1111111111111p-63),
					 LG_NAME(multiply)(e, r));
	e = LG_NAME(add)(LG_NAME(pair)(0x1.5555555555555p-5,
								   0x1.5555555555555p-59),
					 LG_NAME(multiply)(e, r));
	e = LG_NAME(add)(LG_NAME(pair)(0x1.5555555555555p-3,
								   0x1.5555555555555p-57),
					 LG_NAME(multiply)(e, r));
	e = LG_NAME(add)(LG_NAME(pair)(0.5, 0.0), LG_NAME(multiply)(e, r));
	e = LG_NAME(add)(r, LG_NAME(multiply)(e, LG_NAME(multiply)(r, r)));

	i = LG_NAME(bits)(shifted);
	{
		Pair		root = LG_NAME(root_of_two)(i);

		e = LG_NAME(add)(root, LG_NAME(multiply)(root, e));
	}

	/*
	 * Times 2^k, where 32 k are the bits of n above the last five; where that
	 * is subnormal 512 of k come last, so that it is rounded once.
	 */
	i = (i - (i & 31)) << 47;
	is_small = LG_LESS(n, LG_NAME(all)(-32.0 * 1000.0));
	i += LG_NAME(bits)(LG_NAME(select)(is_small, LG_NAME(all)(0x1p512),
									   LG_NAME(all)(1.0)));
	power = LG_NAME(from_bits)(i);
	e.hi *= power;
	e.lo *= power;
	power = LG_NAME(select)(is_small, LG_NAME(all)(0x1p-512),
							LG_NAME(all)(1.0));
	power = LG_NAME(from_bits)(LG_NAME(bits)(power) & ~is_zero);
	e.hi *= power;
	e.lo *= power;
	return e;
}

/* 1 / a for 1 <= a <= 2, by one Newton step from the double quotient. */
LG_INLINE Pair
LG_NAME(inverse_pair)(Pair a)
{
	Vector		quotient = 1.0 / a.hi;
	Vector		product = quotient * a.hi;
	Vector		error = LG_PRODUCT_ERROR(quotient, a.hi, product);
	Vector		rest = ((1.0 - product) - error) - quotient * a.lo;

	return LG_NAME(quick_sum)(quotient, quotient * rest);
}

/*
 * ln(1 + e) for 0 <= e <= 1, where sum is 1 + e: one Newton step on
 * e^-y (1 + e) = 1 from the double y, whose square is below 1e-31.  That
 * cancels where e is small, and the series does not.
 */
LG_INLINE Pair
LG_NAME(logarithm_pair)(Pair e, Pair sum)
{
	const double small = 1e-8;	/* e^4 / 5 is below 1e-33 */
	Vector		y = LG_NAME(logarithm)(e.hi);
	Pair		x = {-y, LG_NAME(all)(0.0)};
	Pair		ratio = LG_NAME(multiply)(LG_NAME(exponential_pair)(x), sum);
	Pair		result = {y, LG_NAME(all)(0.0)};
	Pair		square = LG_NAME(multiply)(e, e);
	Pair		series;

	result = LG_NAME(add)(result,
						  LG_NAME(add)(ratio, LG_NAME(pair)(-1.0, 0.0)));
	series.hi = square.hi * -0.5;
	series.lo = square.lo * -0.5 +
		square.hi * e.hi * (1.0 / 3.0 - 0.25 * e.hi);
	series = LG_NAME(add)(e, series);
	return LG_NAME(select_pair)(LG_LESS(e.hi, LG_NAME(all)(small)), series,
								result);
}

LG_TARGET static void
LG_NAME(respond_precise)(const LgPrecise *rows, LgPreciseResponse *response)
{
	Pair		loss = LG_NAME(pair)(0.0, 0.0);
	Vector		smallest_margin = LG_NAME(all)(INFINITY);
	double		lane[LG_LANES];
	int			i;

	/* padding: a success so certain that it adds nothing to any sum */
	for (i = rows->n_rows; i % LG_KERNEL_PAD != 0; i++)
	{
		rows->score[i] = 1000.0;
		rows->score_low[i] = 0.0;
		rows->residual[i] = rows->residual_low[i] = 0.0;
		rows->weight[i] = rows->weight_low[i] = 0.0;
		response->sign[i] = 1.0;
		if (response->offset)
			response->offset[i] = 0.0;
		if (response->weight)
			response->weight[i] = 1.0;
	}

	for (i = 0; i < rows->n_rows; i += LG_LANES)
	{
		Vector		sign = LG_NAME(load)(response->sign + i);
		Pair		margin = LG_NAME(load_pair)(rows->score + i,
												rows->score_low + i);
		Integers	is_wrong;
		Pair		e;
		Pair		sum;
		Pair		inverse;
		Pair		row_loss;
		Pair		residual;
		Pair		weight;

		margin.hi *= sign;
		margin.lo *= sign;
		smallest_margin = LG_MIN(smallest_margin, margin.hi);
		if (response->offset)
		{
			sum.hi = sign * LG_NAME(load)(response->offset + i);
			sum.lo = LG_NAME(all)(0.0);
			margin = LG_NAME(add)(margin, sum);
		}
		is_wrong = LG_LESS(margin.hi, LG_NAME(all)(0.0));
		e = LG_NAME(exponential_pair)(LG_NAME(select_pair)(is_wrong, margin,
														   LG_NAME(negative)(margin)));
		sum = LG_NAME(add)(LG_NAME(pair)(1.0, 0.0), e);
		inverse = LG_NAME(inverse_pair)(sum);
		row_loss = LG_NAME(logarithm_pair)(e, sum);
		row_loss = LG_NAME(add)(row_loss,
								LG_NAME(select_pair)(is_wrong,
													 LG_NAME(negative)(margin),
													 LG_NAME(pair)(0.0, 0.0)));
		weight = LG_NAME(multiply)(e, inverse);
		residual = LG_NAME(select_pair)(is_wrong, inverse, weight);
		weight = LG_NAME(multiply)(weight, inverse);
		if (response->weight)
		{
			Vector		w = LG_NAME(load)(response->weight + i);

			row_loss = LG_NAME(scale_pair)(row_loss, w);
			residual = LG_NAME(scale_pair)(residual, w);
			weight = LG_NAME(scale_pair)(weight, w);
		}
		loss = LG_NAME(add)(loss, row_loss);
		LG_NAME(store)(rows->residual + i, residual.hi * sign);
		LG_NAME(store)(rows->residual_low + i, residual.lo * sign);
		LG_NAME(store)(rows->weight + i, weight.hi);
		LG_NAME(store)(rows->weight_low + i, weight.lo);
	}

	response->log_lik = lg_dd(0.0);
	LG_NAME(accumulate)(&response->log_lik, LG_NAME(negative)(loss));
	LG_NAME(store)(lane, smallest_margin);
	response->smallest_margin = lane[0];
	for (i = 1; i < LG_LANES; i++)
		response->smallest_margin = fmin(response->smallest_margin, lane[i]);
}

/*-------------------------------------------------------------------------
 *
 * kernel_columns.h
 *		Columns of a block: moments, weights above cuts, signs of labels, scaled
 *		numbers and indicators of codes, for vectors of LG_LANES doubles.
 *
 * A part of kernel_template.h, which includes it for each set of loops.
 *
 *-------------------------------------------------------------------------
 */

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

LG_TARGET static void
LG_NAME(exceed)(const double *x, const double *weight, int n,
				const double *cuts, int n_cuts, double *above)
{
	Vector		one = LG_NAME(all)(1.0);
	int			i;
	int			k;

	for (k = 0; k < n_cuts; k++)
	{
		Vector		cut = LG_NAME(all)(cuts[k]);
		Vector		sum = LG_NAME(all)(0.0);
		double		rest = 0.0;

		for (i = 0; i + LG_LANES <= n; i += LG_LANES)
			sum += LG_NAME(from_bits)(LG_LESS(cut, LG_NAME(load)(x + i)) &
									  LG_NAME(bits)(weight ?
													LG_NAME(load)(weight + i) :
													one));
		for (; i < n; i++)
			rest += x[i] > cuts[k] ? (weight ? weight[i] : 1.0) : 0.0;
		above[k] += LG_NAME(total)(sum) + rest;
	}
}

LG_TARGET static bool
LG_NAME(are_finite)(const double *x, int n)
{
	Vector		sum = LG_NAME(all)(0.0);
	double		rest = 0.0;
	int			i;

	/* 0 x is NaN for NaN and infinities, else 0 */
	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
		sum = LG_FUSED(LG_NAME(load)(x + i), LG_NAME(all)(0.0), sum);
	for (; i < n; i++)
		rest += x[i] * 0.0;
	return LG_NAME(total)(sum) + rest == 0.0;
}

LG_TARGET static void
LG_NAME(sign)(const uint8_t *labels, int n, int positive, double *sign)
{
	Bytes		wanted;
	Bytes		block;
	int			i;

	memset(&wanted, positive, sizeof(wanted));
	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		memcpy(&block, labels + i, sizeof(block));
		LG_NAME(store)(sign + i, LG_NAME(sign_of)(block, wanted));
	}
	if (i < n)
	{
		block = wanted;
		memcpy(&block, labels + i, n - i);
		LG_NAME(store)(sign + i, LG_NAME(sign_of)(block, wanted));
	}
}

/* One vector of LgKernel's scale. */
LG_INLINE Vector
LG_NAME(scaled)(const double *x, const LgScaling *scaling)
{
	return LG_FUSED(LG_NAME(load)(x), LG_NAME(all)(scaling->unit),
					LG_NAME(all)(-scaling->centre)) * scaling->spread;
}

LG_TARGET static void
LG_NAME(scale)(const double *x, int n, const LgScaling *scaling, double *z)
{
	LgScaling	local = *scaling;	/* no store below can change it */
	double		rest[LG_LANES] = {0.0};
	int			i;

	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
		LG_NAME(store)(z + i, LG_NAME(scaled)(x + i, &local));
	if (i < n)
	{
		memcpy(rest, x + i, (n - i) * sizeof(double));
		LG_NAME(store)(z + i, LG_NAME(scaled)(rest, &local));
	}
	for (i = n; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

/* "one" where a code is the wanted one, "zero" elsewhere. */
LG_INLINE Vector
LG_NAME(indicator)(const uint16_t *codes, Codes wanted, double zero,
				   double one)
{
	Codes		block;

	memcpy(&block, codes, sizeof(block));
	return LG_NAME(select)(-(LG_EQUAL(block, wanted) & 1), LG_NAME(all)(one),
						   LG_NAME(all)(zero));
}

LG_TARGET static void
LG_NAME(indicate)(const uint16_t *codes, int n, int wanted, double zero,
				  double one, double *z)
{
	Codes		all_wanted = (Codes) {0} + (uint16_t) wanted;
	int			i;

	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
		LG_NAME(store)(z + i, LG_NAME(indicator)(codes + i, all_wanted, zero,
												 one));
	for (; i < n; i++)
		z[i] = codes[i] == wanted ? one : zero;
	for (; i % LG_KERNEL_PAD != 0; i++)
		z[i] = 0.0;
}

/*-------------------------------------------------------------------------
 *
 * kernel_cross.h
 *		The inner loops that sum cross products.
 *
 * A part of kernel_template.h, which includes it for each set of loops.
 *
 *-------------------------------------------------------------------------
 */

/*
 * The totals of eight vectors, each over its lanes, added to as many running
 * sums: "to" has the sums and then what their roundings left.  Vectors are
 * folded two by two, so that every addition does for all lanes.
 */
LG_INLINE void
LG_NAME(add_totals)(Vector *v, double *to)
{
	int			i;

#if LG_LANES >= 2
	for (i = 0; i < 4; i++)
		v[i] = LG_FOLD_TWO(v[2 * i], v[2 * i + 1]);
#endif
#if LG_LANES >= 4
	for (i = 0; i < 2; i++)
		v[i] = LG_FOLD_FOUR(v[2 * i], v[2 * i + 1]);
#endif
#if LG_LANES == 8
	v[0] = LG_FOLD_FOUR(v[0], v[1]);
#endif
	for (i = 0; i < 8 / LG_LANES; i++)
	{
		double	   *place = to + i * LG_LANES;
		Vector		before = LG_NAME(load)(place);
		Vector		sum = before + v[i];
		Vector		rounded = sum - before;

		/* Knuth's sum of two and its error, as in lg_dd_sum() */
		LG_NAME(store)(place, sum);
		LG_NAME(store)(place + 8, LG_NAME(load)(place + 8) +
					   ((before - (sum - rounded)) + (v[i] - rounded)));
	}
}

/*
 * Sums of products of the columns y, two of them, with two or four weighted
 * ones: the first four vectors are for the first of y.  Eight running sums
 * leave registers for the columns on every machine, and are as many as hide
 * the time of an addition.
 */
LG_INLINE void
LG_NAME(products)(const double *weighted, int n_weighted,
				  const double *y0, const double *y1, int n, Vector *sums)
{
	const double *x1 = weighted + LG_BLOCK_STRIDE;
	const double *x2 = weighted + 2 * LG_BLOCK_STRIDE;
	const double *x3 = weighted + 3 * LG_BLOCK_STRIDE;
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
	sums[0] = sum00;
	sums[1] = sum01;
	sums[4] = sum10;
	sums[5] = sum11;
	if (n_weighted == 2)
		return;
	sums[2] = sum02;
	sums[3] = sum03;
	sums[6] = sum12;
	sums[7] = sum13;
}

/* Weights a column; sums its products with the residuals and the weights. */
LG_INLINE void
LG_NAME(weigh)(LgResponse *response, const double *x, double *weighted,
			   Vector *residuals, Vector *weights)
{
	Vector		along = LG_NAME(all)(0.0);
	Vector		total = along;
	int			i;

	for (i = 0; i < response->n_rows; i += LG_LANES)
	{
		Vector		column = LG_NAME(load)(x + i);

		LG_NAME(fetch)(response);
		along = LG_FUSED(column, LG_NAME(load)(response->residual + i),
						 along);
		column *= LG_NAME(load)(response->curvature + i);
		total += column;
		LG_NAME(store)(weighted + i, column);
	}
	*residuals = along;
	*weights = total;
}

LG_TARGET static void
LG_NAME(cross)(const LgResponse *response, const double *const *x,
			   int n_columns, double *sums)
{
	LgResponse	rows = *response;
	double		weighted[LG_CROSS_ROWS * LG_BLOCK_STRIDE]
				__attribute__((aligned(64)));
	Vector		v[8];
	int			i;
	int			j;
	int			k;

	for (j = 0; j < n_columns; j += LG_CROSS_ROWS)
	{
		int			n_rows = n_columns - j < LG_CROSS_ROWS ?
			n_columns - j : LG_CROSS_ROWS;

		for (i = 0; i < LG_CROSS_ROWS; i++)
			v[i] = v[4 + i] = LG_NAME(all)(0.0);
		for (i = 0; i < n_rows; i++)
			LG_NAME(weigh)(&rows, x[j + i], weighted + i * LG_BLOCK_STRIDE,
						   &v[i], &v[4 + i]);
		for (; i < LG_CROSS_ROWS; i++)
			memset(weighted + i * LG_BLOCK_STRIDE, 0,
				   LG_BLOCK_STRIDE * sizeof(double));
		LG_NAME(add_totals)(v, sums);
		sums += LG_CROSS_TILE;

		for (k = 0; k < j + n_rows; k += 2)
		{
			const double *y0 = x[k];
			const double *y1 = x[k + 1 < n_columns ? k + 1 : k];

			for (i = 0; i < 8; i++)
				v[i] = LG_NAME(all)(0.0);
			if (k == j + 2)		/* the first two rows end before */
				LG_NAME(products)(weighted + 2 * LG_BLOCK_STRIDE, 2, y0, y1,
								  rows.n_rows, v + 2);
			else if (n_rows <= 2)
				LG_NAME(products)(weighted, 2, y0, y1, rows.n_rows, v);
			else
				LG_NAME(products)(weighted, 4, y0, y1, rows.n_rows, v);
			LG_NAME(add_totals)(v, sums);
			sums += LG_CROSS_TILE;
		}
	}
}

LG_TARGET static void
LG_NAME(along)(const LgResponse *response, const double *const *x,
			   int n_columns, double *sums)
{
	LgResponse	rows = *response;
	Vector		v[8];
	int			i;
	int			j;
	int			k;

	for (j = 0; j < n_columns; j += LG_CROSS_ROWS)
	{
		for (i = 0; i < 8; i++)
			v[i] = LG_NAME(all)(0.0);
		for (i = 0; i < LG_CROSS_ROWS && j + i < n_columns; i++)
			for (k = 0; k < rows.n_rows; k += LG_LANES)
			{
				LG_NAME(fetch)(&rows);
				v[i] = LG_FUSED(LG_NAME(load)(x[j + i] + k),
								LG_NAME(load)(rows.residual + k), v[i]);
			}
		LG_NAME(add_totals)(v, sums);
		sums += (j / 2 + 3) * LG_CROSS_TILE;	/* the tile and its products */
	}
}

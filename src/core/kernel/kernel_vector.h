/*-------------------------------------------------------------------------
 *
 * kernel_vector.h
 *		The inner loops of matrices of any length, for vectors of LG_LANES
 *		doubles.
 *
 * A part of kernel_template.h, which includes it for each set of loops.
 * Several rows are taken at a time, since loads and not sums are what the
 * processor waits for.
 *
 *-------------------------------------------------------------------------
 */

LG_TARGET static void
LG_NAME(dots)(const double *const *x, const double *const *y, int n,
			  double (*sums)[LG_KERNEL_X])
{
	const double *x0 = x[0];
	const double *x1 = x[1];
	const double *x2 = x[2];
	const double *x3 = x[3];
	const double *y0 = y[0];
	const double *y1 = y[1];
	Vector		sum[LG_KERNEL_Y][LG_KERNEL_X];
	int			i;
	int			k;

	for (k = 0; k < LG_KERNEL_X; k++)
		sum[0][k] = sum[1][k] = LG_NAME(all)(0.0);
	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		Vector		first = LG_NAME(load)(y0 + i);
		Vector		second = LG_NAME(load)(y1 + i);
		Vector		row = LG_NAME(load)(x0 + i);

		LG_KEEP(row);
		sum[0][0] = LG_FUSED(row, first, sum[0][0]);
		sum[1][0] = LG_FUSED(row, second, sum[1][0]);
		row = LG_NAME(load)(x1 + i);
		LG_KEEP(row);
		sum[0][1] = LG_FUSED(row, first, sum[0][1]);
		sum[1][1] = LG_FUSED(row, second, sum[1][1]);
		row = LG_NAME(load)(x2 + i);
		LG_KEEP(row);
		sum[0][2] = LG_FUSED(row, first, sum[0][2]);
		sum[1][2] = LG_FUSED(row, second, sum[1][2]);
		row = LG_NAME(load)(x3 + i);
		LG_KEEP(row);
		sum[0][3] = LG_FUSED(row, first, sum[0][3]);
		sum[1][3] = LG_FUSED(row, second, sum[1][3]);
	}
	for (k = 0; k < LG_KERNEL_X; k++)
	{
		sums[0][k] = LG_NAME(total)(sum[0][k]);
		sums[1][k] = LG_NAME(total)(sum[1][k]);
	}
	for (; i < n; i++)
		for (k = 0; k < LG_KERNEL_X; k++)
		{
			sums[0][k] += x[k][i] * y0[i];
			sums[1][k] += x[k][i] * y1[i];
		}
}

LG_TARGET static void
LG_NAME(combine)(const double *a, const double *const *x, int n, double *y)
{
	const double *x0 = x[0];
	const double *x1 = x[1];
	const double *x2 = x[2];
	const double *x3 = x[3];
	int			i;

	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		Vector		sum = LG_NAME(load)(y + i);

		sum = LG_FUSED(LG_NAME(load)(x0 + i), LG_NAME(all)(a[0]), sum);
		sum = LG_FUSED(LG_NAME(load)(x1 + i), LG_NAME(all)(a[1]), sum);
		sum = LG_FUSED(LG_NAME(load)(x2 + i), LG_NAME(all)(a[2]), sum);
		sum = LG_FUSED(LG_NAME(load)(x3 + i), LG_NAME(all)(a[3]), sum);
		LG_NAME(store)(y + i, sum);
	}
	for (; i < n; i++)
		y[i] += (a[0] * x0[i] + a[1] * x1[i]) + (a[2] * x2[i] + a[3] * x3[i]);
}

LG_TARGET static void
LG_NAME(add_scores)(const double *const *x, int n, const LgScaling *scaling,
					const double *slope, double *score)
{
	Vector		unit[LG_KERNEL_X];
	Vector		centre[LG_KERNEL_X];
	Vector		factor[LG_KERNEL_X];
	int			i;
	int			k;

	for (k = 0; k < LG_KERNEL_X; k++)
	{
		unit[k] = LG_NAME(all)(scaling[k].unit);
		centre[k] = LG_NAME(all)(scaling[k].centre);
		factor[k] = LG_NAME(all)(slope[k] * scaling[k].spread);
	}
	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		Vector		sum = LG_NAME(load)(score + i);

		for (k = 0; k < LG_KERNEL_X; k++)
		{
			__builtin_prefetch(x[k] + i + LG_KERNEL_X * LG_BLOCK_STRIDE);
			sum = LG_FUSED(LG_FUSED(LG_NAME(load)(x[k] + i), unit[k],
									-centre[k]), factor[k], sum);
		}
		LG_NAME(store)(score + i, sum);
	}
	for (; i < n; i++)
		for (k = 0; k < LG_KERNEL_X; k++)
			score[i] += (x[k][i] * scaling[k].unit - scaling[k].centre) *
				(slope[k] * scaling[k].spread);
}

LG_TARGET static void
LG_NAME(project)(const double *const *x, int n, const LgScaling *scaling,
				 const double *residual, double *sums)
{
	Vector		unit[LG_KERNEL_X];
	Vector		centre[LG_KERNEL_X];
	Vector		sum[LG_KERNEL_X];
	int			i;
	int			k;

	for (k = 0; k < LG_KERNEL_X; k++)
	{
		unit[k] = LG_NAME(all)(scaling[k].unit);
		centre[k] = LG_NAME(all)(scaling[k].centre);
		sum[k] = LG_NAME(all)(0.0);
	}
	for (i = 0; i + LG_LANES <= n; i += LG_LANES)
	{
		Vector		rows = LG_NAME(load)(residual + i);

		for (k = 0; k < LG_KERNEL_X; k++)
			sum[k] = LG_FUSED(LG_FUSED(LG_NAME(load)(x[k] + i), unit[k],
									   -centre[k]), rows, sum[k]);
	}
	for (k = 0; k < LG_KERNEL_X; k++)
		sums[k] = LG_NAME(total)(sum[k]);
	for (; i < n; i++)
		for (k = 0; k < LG_KERNEL_X; k++)
			sums[k] += (x[k][i] * scaling[k].unit - scaling[k].centre) *
				residual[i];
	for (k = 0; k < LG_KERNEL_X; k++)
		sums[k] *= scaling[k].spread;
}

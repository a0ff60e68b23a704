/*-------------------------------------------------------------------------
 *
 * kernel_test.c
 *		Every set of inner loops against plain sums and the C library.
 *
 * All numbers of rows that a block can have, so that every tail is met; the
 * columns end where their rows end, for the sanitizers to see.
 *
 *-------------------------------------------------------------------------
 */
#include "core/kernel/kernel.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/numeric/doubledouble_math.h"
#include "tap.h"

#define MAX_COLUMNS 13

static const char *const names[] = {"scalar", "sse2", "avx2", "avx512", "neon"};

/* Random numbers of no quality, the same everywhere (Knuth's MMIX). */
static double
uniform(void)
{
	static unsigned long long state = 4711;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (double) (state >> 11) * 0x1p-53;
}

/* n random numbers in a piece of memory of exactly that size. */
static double *
make_column(int n, double low, double high)
{
	double	   *x = malloc(n * sizeof(double) + (n == 0));
	int			i;

	for (i = 0; i < n; i++)
		x[i] = low + (high - low) * uniform();
	return x;
}

/* The larger of two errors, where NaN is the largest. */
static double
worse(double a, double b)
{
	return a >= b ? a : isnan(a) ? a : b;
}

static void
test_measure(const LgKernel *kernel, const char *name)
{
	double		worst = 0.0;
	bool		is_exact = true;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		double	   *x = make_column(n, -3.0, 5.0);
		double	   *weight = make_column(n, 0.5, 2.0);
		double	   *used = n % 2 ? weight : NULL;
		double		sum = 0.0;
		double		squares = 0.0;
		double		min = INFINITY;
		double		max = -INFINITY;
		LgMeasure	measure;
		int			i;

		for (i = 0; i < n; i++)
		{
			double		value = x[i] * 0.5 - 0.25;

			sum += (used ? used[i] : 1.0) * value;
			squares += (used ? used[i] : 1.0) * value * value;
			min = fmin(min, x[i]);
			max = fmax(max, x[i]);
		}
		kernel->measure(x, used, n, 0.5, 0.25, &measure);
		worst = worse(fabs(measure.sum - sum) / n, worst);
		worst = worse(fabs(measure.squares / squares - 1.0), worst);
		if (measure.min != min || measure.max != max)
			is_exact = false;
		free(x);
		free(weight);
	}
	ok(worst < 1e-14 && is_exact, "%s: moments: error %.1e", name, worst);
}

static void
test_exceed(const LgKernel *kernel, const char *name)
{
	const double cuts[] = {-2.0, 0.0, 0.5, 5.0};
	double		worst = 0.0;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		double	   *x = make_column(n, -3.0, 3.0);
		double	   *weight = make_column(n, 0.5, 2.0);
		double	   *used = n % 2 ? weight : NULL;
		double		above[4] = {3.0, 3.0, 3.0, 3.0};
		int			i;
		int			k;

		x[n / 2] = cuts[n % 3]; /* is not above it */
		kernel->exceed(x, used, n, cuts, 4, above);
		for (k = 0; k < 4; k++)
		{
			double		sum = 3.0;

			for (i = 0; i < n; i++)
				sum += x[i] > cuts[k] ? (used ? used[i] : 1.0) : 0.0;
			worst = worse(fabs(above[k] - sum), worst);
		}
		free(x);
		free(weight);
	}
	ok(worst < 1e-12, "%s: weights above cuts: error %.1e", name, worst);
}

static void
test_scale(const LgKernel *kernel, const char *name)
{
	const LgScaling scaling = {0x1p-10, 0.3, 4.0};
	const double low = -1.25;
	const double high = 0.75;
	double		z[LG_BLOCK_STRIDE];
	double		worst = 0.0;
	bool		is_padded = true;
	int			n;

	for (n = 0; n <= LG_BLOCK_ROWS; n++)
	{
		double	   *x = make_column(n, 0.0, 1024.0);
		uint16_t   *code = malloc(n * sizeof(uint16_t) + (n == 0));
		int			i;

		for (i = 0; i < LG_BLOCK_STRIDE; i++)
			z[i] = 1.0;
		kernel->scale(x, n, &scaling, z);
		for (i = 0; i < n; i++)
		{
			double		value = (x[i] * 0x1p-10 - 0.3) * 4.0;

			worst = worse(fabs(z[i] - value), worst);
			code[i] = (uint16_t) (x[i] / 342.0);
		}
		for (; i % LG_KERNEL_PAD != 0; i++)
			is_padded = is_padded && z[i] == 0.0;

		for (i = 0; i < LG_BLOCK_STRIDE; i++)
			z[i] = 1.0;
		kernel->indicate(code, n, 1, low, high, z);
		for (i = 0; i < n; i++)
		{
			double		value = code[i] == 1 ? high : low;

			worst = worse(fabs(z[i] - value), worst);
		}
		for (; i % LG_KERNEL_PAD != 0; i++)
			is_padded = is_padded && z[i] == 0.0;
		free(x);
		free(code);
	}
	ok(worst < 4 * DBL_EPSILON && is_padded,
	   "%s: scaled columns: error %.1e", name, worst);
}

/* Scores of up to 13 columns, whose padding is not read to any effect. */
static void
test_predict(const LgKernel *kernel, const char *name)
{
	static double x[MAX_COLUMNS][LG_BLOCK_STRIDE];
	const double *columns[MAX_COLUMNS];
	double		slope[MAX_COLUMNS];
	double		score[LG_BLOCK_STRIDE];
	double		worst = 0.0;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		int			n_columns = n % (MAX_COLUMNS + 1);
		int			i;
		int			j;

		for (j = 0; j < n_columns; j++)
		{
			columns[j] = x[j];
			slope[j] = uniform() - 0.5;
			for (i = 0; i < LG_BLOCK_STRIDE; i++)
				x[j][i] = i < n ? uniform() - 0.5 : 1e300;
		}
		kernel->predict(columns, n_columns, n, slope, 0.25, score);
		for (i = 0; i < n; i++)
		{
			double		sum = 0.25;

			for (j = 0; j < n_columns; j++)
				sum += slope[j] * x[j][i];
			worst = worse(fabs(score[i] - sum), worst);
		}
	}
	ok(worst < 8 * DBL_EPSILON, "%s: scores: error %.1e", name, worst);
}

/* One value that is not finite among others, at any place. */
static void
test_finite(const LgKernel *kernel, const char *name)
{
	static const double odd[] = {NAN, INFINITY, -INFINITY};
	bool		is_right = true;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		double	   *x = make_column(n, -1e308, 0.5e308);
		int			i;

		is_right = is_right && kernel->are_finite(x, n);
		for (i = 0; i < n; i++)
		{
			double		value = x[i];

			x[i] = odd[i % 3];
			is_right = is_right && !kernel->are_finite(x, n);
			x[i] = value;
		}
		free(x);
	}
	ok(is_right, "%s: NaN and infinities", name);
}

/* Signs of labels that end where their rows end. */
static void
test_sign(const LgKernel *kernel, const char *name)
{
	double		sign[LG_BLOCK_STRIDE];
	bool		is_right = true;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		uint8_t    *label = malloc(n);
		int			i;

		for (i = 0; i < n; i++)
			label[i] = (uint8_t) (256.0 * uniform());
		for (i = 0; i < n; i += 2)
			label[i] = 200;
		kernel->sign(label, n, 200, sign);
		for (i = 0; i < n; i++)
			if (sign[i] != (label[i] == 200 ? 1.0 : -1.0))
				is_right = false;
		free(label);
	}
	ok(is_right, "%s: signs of labels", name);
}

/* A block of responses with random margins, and what belongs to it. */
typedef struct Block
{
	LgResponse	response;
	double		sign[LG_BLOCK_STRIDE];
	double		weight[LG_BLOCK_STRIDE];
	double		offset[LG_BLOCK_STRIDE];
	double		score[LG_BLOCK_STRIDE];
	double		residual[LG_BLOCK_STRIDE];
	double		curvature[LG_BLOCK_STRIDE];
	double		z[16 * LG_BLOCK_STRIDE];
} Block;

static void
fill_block(Block *block, int n, bool has_weights, bool has_offsets)
{
	int			i;

	/* what lies behind the rows must not matter */
	for (i = 0; i < LG_BLOCK_STRIDE; i++)
		block->sign[i] = block->weight[i] = block->offset[i] =
			block->score[i] = NAN;
	for (i = 0; i < n; i++)
	{
		block->sign[i] = uniform() < 0.5 ? -1.0 : 1.0;
		block->weight[i] = i % 5 == 0 ? 0.0 : 2.0 * uniform();
		block->offset[i] = uniform() - 0.5;
		block->score[i] = 40.0 * (uniform() - 0.5);
	}
	block->response.n_rows = n;
	block->response.sign = block->sign;
	block->response.weight = has_weights ? block->weight : NULL;
	block->response.offset = has_offsets ? block->offset : NULL;
	block->response.score = block->score;
	block->response.residual = block->residual;
	block->response.curvature = block->curvature;
}

static void
test_respond(const LgKernel *kernel, const char *name)
{
	static Block block;
	double		worst = 0.0;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		double		log_lik = 0.0;
		double		sum_residual = 0.0;
		double		sum_curvature = 0.0;
		double		smallest_margin = INFINITY;
		int			i;

		fill_block(&block, n, n % 2 == 0, n % 3 == 0);
		kernel->respond(&block.response);
		for (i = 0; i < n; i++)
		{
			double		weight = n % 2 == 0 ? block.weight[i] : 1.0;
			double		margin = block.sign[i] * block.score[i];
			double		e;
			double		residual;
			double		curvature;

			smallest_margin = fmin(smallest_margin, margin);
			if (n % 3 == 0)
				margin += block.sign[i] * block.offset[i];
			e = exp(-fabs(margin));
			residual = block.sign[i] * weight / (1.0 + e) *
				(margin < 0.0 ? 1.0 : e);
			curvature = weight * e / ((1.0 + e) * (1.0 + e));
			log_lik -= weight * (log1p(e) + fmax(-margin, 0.0));
			sum_residual += residual;
			sum_curvature += curvature;
			if (weight > 0.0)
			{
				worst = worse(fabs(block.residual[i] / residual - 1.0), worst);
				worst = worse(fabs(block.curvature[i] / curvature - 1.0),
							  worst);
			}
			else if (block.residual[i] != 0.0 || block.curvature[i] != 0.0)
				worst = INFINITY;
		}
		if (block.response.smallest_margin != smallest_margin)
			worst = INFINITY;
		worst = worse(fabs(block.response.sum_residual - sum_residual) / n,
					  worst);
		worst = worse(fabs(block.response.sum_curvature - sum_curvature) / n,
					  worst);
		if (log_lik != 0.0)
			worst = worse(fabs(block.response.log_lik / log_lik - 1.0), worst);
	}
	ok(worst < 2e-15, "%s: residuals, weights, likelihood: error %.1e", name,
	   worst);
}

/* One row alone, a success with this score. */
static void
respond_one(const LgKernel *kernel, Block *block, double score)
{
	fill_block(block, 1, false, false);
	block->sign[0] = 1.0;
	block->score[0] = score;
	kernel->respond(&block->response);
}

static void
test_extremes(const LgKernel *kernel, const char *name)
{
	static const double scores[] = {0.0, 1e-300, 0.88, 0.89, 36.0, 37.5, 690.0};
	static Block block;
	double		worst = 0.0;
	int			i;

	respond_one(kernel, &block, 1e300);
	ok(block.residual[0] == 0.0 && block.curvature[0] == 0.0 &&
	   block.response.log_lik == 0.0, "%s: a score of 1e300", name);
	respond_one(kernel, &block, -1e300);
	ok(block.residual[0] == 1.0 && block.curvature[0] == 0.0 &&
	   block.response.log_lik == -1e300, "%s: a score of -1e300", name);
	for (i = 0; i < (int) (sizeof(scores) / sizeof(scores[0])); i++)
	{
		double		e = exp(-scores[i]);

		respond_one(kernel, &block, scores[i]);
		worst = worse(fabs(block.residual[0] / (e / (1.0 + e)) - 1.0), worst);
		worst = worse(fabs(block.response.log_lik / -log1p(e) - 1.0), worst);
	}
	ok(worst < 1e-15, "%s: digits in the tails: error %.1e", name, worst);
}

static void
test_cross(const LgKernel *kernel, const char *name, bool has_ones)
{
	static Block block;
	static double sums[8192];
	const double *columns[MAX_COLUMNS];
	LgDd		gradient[16];
	LgDd		information[16 * 17 / 2];
	double		worst = 0.0;
	int			first = has_ones ? 1 : 0;
	int			n_columns;
	int			n;
	int			i;
	int			j;
	int			k;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		LgDd	   *element = information + first;

		n_columns = n % MAX_COLUMNS + 1;
		fill_block(&block, n, false, false);
		kernel->respond(&block.response);
		memset(block.z, 0, sizeof(block.z));
		for (j = 0; j < n_columns; j++)
		{
			columns[j] = block.z + j * LG_BLOCK_STRIDE;
			for (i = 0; i < n; i++)
				block.z[j * LG_BLOCK_STRIDE + i] = uniform();
		}
		for (j = 0; j < 16 * 17 / 2; j++)
			information[j] = lg_dd(j);
		for (j = 0; j < 16; j++)
			gradient[j] = lg_dd(1.0);
		lg_cross_sums_clear(sums, n_columns);
		kernel->cross(&block.response, columns, n_columns, sums);
		lg_cross_sums_collect(sums, n_columns, has_ones, gradient, information);
		for (j = 0; j < n_columns; j++)
		{
			const double *z = columns[j];
			double		sum = 1.0;

			for (i = 0; i < n; i++)
				sum += block.residual[i] * z[i];
			worst = worse(fabs(gradient[first + j].hi - sum) / n, worst);
			for (k = -first; k <= j; k++, element++)
			{
				sum = (double) (element - information);
				for (i = 0; i < n; i++)
					sum += block.curvature[i] * z[i] *
						(k < 0 ? 1.0 : columns[k][i]);
				worst = worse(fabs(element->hi - sum) / (n + sum), worst);
			}
		}
		/* the rest of the triangle belongs to others */
		for (; element < information + 16 * 17 / 2; element++)
			if (element->hi != (double) (element - information))
				worst = INFINITY;
		if (has_ones && (gradient[0].hi != 1.0 || information[0].hi != 0.0))
			worst = INFINITY;
	}
	ok(worst < 2e-15, "%s: cross products%s: error %.1e", name,
	   has_ones ? " with ones" : "", worst);
}

/* Scores and sums in double-double, against doubledouble.h. */
static void
test_precise(const LgKernel *kernel, const char *name)
{
	static double z[2][MAX_COLUMNS * LG_BLOCK_STRIDE];
	double		columns[6][LG_BLOCK_STRIDE];
	double		worst = 0.0;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		LgPrecise	rows = {
			n, n % MAX_COLUMNS + 1, z[0], z[1], columns[0], columns[1],
			columns[2], columns[3], columns[4], columns[5]
		};
		LgDd		beta[MAX_COLUMNS];
		LgDd		gradient = lg_dd(1.0);
		LgDd		information[MAX_COLUMNS];
		int			column = rows.n_columns - 1;
		int			i;
		int			j;

		memset(z, 0, sizeof(z));
		memset(columns, 0, sizeof(columns));
		for (j = 0; j < rows.n_columns; j++)
		{
			beta[j] = lg_dd_sum(uniform(), 1e-17 * uniform());
			information[j] = lg_dd(j);
			for (i = 0; i < n; i++)
			{
				z[0][j * LG_BLOCK_STRIDE + i] = uniform() - 0.5;
				z[1][j * LG_BLOCK_STRIDE + i] = 1e-17 * uniform();
			}
		}
		for (i = 0; i < n; i++)
		{
			columns[2][i] = uniform();
			columns[3][i] = 1e-17 * uniform();
			columns[4][i] = uniform();
			columns[5][i] = 1e-17 * uniform();
		}
		kernel->predict_precise(&rows, beta);
		kernel->cross_precise(&rows, column, &gradient, information);
		for (i = 0; i < n; i++)
		{
			LgDd		sum = lg_dd(0.0);

			for (j = 0; j < rows.n_columns; j++)
			{
				LgDd		value = {z[0][j * LG_BLOCK_STRIDE + i],
				z[1][j * LG_BLOCK_STRIDE + i]};

				lg_dd_accumulate(&sum, lg_dd_multiply(value, beta[j]));
			}
			sum.hi -= columns[0][i];
			sum.lo -= columns[1][i];
			worst = worse(fabs(sum.hi + sum.lo), worst);
		}
		for (j = -1; j <= column; j++)
		{
			LgDd		sum = j < 0 ? gradient : information[j];

			lg_dd_accumulate_double(&sum, j < 0 ? -1.0 : -j);
			for (i = 0; i < n; i++)
			{
				LgDd		a = {-z[0][column * LG_BLOCK_STRIDE + i],
				-z[1][column * LG_BLOCK_STRIDE + i]};
				LgDd		b = {columns[j < 0 ? 2 : 4][i],
				columns[j < 0 ? 3 : 5][i]};
				LgDd		c = lg_dd(1.0);

				if (j >= 0)
				{
					c.hi = z[0][j * LG_BLOCK_STRIDE + i];
					c.lo = z[1][j * LG_BLOCK_STRIDE + i];
				}
				lg_dd_accumulate(&sum, lg_dd_multiply(lg_dd_multiply(a, b),
													  c));
			}
			worst = worse(fabs(sum.hi) / n, worst);
		}
	}
	ok(worst < 1e-30, "%s: scores and sums with 31 digits: error %.1e", name,
	   worst);
}

/* |a - b| as a share of b and of the smallest that counts, 1e-280. */
static double
difference(double hi, double lo, LgDd b)
{
	LgDd		a = {hi, lo};

	return fabs(lg_dd_subtract(a, b).hi) / (fabs(b.hi) + 1e-280);
}

/*
 * Residuals, weights and likelihood with 30 digits, against the exponential
 * and the logarithm of doubledouble_math.h.
 */
static void
test_respond_precise(const LgKernel *kernel, const char *name)
{
	static const double scores[] = {
		0.0, 1e-300, -1e-20, 3e-9, -0.5, 1.0, -1.0, 18.0, -19.0, 36.5, -300.0,
		650.0, -692.0, 700.0, 708.3, -720.0, 744.0, -745.9, 746.1, -2000.0, 1e300
	};
	const int	n_scores = (int) (sizeof(scores) / sizeof(scores[0]));
	double		columns[9][LG_BLOCK_STRIDE];
	double		worst = 0.0;
	double		worst_loss = 0.0;
	int			n;

	for (n = 1; n <= LG_BLOCK_ROWS; n++)
	{
		LgPrecise	rows = {
			n, 0, NULL, NULL, columns[0], columns[1],
			columns[2], columns[3], columns[4], columns[5]
		};
		LgPreciseResponse response = {
			.sign = columns[6],
			.weight = n % 2 ? columns[7] : NULL,
			.offset = n % 3 ? columns[8] : NULL
		};
		LgDd		log_lik = lg_dd(0.0);
		double		smallest = INFINITY;
		int			i;

		for (i = 0; i < n; i++)
		{
			double		x = scores[(i + n) % n_scores];

			if (i >= 2 * n_scores)
				x = 80.0 * (uniform() - 0.5);
			columns[0][i] = x;
			columns[1][i] = 1e-17 * x * (uniform() - 0.5);
			columns[6][i] = uniform() < 0.5 ? -1.0 : 1.0;
			columns[7][i] = uniform() + 0.5;
			columns[8][i] = uniform() - 0.5;
			smallest = fmin(smallest, columns[6][i] * x);
		}
		memset(columns[2], 0xff, 4 * sizeof(columns[2]));
		{
			double		score[LG_BLOCK_ROWS];
			double		score_low[LG_BLOCK_ROWS];

			memcpy(score, columns[0], sizeof(score));
			memcpy(score_low, columns[1], sizeof(score_low));
			kernel->respond_precise(&rows, &response);
			for (i = 0; i < n; i++)
			{
				double		sign = columns[6][i];
				LgDd		margin = {sign * score[i], sign * score_low[i]};
				bool		is_wrong;
				LgDd		weight = lg_dd(n % 2 ? columns[7][i] : 1.0);
				LgDd		e;
				LgDd		inverse;
				LgDd		loss;
				LgDd		residual;

				if (n % 3)
					lg_dd_accumulate_double(&margin, sign * columns[8][i]);
				is_wrong = margin.hi < 0.0;
				e = lg_dd_exp(is_wrong ? margin : lg_dd_negate(margin));
				inverse = lg_dd_divide(lg_dd(1.0), lg_dd_add(lg_dd(1.0), e));
				loss = lg_dd_log1p(e);
				if (is_wrong)
					loss = lg_dd_subtract(loss, margin);
				log_lik = lg_dd_subtract(log_lik,
										 lg_dd_multiply(weight, loss));
				weight = lg_dd_multiply(weight, inverse);
				residual = is_wrong ? weight : lg_dd_multiply(weight, e);
				weight = lg_dd_multiply(lg_dd_multiply(weight, e), inverse);
				worst = worse(difference(sign * columns[2][i],
										 sign * columns[3][i], residual),
							  worst);
				worst = worse(difference(columns[4][i], columns[5][i],
										 weight), worst);
			}
		}
		for (; i % LG_KERNEL_PAD != 0; i++)
			worst = worse(fabs(columns[2][i]) + fabs(columns[3][i]) +
						  fabs(columns[4][i]) + fabs(columns[5][i]), worst);
		worst = worse(fabs(response.smallest_margin - smallest), worst);
		worst_loss = worse(difference(response.log_lik.hi,
									  response.log_lik.lo, log_lik),
						   worst_loss);
	}
	ok(worst < 3e-30, "%s: residuals and weights with 30 digits: error %.1e",
	   name, worst);
	ok(worst_loss < 3e-30, "%s: likelihood with 30 digits: error %.1e", name,
	   worst_loss);
}

int
main(void)
{
	int			level;

	ok(lg_kernel_find(LG_KERNEL_SCALAR) != NULL, "plain C is everywhere");
	ok(lg_kernel_find(LG_KERNEL_AUTO) != NULL, "there is a best set");
	for (level = LG_KERNEL_SCALAR; level < LG_KERNEL_AUTO; level++)
	{
		const LgKernel *kernel = lg_kernel_find((LgKernelLevel) level);

		if (kernel == NULL)
		{
			printf("# this machine has no %s\n", names[level]);
			continue;
		}
		test_measure(kernel, names[level]);
		test_exceed(kernel, names[level]);
		test_scale(kernel, names[level]);
		test_predict(kernel, names[level]);
		test_finite(kernel, names[level]);
		test_sign(kernel, names[level]);
		test_respond(kernel, names[level]);
		test_extremes(kernel, names[level]);
		test_cross(kernel, names[level], false);
		test_cross(kernel, names[level], true);
		test_precise(kernel, names[level]);
		test_respond_precise(kernel, names[level]);
	}
	return tap_done();
}

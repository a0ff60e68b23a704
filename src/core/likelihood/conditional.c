/*-------------------------------------------------------------------------
 *
 * conditional.c
 *		The exact conditional likelihood of matched sets.
 *
 * In a stratum of n rows with scores s_i, of which a are cases, the
 * probability of the cases given their number is
 *
 *		exp(sum of s_i of the cases) / B(a, n)
 *		B(k, i) = sum over all k of the first i rows of exp(sum of their s)
 *
 * (Cox 1972; Breslow & Day, Statistical Methods in Cancer Research 1, section
 * 7.1), and B(k, i) = B(k, i-1) + exp(s_i) B(k-1, i-1) (Gail, Lubin & Rubinstein
 * 1981, Biometrika 68, 703-707).
 *
 * Method: B is kept as its logarithm.  Its derivatives are kept as moments of
 * the sum of z over a random subset that is drawn with the probabilities in
 * B: the mean is the derivative of log B, the covariance the second one.  A
 * subset of k of i rows has row i with the share q = exp(s_i) B(k-1, i-1) /
 * B(k, i); so its sum is a mixture of that of k of i-1 rows and that of k-1 of
 * i-1 rows plus z_i.  With d the difference of the two means
 *
 *		mean = mean_0 + q d
 *		covariance = (1-q) covariance_0 + q covariance_1 + q (1-q) d d'
 *
 * Nothing overflows, and nothing cancels: these are sums of positive terms.
 * If controls are fewer than cases they are chosen instead, with scores of the
 * other sign.  If one row is chosen, this is the softmax over the rows of the
 * stratum, in one scan.
 *
 * Columns enter as differences from the first row of the stratum, which the
 * likelihood does not notice.
 *
 * A direction that separates the strata leaves the rows that are equal along
 * it, to the lowest case and the highest control; the others are settled.
 *
 *-------------------------------------------------------------------------
 */
#include "core/likelihood/conditional.h"

#include <math.h>
#include <string.h>

/* Strata after which the host may ask to stop. */
#define STRATA_OF_CHECK	64

/* The moments of a subset of each size; arrays by size. */
typedef struct Subsets
{
	int			n_columns;
	double	   *log_sum;		/* log B */
	double	   *mean;			/* [size][n_columns] */
	double	   *covariance;		/* [size], packed */
} Subsets;

/* What a stratum adds to the likelihood and its derivatives. */
typedef struct Part
{
	double		log_lik;
	const double *mean;			/* of what is chosen, [n_columns] */
	const double *covariance;	/* packed */
	double		margin;			/* of the lowest case over the highest control */
	int			sign;			/* 1: cases are chosen, -1: controls; 0: the
								 * stratum is settled */
} Part;

/* Fills z and the scores of the stratum that is held, without offsets. */
static void
fill_scores(const LgDesign *design, const LgDd *beta)
{
	LgStrata   *strata = design->strata;
	int			n = design->n_columns;
	int			i;
	int			j;

	for (i = 0; i < strata->n_rows; i++)
		strata->score[i] = 0.0;
	for (j = 0; j < n; j++)
	{
		int			index = design->columns[j];
		const LgTerm *term = &design->terms[index];
		double		first = strata->x[index] * term->unit;

		for (i = 0; i < strata->n_rows; i++)
		{
			double		z = (strata->x[(size_t) i * strata->n_terms + index] *
							 term->unit - first) * term->spread;

			strata->z[(size_t) i * n + j] = z;
			strata->score[i] += z * beta[j].hi;
		}
	}
}

/* The value of the design's direction on a row, and its size. */
static LgDd
along_direction(const LgDesign *design, int row, double *size)
{
	const LgStrata *strata = design->strata;
	LgDd		sum = lg_dd(0.0);
	int			j;

	*size = 0.0;
	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];
		LgDd		product;

		if (design->direction[j].hi == 0.0)
			continue;
		product = lg_dd_difference(strata->x[(size_t) row * strata->n_terms + j] *
								   term->unit, strata->x[j] * term->unit);
		product = lg_dd_multiply(design->direction[j],
								 lg_dd_shift(product, term->spread));
		lg_dd_accumulate(&sum, product);
		*size += fabs(product.hi);
	}
	return sum;
}

/* Marks the rows that the direction leaves; returns how many are cases. */
static int
keep_overlap(const LgDesign *design, int *n_kept)
{
	LgStrata   *strata = design->strata;
	LgDd		highest = lg_dd(-INFINITY);
	double		highest_size = 0.0;
	double		size;
	int			n_cases = 0;
	int			i;

	*n_kept = strata->n_rows;
	for (i = 0; i < strata->n_rows; i++)
		strata->is_kept[i] = true;
	if (design->direction == NULL)
		return strata->n_cases;
	for (i = 0; i < strata->n_rows; i++)
	{
		LgDd		along = along_direction(design, i, &size);

		if (strata->is_case[i] || along.hi < highest.hi ||
			(along.hi == highest.hi && along.lo <= highest.lo))
			continue;
		highest = along;
		highest_size = size;
	}
	*n_kept = 0;
	for (i = 0; i < strata->n_rows; i++)
	{
		LgDd		along = along_direction(design, i, &size);

		strata->is_kept[i] = fabs(lg_dd_subtract(along, highest).hi) <=
			LG_ZERO_TOLERANCE * (size + highest_size);
		*n_kept += strata->is_kept[i];
		n_cases += strata->is_kept[i] && strata->is_case[i];
	}
	return n_cases;
}

/* Subsets of no row. */
static void
clear_subsets(Subsets *subsets, const LgStrata *strata, int n_columns,
			  int n_chosen)
{
	size_t		packed = (size_t) n_columns * (n_columns + 1) / 2;
	int			k;

	subsets->n_columns = n_columns;
	subsets->log_sum = strata->subsets;
	subsets->mean = subsets->log_sum + n_chosen + 1;
	subsets->covariance = subsets->mean + (size_t) (n_chosen + 1) * n_columns;
	memset(subsets->mean, 0,
		   (n_chosen + 1) * (n_columns + packed) * sizeof(double));
	for (k = 0; k <= n_chosen; k++)
		subsets->log_sum[k] = k == 0 ? 0.0 : -INFINITY;
}

/* Adds a row to the subsets of k rows. */
static void
add_row(Subsets *subsets, int k, double score, double sign, const double *z)
{
	int			n = subsets->n_columns;
	size_t		packed = (size_t) n * (n + 1) / 2;
	double	   *mean = subsets->mean + (size_t) k * n;
	double	   *covariance = subsets->covariance + k * packed;
	const double *other = covariance - packed;
	double		without = subsets->log_sum[k];
	double		with = subsets->log_sum[k - 1] + score;
	double		e = exp(-fabs(with - without));
	double		larger = 1.0 / (1.0 + e);
	double		smaller = e * larger;
	double		share = with > without ? larger : smaller;
	double		rest = with > without ? smaller : larger;
	double		mixed = share * rest;
	int			i;
	int			j;

	if (without == -INFINITY)
	{
		subsets->log_sum[k] = with;
		for (j = 0; j < n; j++)
			mean[j] = mean[j - n] + sign * z[j];
		memcpy(covariance, other, packed * sizeof(double));
		return;
	}
	subsets->log_sum[k] = fmax(with, without) + log1p(e);
	for (i = 0; i < n; i++)
	{
		double		d = mean[i - n] + sign * z[i] - mean[i];

		for (j = 0; j < i; j++)
			covariance[j] = rest * covariance[j] + share * other[j] +
				mixed * d * (mean[j - n] + sign * z[j] - mean[j]);
		covariance[i] = rest * covariance[i] + share * other[i] +
			mixed * d * d;
		covariance += i + 1;
		other += i + 1;
	}
	for (j = 0; j < n; j++)
		mean[j] += share * (mean[j - n] + sign * z[j] - mean[j]);
}

/* Goes through the subsets of the rows that are kept. */
static void
add_rows(const LgDesign *design, Subsets *subsets, int n_kept, int n_chosen,
		 double sign)
{
	const LgStrata *strata = design->strata;
	int			n_seen = 0;
	int			i;
	int			k;

	for (i = 0; i < strata->n_rows; i++)
	{
		int			least = n_chosen - (n_kept - n_seen - 1);
		double		score = sign * (strata->score[i] + strata->offset[i]);

		if (!strata->is_kept[i])
			continue;
		if (n_chosen > 1)
			design->rows->check(design->rows->host);
		n_seen++;
		for (k = n_seen < n_chosen ? n_seen : n_chosen; k >= 1 && k >= least;
			 k--)
			add_row(subsets, k, score, sign,
					strata->z + (size_t) i * subsets->n_columns);
	}
}

/* By how much the lowest case is above the highest control. */
static double
margin_of(const LgStrata *strata)
{
	double		lowest = INFINITY;
	double		highest = -INFINITY;
	int			i;

	for (i = 0; i < strata->n_rows; i++)
	{
		if (!strata->is_kept[i])
			continue;
		if (strata->is_case[i])
			lowest = fmin(lowest, strata->score[i]);
		else
			highest = fmax(highest, strata->score[i]);
	}
	return lowest - highest;
}

/* What the stratum that is held adds at beta. */
static Part
find_part(const LgDesign *design, const LgDd *beta)
{
	const LgStrata *strata = design->strata;
	Subsets		subsets;
	Part		part = {0};
	int			n_kept;
	int			n_cases = keep_overlap(design, &n_kept);
	int			n_chosen;
	double		sum = 0.0;
	int			i;

	if (n_cases == 0 || n_cases == n_kept)
		return part;
	part.sign = 2 * n_cases <= n_kept ? 1 : -1;
	n_chosen = part.sign > 0 ? n_cases : n_kept - n_cases;
	fill_scores(design, beta);
	clear_subsets(&subsets, strata, design->n_columns, n_chosen);
	add_rows(design, &subsets, n_kept, n_chosen, part.sign);
	for (i = 0; i < strata->n_rows; i++)
		if (strata->is_kept[i] && strata->is_case[i] == (part.sign > 0))
			sum += part.sign * (strata->score[i] + strata->offset[i]);
	part.log_lik = sum - subsets.log_sum[n_chosen];
	part.mean = subsets.mean + (size_t) n_chosen * design->n_columns;
	part.covariance = subsets.covariance + (size_t) n_chosen *
		((size_t) design->n_columns * (design->n_columns + 1) / 2);
	part.margin = margin_of(strata);
	return part;
}

/* The score of the stratum along column j, after find_part(). */
static double
score_of(const LgDesign *design, const Part *part, int j)
{
	const LgStrata *strata = design->strata;
	double		sum = -part->mean[j];
	int			i;

	for (i = 0; i < strata->n_rows; i++)
		if (strata->is_kept[i] && strata->is_case[i] == (part->sign > 0))
			sum += part->sign * strata->z[(size_t) i * design->n_columns + j];
	return sum;
}

/* Evaluates at beta: log-likelihood, gradient and information. */
void
lg_conditional_evaluate(const LgDesign *design, const LgDd *beta,
						LgCurvature *curvature)
{
	LgStrata   *strata = design->strata;
	int			n = design->n_columns;
	size_t		packed = (size_t) n * (n + 1) / 2;
	size_t		k;
	int			j;

	lg_curvature_clear(curvature, n);
	design->rows->rewind(design->rows->host);
	while (lg_strata_next(strata))
	{
		Part		part = find_part(design, beta);

		if (curvature->n_rows++ % STRATA_OF_CHECK == 0)
			design->rows->check(design->rows->host);
		if (part.sign == 0)
			continue;
		lg_dd_accumulate_double(&curvature->log_lik, part.log_lik);
		for (j = 0; j < n; j++)
			lg_dd_accumulate_double(&curvature->gradient[j],
									score_of(design, &part, j));
		for (k = 0; k < packed; k++)
			lg_dd_accumulate_double(&curvature->information[k],
									part.covariance[k]);
		curvature->smallest_margin = fmin(curvature->smallest_margin,
										  part.margin);
	}
}

/* The log-likelihood of the offsets alone, on all rows. */
LgDd
lg_conditional_null(const LgDesign *design)
{
	LgDesign	empty = *design;
	LgDd		sum = lg_dd(0.0);

	empty.n_columns = 0;
	empty.direction = NULL;
	empty.rows->rewind(empty.rows->host);
	while (lg_strata_next(empty.strata))
		lg_dd_accumulate_double(&sum, find_part(&empty, NULL).log_lik);
	return sum;
}

/*
 * The scores of the next strata at beta, as rows of a dense block with their
 * clusters; false at the end.  The caller has rewound the design.
 */
bool
lg_conditional_next_scores(const LgDesign *design, const LgDd *beta,
						   LgDense *dense)
{
	int			n = 0;
	int			j;

	while (n < LG_BLOCK_ROWS && lg_strata_next(design->strata))
	{
		Part		part = find_part(design, beta);

		for (j = 0; j < design->n_columns; j++)
		{
			size_t		place = (size_t) j * LG_BLOCK_STRIDE + n;

			dense->z[place] = part.sign == 0 ? 0.0 :
				score_of(design, &part, j);
			if (dense->z_low)
				dense->z_low[place] = 0.0;
		}
		dense->cluster[n++] = design->strata->cluster;
	}
	dense->n_rows = n;
	dense->has_weights = dense->has_offsets = dense->has_frequencies = false;
	return n > 0;
}

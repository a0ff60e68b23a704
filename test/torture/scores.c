/*-------------------------------------------------------------------------
 *
 * scores.c
 *		Checks printed estimates against the score equations of all rows.
 *
 * Plain code that shares nothing with the solver: raw columns, products in
 * quadruple precision, exponentials in long double.  At the maximum
 *
 *		g_j = sum w (y - p) x_j - the slope of the penalty = 0
 *
 * What is left may be 1e-11 of sum |w (y - p) x_j|, and what one unit in the
 * last place of each printed estimate moves: of a row's score by at most
 * u = sum |x_k| ulp(b_k), and of its probability by p(s + u) - p(s - u).
 *
 *-------------------------------------------------------------------------
 */
#include "torture.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#if LDBL_MANT_DIG >= 106
typedef long double Quad;
#elif defined(__SIZEOF_FLOAT128__)
typedef __float128 Quad;
#else
#error "the check of scores needs quadruple precision"
#endif

#define SHARE_LEFT	1e-11L

/* A coefficient of a direction below this share of it is printed as 0. */
#define ROUNDING_OF_MARGIN	1e-20L
#define COLUMNS		(MAX_NUMBERS + 1)

/* The sums of the score equations, by class and column. */
typedef struct Sums
{
	Quad		gradient[MAX_CLASSES][COLUMNS];
	Quad		size[MAX_CLASSES][COLUMNS];	/* sum of magnitudes */
	Quad		moved[MAX_CLASSES][COLUMNS];	/* by the last digits */
} Sums;

/* The value of a column of the model in a row; the intercept's is 1. */
static double
value_of(const TortureSet *set, int column, int row)
{
	if (set->has_intercept)
		column--;
	return column < 0 ? 1.0 : set->number[column][row];
}

static double
ulp(double x)
{
	return nextafter(fabs(x), INFINITY) - fabs(x);
}

/* 1 / (1 + e^-x), which keeps all digits for any x. */
static long double
logistic(long double x)
{
	return x >= 0.0L ? 1.0L / (1.0L + expl(-x)) :
		expl(x) / (1.0L + expl(x));
}

/* The scores of a row by class, and what last digits move of each. */
static void
find_scores(const TortureSet *set, const TortureFit *fit, int row,
			long double *score, long double *moved)
{
	int			e;
	int			j;

	score[0] = moved[0] = 0.0L;
	for (e = 0; e < fit->n_equations; e++)
	{
		Quad		sum = set->offset ? set->offset[row] : 0.0;
		Quad		change = 0;

		for (j = 0; j < fit->n_coefficients; j++)
		{
			double		x = value_of(set, j, row);

			if (isnan(fit->estimate[e][j]))
				continue;		/* aliased */
			sum += (Quad) fit->estimate[e][j] * x;
			change += (Quad) ulp(fit->estimate[e][j]) * fabs(x);
		}
		score[e + 1] = (long double) sum;
		moved[e + 1] = (long double) change;
	}
}

/*
 * The residual of a class in a row, [y = k] - p_k without cancellation, and
 * how far last digits move it.
 */
static long double
residual_of(int n_classes, int y, int k, const long double *score,
			const long double *moved, long double *change)
{
	long double others = 0.0L;	/* of e^(s_l - s_k) */
	long double away = 0.0L;
	long double log_odds;
	int			l;

	for (l = 0; l < n_classes; l++)
		if (l != k)
			others += expl(score[l] - score[k]);
	log_odds = -logl(others);
	if (!isfinite(log_odds) && n_classes == 2)
		log_odds = score[k] - score[1 - k];
	for (l = 0; l < n_classes; l++)
		away = fmaxl(away, moved[l]);
	away = n_classes == 2 ? away : 2.0L * away;
	*change = log_odds > 0.0L ?
		logistic(away - log_odds) - logistic(-away - log_odds) :
		logistic(log_odds + away) - logistic(log_odds - away);
	return y == k ? logistic(-log_odds) : -logistic(log_odds);
}

static void
add_row(const TortureSet *set, const TortureFit *fit, int row, Sums *sums)
{
	long double score[MAX_CLASSES];
	long double moved[MAX_CLASSES];
	long double weight = set->weight ? set->weight[row] : 1.0L;
	int			k;
	int			j;

	find_scores(set, fit, row, score, moved);
	for (k = 1; k < set->n_classes; k++)
	{
		long double change;
		long double residual = weight *
			residual_of(set->n_classes, set->label[row], k, score, moved,
						&change);

		for (j = 0; j < fit->n_coefficients; j++)
		{
			long double x = value_of(set, j, row);

			sums->gradient[k][j] += residual * x;
			sums->size[k][j] += fabsl(residual * x);
			sums->moved[k][j] += weight * change * fabsl(x);
		}
	}
}

/* The squared weighted deviation of a column, as penalties know it. */
static long double
square_scale(const TortureSet *set, int column)
{
	Quad		sum = 0;
	Quad		squares = 0;
	Quad		weights = 0;
	Quad		mean;
	int			i;

	if (set->has_intercept && column == 0)
		return 0.0L;
	if (!set->is_standardised)
		return 1.0L;
	for (i = 0; i < set->n_rows; i++)
	{
		double		w = set->weight ? set->weight[i] : 1.0;

		weights += w;
		sum += (Quad) w * value_of(set, column, i);
	}
	mean = sum / weights;
	for (i = 0; i < set->n_rows; i++)
	{
		double		w = set->weight ? set->weight[i] : 1.0;
		Quad		x = value_of(set, column, i) - mean;

		squares += w * x * x;
	}
	return (long double) (squares / weights);
}

/* Takes the slope of the penalty off the gradient of one coefficient. */
static void
add_penalty(const TortureSet *set, const TortureFit *fit, int k, int j,
			long double square, Sums *sums)
{
	const double *b = fit->estimate[k - 1];
	long double slope = set->l2 * square * b[j];
	long double moved = set->l2 * square * ulp(b[j]);
	long double price = set->l1 * sqrtl(square);
	int			l;

	if (set->n_classes > 2)
	{
		long double sum = 0.0L;

		for (l = 1; l < set->n_classes; l++)
			sum += fit->estimate[l - 1][j];
		slope = 2.0L * set->l2 * square * (b[j] - sum / set->n_classes);
		moved *= 2.0L * set->n_classes;
	}
	if (b[j] != 0.0)
		slope += copysignl(price, b[j]);
	else
	{
		/* any slope up to the price is right */
		long double g = (long double) sums->gradient[k][j];

		slope += fabsl(g) <= price * (1.0L + 1e-9L) ? g : copysignl(price, g);
	}
	sums->gradient[k][j] -= slope;
	sums->size[k][j] += fabsl(slope);
	sums->moved[k][j] += moved;
}

/* Whether the estimates of a converged fit solve the equations. */
bool
torture_check_scores(const TortureSet *set, const TortureFit *fit,
					 char *reason, size_t size)
{
	Sums		sums;
	int			i;
	int			j;
	int			k;

	/* a lasso of many classes has more coefficients than it prints */
	if (set->n_classes > 2 && set->l1 > 0.0)
		return true;
	memset(&sums, 0, sizeof(sums));
	for (i = 0; i < set->n_rows; i++)
		add_row(set, fit, i, &sums);
	for (j = 0; j < fit->n_coefficients; j++)
	{
		long double square = set->l1 > 0.0 || set->l2 > 0.0 ?
			square_scale(set, j) : 0.0L;

		for (k = 1; k < set->n_classes; k++)
		{
			long double left;
			long double allowed;

			if (isnan(fit->estimate[k - 1][j]))
				continue;
			if (square > 0.0L)
				add_penalty(set, fit, k, j, square, &sums);
			left = fabsl((long double) sums.gradient[k][j]);
			allowed = SHARE_LEFT * (long double) sums.size[k][j] +
				(long double) sums.moved[k][j];
			if (left <= allowed)
				continue;
			snprintf(reason, size, "score of column %d is %.2Lg, %.1Lg of its "
					 "size and %.1Lg of what is allowed", j, left,
					 left / (long double) sums.size[k][j], left / allowed);
			return false;
		}
	}
	return true;
}

/*
 * Whether the direction of a separated fit separates: no row is on its wrong
 * side but by the rounding of the direction, and some row is on the right one.
 */
bool
torture_check_direction(const TortureSet *set, const TortureFit *fit,
						char *reason, size_t size)
{
	int64_t		n_right = 0;
	Quad		largest = 0;
	Quad		worst = 0;
	int			i;
	int			j;
	int			k;
	int			l;

	for (i = 0; i < set->n_rows; i++)
	{
		Quad		along[MAX_CLASSES] = {0};
		Quad		rounding = 0;

		for (k = 1; k < set->n_classes; k++)
			for (j = 0; j < fit->n_coefficients; j++)
			{
				double		x = value_of(set, j, i);

				along[k] += (Quad) fit->direction[k - 1][j] * x;
				rounding += (Quad) ulp(fit->direction[k - 1][j]) * fabs(x);
			}
		for (l = 0; l < set->n_classes; l++)
		{
			Quad		margin = along[set->label[i]] - along[l];

			if (l == set->label[i])
				continue;
			if (margin > largest)
				largest = margin;
			if (-margin - rounding > worst)
				worst = -margin - rounding;
			n_right += margin > rounding;
		}
	}
	if (n_right == 0)
		snprintf(reason, size, "no row is on the right side");
	if (worst > ROUNDING_OF_MARGIN * largest)
		snprintf(reason, size, "a row is on the wrong side by %.1Lg of %.1Lg",
				 (long double) worst, (long double) largest);
	return n_right > 0 && worst <= ROUNDING_OF_MARGIN * largest;
}

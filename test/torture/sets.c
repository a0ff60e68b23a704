/*-------------------------------------------------------------------------
 *
 * sets.c
 *		Makes a random data set from a seed, with the defects of real data.
 *
 * Columns: light and heavy tails, outliers, constant but for one row,
 * integers, times since 1970, powers of one column, indicators of rare
 * levels, runs of whole blocks, values near the ends of the range.  Labels:
 * from a logistic model, rare, sorted, by a threshold.  Weights and offsets:
 * none, mild, extreme.  Numbers of rows lie on both sides of every threshold
 * of the solver.
 *
 *-------------------------------------------------------------------------
 */
#include "torture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A random number in (0, 1) (splitmix64). */
double
torture_random(uint64_t *state)
{
	uint64_t	z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return ((double) ((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

/* One of n choices. */
static int
choose(uint64_t *state, int n)
{
	return (int) (torture_random(state) * n);
}

/* Box and Muller's normal. */
static double
normal(uint64_t *state)
{
	double		radius = sqrt(-2.0 * log(torture_random(state)));

	return radius * cos(2.0 * M_PI * torture_random(state));
}

/* Adds words to the description. */
static void
say(TortureSet *set, const char *format, double value)
{
	size_t		used = strlen(set->words);

	snprintf(set->words + used, sizeof(set->words) - used, format, value);
}

/*
 * The numbers of rows: one and few, a block and its neighbours, the smallest
 * data that has a sample or several, whose first information is estimated,
 * that does not go to double-double at once.
 */
static const int sizes[] = {
	3, 10, 30, 100, 255, 256, 257, 500, 1000, 3000, 10000, 20000,
	33000, 34000, 36000, 40000, 60000, 100000, 120000, 150000,
	262144, 270000, 300000, 400000, 790000, 850000
};

static int
choose_size(uint64_t *state, int max_rows)
{
	int			n = sizeof(sizes) / sizeof(sizes[0]);

	while (sizes[n - 1] > max_rows)
		n--;
	return sizes[choose(state, n)] + choose(state, 3);
}

/* Multiplies some rows by something huge. */
static void
add_outliers(TortureSet *set, uint64_t *state, double *x)
{
	int			n = 1 + choose(state, 3);
	double		size = pow(10.0, 2.0 + 8.0 * torture_random(state));

	say(set, " outliers %.0e", size);
	for (; n > 0; n--)
		x[choose(state, set->n_rows)] = size * normal(state);
}

/* Fills a column; kinds from 13 on may leave the range of doubles. */
static void
fill_column(TortureSet *set, uint64_t *state, int j, int kind)
{
	double	   *x = set->number[j];
	int			n = set->n_rows;
	int			period = LG_BLOCK_ROWS << choose(state, 7);
	double		shape = 0.5 + 2.5 * torture_random(state);
	double		scale = pow(10.0, 300.0 * torture_random(state) - 150.0);
	int			i;

	say(set, ", column of kind %.0f", kind);
	for (i = 0; i < n; i++)
		switch (kind)
		{
			case 0:				/* normal */
			case 1:				/* the same with outliers */
				x[i] = normal(state);
				break;
			case 2:				/* lognormal */
				x[i] = exp(shape * normal(state));
				break;
			case 3:				/* Pareto */
				x[i] = pow(torture_random(state), -1.0 / shape);
				break;
			case 4:				/* Cauchy */
				x[i] = tan(M_PI * (torture_random(state) - 0.5));
				break;
			case 5:				/* constant but for one row */
				x[i] = 3.0;
				break;
			case 6:				/* integers */
				x[i] = floor(20.0 * torture_random(state));
				break;
			case 7:				/* seconds since 1970, of an hour */
				x[i] = 1764547200.0 + floor(3600.0 * torture_random(state));
				break;
			case 8:				/* sorted */
				x[i] = (double) i / n;
				break;
			case 9:				/* runs of whole blocks */
				x[i] = (i / period) % 2;
				break;
			case 10:			/* a rare level */
				x[i] = torture_random(state) < 20.0 / n;
				break;
			case 11:			/* a power of the first column */
				x[i] = pow(set->number[0][i], j + 1);
				break;
			case 12:			/* another unit */
				x[i] = scale * normal(state);
				break;
			case 13:			/* subnormal */
				x[i] = 0x1p-1060 * (1.0 + torture_random(state));
				break;
			default:			/* near the end of the range */
				x[i] = 0x1p1020 * torture_random(state);
				break;
		}
	if (kind == 1)
		add_outliers(set, state, x);
	if (kind == 5)
		x[choose(state, n)] = 4.0;
	for (i = 0; i < n; i++)		/* powers of a heavy tail */
		if (!isfinite(x[i]) || fabs(x[i]) > 1e300)
			x[i] = kind == 14 ? x[i] : 0.0;
}

/* Chooses the columns: random kinds, or the powers of one. */
static void
fill_columns(TortureSet *set, uint64_t *state)
{
	bool		is_polynomial = choose(state, 12) == 0;
	int			j;

	if (is_polynomial)
		set->n_numbers = 2 + choose(state, 7);
	for (j = 0; j < set->n_numbers; j++)
	{
		int			kind = choose(state, 13);

		if (is_polynomial)
			kind = j > 0 ? 11 : 8;
		else if (kind == 11 && j == 0)
			kind = 2;
		else if (choose(state, 100) == 0)
			kind = 13 + choose(state, 2);
		if (kind > 12)
			set->may_fail = true;
		set->number[j] = malloc(set->n_rows * sizeof(double));
		fill_column(set, state, j, kind);
	}
}

/* The size of most values of a column about its middle, whatever its tails. */
static double
spread_of(const TortureSet *set, int j, double *middle)
{
	double		some[101];
	int			n = 0;
	int			i;
	int			k;

	for (i = 0; i < 101; i++)
	{
		double		x = set->number[j][(int) ((int64_t) i * set->n_rows / 101)];

		for (k = n++; k > 0 && some[k - 1] > x; k--)
			some[k] = some[k - 1];
		some[k] = x;
	}
	*middle = some[50];
	return some[75] > some[25] ? some[75] / 2 - some[25] / 2 :
		fmax(fabs(some[100] / 2 - some[0] / 2), 0x1p-1022);
}

/* Draws labels from a model with coefficients of about 1. */
static void
draw_labels(TortureSet *set, uint64_t *state, double intercept, double size)
{
	double		middle[MAX_NUMBERS];
	double		spread[MAX_NUMBERS];
	double		slope[MAX_CLASSES][MAX_NUMBERS];
	int			i;
	int			j;
	int			k;

	for (j = 0; j < set->n_numbers; j++)
	{
		spread[j] = spread_of(set, j, &middle[j]);
		for (k = 0; k < set->n_classes; k++)
			slope[k][j] = size * normal(state);
	}
	for (i = 0; i < set->n_rows; i++)
	{
		double		best = -INFINITY;

		for (k = 0; k < set->n_classes; k++)
		{
			double		score = k > 0 ? intercept : 0.0;

			for (j = 0; j < set->n_numbers; j++)
				score += slope[k][j] *
					fmin(fmax((set->number[j][i] - middle[j]) / spread[j],
							  -1e9), 1e9);
			/* the largest of scores with Gumbel's noise has the shares */
			score -= log(-log(torture_random(state)));
			if (score > best)
			{
				best = score;
				set->label[i] = (uint8_t) k;
			}
		}
	}
}

static void
fill_labels(TortureSet *set, uint64_t *state)
{
	int			kind = choose(state, 20);
	double		size = 0.3 * exp(normal(state));
	double		middle;
	int			i;

	set->label = calloc(set->n_rows, 1);
	if (kind < 12)
		draw_labels(set, state, normal(state), size);
	else if (kind < 14)			/* rare */
		draw_labels(set, state, -4.0 - 6.0 * torture_random(state), size);
	else if (kind < 18)			/* noise */
		draw_labels(set, state, normal(state), 0.0);
	for (i = 0; i < set->n_rows && kind >= 18; i++)
		if (kind == 18)			/* sorted, with some noise */
			set->label[i] = i > set->n_rows / 3 &&
				choose(state, set->n_rows) > 20;
	if (kind == 19)				/* by a threshold */
	{
		(void) spread_of(set, 0, &middle);
		for (i = 0; i < set->n_rows; i++)
			set->label[i] = set->number[0][i] > middle;
	}
	say(set, ", labels of kind %.0f", kind);
	say(set, " with slopes %.2g", size);
}

/*
 * Leaves out classes of more than two that no row has, as there are none in a
 * table: a class is a label that was seen.  Only two are left to few rows.
 */
static void
close_gaps(TortureSet *set)
{
	int			n_rows_of[MAX_CLASSES] = {0};
	uint8_t		new_label[MAX_CLASSES];
	int			n_classes = 0;
	int			i;
	int			k;

	for (i = 0; i < set->n_rows; i++)
		n_rows_of[set->label[i]]++;
	for (k = 0; k < set->n_classes; k++)
	{
		new_label[k] = (uint8_t) n_classes;
		n_classes += n_rows_of[k] > 0;
	}
	if (set->n_classes == 2 || n_classes == set->n_classes)
		return;
	for (i = 0; i < set->n_rows; i++)
		set->label[i] = new_label[set->label[i]];
	set->n_classes = n_classes > 2 ? n_classes : 2;
	say(set, ", %.0f of them there", n_classes);
}

static void
fill_weights(TortureSet *set, uint64_t *state)
{
	int			kind = choose(state, 12);
	double		orders = 1.0 + 19.0 * torture_random(state);
	double		unit = pow(10.0, 600.0 * torture_random(state) - 300.0);
	int			i;

	if (kind > 3)
		return;
	set->weight = malloc(set->n_rows * sizeof(double));
	for (i = 0; i < set->n_rows; i++)
		set->weight[i] = kind == 0 ? 0.5 + torture_random(state) :
			kind == 1 ? 1.0 + choose(state, 5) :
			kind == 2 ? pow(10.0, orders * (torture_random(state) - 0.5)) :
			unit * (1.0 + torture_random(state));
	say(set, ", weights of kind %.0f", kind);
	if (kind == 2)
		say(set, " over %.1f orders", orders);
	if (kind == 3)
		say(set, " near %.1e", unit);
	if (kind == 3)				/* a penalty that is nothing beside them is none */
	{
		set->l1 *= unit;
		set->l2 *= unit;
	}
}

static void
fill_offsets(TortureSet *set, uint64_t *state)
{
	static const double sizes_of[] = {1.0, 50.0, 120.0, 500.0, 700.0};
	int			kind = choose(state, 12);
	double		size = sizes_of[choose(state, 5)];
	int			i;

	if (kind > 3 || set->n_classes > 2)
		return;
	if (choose(state, 2) == 0)
		size = -size;
	if (kind == 2)				/* of both signs, whatever the label */
		size = fmin(fmax(size, -120.0), 120.0);
	set->offset = malloc(set->n_rows * sizeof(double));
	for (i = 0; i < set->n_rows; i++)
		set->offset[i] = kind == 0 ? size :
			kind == 1 ? size + normal(state) :
			kind == 2 ? size * (choose(state, 2) - 0.5) : normal(state);
	say(set, ", offsets of kind %.0f", kind);
	say(set, " and size %.0f", size);
}

/* The set of a seed, of at most about max_rows rows. */
void
torture_make(TortureSet *set, uint64_t seed, int max_rows)
{
	uint64_t	state = seed * UINT64_C(0xD1342543DE82EF95);
	int			option;

	memset(set, 0, sizeof(*set));
	set->seed = seed;
	set->n_rows = choose_size(&state, max_rows);
	set->n_numbers = 1 + choose(&state, 3);
	set->n_classes = choose(&state, 8) == 0 ? 3 + choose(&state, 2) : 2;
	set->has_intercept = set->n_classes > 2 || choose(&state, 16) > 0;
	say(set, "%.0f rows", set->n_rows);
	if (set->n_classes > 2)
		say(set, ", %.0f classes", set->n_classes);
	if (!set->has_intercept)
		say(set, ", no intercept", 0.0);
	option = choose(&state, 16);
	if (option < 2)
		set->l2 = pow(10.0, 8.0 * torture_random(&state) - 4.0);
	if (option == 2)
		set->l1 = pow(10.0, 4.0 * torture_random(&state) - 2.0);
	set->is_standardised = choose(&state, 2) == 0;
	if (option < 2)
		say(set, ", l2 %.2g", set->l2);
	if (option == 2)
		say(set, ", l1 %.2g", set->l1);
	fill_columns(set, &state);
	fill_labels(set, &state);
	close_gaps(set);
	fill_weights(set, &state);
	fill_offsets(set, &state);
}

static double *
reverse(const double *x, int n)
{
	double	   *y = x ? malloc(n * sizeof(double)) : NULL;
	int			i;

	for (i = 0; x && i < n; i++)
		y[i] = x[n - 1 - i];
	return y;
}

/* The same rows in the opposite order. */
void
torture_reverse(const TortureSet *set, TortureSet *reversed)
{
	int			n = set->n_rows;
	int			i;

	*reversed = *set;
	for (i = 0; i < set->n_numbers; i++)
		reversed->number[i] = reverse(set->number[i], n);
	reversed->weight = reverse(set->weight, n);
	reversed->offset = reverse(set->offset, n);
	reversed->label = malloc(n);
	for (i = 0; i < n; i++)
		reversed->label[i] = set->label[n - 1 - i];
}

void
torture_free(TortureSet *set)
{
	int			j;

	for (j = 0; j < set->n_numbers; j++)
		free(set->number[j]);
	free(set->label);
	free(set->weight);
	free(set->offset);
}

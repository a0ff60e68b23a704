/*-------------------------------------------------------------------------
 *
 * separation_test.c
 *		Complete and quasi-complete separation, and the sides of its limits.
 *
 * The other opinion is exact.  Rows v = (1, x, z) of whole numbers, of rank
 * three, with the sign s of their labels: a direction b separates if s v'b >= 0
 * in all rows and not 0 in all.  These directions are a pointed cone, whose
 * extreme rays are among the cross products of two rows: the labels are
 * separated just if one of these separates.  A term has a finite limit if it
 * is 0 on all rays, and runs off to a side if no ray points to the other
 * (Albert & Anderson 1984, Biometrika 71).
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/separation.h"

#include "table.h"
#include "tap.h"

#define N_TABLES	4000

static void
cross(const int *a, const int *b, int *c)
{
	c[0] = a[1] * b[2] - a[2] * b[1];
	c[1] = a[2] * b[0] - a[0] * b[2];
	c[2] = a[0] * b[1] - a[1] * b[0];
}

static int
dot(const int *a, const int *b)
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Does some row see the direction on the wrong side? */
static bool
is_ray(int v[][3], int n, const int *direction)
{
	int			i;

	for (i = 0; i < n; i++)
		if (dot(v[i], direction) < 0)
			return false;
	return true;
}

/* Whether three rows are independent. */
static bool
has_full_rank(int v[][3], int n)
{
	int			c[3];
	int			i;
	int			j;
	int			k;

	for (i = 0; i < n; i++)
		for (j = 0; j < i; j++)
		{
			cross(v[i], v[j], c);
			for (k = 0; k < n; k++)
				if (dot(v[k], c) != 0)
					return true;
		}
	return false;
}

/*
 * Looks at all rays of the rows v, which have the signs of their labels;
 * has_up and has_down tell of each term whether one points there.
 */
static bool
find_rays(int v[][3], int n, bool *has_up, bool *has_down)
{
	bool		is_separated = false;
	int			i;
	int			j;
	int			k;
	int			sign;

	for (k = 0; k < 3; k++)
		has_up[k] = has_down[k] = false;
	for (i = 0; i < n; i++)
		for (j = 0; j < i; j++)
			for (sign = -1; sign <= 1; sign += 2)
			{
				int			ray[3];

				cross(v[i], v[j], ray);
				for (k = 0; k < 3; k++)
					ray[k] *= sign;
				if ((ray[0] == 0 && ray[1] == 0 && ray[2] == 0) ||
					!is_ray(v, n, ray))
					continue;
				is_separated = true;
				for (k = 0; k < 3; k++)
				{
					has_up[k] |= ray[k] > 0;
					has_down[k] |= ray[k] < 0;
				}
			}
	return is_separated;
}

/* Is the estimate of a term what the rays say? */
static bool
is_right_side(double estimate, bool has_up, bool has_down)
{
	if (!has_up && !has_down)
		return isfinite(estimate);
	if (has_up && has_down)
		return isnan(estimate);
	return estimate == (has_up ? INFINITY : -INFINITY);
}

/*
 * Judges many small tables; "unit" multiplies what the fit sees of x.  Where
 * multiples of it are rounded, labels that just touch may be separated in truth
 * or not; the sides are judged of the others.
 */
static void
judge(double unit, int largest, bool is_rounded)
{
	static Table table;
	int			n_tables = 0;
	int			n_separated = 0;
	int			n_finite = 0;
	int			n_wrong = 0;
	int			n_wrong_sides = 0;
	int			t;

	for (t = 0; t < N_TABLES; t++)
	{
		int			v[12][3];
		int			n = 4 + t % 9;
		int			n_positive = 0;
		bool		has_up[3];
		bool		has_down[3];
		bool		is_separated;
		bool		is_right;
		Answer		answer;
		int			i;
		int			k;

		memset(&table, 0, sizeof(table));
		table.n_rows = n;
		table.n_columns = 2;
		table.block = LG_BLOCK_ROWS;
		table.has_intercept = true;
		for (i = 0; i < n; i++)
		{
			v[i][0] = 1;
			for (k = 1; k < 3; k++)
			{
				v[i][k] = (int) (uniform() * (2 * largest + 1)) - largest;
				table.x[k - 1][i] = unit * v[i][k];
			}
			table.y[i] = uniform() < 0.5;
			table.weight[i] = 1.0;
			n_positive += table.y[i];
		}
		if (n_positive == 0 || n_positive == n || !has_full_rank(v, n))
			continue;
		for (i = 0; i < n; i++)
			for (k = 0; k < 3; k++)
				v[i][k] = table.y[i] ? v[i][k] : -v[i][k];
		n_tables++;
		is_separated = find_rays(v, n, has_up, has_down);
		n_separated += is_separated;
		fit(&table, &answer);
		is_right = answer.status == (is_separated ? LG_SEPARATED : LG_OK);
		n_wrong += !is_right;
		for (k = 0; k < 3 && is_right; k++)
		{
			n_finite += is_separated && !has_up[k] && !has_down[k];
			n_wrong_sides += !is_right_side(answer.regression.estimate[k],
									   has_up[k], has_down[k]);
		}
		free(answer.workspace);
	}
	ok(is_rounded ? n_wrong <= n_tables / 100 : n_wrong == 0,
	   "unit %g, up to %d: %d of %d tables separated, %d judged wrongly",
	   unit, largest, n_separated, n_tables, n_wrong);
	ok(n_wrong_sides == 0,
	   "and their terms, %d of them with a finite limit: %d wrong", n_finite,
	   n_wrong_sides);
	ok(n_separated > n_tables / 10 && n_separated < n_tables && n_finite > 10,
	   "of all kinds there are enough");
}

/*
 * Labels by a threshold on a column with one outlier, in both orders of the
 * rows.  The directions that separate are (-t, 1), t from the largest value
 * of a failure to the smallest of a success: gaps of 1e-2 of the other values,
 * and of 1e-2 / outlier of the range.
 */
static void
judge_outlier(double outlier)
{
	static Table table;
	int			n_wrong = 0;
	int			n_of_sign[3] = {0};
	int			t;

	for (t = 0; t < 200; t++)
	{
		double		below = -INFINITY;
		double		above = INFINITY;
		double		threshold = 0.02 * (uniform() - 0.5);
		int			i;
		int			order;

		memset(&table, 0, sizeof(table));
		table.n_rows = 300;
		table.n_columns = 1;
		table.block = LG_BLOCK_ROWS;
		table.has_intercept = true;
		for (i = 0; i < table.n_rows; i++)
		{
			double		x = i == 17 ? outlier : uniform() + uniform() - 1.0;

			table.x[0][i] = x;
			table.y[i] = x > threshold;
			table.weight[i] = 1.0;
			if (table.y[i])
				above = fmin(above, x);
			else
				below = fmax(below, x);
		}
		n_of_sign[(below < 0.0) + (above < 0.0)]++;
		for (order = 0; order < 2; order++)
		{
			Answer		answer;

			fit(&table, &answer);
			n_wrong += answer.status != LG_SEPARATED ||
				!is_right_side(answer.regression.estimate[0], below < 0.0,
							   above > 0.0) ||
				!is_right_side(answer.regression.estimate[1], true, false);
			free(answer.workspace);
			for (i = 0; i < table.n_rows / 2; i++)
			{
				int			other = table.n_rows - 1 - i;
				double		x = table.x[0][i];
				unsigned char y = table.y[i];

				table.x[0][i] = table.x[0][other];
				table.y[i] = table.y[other];
				table.x[0][other] = x;
				table.y[other] = y;
			}
		}
	}
	ok(n_wrong == 0, "threshold, outlier %g: intercepts %d down, %d to either "
	   "side, %d up; %d of 400 fits wrong", outlier, n_of_sign[0],
	   n_of_sign[1], n_of_sign[2], n_wrong);
}

/*
 * Subnormal numbers beside others: no coefficient of a direction of usual
 * length would be in the range, but that length is arbitrary.
 */
static void
judge_subnormal(void)
{
	static Table table;
	Answer		answer;
	const double *direction;
	int			n_wrong = 0;
	int			n_right = 0;
	int			i;

	memset(&table, 0, sizeof(table));
	table.n_rows = 40;
	table.n_columns = 2;
	table.block = LG_BLOCK_ROWS;
	table.has_intercept = true;
	for (i = 0; i < table.n_rows; i++)
	{
		double		u = uniform();

		table.x[0][i] = 0x1p-1060 * (1.0 + u);
		table.x[1][i] = uniform();
		table.y[i] = u + table.x[1][i] > 1.0;
		table.weight[i] = 1.0;
	}
	fit(&table, &answer);
	direction = answer.regression.direction;
	for (i = 0; i < table.n_rows; i++)
	{
		double		margin = (table.y[i] ? 1.0 : -1.0) *
			(direction[0] + direction[1] * table.x[0][i] +
			 direction[2] * table.x[1][i]);

		n_wrong += margin < 0.0;
		n_right += margin > 0.0;
	}
	ok(answer.status == LG_SEPARATED && n_wrong == 0 && n_right > 0,
	   "a subnormal column: status %d, direction (%g, %g, %g), %d rows on the "
	   "wrong side", answer.status, direction[0], direction[1], direction[2],
	   n_wrong);
	free(answer.workspace);
}

int
main(void)
{
	judge(1.0, 1, false);
	judge(1.0, 3, false);
	judge(0x1p-300, 3, false);

	/* twice the unit has no rounding, but the mean of a column has */
	judge(1.0 / 3.0, 2, false);
	judge(1e100, 2, false);
	judge(2.0 - 0x1p-52, 2, false);

	/* decimals and thirds, whose multiples are rounded */
	judge(0.1, 3, true);
	judge(0.1, 9, true);
	judge(1.0 / 3.0, 9, true);
	judge(1e10 / 3.0, 4, true);

	judge_outlier(1e4);
	judge_outlier(1e8);
	judge_outlier(-1e8);
	judge_outlier(1e12);
	judge_subnormal();
	return tap_done();
}

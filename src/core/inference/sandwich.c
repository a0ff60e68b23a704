/*-------------------------------------------------------------------------
 *
 * sandwich.c
 *		Heteroskedasticity- and cluster-robust (sandwich) covariance.
 *
 * With A = X'WX the information, r = w (y - p) and h = w p (1-p) x'A^-1 x the
 * leverage of a row, the covariance is A^-1 B A^-1 times a factor:
 *
 *		HC0		B = sum r^2 x x'					1
 *		HC1		B = sum r^2 x x'					n / (n - k)
 *		HC2		B = sum r^2 / (1 - h) x x'			1
 *		HC3		B = sum r^2 / (1 - h)^2 x x'		1
 *		clusters	B = sum s s', s = sum r x of one	G / (G - 1),
 *				HC1 also (n - 1) / (n - k)
 *
 * for n rows, k columns, G clusters (Huber 1967; MacKinnon & White 1985,
 * Journal of Econometrics 29; Zeileis, Koell & Graham 2020, Journal of
 * Statistical Software 95).  Of more than two classes, r x is a row's score,
 * k counts the columns of all equations, and leverages are matrices, see
 * leverage.c.
 *
 * Method: with A = L L', rows enter as v = L^-1 z (whiten.c), which makes the
 * meat a sum of v v', and the covariance L^-T (meat) L^-1.
 *
 * Clusters come in any order and any number.  Their scores are summed in a
 * table hashed by key; when it is full, the range of keys is halved, and the
 * rows are scanned again for the other half.
 *
 * Accuracy: v is in double-double where the fit did, sums of rows 16.
 *
 *-------------------------------------------------------------------------
 */
#include "core/inference/sandwich.h"

#include <math.h>
#include <string.h>

#include "core/data/design_scan.h"
#include "core/likelihood/leverage.h"
#include "core/linalg/cholesky.h"

/* Of the table's slots, at most this share is filled. */
#define LARGEST_FILL		0.75

/* One cluster: its key, 0 if the slot is free, and the sum of its scores. */
typedef struct Slot
{
	uint64_t	key;
	double		sum[];			/* [n_columns] */
} Slot;

/* The clusters of a range of keys. */
typedef struct Table
{
	char	   *slots;
	size_t		stride;			/* bytes of a slot */
	size_t		mask;			/* number of slots less 1: a power of two */
	size_t		n_used;
	uint64_t	first;			/* the range, ends included */
	uint64_t	last;
} Table;

static bool
divides_by_leverage(LgMeat meat)
{
	return meat == LG_MEAT_HC2 || meat == LG_MEAT_HC3;
}

/* The equal rows that a row of a block stands for. */
static double
frequency_of(const LgDense *dense, int row)
{
	return dense->has_frequencies ? dense->frequency[row] : 1.0;
}

/*
 * Divides the residuals of a block by what the kind of meat asks for; returns
 * false at a leverage of 1.  If a row stands for equal rows, each has its
 * share of the leverage.
 */
static bool
divide_residuals(const LgDesign *design, LgDense *dense, LgMeat meat,
				 LgWhitened *rows)
{
	int			i;

	if (!divides_by_leverage(meat))
		return true;
	if (design->softmax)
	{
		int			n_classes = design->softmax->classes.n_classes;

		for (i = 0; i < dense->n_rows; i++)
			rows->curvature[i] /= frequency_of(dense, i);
		if (!lg_leverage_divide(design, dense, meat, rows))
			return false;
		for (i = 0; i < dense->n_rows; i++)
			dense->frequency[i] = dense->frequency[i * n_classes];
		return true;
	}
	for (i = 0; i < dense->n_rows; i++)
	{
		double		left = 1.0 - rows->leverage[i] / frequency_of(dense, i);

		if (!(left > LG_SMALLEST_REMAINDER))
			return false;
		rows->residual[i] /= meat == LG_MEAT_HC2 ? sqrt(left) : left;
	}
	return true;
}

/*
 * Adds r^2 v v' of every row of a block, each its own cluster, to the meat;
 * v becomes r v, whose square stays in range where that of r may not.  The
 * residual of n equal rows in one is n r: it is divided by the root of n, as
 * n r^2 is wanted.
 */
static void
add_rows(const LgDesign *design, const LgDense *dense,
		 const LgWhitened *rows, LgDd *meat)
{
	int			n_columns = design->n_columns;
	double		factor[LG_BLOCK_ROWS];
	int			i;
	int			j;
	int			k;

	for (i = 0; i < dense->n_rows; i++)
		factor[i] = rows->residual[i] / sqrt(frequency_of(dense, i));
	for (j = 0; j < n_columns; j++)
	{
		double	   *v = dense->z + (size_t) j * LG_BLOCK_STRIDE;

		lg_symmetric_check_interrupt(design->rows, n_columns);
		for (i = 0; i < dense->n_rows; i++)
			v[i] *= factor[i];
		for (k = 0; k <= j; k++)
		{
			const double *other = dense->z + (size_t) k * LG_BLOCK_STRIDE;
			double		sum = 0.0;

			for (i = 0; i < dense->n_rows; i++)
				sum += v[i] * other[i];
			lg_dd_accumulate_double(meat++, sum);
		}
	}
}

/* The slot of a cluster, new or not; NULL when the table is full. */
static Slot *
find_slot(Table *table, uint64_t key)
{
	size_t		i = (size_t) (key * UINT64_C(0x9E3779B97F4A7C15) >> 20);

	if (key == 0)
		key = 1;
	for (;; i++)
	{
		Slot	   *slot = (Slot *) (table->slots +
									 (i & table->mask) * table->stride);

		if (slot->key == key)
			return slot;
		if (slot->key != 0)
			continue;
		if (table->n_used >= LARGEST_FILL * (table->mask + 1))
			return NULL;
		table->n_used++;
		slot->key = key;
		return slot;
	}
}

/* Adds the rows of a block to their clusters; false when the table is full. */
static bool
add_to_clusters(int n_columns, const LgDense *dense, const LgWhitened *rows,
				Table *table)
{
	int			i;
	int			j;

	for (i = 0; i < dense->n_rows; i++)
	{
		uint64_t	key = dense->cluster[i];
		Slot	   *slot;

		if (key < table->first || key > table->last)
			continue;
		slot = find_slot(table, key);
		if (slot == NULL)
			return false;
		for (j = 0; j < n_columns; j++)
			slot->sum[j] += rows->residual[i] *
				dense->z[(size_t) j * LG_BLOCK_STRIDE + i];
	}
	return true;
}

/* The rows of a block, equal ones in one counted. */
static int64_t
count_rows(const LgDense *dense)
{
	double		n = 0.0;
	int			i;

	for (i = 0; i < dense->n_rows; i++)
		n += frequency_of(dense, i);
	return (int64_t) n;
}

/*
 * One scan: adds to the meat or, with a table, to its clusters.  LG_OK, or
 * LG_SPACE_EXCEEDED when the table is full, or LG_NOT_POSITIVE_DEFINITE at
 * a leverage of 1.
 */
static LgStatus
scan(const LgDesign *design, LgDense *dense, const LgDd *beta,
	 const LgDd *factor, bool is_precise, LgSandwich *sandwich, Table *table,
	 LgDd *meat)
{
	double	   *low = dense->z_low;
	LgStatus	status = LG_OK;
	LgWhitened	rows;

	if (!is_precise)
		dense->z_low = NULL;
	sandwich->n_rows = 0;
	lg_design_rewind(design, dense);
	while (status == LG_OK &&
		   lg_whiten_next(design, dense, beta, factor,
						  divides_by_leverage(sandwich->meat), &rows))
	{
		bool		is_divided = divide_residuals(design, dense,
												  sandwich->meat, &rows);

		sandwich->n_rows += count_rows(dense);
		if (!is_divided)
			status = LG_NOT_POSITIVE_DEFINITE;
		else if (table == NULL)
			add_rows(design, dense, &rows, meat);
		else if (!add_to_clusters(design->n_columns, dense, &rows, table))
			status = LG_SPACE_EXCEEDED;
	}
	dense->z_low = low;
	return status;
}

/* LG_PASS_MEAT; the totals come cleared. */
void
lg_sandwich_pass(const LgPass *pass, LgDense *dense, LgTotals *totals)
{
	LgSandwich	sandwich;

	memset(&sandwich, 0, sizeof(sandwich));
	sandwich.meat = pass->meat;
	if (scan(pass->design, dense, pass->first, pass->factor,
			 pass->is_precise, &sandwich, NULL, totals->sums) != LG_OK)
		totals->smallest = -1.0;
	totals->n_rows = sandwich.n_rows;
}

/* The meat of rows that are each their own cluster, here or elsewhere. */
static LgStatus
sum_rows(const LgDesign *design, LgDense *dense, const LgDd *beta,
		 const LgDd *factor, bool is_precise, LgSandwich *sandwich,
		 LgDd *meat)
{
	LgPass		pass = {
		.kind = LG_PASS_MEAT, .design = design, .first = beta,
		.meat = sandwich->meat, .is_precise = is_precise, .factor = factor
	};
	LgPassShape shape = lg_pass_shape(&pass);
	const LgTotals *totals;
	LgTotals	here;

	totals = lg_pass_elsewhere(&pass);
	if (totals == NULL)
	{
		here.moments = NULL;
		here.sums = meat;
		lg_totals_clear(&here, &shape);
		lg_sandwich_pass(&pass, dense, &here);
		totals = &here;
	}
	else
		memcpy(meat, totals->sums, shape.n_sums * sizeof(LgDd));
	sandwich->n_rows = totals->n_rows;
	return totals->smallest < 0.0 ? LG_NOT_POSITIVE_DEFINITE : LG_OK;
}

/* Adds s s' of each cluster of a table to the meat. */
static void
add_clusters(const LgDesign *design, const Table *table, LgDd *meat)
{
	int			n_columns = design->n_columns;
	size_t		i;
	int			j;
	int			k;

	for (i = 0; i <= table->mask; i++)
	{
		const Slot *slot = (const Slot *) (table->slots + i * table->stride);
		LgDd	   *element = meat;

		if (slot->key == 0)
			continue;
		lg_symmetric_check_interrupt(design->rows, n_columns);
		for (j = 0; j < n_columns; j++)
			for (k = 0; k <= j; k++)
				lg_dd_accumulate_double(element++,
										slot->sum[j] * slot->sum[k]);
	}
}

/* The meat of clustered rows, a range of keys at a time. */
static LgStatus
sum_clusters(const LgDesign *design, LgDense *dense, const LgDd *beta,
			 const LgDd *factor, bool is_precise, LgSandwich *sandwich,
			 LgDd *meat)
{
	Table		table;
	size_t		n_slots = 16;

	table.slots = sandwich->table;
	table.stride = (design->n_columns + 1) * sizeof(double);
	while (2 * n_slots * table.stride <= sandwich->table_size)
		n_slots *= 2;
	table.mask = n_slots - 1;
	table.first = 0;
	table.last = UINT64_MAX;
	sandwich->n_clusters = 0;
	for (;;)
	{
		uint64_t	width = table.last - table.first;
		LgStatus	status;

		table.n_used = 0;
		memset(table.slots, 0, n_slots * table.stride);
		status = scan(design, dense, beta, factor, is_precise, sandwich,
					  &table, meat);
		if (status == LG_SPACE_EXCEEDED)
		{
			table.last = table.first + width / 2;
			continue;
		}
		if (status != LG_OK)
			return status;
		add_clusters(design, &table, meat);
		sandwich->n_clusters += table.n_used;
		if (table.last == UINT64_MAX)
			return LG_OK;
		table.first = table.last + 1;
		table.last = width < UINT64_MAX - table.first ?
			table.first + width : UINT64_MAX;
	}
}

/* The factor of the kind; not positive where there is none. */
static double
correction(const LgSandwich *sandwich, int n_columns)
{
	double		n = sandwich->n_rows;
	double		clusters = sandwich->n_clusters;
	bool		is_hc1 = sandwich->meat == LG_MEAT_HC1;

	if (is_hc1 && n <= n_columns)
		return 0.0;
	if (!sandwich->is_clustered)
		return is_hc1 ? n / (n - n_columns) : 1.0;
	if (clusters < 2.0)
		return 0.0;
	return clusters / (clusters - 1.0) *
		(is_hc1 ? (n - 1.0) / (n - n_columns) : 1.0);
}

/*
 * Writes the sandwich covariance of the scaled coefficients at the maximum
 * beta, packed; L is the factor of the information.  With is_precise, needs
 * dense->z_low.  Overwrites the dense block.
 *
 * LG_NOT_POSITIVE_DEFINITE: there is none, for a single cluster, a leverage
 * of 1, or HC1 without a degree of freedom.
 */
LgStatus
lg_sandwich_covariance(const LgDesign *design, LgDense *dense,
					   const LgDd *beta, const LgDd *factor, bool is_precise,
					   LgSandwich *sandwich, LgDd *covariance)
{
	int			n = design->n_columns;
	LgDd	   *square = sandwich->square;
	LgStatus	status;
	double		scale;
	int			i;
	int			j;

	memset(covariance, 0, LG_PACKED_SIZE(n) * sizeof(LgDd));
	status = sandwich->is_clustered ?
		sum_clusters(design, dense, beta, factor, is_precise, sandwich,
					 covariance) :
		sum_rows(design, dense, beta, factor, is_precise, sandwich,
				 covariance);
	if (status != LG_OK)
		return status;
	scale = correction(sandwich, n);
	if (!(scale > 0.0))
		return LG_NOT_POSITIVE_DEFINITE;

	/* rows of the meat times L^-1, then columns of the result */
	for (i = 0; i < n; i++)
	{
		LgDd	   *row = square + (size_t) i * n;

		lg_symmetric_check_interrupt(design->rows, n);
		for (j = 0; j < n; j++)
			row[j] = lg_dd_scale(lg_symmetric_element(covariance, i, j), scale);
		lg_symmetric_backward_dd(factor, n, row);
	}
	for (j = 0; j < n; j++)
	{
		LgDd	   *column = square + (size_t) n * n;

		lg_symmetric_check_interrupt(design->rows, n);
		for (i = 0; i < n; i++)
			column[i] = square[(size_t) i * n + j];
		lg_symmetric_backward_dd(factor, n, column);
		for (i = j; i < n; i++)
			covariance[LG_PACKED(i, j)] = column[i];
	}
	return LG_OK;
}

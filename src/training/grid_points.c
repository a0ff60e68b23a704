/*-------------------------------------------------------------------------
 *
 * grid_points.c
 *		A recipe's cross-validation: mean loss and standard error by grid point.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "executor/spi.h"
#include "utils/float.h"

#include "training/grid_points.h"

/* A number of the answer; NaN: NULL. */
static double
number_of(int row, int column)
{
	bool		is_null;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[row],
									  SPI_tuptable->tupdesc, column, &is_null);

	return is_null ? get_float8_nan() : DatumGetFloat8(value);
}

/*
 * Adds the loss of a fold to the mean (West, Comm. ACM 22, 1979).  One
 * infinite loss makes the mean infinite, and its standard error unknown.
 */
static void
add_fold(LogisticGridPoint *point, double loss, double weight)
{
	double		distance = loss - point->loss;

	point->n_folds++;
	point->weight += weight;
	if (isinf(loss) || isinf(point->loss))
	{
		point->loss = get_float8_infinity();
		point->squares = get_float8_nan();
		return;
	}
	point->loss += distance * weight / point->weight;
	point->squares += weight * distance * (loss - point->loss);
}

LogisticGridFold *
logistic_grid_folds(int *n_folds)
{
	LogisticGridFold *folds = palloc_extended((SPI_processed + 1) *
											  sizeof(*folds), MCXT_ALLOC_HUGE);
	int			i;

	*n_folds = (int) SPI_processed;
	for (i = 0; i < *n_folds; i++)
	{
		folds[i].l1 = number_of(i, 1);
		folds[i].l2 = number_of(i, 2);
		folds[i].loss = number_of(i, 3);
		folds[i].auc = number_of(i, 4);
		folds[i].weight = number_of(i, 5);
		folds[i].nonzero = number_of(i, 6);
	}
	return folds;
}

static int
compare_folds(const void *a, const void *b)
{
	const LogisticGridFold *left = a;
	const LogisticGridFold *right = b;

	if (left->l1 != right->l1)
		return left->l1 < right->l1 ? -1 : 1;
	return (left->l2 > right->l2) - (left->l2 < right->l2);
}

LogisticGridPoint *
logistic_grid_collect(LogisticGridFold *folds, int n_folds, int *n_points)
{
	LogisticGridPoint *points = palloc0((n_folds + 1) * sizeof(*points));
	LogisticGridPoint *point = NULL;
	int			n = 0;
	int			i;

	qsort(folds, n_folds, sizeof(*folds), compare_folds);
	for (i = 0; i < n_folds; i++)
	{
		const LogisticGridFold *fold = &folds[i];

		if (point == NULL || point->l1 != fold->l1 || point->l2 != fold->l2)
		{
			point = &points[n++];
			point->l1 = fold->l1;
			point->l2 = fold->l2;
			point->nonzero = get_float8_nan();
		}
		if (!isnan(fold->nonzero))
			point->nonzero = fold->nonzero;
		if (!isnan(fold->auc))
		{
			point->auc_weight += fold->weight;
			point->auc += (fold->auc - point->auc) * fold->weight /
				point->auc_weight;
		}
		if (!isnan(fold->loss) && fold->weight > 0.0)
			add_fold(point, fold->loss, fold->weight);
	}
	for (i = 0; i < n; i++)
		points[i].std_error = points[i].n_folds > 1 ?
			sqrt(points[i].squares / points[i].weight /
				 (points[i].n_folds - 1)) : get_float8_nan();
	*n_points = n;
	return points;
}

int
logistic_grid_minimum(const LogisticGridPoint *points, int n)
{
	int			best = -1;
	int			i;

	for (i = 0; i < n; i++)
		if (points[i].n_folds > 0 &&
			(best < 0 || points[i].loss <= points[best].loss))
			best = i;
	return best;
}

int
logistic_grid_one_std_error(const LogisticGridPoint *points, int n, int minimum)
{
	int			best = minimum;
	double		limit;
	int			i;

	if (minimum < 0 || isnan(points[minimum].std_error))
		return minimum;
	limit = points[minimum].loss + points[minimum].std_error;
	for (i = 0; i < n; i++)
		if (points[i].n_folds > 0 && points[i].loss <= limit &&
			points[i].l1 + points[i].l2 >= points[best].l1 + points[best].l2)
			best = i;
	return best;
}

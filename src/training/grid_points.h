/*-------------------------------------------------------------------------
 *
 * grid_points.h
 *		A recipe's cross-validation: mean loss and standard error by grid point.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_POINTS_H
#define LOGISTIC_GRID_POINTS_H

/* The penalties of one point of the grid, and the results of its folds. */
typedef struct LogisticGridPoint
{
	double		l1;
	double		l2;
	double		nonzero;		/* terms of the fit to all rows, or NaN */
	double		weight;			/* of the folds that could be judged */
	double		loss;			/* weighted mean over the folds */
	double		squares;		/* weighted, of the folds about the mean */
	double		auc;			/* weighted mean over the folds */
	double		auc_weight;
	int			n_folds;
	double		std_error;		/* of the loss; NaN: unknown */
} LogisticGridPoint;

/* A fold of a point, or the fit to all rows; NaN: there is none. */
typedef struct LogisticGridFold
{
	double		l1;
	double		l2;
	double		loss;
	double		auc;
	double		weight;			/* of the rows judged */
	double		nonzero;		/* of the fit to all rows: terms that are not 0 */
} LogisticGridFold;

/* The folds of SPI's answer, whose columns are these numbers. */
extern LogisticGridFold *logistic_grid_folds(int *n_folds);

/*
 * Sorts the folds, and tells of them point by point.  The standard error of the mean over K
 * folds is that of glmnet's cv.glmnet: the root of the weighted mean square
 * about the mean, divided by K - 1.
 */
extern LogisticGridPoint *logistic_grid_collect(LogisticGridFold *folds,
												int n_folds, int *n_points);

/* The point of the smallest loss; of equal ones the more penalised. */
extern int	logistic_grid_minimum(const LogisticGridPoint *points, int n);

/* The most penalised point within one standard error of the minimum. */
extern int	logistic_grid_one_std_error(const LogisticGridPoint *points, int n,
										int minimum);

#endif							/* LOGISTIC_GRID_POINTS_H */

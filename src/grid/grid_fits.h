/*-------------------------------------------------------------------------
 *
 * grid_fits.h
 *		Fits of the same rows with one penalty after the other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_FITS_H
#define LOGISTIC_GRID_FITS_H

#include "core/likelihood/class_weights.h"
#include "core/regression/path.h"
#include "fit/fit_state.h"
#include "fit/fit_summary.h"

/* A point of the grid. */
typedef struct LogisticGridPenalty
{
	double		l1;
	double		l2;
} LogisticGridPenalty;

/* A design, and what the fits of it know of the rows. */
typedef struct LogisticGridFits
{
	LogisticFitState *state;
	LogisticDraft draft;		/* with the numbers of the last fit */
	LogisticFitDesign design;
	int			positive;		/* the label code that is a success */
	LgRegression regression;
	LgPath		path;
	void	   *workspace;		/* of the path; NULL: not yet */
	LgClassWeights balance;
	LgRows		balanced;
} LogisticGridFits;

/*
 * The points of a grid, all pairs of the penalties, each once: from the
 * largest l2 to the smallest, and within it of l1.
 */
extern LogisticGridPenalty *logistic_grid_penalties(const double *l1, int n_l1,
													const double *l2, int n_l2,
													int *n);

/*
 * Makes the design of some rows; "is_in_doubles" is as in path.h.  All lives in
 * the current memory context.
 */
extern LogisticGridFits *logistic_grid_fits_make(LogisticFitState *state,
												 LgRows *rows,
												 bool is_in_doubles);

/* Fits it with a penalty; the numbers of the draft are those of the fit. */
extern void logistic_grid_fits_run(LogisticGridFits *fits,
								   const LogisticGridPenalty *penalty);

#endif							/* LOGISTIC_GRID_FITS_H */

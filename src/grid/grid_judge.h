/*-------------------------------------------------------------------------
 *
 * grid_judge.h
 *		Judges a fit of a grid on the rows of the fold that it has not seen.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_GRID_JUDGE_H
#define LOGISTIC_GRID_JUDGE_H

#include "grid/grid_fits.h"

/* The judgement; NaN: there is none. */
typedef struct LogisticGridJudgement
{
	double		loss;			/* mean log loss of the scores */
	double		roc_auc;
	double		weight;			/* of the rows judged */
} LogisticGridJudgement;

/* What judging rows of one set takes; lives in the current memory context. */
typedef struct LogisticGridJudge
{
	const LogisticGridFits *fits;
	LgRows	   *rows;			/* held out */
	bool	  **is_known;		/* [code column][code]: a level of the rows
								 * fitted; NULL: the column has no levels */
	uint64	   *entries;		/* [2 * rows] of the rows judged: score as a key,
								 * weight with the label in its sign */
	uint64	   *scratch;		/* the same */
} LogisticGridJudge;

extern LogisticGridJudge *logistic_grid_judge_make(const LogisticGridFits *fits,
												   LgRows *rows);

/* Judges the last fit. */
extern LogisticGridJudgement logistic_grid_judge_run(LogisticGridJudge *judge);

#endif							/* LOGISTIC_GRID_JUDGE_H */

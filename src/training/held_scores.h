/*-------------------------------------------------------------------------
 *
 * held_scores.h
 *		Scores of the rows that a training holds.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_SCORES_H
#define LOGISTIC_HELD_SCORES_H

#include "parallel/held_rows.h"
#include "score/score_plan.h"

/* A model made ready for held rows. */
typedef struct LogisticHeldScores
{
	const LogisticHeldRows *held;
	const LogisticReader *readers;	/* of the values, by feature of the model */
	LogisticScorePlan *plan;
	const int  *features;		/* by feature of the model: that of the rows */
	const int  *columns;		/* likewise: of numbers or codes, the first of an
								 * array */
	Datum	  **levels;			/* likewise: texts of a category, by code */
	NullableDatum *row;			/* values of the row that was read last */
} LogisticHeldScores;

/*
 * NULL if a feature of the model is none of the rows, or of another kind, or is
 * an array some of whose elements are missing.
 */
extern LogisticHeldScores *logistic_held_scores_make(const LogisticHeldRows *held,
													 const LogisticModel *model);

/* Reads the values of a row of a block, in the order of the model's features. */
extern void logistic_held_scores_read(LogisticHeldScores *scores,
									  const LgBlock *block, int row);

/*
 * The scores of all rows of a block, their offsets added: room for
 * LG_BLOCK_ROWS of each.  A score may be infinite, or NULL.
 */
extern void logistic_held_scores_block(LogisticHeldScores *scores,
									   const LgBlock *block, double *score,
									   bool *isnull);

#endif							/* LOGISTIC_HELD_SCORES_H */

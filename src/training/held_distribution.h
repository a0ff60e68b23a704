/*-------------------------------------------------------------------------
 *
 * held_distribution.h
 *		Adds all rows that a training holds to its distribution.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_HELD_DISTRIBUTION_H
#define LOGISTIC_HELD_DISTRIBUTION_H

#include "training/held_scores.h"
#include "training/row_distribution.h"

/* The distribution is that of the model of the scores. */
extern void logistic_held_distribution_add(LogisticDistribution *distribution,
										   LogisticHeldScores *scores);

#endif							/* LOGISTIC_HELD_DISTRIBUTION_H */

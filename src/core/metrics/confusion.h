/*-------------------------------------------------------------------------
 *
 * confusion.h
 *		Rates and scores of a confusion matrix.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CONFUSION_H
#define LG_CONFUSION_H

/* Counts, or sums of weights; what follows is NaN where it is 0/0. */
typedef struct LgConfusion
{
	/* given */
	double		true_positives;
	double		false_positives;
	double		true_negatives;
	double		false_negatives;

	/* derived */
	double		accuracy;
	double		precision;
	double		recall;
	double		specificity;
	double		f1_score;
	double		balanced_accuracy;
	double		mcc;			/* Matthews correlation coefficient */
} LgConfusion;

extern void lg_confusion_derive(LgConfusion *confusion);

#endif							/* LG_CONFUSION_H */

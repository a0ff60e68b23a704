/*-------------------------------------------------------------------------
 *
 * confusion.c
 *		Rates and scores of a confusion matrix.
 *
 * With TP, FP, TN, FN:
 *
 *		accuracy			(TP + TN) / (TP + FP + TN + FN)
 *		precision			TP / (TP + FP)
 *		recall				TP / (TP + FN)
 *		specificity			TN / (TN + FP)
 *		f1_score			2 TP / (2 TP + FP + FN)
 *		balanced_accuracy	(recall + specificity) / 2
 *		mcc					(TP TN - FP FN) / sqrt((TP+FP)(TP+FN)(TN+FP)(TN+FN))
 *
 * Method: the numerator of the last may cancel, so its products are exact; the
 * root is taken of two pairs of factors, each a square if all predictions are
 * right, so that a perfect mcc is exactly 1.
 *
 * Special cases: 0/0 is NaN.
 *
 * Accuracy: a few ulp, as long as sums of weights stay below 1e150.
 *
 *-------------------------------------------------------------------------
 */
#include "core/metrics/confusion.h"

#include <math.h>

#include "core/numeric/doubledouble.h"

/* x / y, NaN if y is 0: then x is 0 too. */
static double
ratio(double x, double y)
{
	return y > 0.0 ? x / y : NAN;
}

void
lg_confusion_derive(LgConfusion *confusion)
{
	double		tp = confusion->true_positives;
	double		fp = confusion->false_positives;
	double		tn = confusion->true_negatives;
	double		fn = confusion->false_negatives;
	double		root = sqrt((tp + fp) * (tp + fn)) *
		sqrt((tn + fp) * (tn + fn));

	confusion->accuracy = ratio(tp + tn, tp + fp + tn + fn);
	confusion->precision = ratio(tp, tp + fp);
	confusion->recall = ratio(tp, tp + fn);
	confusion->specificity = ratio(tn, tn + fp);
	confusion->f1_score = ratio(2.0 * tp, 2.0 * tp + fp + fn);
	confusion->balanced_accuracy =
		(confusion->recall + confusion->specificity) / 2.0;
	confusion->mcc =
		ratio(lg_dd_double(lg_dd_subtract(lg_dd_product(tp, tn),
										  lg_dd_product(fp, fn))), root);
}

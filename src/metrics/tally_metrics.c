/*-------------------------------------------------------------------------
 *
 * tally_metrics.c
 *		Aggregates that need sums alone: losses, accuracy, confusion matrix.
 *
 * Each is NULL without rows, or if it is not known which label is positive.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/metrics/confusion.h"
#include "metrics/tally.h"
#include "pg/result_rows.h"

/*
 * logistic_log_loss_final(internal or bytea) -> float8
 *
 * Mean of -ln of the predicted probability of the observed label; Infinity if
 * that is 0 for a row.
 */
PG_FUNCTION_INFO_V1(logistic_log_loss_final);
Datum
logistic_log_loss_final(PG_FUNCTION_ARGS)
{
	int			positive;
	const LogisticTally *tally = logistic_tally_final(fcinfo, LOGISTIC_TALLY_LOSS,
											   &positive);

	if (tally == NULL)
		PG_RETURN_NULL();
	return logistic_result_row(fcinfo,
							   lg_score_sums_log_loss(&tally->sums[1 - positive],
													  &tally->sums[positive]));
}

/*
 * logistic_brier_score_final(internal or bytea) -> float8
 *
 * Mean squared difference of label (0 or 1) and probability.
 */
PG_FUNCTION_INFO_V1(logistic_brier_score_final);
Datum
logistic_brier_score_final(PG_FUNCTION_ARGS)
{
	int			positive;
	const LogisticTally *tally = logistic_tally_final(fcinfo, LOGISTIC_TALLY_LOSS,
											   &positive);

	if (tally == NULL)
		PG_RETURN_NULL();
	return logistic_result_row(fcinfo,
							   lg_score_sums_brier(&tally->sums[1 - positive],
												   &tally->sums[positive]));
}

/* The confusion matrix of a final function's call; false if there is none. */
static bool
final_confusion(FunctionCallInfo fcinfo, LgConfusion *confusion,
				double *threshold)
{
	int			positive;
	const LogisticTally *tally = logistic_tally_final(fcinfo, LOGISTIC_TALLY_THRESHOLD,
											   &positive);
	const LgScoreSums *above;

	if (tally == NULL)
		return false;
	above = &tally->sums[2];
	confusion->true_positives = lg_dd_double(above[positive].weight);
	confusion->false_positives = lg_dd_double(above[1 - positive].weight);
	confusion->true_negatives =
		lg_dd_double(tally->sums[1 - positive].weight);
	confusion->false_negatives = lg_dd_double(tally->sums[positive].weight);
	lg_confusion_derive(confusion);
	*threshold = tally->threshold;
	return true;
}

/* logistic_accuracy_final(internal or bytea) -> float8 */
PG_FUNCTION_INFO_V1(logistic_accuracy_final);
Datum
logistic_accuracy_final(PG_FUNCTION_ARGS)
{
	LgConfusion confusion;
	double		threshold;

	if (!final_confusion(fcinfo, &confusion, &threshold))
		PG_RETURN_NULL();
	return logistic_result_row(fcinfo, confusion.accuracy);
}

/* logistic_confusion_matrix_final(internal or bytea) -> logistic_confusion */
PG_FUNCTION_INFO_V1(logistic_confusion_matrix_final);
Datum
logistic_confusion_matrix_final(PG_FUNCTION_ARGS)
{
	LgConfusion confusion;
	double		columns[12];

	if (!final_confusion(fcinfo, &confusion, &columns[0]))
		PG_RETURN_NULL();
	columns[1] = confusion.true_positives;
	columns[2] = confusion.false_positives;
	columns[3] = confusion.true_negatives;
	columns[4] = confusion.false_negatives;
	columns[5] = confusion.accuracy;
	columns[6] = confusion.precision;
	columns[7] = confusion.recall;
	columns[8] = confusion.specificity;
	columns[9] = confusion.f1_score;
	columns[10] = confusion.balanced_accuracy;
	columns[11] = confusion.mcc;
	return logistic_result_row_finish(fcinfo, columns, lengthof(columns));
}

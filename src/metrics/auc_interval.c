/*-------------------------------------------------------------------------
 *
 * auc_interval.c
 *		The area under a ROC curve with its confidence interval.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/metrics/delong.h"
#include "core/numeric/probability.h"
#include "metrics/rank_state.h"
#include "pg/result_rows.h"

/*
 * logistic_roc_auc_interval_final(internal) -> logistic_roc_auc_interval
 *
 * roc_auc, std_error, conf_low, conf_high: DeLong's standard error and the
 * interval area -/+ z std_error, clipped to [0, 1].  NULL without rows of
 * both labels; with one row of a label the area alone.
 */
PG_FUNCTION_INFO_V1(logistic_roc_auc_interval_final);
Datum
logistic_roc_auc_interval_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);
	LgDelong	answer;
	double		level;
	double		half_width;
	double		columns[4];

	if (rank == NULL || !lg_steps_has_both(&steps))
		PG_RETURN_NULL();
	logistic_rank_check_unweighted(rank, "roc_auc_interval");
	level = logistic_metric_amount(&rank->head, 0, "level", 0.0, 1.0, 0.95);
	lg_delong_of_thresholds(&steps, &answer);
	half_width = lg_probability_normal_quantile(0.5 + level / 2.0) *
		sqrt(answer.variance[0]);
	columns[0] = answer.auc[0];
	columns[1] = sqrt(answer.variance[0]);
	columns[2] = columns[3] = NAN;
	if (!isnan(half_width))
	{
		columns[2] = fmax(answer.auc[0] - half_width, 0.0);
		columns[3] = fmin(answer.auc[0] + half_width, 1.0);
	}
	return logistic_result_row_finish(fcinfo, columns, lengthof(columns));
}

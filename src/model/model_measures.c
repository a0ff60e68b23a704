/*-------------------------------------------------------------------------
 *
 * model_measures.c
 *		What a logistic_model says of its fit: deviance, AIC, BIC and tests.
 *
 * With k = rank, k0 = null rank, l and l0 the log-likelihoods, n the rows
 * and d the effective degrees of freedom, which are k without a penalty:
 *
 *		deviance = -2 l			aic = -2 l + 2 d	bic = -2 l + d ln n
 *		mcfadden_r2 = 1 - l/l0	lr_statistic = 2 (l - l0), on k - k0
 *
 * A conditional fit has lost a degree of freedom to each stratum, and n of its
 * bic is the number of cases, as for partial likelihoods.
 *
 * With class weights l is not a log-likelihood, so aic, bic and the test do
 * not exist; a penalty or bounds keep l below its maximum, so that the test
 * has no known distribution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "core/numeric/probability.h"
#include "model/model.h"

/* Fills the measures; NaN stands for what does not exist. */
void
logistic_model_measure(const LogisticModel *model, LogisticMeasures *measures)
{
	const LogisticStatistics *s = &model->statistics;
	const LogisticEstimation *e = &model->estimation;
	bool		is_balanced = e->class_weight != LOGISTIC_CLASS_WEIGHT_NONE;
	bool		is_maximum = e->l1 == 0.0 && e->l2 == 0.0 &&
		e->method == LOGISTIC_METHOD_MLE && !e->is_bounded;
	double		d = s->effective_df;

	/* a negative gain is rounding of zero */
	double		gain = fmax(s->log_lik - s->null_log_lik, 0.0);

	measures->deviance = -2.0 * s->log_lik;
	measures->null_deviance = -2.0 * s->null_log_lik;
	measures->df_null = s->nobs - s->null_rank - Max(e->n_strata, 0);
	measures->df_residual = d == floor(d) ?
		measures->df_null + s->null_rank - d : NAN;
	measures->aic = is_balanced ? NAN : measures->deviance + 2.0 * d;
	measures->bic = is_balanced ? NAN :
		measures->deviance + d * log((double) (e->n_strata >= 0 ?
											   s->n_positive : s->nobs));
	measures->mcfadden_r2 = s->null_log_lik < 0.0 ?
		gain / -s->null_log_lik : NAN;
	measures->lr_df = s->rank - s->null_rank;
	measures->lr_statistic = is_balanced ? NAN : 2.0 * gain;
	measures->lr_p_value = is_balanced || !is_maximum ||
		measures->lr_df <= 0 ? NAN :
		lg_probability_chi_square_upper(2.0 * gain, measures->lr_df);
}

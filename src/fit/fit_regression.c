/*-------------------------------------------------------------------------
 *
 * fit_regression.c
 *		Runs the core's regression over the rows of a group.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "core/data/standardize.h"
#include "core/likelihood/class_weights.h"
#include "core/regression/regression.h"
#include "fit/fit_bounds.h"
#include "fit/fit_regression.h"
#include "pg/module.h"
#include "utils/float.h"

void
logistic_fit_estimation(LogisticDraft *draft, const LogisticOptions *options)
{
	LogisticEstimation *estimation = &draft->estimation;

	logistic_estimation_init(estimation);
	if (options == NULL)
		return;
	estimation->l1 = options->l1;
	estimation->l2 = options->l2;
	estimation->is_standardised = options->is_standardised;
	estimation->std_error = options->std_error;
	estimation->class_weight = options->class_weight;
	estimation->method = options->method;
	if (options->is_stratified)
		estimation->n_strata = 0;
	if (options->prevalence > 0.0)
		estimation->prevalence = options->prevalence;
}

/* The core's constant for a kind of standard errors. */
static LgMeat
meat_of(LogisticStdError kind)
{
	switch (kind)
	{
		case LOGISTIC_ERRORS_HC0:
			return LG_MEAT_HC0;
		case LOGISTIC_ERRORS_HC1:
			return LG_MEAT_HC1;
		case LOGISTIC_ERRORS_HC2:
			return LG_MEAT_HC2;
		case LOGISTIC_ERRORS_HC3:
			return LG_MEAT_HC3;
		case LOGISTIC_ERRORS_MODEL:
		case LOGISTIC_ERRORS_NONE:
			break;
	}
	return LG_MEAT_NONE;
}

/*
 * Allocates the table of clusters: room for as many as there may be, within
 * work_mem.
 */
static void
make_cluster_table(LgRegression *regression)
{
	Size		limit = (Size) work_mem * 1024;
	Size		wanted = LG_SANDWICH_TABLE(regression->n_terms);
	Size		slot = (regression->n_terms + 1) * sizeof(double);

	while (wanted / slot / 2 < regression->rows->n_rows && wanted * 2 <= limit)
		wanted *= 2;
	regression->cluster_table_size = wanted;
	regression->cluster_table = MemoryContextAllocHuge(CurrentMemoryContext,
													   wanted);
}

/*
 * Are standard errors left out?  They are for a ridge fit of very many terms;
 * the model records it.
 */
static bool
skips_covariance(const LgRegression *regression)
{
	return regression->l2 > 0.0 && regression->l1 == 0.0 &&
		regression->n_terms > LG_COVARIANCE_LIMIT;
}

void
logistic_fit_take_statistics(LogisticDraft *draft,
							 const LgRegression *regression, LgStatus status)
{
	LogisticStatistics *statistics = &draft->statistics;
	const LgSoftmax *softmax = regression->softmax;

	draft->status = status == LG_ONE_CLASS ? LOGISTIC_ONE_CLASS :
		status == LG_SEPARATED ? LOGISTIC_SEPARATED :
		status == LG_OK ? LOGISTIC_CONVERGED : LOGISTIC_MAX_ITERATIONS;
	draft->has_offset = regression->row_counts.has_offsets;

	statistics->nobs = regression->row_counts.n_rows;
	statistics->n_positive = softmax ? -1 : regression->row_counts.n_positive;
	statistics->sum_weights = lg_dd_double(regression->row_counts.sum_weights);
	statistics->log_lik = regression->log_lik;
	statistics->null_log_lik = regression->null_log_lik;
	statistics->condition_number = regression->condition_number;
	statistics->iterations = regression->n_iterations;
	statistics->rank = regression->rank;
	statistics->effective_df = regression->effective_df;
	statistics->null_rank = !draft->has_intercept ? 0 :
		softmax ? softmax->classes.n_classes - 1 : 1;
	if (regression->is_clustered)
		draft->estimation.n_clusters = regression->n_clusters;
}

void
logistic_fit_take_estimates(LogisticDraft *draft,
							const LgRegression *regression, LgStatus status)
{
	int			j;

	logistic_fit_take_statistics(draft, regression, status);
	for (j = 0; j < draft->n_terms; j++)
	{
		LogisticTerm *term = &draft->terms[j];

		term->estimate = regression->estimate[j];
		term->std_error = regression->std_error[j];
		term->coefficient = regression->coefficient[j];
		term->direction = regression->direction[j];
		term->covariance_row = regression->covariance_row[j];
		term->chi_square = regression->statistic[j];
	}
	draft->covariance_rows = regression->covariance_rows;
	draft->covariance = regression->covariance;
	draft->profile_length = regression->series_length;
	draft->profile_stride = LG_PROFILE_LENGTH;
	draft->profile = regression->series;

	/*
	 * one text label, not known to be positive or negative: the sign is
	 * unknown
	 */
	if (status == LG_ONE_CLASS && draft->positive == NULL)
	{
		draft->terms[0].estimate = get_float8_nan();
		draft->terms[0].direction = 0.0;
		draft->statistics.n_positive = -1;
	}
}

/* Measures the columns on the rows as they are, without class weights. */
void
logistic_fit_measure(LgRows *rows, const LogisticDraft *draft,
					 LgTerm *columns)
{
	LgDesign	design = {0};
	LgRowCounts	row_counts;

	design.rows = rows;
	design.kernel = logistic_kernel();
	design.n_terms = draft->n_terms;
	design.terms = columns;
	design.has_intercept = draft->has_intercept;
	lg_design_measure(&design, &row_counts,
					  palloc(draft->n_terms * sizeof(LgMoments)));
}

void
logistic_fit_question(LgRegression *regression,
					  const LogisticOptions *options,
					  const LogisticEstimation *estimation)
{
	regression->kernel = logistic_kernel();
	regression->max_iterations = options ? options->max_iterations : 100;
	regression->tolerance = options && options->tolerance > 0.0 ?
		options->tolerance : LG_DEFAULT_TOLERANCE;
	regression->l1 = estimation->l1;
	regression->l2 = estimation->l2;
	regression->is_standardised = estimation->is_standardised;
	regression->has_jeffreys = estimation->method == LOGISTIC_METHOD_FIRTH;
	regression->wants_profile = options && options->wants_profile;
	regression->solver = logistic_solver();
	regression->prevalence = options ? options->prevalence : 0.0;
	regression->meat = meat_of(estimation->std_error);
	regression->is_clustered = options && options->is_clustered;
	if (regression->is_clustered)
		make_cluster_table(regression);
}

/* No standard errors at all. */
static void
drop_covariance(LgRegression *regression)
{
	int			j;

	for (j = 0; j < regression->n_terms; j++)
	{
		regression->std_error[j] = get_float8_nan();
		regression->covariance_row[j] = -1;
	}
	regression->covariance_rows = 0;
}

LgStatus
logistic_fit_run(const LogisticFitState *state, LogisticDraft *draft,
				 LgRegression *regression)
{
	LogisticEstimation *estimation = &draft->estimation;
	LgRows	   *rows = regression->rows;
	LgClassWeights balance;
	LgRows		balanced;
	LgStatus	status;

	logistic_fit_question(regression, state->options, estimation);
	regression->skips_covariance = skips_covariance(regression);
	if (regression->skips_covariance)
		estimation->std_error = LOGISTIC_ERRORS_NONE;
	if (estimation->class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
	{
		lg_class_weights_start(&balance, rows, regression->positive,
							   regression->softmax, &balanced);
		regression->rows = &balanced;
	}
	status = lg_regression_fit(regression,
							   MemoryContextAllocHuge(CurrentMemoryContext,
													  lg_regression_workspace(regression)));
	regression->rows = rows;
	draft->statistics.n_skipped = state->n_skipped;
	if (estimation->std_error == LOGISTIC_ERRORS_NONE)
		drop_covariance(regression);
	return status;
}

void
logistic_fit_regression(LogisticFitState *state, LgRows *rows, int positive,
						LgTerm *columns, LogisticDraft *draft)
{
	LgRegression regression = {0};

	regression.rows = rows;
	regression.n_terms = draft->n_terms;
	regression.terms = columns;
	regression.has_intercept = draft->has_intercept;
	regression.positive = positive;
	logistic_fit_set_bounds(state, draft, &regression);
	logistic_fit_take_estimates(draft, &regression,
								logistic_fit_run(state, draft, &regression));
	logistic_fit_take_bounds(draft, &regression);
	if (draft->estimation.class_weight != LOGISTIC_CLASS_WEIGHT_NONE)
		logistic_fit_measure(rows, draft, columns);
}

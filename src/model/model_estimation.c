/*-------------------------------------------------------------------------
 *
 * model_estimation.c
 *		A model's method, penalty and kind of standard errors.
 *
 * In the written form only what is not the plain maximum-likelihood fit has
 * a key:
 *
 *		"method": "firth", "std_error": "HC1", "clusters": 111,
 *		"penalty": {"l1": 0, "l2": 2, "standardize": true,
 *					"effective_df": 3.9},
 *		"class_weight": "balanced", "prevalence": 0.03
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "core/inference/profile.h"
#include "model/model_json.h"

static const char *const penalty_keys[] = {
	"l1", "l2", "standardize", "effective_df", NULL
};

void
logistic_estimation_init(LogisticEstimation *estimation)
{
	memset(estimation, 0, sizeof(*estimation));
	estimation->prevalence = get_float8_nan();
	estimation->n_clusters = -1;
	estimation->n_strata = -1;
}

/* A number of the estimation that must lie within limits. */
static void
check_range(const LogisticObject *object, const char *key, double value,
			bool is_right, const char *limits)
{
	if (!is_right)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: \"%s\" of %s is %s, but must be %s",
						key, logistic_object_description(object),
						float8out_internal(value), limits)));
}

static void
read_penalty(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticEstimation *estimation = &draft->estimation;
	LogisticObject penalty;

	if (!logistic_object_child(model, "penalty", "penalty", &penalty))
		return;
	logistic_object_check_keys(&penalty, penalty_keys);
	estimation->l1 = logistic_object_finite(&penalty, "l1", 0.0);
	estimation->l2 = logistic_object_finite(&penalty, "l2", 0.0);
	estimation->is_standardised = logistic_object_boolean(&penalty,
														  "standardize", true);
	check_range(&penalty, "l1", estimation->l1, estimation->l1 >= 0.0,
				"at least 0");
	check_range(&penalty, "l2", estimation->l2, estimation->l2 >= 0.0,
				"at least 0");
	draft->statistics.effective_df =
		logistic_object_number(&penalty, "effective_df",
							   draft->statistics.effective_df);
}

void
logistic_estimation_read(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticEstimation *estimation = &draft->estimation;

	logistic_estimation_init(estimation);
	estimation->method = logistic_object_word(model, "method",
											  logistic_method_words,
											  LOGISTIC_METHOD_MLE);
	estimation->std_error = logistic_object_word(model, "std_error",
												 logistic_std_error_words,
												 LOGISTIC_ERRORS_MODEL);
	estimation->class_weight = logistic_object_word(model, "class_weight",
													logistic_class_weight_words,
													LOGISTIC_CLASS_WEIGHT_NONE);
	estimation->n_clusters = logistic_object_integer(model, "clusters", 0,
													 PG_INT64_MAX, -1);
	estimation->n_strata = logistic_object_integer(model, "strata", 0,
												   PG_INT64_MAX, -1);
	estimation->n_strata_left =
		logistic_object_integer(model, "strata_left_out", 0, PG_INT64_MAX, 0);
	estimation->prevalence = logistic_object_number(model, "prevalence", NAN);
	if (!isnan(estimation->prevalence))
		check_range(model, "prevalence", estimation->prevalence,
					estimation->prevalence > 0.0 &&
					estimation->prevalence < 1.0, "between 0 and 1");
	estimation->is_bounded = logistic_object_boolean(model, "bounded", false);
	read_penalty(draft, model);
}

/* Raises the error for a list of series of another form. */
static void
profile_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid logistic_model: \"profile\" of model has no series for each term"),
			 errdetail_internal("%s", detail)));
}

/* One term's series, all of the same length; null is NaN. */
static void
read_series(LogisticDraft *draft, const LogisticObject *model,
			JsonbValue *value, int term)
{
	double	   *series = draft->profile + (Size) term * draft->profile_stride;
	JsonbContainer *array;
	int			length;
	int			k;

	if (value->type == jbvNull)
		return;
	if (value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data))
		profile_error(psprintf("Element %d is no array.", term));
	array = value->val.binary.data;
	length = JsonContainerSize(array);
	if (length < 3 || length > LG_PROFILE_LENGTH || length % 3 != 0 ||
		(draft->profile_length > 0 && length != draft->profile_length))
		profile_error(psprintf("Element %d is of length %d.", term, length));
	draft->profile_length = length;
	for (k = 0; k < length; k++)
		series[k] =
			logistic_element_number(model,
									getIthJsonbValueFromContainer(array, k),
									"profile");
}

void
logistic_profile_read(LogisticDraft *draft, const LogisticObject *model)
{
	int			n_terms;
	JsonbContainer *array = logistic_object_array(model, "profile", &n_terms);
	int			i;

	if (array == NULL)
		return;
	if (n_terms != draft->n_terms)
		profile_error(psprintf("It has %d elements, for %d terms.", n_terms,
							   draft->n_terms));
	draft->profile_stride = LG_PROFILE_LENGTH;
	draft->profile = palloc_extended((Size) n_terms * LG_PROFILE_LENGTH *
									 sizeof(double), MCXT_ALLOC_HUGE);
	for (i = 0; i < n_terms * LG_PROFILE_LENGTH; i++)
		draft->profile[i] = get_float8_nan();
	for (i = 0; i < n_terms; i++)
		read_series(draft, model, getIthJsonbValueFromContainer(array, i), i);
}

void
logistic_report_no_probability(const char *function)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("%s needs probabilities, which a model fitted with strata does not have",
					function),
			 errdetail("The intercepts of the strata are not estimated: only rows of one stratum can be compared."),
			 errhint("The exponential of the difference of two rows by logistic_score is their odds ratio.")));
}

/* The terms on their bounds, as a summary shows them. */
static void
describe_bounds(StringInfo page, const LogisticModel *model)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < model->n_terms; i++)
		if (terms[i].bound != LOGISTIC_BOUND_NONE)
			appendStringInfo(&list, "%s%s (%s)", list.len > 0 ? ", " : "",
							 logistic_model_string(model, terms[i].name),
							 logistic_bound_words[terms[i].bound]);
	appendStringInfo(page, "Coefficients have bounds; on them: %s\n",
					 list.len > 0 ? list.data : "none");
	if (list.len > 0)
		appendStringInfoString(page, "Standard errors of the others are those of a fit that holds these\n");
	pfree(list.data);
}

/* What the summary of a model says of it; nothing for the plain fit. */
void
logistic_estimation_describe(StringInfo page, const LogisticModel *model)
{
	const LogisticEstimation *e = &model->estimation;

	if (e->method == LOGISTIC_METHOD_FIRTH)
		appendStringInfo(page, "Firth's penalised likelihood; tests are penalised likelihood ratios, intervals %s\n",
						 model->profile_length > 0 ?
						 "by penalised profile likelihood" : "Wald");
	if (e->l1 > 0.0 || e->l2 > 0.0)
		appendStringInfo(page, "Penalty: l1 = %.6g, l2 = %.6g, %s\n", e->l1,
						 e->l2, e->is_standardised ?
						 "on standardised columns" :
						 "on the columns as they are");
	if (e->class_weight == LOGISTIC_CLASS_WEIGHT_BALANCED)
		appendStringInfo(page, "Balanced class weights: the probabilities are %s\n",
						 isnan(e->prevalence) ? "not calibrated" :
						 "calibrated by the prevalence alone");
	if (!isnan(e->prevalence))
		appendStringInfo(page, "Intercept corrected for a prevalence of %.6g\n",
						 e->prevalence);
	if (e->n_strata >= 0)
		appendStringInfo(page, "Conditional on " INT64_FORMAT " strata; " INT64_FORMAT " of one label left out\n",
						 e->n_strata, e->n_strata_left);
	if (e->is_bounded)
		describe_bounds(page, model);
	if (e->n_clusters >= 0)
		appendStringInfo(page, "Standard errors: %s, clustered (" INT64_FORMAT " clusters)\n",
						 logistic_std_error_words[e->std_error],
						 e->n_clusters);
	else if (e->std_error != LOGISTIC_ERRORS_MODEL)
		appendStringInfo(page, "Standard errors: %s\n",
						 logistic_std_error_words[e->std_error]);
}

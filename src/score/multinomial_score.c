/*-------------------------------------------------------------------------
 *
 * multinomial_score.c
 *		Scores: label, probabilities and loss of a row by a multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "core/numeric/activation.h"
#include "pg/compat.h"
#include "score/multinomial_label.h"

/*
 * multinomial_predict(model multinomial_model) -> text
 * multinomial_predict(model multinomial_model, VARIADIC features "any")
 * and the same with a name (text) for the model
 *
 * The most probable label; among ties, the first in the order of the classes.
 * NULL and errors as in logistic_predict.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_predict);
Datum
logistic_multinomial_predict(PG_FUNCTION_ARGS)
{
	LogisticMultinomialSite *site;
	text	   *label;
	int			best = 0;
	int			k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	site = logistic_multinomial_site(fcinfo, &fcinfo->flinfo->fn_extra, 0,
									 LOGISTIC_ACCESS_SCORE);
	if (!logistic_multinomial_scores(fcinfo, site, 0, 1))
		PG_RETURN_NULL();
	for (k = 1; k < site->model->n_classes; k++)
		if (site->score[k] > site->score[best])
			best = k;

	/* a copy, as the site frees its own when the model changes */
	label = palloc(VARSIZE(site->labels[best]));
	memcpy(label, site->labels[best], VARSIZE(site->labels[best]));
	PG_RETURN_TEXT_P(label);
}

/*
 * multinomial_probabilities(model multinomial_model, VARIADIC features "any")
 *		-> SETOF (label text, probability float8)
 *
 * One row per class, the baseline first; the probabilities sum to 1.  No row
 * where the label would be NULL.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_probabilities);
Datum
logistic_multinomial_probabilities(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticMultinomialSite *site;
	int			k;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	site = logistic_multinomial_site(fcinfo, &fcinfo->flinfo->fn_extra, 0,
									 LOGISTIC_ACCESS_SCORE);
	if (!logistic_multinomial_scores(fcinfo, site, 0, 1))
		return (Datum) 0;
	lg_activation_softmax(site->score, site->model->n_classes, site->share);
	for (k = 0; k < site->model->n_classes; k++)
	{
		Datum		values[2];
		bool		nulls[2] = {false, false};

		values[0] = PointerGetDatum(site->labels[k]);
		values[1] = Float8GetDatum(site->share[k]);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

/*
 * multinomial_loss(model multinomial_model, label "any",
 *					VARIADIC features "any") -> float8
 *
 * Minus the logarithm of the probability of the label, by the scores
 *
 *		ln(sum over k of exp(s_k)) - s_label
 *
 * Infinity for a label that the model does not have.  NULL for a NULL label,
 * and where the most probable label would be NULL.  Errors as above.
 */
PG_FUNCTION_INFO_V1(logistic_multinomial_loss);
Datum
logistic_multinomial_loss(PG_FUNCTION_ARGS)
{
	LogisticMultinomialLabel *label = fcinfo->flinfo->fn_extra;
	LogisticMultinomialSite *site;
	double		loss;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (label == NULL)
		fcinfo->flinfo->fn_extra = label =
			logistic_multinomial_label_make(fcinfo, 1);
	site = logistic_multinomial_site(fcinfo, &label->site, 0,
									 LOGISTIC_ACCESS_SCORE);
	if (!logistic_multinomial_scores(fcinfo, site, 0, 2))
		PG_RETURN_NULL();
	loss = logistic_multinomial_loss_of(site,
										logistic_multinomial_label_class(label,
																		 site,
																		 PG_GETARG_DATUM(1)));
	PG_RETURN_FLOAT8(loss);
}

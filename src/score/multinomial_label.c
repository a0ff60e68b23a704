/*-------------------------------------------------------------------------
 *
 * multinomial_label.c
 *		Reads the label of a row that is scored by a multinomial_model.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "core/numeric/activation.h"
#include "pg/class_text.h"
#include "pg/compat.h"
#include "score/multinomial_label.h"

LogisticMultinomialLabel *
logistic_multinomial_label_make(FunctionCallInfo fcinfo, int argument)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	LogisticMultinomialLabel *label = MemoryContextAllocZero(context,
															 sizeof(*label));

	logistic_class_reader_init(&label->reader,
							   get_fn_expr_argtype(fcinfo->flinfo, argument),
							   "the label", context);
	return label;
}

int
logistic_multinomial_label_class(const LogisticMultinomialLabel *label,
								 const LogisticMultinomialSite *site,
								 Datum value)
{
	int			length;
	const char *text = logistic_class_text(&label->reader, &value, &length);

	return logistic_dictionary_find(&site->codes, text, length);
}

double
logistic_multinomial_loss_of(const LogisticMultinomialSite *site, int class)
{
	/* a label that the model does not have */
	if (class < 0)
		return INFINITY;
	lg_activation_log_softmax(site->score, site->model->n_classes,
							  site->share);
	return -site->share[class] + 0.0;
}

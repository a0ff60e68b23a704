/*-------------------------------------------------------------------------
 *
 * model_terms.c
 *		The terms within a logistic_model: how features are built from inputs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "model/model_terms.h"

int
logistic_model_factor_width(const LogisticModel *model,
							const LogisticFactor *factor)
{
	const LogisticModelVariable *variable =
		&logistic_model_variables(model)[factor->variable];

	if (variable->n_levels > 0)
		return variable->n_levels - (factor->is_full ? 0 : 1);
	return variable->n_columns;
}

int
logistic_model_reference(const LogisticModel *model,
						 const LogisticModelVariable *variable)
{
	if (variable->n_levels == 0)
		return -1;

	/* the reference of bins is the first one */
	if (variable->function == LG_FUNCTION_BINS)
		return 0;
	return logistic_model_inputs(model)[variable->input].reference - 1;
}

const char *
logistic_model_input_name(const LogisticModel *model, int input, int element)
{
	const LogisticFeature *feature = &logistic_model_inputs(model)[input];
	const char *name = logistic_model_string(model, feature->name);

	if (feature->kind != LOGISTIC_FEATURE_ARRAY)
		return name;
	if (logistic_model_has_formula(model))
		return psprintf("%s[%d]", name, element + 1);
	return logistic_model_string(model, logistic_model_terms(model)[feature->first_term +
																	element].name);
}

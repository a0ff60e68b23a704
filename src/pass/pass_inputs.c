/*-------------------------------------------------------------------------
 *
 * pass_inputs.c
 *		Inputs in the question of a pass: columns as elements of an array.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pass/pass_inputs.h"

LogisticInput *
logistic_pass_inputs(const LogisticFitState *state, int *n_inputs)
{
	const LogisticFitSite *site = state->site;
	LogisticInput *inputs;
	int			n = site->n_features;
	int			column = 0;
	int			i;
	int			j;

	for (i = 0; i < site->n_arrays; i++)
		n += state->array_lengths[i];
	inputs = palloc(Max(n, 1) * sizeof(LogisticInput));
	n = site->n_features;
	for (i = 0; i < site->n_features; i++)
	{
		const LogisticFitFeature *feature = &site->features[i];
		LogisticInput *input = &inputs[i];

		input->feature = i;
		switch (feature->reader.kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				input->kind = LOGISTIC_INPUT_NUMBER;
				input->place = column++;
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
			case LOGISTIC_FEATURE_CATEGORY:
				input->kind = LOGISTIC_INPUT_CODE;
				input->place = feature->code_column;
				break;
			case LOGISTIC_FEATURE_SET:
				break;			/* passes know none: see distributed.c */
			case LOGISTIC_FEATURE_ARRAY:
				input->kind = LOGISTIC_INPUT_LENGTH;
				input->place = state->array_lengths[feature->array];
				for (j = 0; j < input->place; j++)
				{
					LogisticInput *element = &inputs[n++];

					element->kind = LOGISTIC_INPUT_NUMBER;
					element->feature = i;
					element->place = column++;
				}
				break;
		}
	}
	*n_inputs = n;
	return inputs;
}

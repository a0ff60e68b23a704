/*-------------------------------------------------------------------------
 *
 * model_counts.c
 *		Counts within a logistic_model: missing values filled, levels pooled.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "model/model_counts.h"
#include "model/model_terms.h"

#define INPUTS_LIMIT	10		/* more are counted, not listed */

static int64
count_missing(const LogisticFeature *input)
{
	return input->n_missing;
}

static int64
count_pooled(const LogisticFeature *input)
{
	return input->n_pooled;
}

static char *
counts_text(const LogisticModel *model,
			int64 (*count) (const LogisticFeature *input))
{
	const LogisticFeature *inputs = logistic_model_inputs(model);
	StringInfoData text;
	int			n = 0;
	int			i;

	initStringInfo(&text);
	for (i = 0; i < logistic_model_n_inputs(model); i++)
	{
		int64		counted = count(&inputs[i]);

		if (counted > 0 && n++ < INPUTS_LIMIT)
			appendStringInfo(&text, "%s\"%s\" " INT64_FORMAT,
							 n > 1 ? ", " : "",
							 logistic_model_string(model, inputs[i].name),
							 counted);
	}
	if (n > INPUTS_LIMIT)
		appendStringInfo(&text, " and %d more", n - INPUTS_LIMIT);
	return n > 0 ? text.data : NULL;
}

char *
logistic_model_missing_text(const LogisticModel *model)
{
	return counts_text(model, count_missing);
}

char *
logistic_model_pooled_text(const LogisticModel *model)
{
	return counts_text(model, count_pooled);
}

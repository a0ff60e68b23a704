/*-------------------------------------------------------------------------
 *
 * fit_warning.c
 *		What a fit tells its user about odd data.
 *
 * Never an error: one odd group must not kill a query over 10,000 of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"

#include "fit_warning.h"

#define NAMES_LIMIT		10		/* more are counted, not listed */

/* The names of the terms that run off. */
static char *
list_infinite_terms(const LogisticDraft *draft)
{
	StringInfoData list;
	int			n = 0;
	int			j;

	initStringInfo(&list);
	for (j = 0; j < draft->n_terms; j++)
	{
		const LogisticTerm *term = &draft->terms[j];

		/* a NULL estimate: aliased, unless a direction or an unknown side */
		if (!isinf(term->estimate) &&
			!(isnan(term->estimate) && term->direction != 0.0))
			continue;
		if (n < NAMES_LIMIT)
			appendStringInfo(&list, "%s%s", n > 0 ? ", " : "",
							 draft->term_names[j]);
		n++;
	}
	if (n > NAMES_LIMIT)
		appendStringInfo(&list, " and %d more", n - NAMES_LIMIT);
	return list.data;
}

void
logistic_fit_warn(const LogisticDraft *draft)
{
	switch (draft->status)
	{
		case LOGISTIC_SEPARATED:
			ereport(WARNING,
					(errmsg("label \"%s\" is separated: no finite estimate of %s",
							draft->label, list_infinite_terms(draft)),
					 errdetail("A combination of these terms never contradicts the label, so the likelihood grows for ever."),
					 errhint("For a finite fit use logistic_options(method => 'firth'), or leave the terms out; logistic_coefficients shows the limits.")));
			break;
		case LOGISTIC_ONE_CLASS:
			ereport(WARNING,
					(errmsg("label \"%s\" has one value only in %lld %s",
							draft->label, (long long) draft->statistics.nobs,
							draft->statistics.nobs == 1 ? "row" : "rows"),
					 errdetail("There is nothing to tell apart; the model's status is one_class.")));
			break;
		case LOGISTIC_MAX_ITERATIONS:
			ereport(WARNING,
					(errmsg("no convergence of \"%s\" in %d iterations",
							draft->label, draft->statistics.iterations),
					 errdetail("The model's status is max_iterations; its estimates are those of the last step."),
					 errhint("Raise max_iterations, and look for columns of extreme scale or for offsets.")));
			break;
		case LOGISTIC_CONVERGED:
		case LOGISTIC_GIVEN:
			break;
	}
}

void
logistic_fit_warn_reference(const char *feature, const char *wanted,
							const char *used)
{
	ereport(WARNING,
			(errmsg("category \"%s\" has no level \"%s\"", feature, wanted),
			 errdetail("Its reference is \"%s\" instead.", used)));
}

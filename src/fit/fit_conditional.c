/*-------------------------------------------------------------------------
 *
 * fit_conditional.c
 *		Puts the question of a conditional fit of strata to the core.
 *
 * The core fits the differences of cases and controls, without an intercept;
 * where strata are more than pairs it knows them, too (core/data/strata.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/regression/regression.h"
#include "fit/fit_conditional.h"
#include "fit/fit_regression.h"

void
logistic_fit_conditional(const LogisticFitState *state,
						 LogisticFitStrata *strata, LgRows *rows,
						 LgTerm *columns, LogisticDraft *draft)
{
	LgRegression regression = {0};
	LgStrata   *core = &strata->core;
	LogisticStatistics *statistics = &draft->statistics;
	int			n = Max(draft->n_terms, 1);
	LgStatus	status;
	int			j;

	core->source = rows;
	core->n_terms = draft->n_terms;
	core->terms = columns;
	lg_strata_start(core,
					MemoryContextAllocHuge(CurrentMemoryContext,
										   lg_strata_workspace(core)));
	regression.rows = &core->pairs;
	regression.n_terms = draft->n_terms;
	regression.terms = palloc0(n * sizeof(LgTerm));
	for (j = 0; j < draft->n_terms; j++)
	{
		regression.terms[j].kind = LG_TERM_NUMBER;
		regression.terms[j].column = j;
	}
	regression.positive = core->positive;
	regression.strata = core->largest > 2 ? core : NULL;
	status = logistic_fit_run(state, draft, &regression);
	logistic_fit_take_estimates(draft, &regression, status);
	draft->estimation.n_strata = core->n_strata;
	draft->estimation.n_strata_left = strata->n_left_out;
	statistics->nobs = logistic_rowbuf_n_rows(&strata->rows);
	statistics->n_positive = strata->n_cases;
	statistics->sum_weights = statistics->nobs;
	logistic_fit_measure(rows, draft, columns);
}

/*-------------------------------------------------------------------------
 *
 * fit_conditional.c
 *		Conditional logistic regression: hands the rows in strata to the core.
 *
 * The core fits the differences of cases and controls, without an intercept;
 * if strata are larger than pairs, it also gets their sizes
 * (core/data/strata.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/regression/regression.h"
#include "fit/fit_conditional.h"
#include "fit/fit_regression.h"
#include "fit/rowbuf_read.h"

/*
 * Keeps the differences of pairs as rows of their own, which a fit reads
 * several times and in part.
 */
static LgRows *
keep_pairs(const LogisticFitStrata *strata, LogisticRowBuffer *buffer)
{
	const LgStrata *core = &strata->core;
	const LgRows *pairs = &core->pairs;
	LgRows	   *rows = palloc(sizeof(LgRows));
	LgBlock		block = {0};
	int			i;
	int			j;

	buffer->space = strata->rows.space;
	logistic_rowbuf_init(buffer, CurrentMemoryContext, core->n_terms, 0, 0);
	pairs->rewind(pairs->host);
	while (pairs->next(pairs->host, &block))
		for (i = 0; i < block.n_rows; i++)
		{
			LogisticBlock *to = &buffer->block;

			if (to->n_rows == to->capacity)
				logistic_rowbuf_grow(buffer);
			for (j = 0; j < core->n_terms; j++)
				to->numbers[(Size) j * to->stride + to->n_rows] =
					block.numbers[j][i];
			if (strata->is_clustered)
				logistic_rowbuf_put_cluster(buffer, block.clusters[i]);
			logistic_rowbuf_finish_row(buffer, block.labels[i], 1.0,
									   block.offsets[i]);
		}
	(void) logistic_rowbuf_read(buffer, rows);
	return rows;
}

void
logistic_fit_conditional(const LogisticFitState *state,
						 LogisticFitStrata *strata, LgRows *rows,
						 LgTerm *columns, LogisticDraft *draft)
{
	LgRegression regression = {0};
	LgStrata   *core = &strata->core;
	LogisticStatistics *statistics = &draft->statistics;
	int			n = Max(draft->n_terms, 1);
	LogisticRowBuffer pairs;
	LgStatus	status;
	int			j;

	MemSet(&pairs, 0, sizeof(pairs));
	core->source = rows;
	core->n_terms = draft->n_terms;
	core->terms = columns;
	lg_strata_start(core,
					MemoryContextAllocHuge(CurrentMemoryContext,
										   lg_strata_workspace(core)));
	regression.rows = &core->pairs;
	if (core->largest == 2)
		regression.rows = keep_pairs(strata, &pairs);
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
	if (pairs.space)
		logistic_rowbuf_release(PointerGetDatum(&pairs));
	logistic_fit_take_estimates(draft, &regression, status);
	draft->estimation.n_strata = core->n_strata;
	draft->estimation.n_strata_left = strata->n_left_out;
	statistics->nobs = logistic_rowbuf_n_rows(&strata->rows);
	statistics->n_positive = strata->n_cases;
	statistics->sum_weights = statistics->nobs;
	logistic_fit_measure(rows, draft, columns);
}

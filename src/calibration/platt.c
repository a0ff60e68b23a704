/*-------------------------------------------------------------------------
 *
 * platt.c
 *		Platt's calibration: a logistic regression on one score.
 *
 * Platt (1999) fits soft targets instead of labels, t+ = (N+ + 1)/(N+ + 2)
 * and t- = 1/(N- + 2), where N+ and N- are the weights of the classes: it
 * minimises -sum w [t ln p + (1-t) ln(1-p)], which is finite for separated
 * scores too.  A row with target t is the same to the solver as two rows,
 * one positive of weight w t and one negative of weight w (1-t); and so are
 * all rows of one score together.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/metrics/quantile.h"
#include "core/regression/regression.h"
#include "fit/fit_regression.h"
#include "metrics/rank_state.h"
#include "model/model_draft.h"
#include "pg/label_errors.h"

#define BLOCK_STEPS		(LG_BLOCK_ROWS / 2)

/* The rows as the solver sees them: two for each score. */
typedef struct PlattRows
{
	const LgThresholdSteps *steps;
	double		target[2];		/* of a negative, of a positive */
	int64		n_read;			/* rows handed out or skipped */
	int64		n_rows;			/* that there are */
	const double *columns[1];	/* the scores */
	double		scores[LG_BLOCK_ROWS];
	double		weights[LG_BLOCK_ROWS];
	uint8		labels[LG_BLOCK_ROWS];
} PlattRows;

static void
rewind_rows(void *host)
{
	PlattRows  *rows = host;

	rows->n_read = 0;
	rows->steps->rewind(rows->steps->host);
}

/* The soft positives and negatives of one score. */
static void
put_step(PlattRows *rows, int row, const LgThresholdStep *step)
{
	const double *target = rows->target;

	rows->scores[row] = rows->scores[row + 1] = step->score;
	rows->labels[row] = 1;
	rows->labels[row + 1] = 0;
	rows->weights[row] = target[0] * step->weight[0] +
		target[1] * step->weight[1];
	rows->weights[row + 1] = (1.0 - target[0]) * step->weight[0] +
		(1.0 - target[1]) * step->weight[1];
}

static bool
next_block(void *host, LgBlock *block)
{
	PlattRows  *rows = host;
	LgThresholdStep step;
	int			n = 0;

	while (n < 2 * BLOCK_STEPS && rows->steps->next(rows->steps->host, &step))
	{
		put_step(rows, n, &step);
		n += 2;
	}
	rows->n_read += n;
	memset(block, 0, sizeof(*block));
	block->n_rows = n;
	block->numbers = rows->columns;
	block->labels = rows->labels;
	block->weights = rows->weights;
	return n > 0;
}

static int64
skip_rows(void *host, int64 n_rows)
{
	PlattRows  *rows = host;
	int64		n_skipped = 0;

	for (;;)
	{
		int64		n = Min(2 * BLOCK_STEPS, rows->n_rows - rows->n_read);
		LgThresholdStep step;
		int64		i;

		if (n == 0 || n_skipped + n > n_rows)
			return n_skipped;
		for (i = 0; i < n; i += 2)
			(void) rows->steps->next(rows->steps->host, &step);
		rows->n_read += n;
		n_skipped += n;
	}
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

/* Prepares the rows: targets, and the number of scores. */
static void
open_rows(PlattRows *platt, const LgThresholdSteps *steps, const char *name,
		  LgRows *rows)
{
	LgThresholdStep step;

	memset(platt, 0, sizeof(*platt));
	platt->steps = steps;
	platt->target[0] = 1.0 / (lg_dd_double(steps->weight[0]) + 2.0);
	platt->target[1] = (lg_dd_double(steps->weight[1]) + 1.0) /
		(lg_dd_double(steps->weight[1]) + 2.0);
	platt->columns[0] = platt->scores;
	steps->rewind(steps->host);
	while (steps->next(steps->host, &step))
	{
		if (isinf(step.score))
			logistic_report_not_finite(name, step.score);
		platt->n_rows += 2;
	}

	memset(rows, 0, sizeof(*rows));
	rows->host = platt;
	rows->n_rows = platt->n_rows;
	rows->rewind = rewind_rows;
	rows->next = next_block;
	rows->skip = skip_rows;
	rows->check = check_interrupts;
}

/* The draft of a model with an intercept and one number. */
static void
start_draft(LogisticDraft *draft, const LogisticMetricHead *head,
			const LgThresholdSteps *steps, LgTerm *columns)
{
	const LogisticOptions *options = head->options;
	LogisticTerm *term;

	logistic_draft_init(draft);
	logistic_estimation_init(&draft->estimation);
	draft->label_kind = head->labels.kind;
	draft->label = head->names[0].name;
	draft->label_expression = head->names[0].expression;
	draft->negative = logistic_labels_name(&head->labels, 0);
	draft->positive = logistic_labels_name(&head->labels, 1);
	draft->has_intercept = true;
	draft->threshold = options ? options->threshold : 0.5;
	draft->on_null = options ? options->on_null : LOGISTIC_POLICY_NULL;
	draft->on_new_level = options ? options->on_new_level :
		LOGISTIC_POLICY_NULL;

	memset(columns, 0, 2 * sizeof(LgTerm));
	columns[0].kind = LG_TERM_INTERCEPT;
	columns[1].kind = LG_TERM_NUMBER;
	(void) logistic_draft_add_term(draft, "(Intercept)");
	(void) logistic_draft_add_feature(draft, head->names[1].name,
									  LOGISTIC_FEATURE_NUMBER);
	draft->feature_expressions[0] = head->names[1].expression;
	term = logistic_draft_add_term(draft, head->names[1].name);
	term->feature = 0;
	lg_quantiles(steps, LG_OF_BOTH, LOGISTIC_DECILES + 1,
				 logistic_draft_add_summary(draft)->deciles);
	logistic_draft_close_feature(draft);
}

/* Fits the draft. */
static void
fit_draft(LogisticDraft *draft, LgRows *rows, LgTerm *columns)
{
	LgRegression regression = {0};
	LogisticSummary *summary = &draft->summaries[0];
	LgStatus	status;

	regression.rows = rows;
	regression.n_terms = 2;
	regression.terms = columns;
	regression.has_intercept = true;
	regression.positive = 1;
	regression.max_iterations = 100;
	regression.tolerance = LG_DEFAULT_TOLERANCE;
	status = lg_regression_fit(&regression,
							   palloc(lg_regression_workspace(&regression)));
	logistic_fit_take_estimates(draft, &regression, status);
	summary->mean = columns[1].mean;
	summary->std_dev = columns[1].std_dev;
	summary->min = columns[1].min;
	summary->max = columns[1].max;
}

/*
 * platt_fit_final(internal) -> logistic_model
 *
 * The model of the label on the score alone, to Platt's targets; its
 * log-likelihood is that of the targets.  NULL without rows, or if it is not
 * known which label is positive.  Error: an infinite score.
 */
PG_FUNCTION_INFO_V1(logistic_platt_fit_final);
Datum
logistic_platt_fit_final(PG_FUNCTION_ARGS)
{
	LgThresholdSteps steps;
	LogisticRank *rank = logistic_rank_final(fcinfo, &steps);
	MemoryContext context;
	MemoryContext old_context;
	PlattRows  *platt;
	LgRows		rows;
	LgTerm		columns[2];
	LogisticDraft draft;
	LogisticModel *model;

	if (rank == NULL)
		PG_RETURN_NULL();
	context = AllocSetContextCreate(CurrentMemoryContext, "platt_fit",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	platt = palloc(sizeof(PlattRows));
	open_rows(platt, &steps, rank->head.names[1].name, &rows);
	start_draft(&draft, &rank->head, &steps, columns);
	fit_draft(&draft, &rows, columns);
	draft.statistics.nobs = steps.n_rows[0] + steps.n_rows[1];
	draft.statistics.n_positive = steps.n_rows[1];
	draft.statistics.n_skipped = rank->head.n_skipped;

	MemoryContextSwitchTo(old_context);
	model = logistic_model_build(&draft);
	MemoryContextDelete(context);
	PG_RETURN_POINTER(model);
}

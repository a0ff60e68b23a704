/*-------------------------------------------------------------------------
 *
 * grid_fits.c
 *		Fits of the same rows with one penalty after the other.
 *
 * Nobody asks a grid for standard errors, and it makes none.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "fit/fit_model.h"
#include "fit/fit_regression.h"
#include "fit/fit_warning.h"
#include "grid/grid_fits.h"

/* From the largest to the smallest. */
static int
compare_numbers(const void *a, const void *b)
{
	double		left = *(const double *) a;
	double		right = *(const double *) b;

	return (left < right) - (left > right);
}

/* The different ones of n numbers, from the largest to the smallest. */
static double *
sort_numbers(const double *numbers, int *n)
{
	double	   *sorted = palloc((*n + 1) * sizeof(double));
	int			n_left = 0;
	int			i;

	memcpy(sorted, numbers, *n * sizeof(double));
	qsort(sorted, *n, sizeof(double), compare_numbers);
	for (i = 0; i < *n; i++)
		if (i == 0 || sorted[i] != sorted[n_left - 1])
			sorted[n_left++] = sorted[i];
	*n = n_left;
	return sorted;
}

LogisticGridPenalty *
logistic_grid_penalties(const double *l1, int n_l1, const double *l2,
						int n_l2, int *n)
{
	double	   *first = sort_numbers(l1, &n_l1);
	double	   *second = sort_numbers(l2, &n_l2);
	LogisticGridPenalty *penalties =
		palloc((Size) n_l1 * n_l2 * sizeof(*penalties) + 1);
	int			i;
	int			j;

	*n = 0;
	for (j = 0; j < n_l2; j++)
		for (i = 0; i < n_l1; i++)
			penalties[(*n)++] = (LogisticGridPenalty) {first[i], second[j]};
	return penalties;
}

LogisticGridFits *
logistic_grid_fits_make(LogisticFitState *state, LgRows *rows,
						bool is_in_doubles)
{
	LogisticGridFits *fits = palloc0(sizeof(*fits));
	LgRegression *regression = &fits->regression;

	fits->state = state;
	fits->design.rows = rows;
	fits->positive = logistic_fit_prepare(state, &fits->draft, &fits->design);
	fits->path.is_in_doubles = is_in_doubles;
	regression->rows = fits->design.rows;
	regression->n_terms = fits->draft.n_terms;
	regression->terms = fits->design.columns;
	regression->has_intercept = fits->draft.has_intercept;
	regression->positive = fits->positive;
	return fits;
}

/* The rows as class weights make them, for the path alone. */
static void
balance_rows(LogisticGridFits *fits)
{
	if (fits->draft.estimation.class_weight == LOGISTIC_CLASS_WEIGHT_NONE)
		return;
	lg_class_weights_start(&fits->balance, fits->design.rows, fits->positive,
						   NULL, &fits->balanced);
	fits->regression.rows = &fits->balanced;
}

/* Goes on along the path; false if the point has to be fitted by itself. */
static bool
follow_path(LogisticGridFits *fits, LgStatus *status)
{
	LgRegression *regression = &fits->regression;
	bool		is_found;

	if (!lg_path_applies(&fits->path, regression))
		return false;
	if (fits->workspace == NULL)
	{
		fits->workspace = MemoryContextAllocHuge(CurrentMemoryContext,
												 lg_path_workspace(regression));
		balance_rows(fits);
	}
	else if (fits->balanced.host != NULL)
		regression->rows = &fits->balanced;
	is_found = lg_path_fit(&fits->path, regression, fits->workspace, status);
	regression->rows = fits->design.rows;
	return is_found;
}

/* The point by itself, in a copy of the question: the path goes on after it. */
static void
fit_alone(LogisticGridFits *fits)
{
	LgRegression alone = fits->regression;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "point of a grid",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	LgStatus	status = logistic_fit_run(fits->state, &fits->draft, &alone);

	logistic_fit_take_estimates(&fits->draft, &alone, status);
	fits->draft.covariance = NULL;
	fits->draft.profile = NULL;
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
}

void
logistic_grid_fits_run(LogisticGridFits *fits,
					   const LogisticGridPenalty *penalty)
{
	LogisticDraft *draft = &fits->draft;
	LogisticEstimation *estimation = &draft->estimation;
	LgRegression *regression = &fits->regression;
	LgStatus	status;

	logistic_fit_estimation(draft, fits->state->options);
	estimation->l1 = penalty->l1;
	estimation->l2 = penalty->l2;
	estimation->std_error = LOGISTIC_ERRORS_NONE;
	logistic_fit_question(regression, fits->state->options, estimation);
	regression->is_clustered = false;
	if (follow_path(fits, &status))
		logistic_fit_take_estimates(draft, regression, status);
	else
		fit_alone(fits);
	if (logistic_fit_may_warn(fits->state, draft->status))
		logistic_fit_warn(draft);
}

/*-------------------------------------------------------------------------
 *
 * grid.c
 *		The aggregates behind logistic_path and logistic_cross_validate.
 *
 * Both take the rows of a query in once.  A grid is an array: how many folds
 * there are, 0 for a path, how many penalties l1, these, and the penalties l2.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "fit/fit_finite.h"
#include "fit/fit_row.h"
#include "grid/grid_judge.h"
#include "grid/grid_rows.h"
#include "pg/aggregate_call.h"

/* Arguments of the functions, after the state; then options and label. */
enum
{
	ARGUMENT_GRID = 1,
	ARGUMENT_FOLD				/* of a cross-validation */
};

#define PATH_LABEL	(ARGUMENT_GRID + 2)
#define FOLDS_LABEL	(ARGUMENT_FOLD + 2)

/* Numbers of a point of a path, before its estimates. */
#define PATH_NUMBERS	4

/* Numbers of a point of the grid and a fold. */
#define FOLD_NUMBERS	6

/* The state of the aggregate. */
typedef struct Grid
{
	LogisticGridRows *rows;
	int			n_folds;
	int			n_penalties;
	LogisticGridPenalty *penalties;
} Grid;

/* Complains about a grid that is none; SQL may call what C code calls. */
pg_noreturn static void
report_grid(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("grid must be an array: folds, number of penalties l1, these, and penalties l2")));
}

/* Reads the grid. */
static void
read_grid(Grid *grid, ArrayType *array)
{
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const double *numbers = (const double *) ARR_DATA_PTR(array);
	int			n_first;
	int			i;

	if (array_contains_nulls(array) || n < 2)
		report_grid();
	for (i = 0; i < n; i++)
		if (!(numbers[i] >= 0.0 && isfinite(numbers[i])))
			report_grid();
	if (numbers[0] > PG_UINT16_MAX || numbers[1] > n - 2)
		report_grid();
	grid->n_folds = (int) numbers[0];
	n_first = (int) numbers[1];
	grid->penalties = logistic_grid_penalties(numbers + 2, n_first,
											  numbers + 2 + n_first,
											  n - 2 - n_first,
											  &grid->n_penalties);
}

/* The state of a call, made by its first row; NULL without options. */
static Grid *
grid_of_call(FunctionCallInfo fcinfo, int label_argument)
{
	MemoryContext context = logistic_aggregate_context(fcinfo,
													   "logistic_internal.fit_path");
	MemoryContext old_context;
	Grid	   *grid;

	if (!PG_ARGISNULL(0))
		return (Grid *) PG_GETARG_POINTER(0);
	if (PG_ARGISNULL(label_argument - 1) || PG_ARGISNULL(ARGUMENT_GRID))
		report_grid();
	old_context = MemoryContextSwitchTo(context);
	grid = palloc0(sizeof(*grid));
	read_grid(grid, PG_GETARG_ARRAYTYPE_P_COPY(ARGUMENT_GRID));
	grid->rows = logistic_grid_rows_make(fcinfo, label_argument,
										 Max(grid->n_folds, 1));
	MemoryContextSwitchTo(old_context);
	return grid;
}

/*
 * fit_path_trans(internal, float8[], logistic_options, label "any",
 *				  VARIADIC features "any") -> internal
 *
 * Takes a row of a path in, as logistic_fit does.  Errors: a grid that is none,
 * and those of logistic_fit.
 */
PG_FUNCTION_INFO_V1(logistic_grid_path_trans);
Datum
logistic_grid_path_trans(PG_FUNCTION_ARGS)
{
	Grid	   *grid = grid_of_call(fcinfo, PATH_LABEL);

	logistic_fit_row_add(grid->rows->state, fcinfo);
	PG_RETURN_POINTER(grid);
}

/*
 * fit_folds_trans(internal, float8[], fold integer, logistic_options,
 *				   label "any", VARIADIC features "any") -> internal
 *
 * The same of a cross-validation; a row without a fold is left out.  Errors: a
 * fold that is none of the grid's besides.
 */
PG_FUNCTION_INFO_V1(logistic_grid_folds_trans);
Datum
logistic_grid_folds_trans(PG_FUNCTION_ARGS)
{
	Grid	   *grid = grid_of_call(fcinfo, FOLDS_LABEL);

	if (!PG_ARGISNULL(ARGUMENT_FOLD))
	{
		int			fold = PG_GETARG_INT32(ARGUMENT_FOLD);

		if (fold < 0 || fold >= grid->n_folds)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("fold is %d, but must lie between 0 and %d", fold,
							grid->n_folds - 1)));
		logistic_grid_rows_select(grid->rows, fold);
		logistic_fit_row_add(grid->rows->state, fcinfo);
	}
	PG_RETURN_POINTER(grid);
}

/* Checks the last rows of all folds; returns how many rows there are. */
static int64
finish_rows(FunctionCallInfo fcinfo, Grid *grid)
{
	LogisticGridRows *rows = grid->rows;
	int64		n = 0;
	int			i;

	for (i = 0; i < rows->n_folds; i++)
	{
		logistic_grid_rows_select(rows, i);
		if (logistic_rowbuf_n_rows(&rows->state->buffer) == 0)
			continue;
		n += logistic_rowbuf_n_rows(&rows->state->buffer);
		logistic_fit_finite_check(rows->state);
	}
	rows->state->is_alone = logistic_aggregate_is_alone(fcinfo);
	return n;
}

static int
count_nonzero(const LogisticDraft *draft)
{
	int			n = 0;
	int			j;

	for (j = draft->has_intercept ? 1 : 0; j < draft->n_terms; j++)
		n += !isnan(draft->terms[j].estimate) && draft->terms[j].estimate != 0.0;
	return n;
}

/* Numbers as an array. */
static Datum
make_array(const double *numbers, int n)
{
	Datum	   *elements = palloc((n + 1) * sizeof(Datum));
	int			i;

	for (i = 0; i < n; i++)
		elements[i] = Float8GetDatum(numbers[i]);
	return PointerGetDatum(construct_array(elements, n, FLOAT8OID,
										   sizeof(float8), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

/*
 * fit_path_final(internal) -> record (terms text[], numbers float8[])
 *
 * The fits of all rows: the names of the terms, and for each point l1, l2,
 * effective degrees of freedom, log-likelihood, and the estimates of the terms;
 * NaN stands for what there is not.  NULL if there is no row.
 */
PG_FUNCTION_INFO_V1(logistic_grid_path_final);
Datum
logistic_grid_path_final(PG_FUNCTION_ARGS)
{
	Grid	   *grid;
	LogisticGridFits *fits;
	TupleDesc	descriptor;
	Datum		values[2];
	bool		nulls[2] = {false, false};
	Datum	   *names;
	double	   *numbers;
	double	   *at;
	int			length;
	int			i;
	int			j;

	(void) logistic_aggregate_context(fcinfo, "logistic_internal.fit_path");
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	grid = (Grid *) PG_GETARG_POINTER(0);
	if (finish_rows(fcinfo, grid) == 0)
		PG_RETURN_NULL();
	fits = logistic_grid_fits_make(grid->rows->state,
								   &logistic_grid_rows_without(grid->rows, -1)->rows,
								   false);
	length = PATH_NUMBERS + fits->draft.n_terms;
	if ((Size) grid->n_penalties * length > MaxAllocSize / sizeof(Datum))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d points of a path of %d terms are too many",
						grid->n_penalties, fits->draft.n_terms)));
	at = numbers = palloc((Size) grid->n_penalties * length * sizeof(double));
	for (i = 0; i < grid->n_penalties; i++)
	{
		logistic_grid_fits_run(fits, &grid->penalties[i]);
		*at++ = grid->penalties[i].l1;
		*at++ = grid->penalties[i].l2;
		*at++ = fits->draft.statistics.effective_df;
		*at++ = fits->draft.statistics.log_lik;
		for (j = 0; j < fits->draft.n_terms; j++)
			*at++ = fits->draft.terms[j].estimate;
	}
	names = palloc((fits->draft.n_terms + 1) * sizeof(Datum));
	for (j = 0; j < fits->draft.n_terms; j++)
		names[j] = CStringGetTextDatum(fits->draft.term_names[j]);
	values[0] = PointerGetDatum(construct_array(names, fits->draft.n_terms,
												TEXTOID, -1, false,
												TYPALIGN_INT));
	values[1] = make_array(numbers, grid->n_penalties * length);
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "a path has two arrays");
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  values, nulls)));
}

/* One point and fold; fold -1, without a judgement, is the fit to all rows. */
static double *
put_numbers(double *at, const LogisticGridPenalty *penalty,
			const LogisticGridJudgement *judgement, double n_nonzero)
{
	*at++ = penalty->l1;
	*at++ = penalty->l2;
	*at++ = judgement->loss;
	*at++ = judgement->roc_auc;
	*at++ = judgement->weight;
	*at++ = n_nonzero;
	return at;
}

/*
 * Is it unknown which value of a text label is the positive one?  It is if the
 * rows fitted have one only, and no option tells.
 */
static bool
is_undecided(const LogisticGridFits *fits)
{
	const LogisticFitState *state = fits->state;
	const LogisticStatistics *statistics = &fits->draft.statistics;

	return state->site->label_kind == LOGISTIC_LABEL_TEXT &&
		logistic_options_positive(state->options) == NULL &&
		(statistics->n_positive == 0 ||
		 statistics->n_positive == statistics->nobs);
}

/* Fits the rows without a fold at all points, and judges that fold by them. */
static double *
put_fold(double *at, Grid *grid, int fold)
{
	const LogisticGridJudgement none = {NAN, NAN, 0.0};
	LogisticGridChain *fitted = logistic_grid_rows_without(grid->rows, fold);
	LogisticGridFits *fits;
	LogisticGridJudge *judge = NULL;
	int			i;

	if (fitted->rows.n_rows == 0)
	{
		for (i = 0; i < grid->n_penalties; i++)
			at = put_numbers(at, &grid->penalties[i], &none, NAN);
		return at;
	}
	fits = logistic_grid_fits_make(grid->rows->state, &fitted->rows, true);
	if (fold >= 0)
		judge = logistic_grid_judge_make(fits,
										 &logistic_grid_rows_within(grid->rows,
																	fold)->rows);
	for (i = 0; i < grid->n_penalties; i++)
	{
		LogisticGridJudgement judgement = none;

		logistic_grid_fits_run(fits, &grid->penalties[i]);
		if (judge != NULL && !is_undecided(fits))
			judgement = logistic_grid_judge_run(judge);
		at = put_numbers(at, &grid->penalties[i], &judgement,
						 judge == NULL ? count_nonzero(&fits->draft) : NAN);
	}
	return at;
}

/*
 * fit_folds_final(internal) -> float8[]
 *
 * For each fold, and in the end for all rows, and each point: l1, l2, log loss,
 * area, weight of the rows judged, and of all rows the number of terms that are
 * not zero; NaN stands for what there is not.  NULL if there is no row.
 */
PG_FUNCTION_INFO_V1(logistic_grid_folds_final);
Datum
logistic_grid_folds_final(PG_FUNCTION_ARGS)
{
	Grid	   *grid;
	double	   *numbers;
	double	   *at;
	MemoryContext context;
	int			i;

	(void) logistic_aggregate_context(fcinfo, "logistic_internal.fit_folds");
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	grid = (Grid *) PG_GETARG_POINTER(0);
	if (finish_rows(fcinfo, grid) == 0)
		PG_RETURN_NULL();
	at = numbers = palloc_extended((Size) (grid->n_folds + 1) *
								   grid->n_penalties * FOLD_NUMBERS *
								   sizeof(double), MCXT_ALLOC_HUGE);
	context = AllocSetContextCreate(CurrentMemoryContext, "fold of a grid",
									ALLOCSET_DEFAULT_SIZES);
	for (i = 0; i <= grid->n_folds; i++)
	{
		MemoryContext old_context = MemoryContextSwitchTo(context);

		at = put_fold(at, grid, i < grid->n_folds ? i : -1);
		MemoryContextSwitchTo(old_context);
		MemoryContextReset(context);
	}
	if (at - numbers > MaxAllocSize / sizeof(Datum))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d points in %d folds are too many",
						grid->n_penalties, grid->n_folds)));
	PG_RETURN_DATUM(make_array(numbers, (int) (at - numbers)));
}

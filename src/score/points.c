/*-------------------------------------------------------------------------
 *
 * points.c
 *		Scores in points: logistic_scorecard, logistic_points and its reasons.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "pg/compat.h"
#include "score/score_formula.h"
#include "score/score_site.h"
#include "score/scorecard.h"

static const LogisticPointScale usual_scale = LOGISTIC_POINT_SCALE;

/* A number of the card as a column; NaN is NULL. */
static Datum
number_column(double value, bool *isnull)
{
	*isnull = isnan(value);
	return Float8GetDatum(value == 0.0 ? 0.0 : value);	/* no negative zero */
}

/*
 * logistic_scorecard(model logistic_model, points float8 = 600,
 *					  odds float8 = 50, pdo float8 = 20)
 *		-> SETOF (feature text, bin text, low float8, high float8, n float8,
 *				  rate float8, woe float8, coefficient float8, points integer)
 *
 * The card: a row for each level, interval, special code and missing value of
 * each feature.  "points" points stand for odds of "odds" to 1 for the
 * negative label, and "pdo" more for twice the odds.  NULL gives no rows; a
 * feature that is not made of levels or bins, and points that would be
 * infinite, are errors.
 */
PG_FUNCTION_INFO_V1(logistic_scorecard);
Datum
logistic_scorecard(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const LogisticModel *model;
	LogisticScorecard *card;
	LogisticPointScale scale;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < 4; i++)
		if (PG_ARGISNULL(i))
			return (Datum) 0;
	model = logistic_model_get(PG_GETARG_DATUM(0));
	scale.points = PG_GETARG_FLOAT8(1);
	scale.odds = PG_GETARG_FLOAT8(2);
	scale.pdo = PG_GETARG_FLOAT8(3);
	logistic_point_scale_check(&scale);

	card = logistic_scorecard_make(model);
	for (i = 0; i < card->n_rows; i++)
	{
		const LogisticCardRow *row = &card->rows[i];
		const LogisticFeature *feature =
			&logistic_model_features(model)[row->feature];
		Datum		values[9];
		bool		nulls[9] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = CStringGetTextDatum(logistic_model_string(model,
															  feature->name));
		values[1] = CStringGetTextDatum(row->bin);
		values[2] = number_column(row->low, &nulls[2]);
		values[3] = number_column(row->high, &nulls[3]);
		values[4] = number_column(row->n, &nulls[4]);
		values[5] = number_column(row->rate, &nulls[5]);
		values[6] = number_column(row->woe, &nulls[6]);
		values[7] = number_column(row->coefficient, &nulls[7]);
		values[8] = DirectFunctionCall1(dtoi4,
										Float8GetDatum(logistic_feature_points(model,
																			   &scale,
																			   row->contribution)));
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

/* Reads the scale argument: points, odds, pdo; NULL stands for 600, 50, 20. */
static void
get_scale(FunctionCallInfo fcinfo, int argument, LogisticPointScale *scale)
{
	ArrayType  *array;
	const float8 *numbers;

	*scale = usual_scale;
	if (PG_ARGISNULL(argument))
		return;
	array = PG_GETARG_ARRAYTYPE_P(argument);
	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != 3 ||
		array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the scale must be an array of three numbers: points, odds, pdo"),
				 errhint("The scale comes second, the features follow: logistic_points(model, '{600,50,20}', ...).")));
	numbers = (const float8 *) ARR_DATA_PTR(array);
	scale->points = numbers[0];
	scale->odds = numbers[1];
	scale->pdo = numbers[2];
	logistic_point_scale_check(scale);
}

/* What a feature adds to the log-odds of the row x. */
static double
contribution_of(const LogisticModel *model, int feature, const double *x)
{
	const LogisticFeature *stored = &logistic_model_features(model)[feature];
	const LogisticTerm *terms = logistic_model_terms(model);
	double		sum = 0.0;
	int			j;

	for (j = stored->first_term; j < stored->first_term + stored->n_terms; j++)
		sum += terms[j].coefficient * x[j];
	return sum;
}

/*
 * Reads a call's row.  Returns the card of its model, which the plan keeps, or
 * NULL if the row has no score.
 */
static const LogisticScorecard *
score_row(FunctionCallInfo fcinfo, LogisticPointScale *scale,
		  LogisticScoreCall *call)
{
	double		score;

	if (PG_ARGISNULL(0) || !logistic_score_call(fcinfo, 0, 2, call))
		return NULL;
	get_scale(fcinfo, 1, scale);
	if (call->plan->card == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(call->plan->context);

		call->plan->card = logistic_scorecard_make(call->plan->model);
		MemoryContextSwitchTo(caller);
	}
	if (!logistic_score_terms(call->plan, call->row, call->plan->x, &score))
		return NULL;
	return call->plan->card;
}

/*
 * logistic_points(model logistic_model, scale float8[])
 * logistic_points(model logistic_model, scale float8[],
 *				   VARIADIC features "any")
 *		-> integer
 *
 * The points of a row: the sum of its rows of the card.  The scale is points,
 * odds and pdo of logistic_scorecard(), NULL for 600, 50, 20.  NULL where the
 * score is NULL; errors as in score.c and in logistic_scorecard().
 */
PG_FUNCTION_INFO_V1(logistic_points);
Datum
logistic_points(PG_FUNCTION_ARGS)
{
	LogisticScoreCall call;
	LogisticPointScale scale;
	double		points = 0.0;
	int			i;

	if (score_row(fcinfo, &scale, &call) == NULL)
		PG_RETURN_NULL();
	for (i = 0; i < call.plan->model->n_features; i++)
		points += logistic_feature_points(call.plan->model, &scale,
										  contribution_of(call.plan->model, i,
														  call.plan->x));
	return DirectFunctionCall1(dtoi4, Float8GetDatum(points));
}

/* One line of the reasons. */
typedef struct Reason
{
	int			feature;
	double		points;
	double		lost;			/* against the feature's best row */
} Reason;

/* Most lost first; equal ones in the order of the fit. */
static int
compare_reasons(const void *a, const void *b)
{
	const Reason *left = a;
	const Reason *right = b;

	if (left->lost != right->lost)
		return left->lost > right->lost ? -1 : 1;
	return left->feature - right->feature;
}

/* The value of a feature in the row as text; NULL for a NULL. */
static char *
value_text(const LogisticScorePlan *plan, int feature,
		   const NullableDatum *row)
{
	int			input = feature;
	Oid			output;
	bool		is_varlena;

	if (plan->formula != NULL)
	{
		int			variable =
			plan->formula->terms[feature].factors[0].variable;

		input = plan->formula->variables[variable].input;
	}
	if (row[input].isnull)
		return NULL;
	getTypeOutputInfo(plan->inputs[input].reader.type, &output, &is_varlena);
	return OidOutputFunctionCall(output, row[input].value);
}

/*
 * logistic_point_reasons(model logistic_model, scale float8[])
 * logistic_point_reasons(model logistic_model, scale float8[],
 *						  VARIADIC features "any")
 *		-> SETOF (feature text, value text, points integer,
 *				  points_lost integer)
 *
 * Why a row does not have the most points: the points of each feature, and the
 * points lost against the feature's best row of the card; most lost first.  No
 * rows where the score is NULL; errors as in logistic_points().
 */
PG_FUNCTION_INFO_V1(logistic_point_reasons);
Datum
logistic_point_reasons(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	LogisticScoreCall call;
	LogisticPointScale scale;
	const LogisticScorecard *card;
	const LogisticModel *model;
	Reason	   *reasons;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	card = score_row(fcinfo, &scale, &call);
	if (card == NULL)
		return (Datum) 0;
	model = call.plan->model;
	reasons = palloc(model->n_features * sizeof(*reasons));
	for (i = 0; i < model->n_features; i++)
	{
		reasons[i].feature = i;
		reasons[i].points =
			logistic_feature_points(model, &scale,
									contribution_of(model, i, call.plan->x));
		reasons[i].lost = 0.0;
	}
	for (i = 0; i < card->n_rows; i++)
	{
		Reason	   *reason = &reasons[card->rows[i].feature];
		double		points =
			logistic_feature_points(model, &scale, card->rows[i].contribution);

		reason->lost = Max(reason->lost, points - reason->points);
	}
	qsort(reasons, model->n_features, sizeof(*reasons), compare_reasons);

	for (i = 0; i < model->n_features; i++)
	{
		const Reason *reason = &reasons[i];
		char	   *value = value_text(call.plan, reason->feature, call.row);
		Datum		values[4];
		bool		nulls[4] = {false, value == NULL, false, false};

		values[0] = CStringGetTextDatum(logistic_model_string(model,
															  logistic_model_features(model)[reason->feature].name));
		values[1] = value == NULL ? (Datum) 0 : CStringGetTextDatum(value);
		values[2] = DirectFunctionCall1(dtoi4, Float8GetDatum(reason->points));
		values[3] = DirectFunctionCall1(dtoi4, Float8GetDatum(reason->lost));
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

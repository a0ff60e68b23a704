/*-------------------------------------------------------------------------
 *
 * held_scores.c
 *		Scores of the rows that a training holds.
 *
 * The columns of a fit are doubles and codes.  A score takes values of SQL, so
 * a number becomes a float8, a category a text and an array a float8[]; to the
 * score it makes no difference from which type a number came.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "core/terms/filled_rows.h"
#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/score_plan_make.h"
#include "score/score_row.h"
#include "training/held_scores.h"

/* The type of the values of a feature. */
static Oid
type_of(LogisticFeatureKind kind)
{
	switch (kind)
	{
		case LOGISTIC_FEATURE_NUMBER:
			return FLOAT8OID;
		case LOGISTIC_FEATURE_BOOLEAN:
			return BOOLOID;
		case LOGISTIC_FEATURE_CATEGORY:
			return TEXTOID;
		case LOGISTIC_FEATURE_ARRAY:
		case LOGISTIC_FEATURE_SET:	/* are not held */
			break;
	}
	return FLOAT8ARRAYOID;
}

/* The feature of the rows that has a name; -1: none. */
static int
find_feature(const LogisticFitSite *site, const char *name)
{
	int			i;

	for (i = 0; i < site->n_features; i++)
		if (strcmp(site->names[i + 1].name, name) == 0)
			return i;
	return -1;
}

/* The column of a feature: of codes, or of numbers the first. */
static int
column_of(const LogisticFitState *state, int feature)
{
	const LogisticFitFeature *features = state->site->features;
	int			column = 0;
	int			i;

	if (features[feature].code_column >= 0)
		return features[feature].code_column;
	for (i = 0; i < feature; i++)
		column += features[i].code_column >= 0 ? 0 :
			features[i].array < 0 ? 1 :
			state->array_lengths[features[i].array];
	return column;
}

/* The texts of the levels of a category. */
static Datum *
texts_of(const LogisticFitFeature *feature)
{
	const LogisticDictionary *levels = feature->levels;
	Datum	   *texts = palloc(Max(levels->n_keys, 1) * sizeof(Datum));
	int			i;

	for (i = 0; i < levels->n_keys; i++)
		texts[i] =
			CStringGetTextDatum(logistic_key_to_text(&feature->reader,
													 levels->keys[i].bytes,
													 levels->keys[i].length));
	return texts;
}

/* An array of so many numbers, to be filled again and again. */
static Datum
make_array(int length)
{
	Datum	   *elements = palloc0(Max(length, 1) * sizeof(Datum));

	return PointerGetDatum(construct_array(elements, length, FLOAT8OID,
										   sizeof(float8), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

LogisticHeldScores *
logistic_held_scores_make(const LogisticHeldRows *held,
						  const LogisticModel *model)
{
	const LogisticFitState *state = held->state;
	LogisticHeldScores *scores = palloc0(sizeof(*scores));
	int			n = logistic_model_n_inputs(model);
	LogisticReader *readers = palloc0((n + 1) * sizeof(*readers));
	int		   *features = palloc((n + 1) * sizeof(int));
	int		   *columns = palloc((n + 1) * sizeof(int));
	int			i;

	scores->held = held;
	scores->levels = palloc0((n + 1) * sizeof(Datum *));
	scores->row = palloc0((n + 1) * sizeof(NullableDatum));
	for (i = 0; i < n; i++)
	{
		const LogisticFeature *input = &logistic_model_inputs(model)[i];
		int			feature = find_feature(state->site,
										   logistic_model_string(model,
																 input->name));
		const LogisticFitFeature *of;

		if (feature < 0)
			return NULL;
		of = &state->site->features[feature];
		if (of->reader.kind != (LogisticFeatureKind) input->kind ||
			(of->array >= 0 && state->has_missing))
			return NULL;
		features[i] = feature;
		columns[i] = column_of(state, feature);
		if (of->levels != NULL)
			scores->levels[i] = texts_of(of);
		if (of->array >= 0)
			scores->row[i].value = make_array(state->array_lengths[of->array]);
		logistic_reader_init(&readers[i], type_of(of->reader.kind),
							 "a feature", NULL, CurrentMemoryContext);
	}
	scores->readers = readers;
	scores->features = features;
	scores->columns = columns;
	scores->plan = logistic_score_plan_make(model, readers, NULL,
											CurrentMemoryContext);
	return scores;
}

/* Fills the array of a feature. */
static void
read_array(const LogisticHeldScores *scores, const LgBlock *block, int row,
		   int i)
{
	ArrayType  *array = DatumGetArrayTypeP(scores->row[i].value);
	double	   *elements = (double *) ARR_DATA_PTR(array);
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	int			j;

	for (j = 0; j < n; j++)
		elements[j] = block->numbers[scores->columns[i] + j][row];
}

void
logistic_held_scores_read(LogisticHeldScores *scores, const LgBlock *block,
						  int row)
{
	int			n = scores->plan->n_inputs;
	int			i;

	for (i = 0; i < n; i++)
	{
		NullableDatum *value = &scores->row[i];
		int			column = scores->columns[i];

		switch (scores->readers[i].kind)
		{
			case LOGISTIC_FEATURE_NUMBER:
				value->value = Float8GetDatum(block->numbers[column][row]);
				value->isnull = lg_is_missing(block->numbers[column][row]);
				break;
			case LOGISTIC_FEATURE_BOOLEAN:
				value->isnull = block->codes[column][row] == LG_MISSING_CODE;
				value->value = BoolGetDatum(block->codes[column][row] == 1);
				break;
			case LOGISTIC_FEATURE_CATEGORY:
				value->isnull = block->codes[column][row] == LG_MISSING_CODE;
				if (!value->isnull)
					value->value = scores->levels[i][block->codes[column][row]];
				break;
			case LOGISTIC_FEATURE_ARRAY:
				read_array(scores, block, row, i);
				break;
			case LOGISTIC_FEATURE_SET:
				Assert(false);
				break;
		}
	}
}

/*
 * The scores of a plan that is plain, as logistic_score_plainly() sums them,
 * digit by digit.
 */
static void
score_plainly(const LogisticHeldScores *scores, const LgBlock *block,
			  double *score)
{
	const LogisticScorePlan *plan = scores->plan;
	const double *c = plan->coefficients;
	const double *const *x = block->numbers;
	const int  *columns = scores->columns;
	int			n = plan->n_inputs;
	int			i;
	int			row;

	for (row = 0; row < block->n_rows; row++)
		score[row] = plan->constant;
	for (i = 0; i + 3 < n; i += 4)
	{
		const double *x0 = x[columns[i]];
		const double *x1 = x[columns[i + 1]];
		const double *x2 = x[columns[i + 2]];
		const double *x3 = x[columns[i + 3]];

		for (row = 0; row < block->n_rows; row++)
			score[row] += (c[i] * x0[row] + c[i + 1] * x1[row]) +
				(c[i + 2] * x2[row] + c[i + 3] * x3[row]);
	}
	for (; i < n; i++)
		for (row = 0; row < block->n_rows; row++)
			score[row] += c[i] * x[columns[i]][row];
}

void
logistic_held_scores_block(LogisticHeldScores *scores, const LgBlock *block,
						   double *score, bool *isnull)
{
	LogisticScorePlan *plan = scores->plan;
	int			i;

	if (plan->is_plain)
		score_plainly(scores, block, score);
	for (i = 0; i < block->n_rows; i++)
	{
		isnull[i] = false;
		if (!plan->is_plain || unlikely(!isfinite(score[i])))
		{
			logistic_held_scores_read(scores, block, i);
			isnull[i] = !logistic_score_row(plan, scores->row, &score[i]);
		}
		if (block->offsets)
			score[i] += block->offsets[i];
	}
}

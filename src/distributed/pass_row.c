/*-------------------------------------------------------------------------
 *
 * pass_row.c
 *		A row of a distributed fit: features of logistic_step from an array.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "core/terms/filled_rows.h"
#include "distributed/pass_row.h"
#include "utils/builtins.h"
#include "utils/float.h"

/* Complains of an element that cannot be what the question says it is. */
static pg_noinline void
report_element(const LogisticQuestion *question, const LogisticInput *input,
			   double value)
{
	char	   *printed = float8out_internal(value);

	if (input->kind == LOGISTIC_INPUT_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("feature %d is %s", input->feature + 1, printed),
				 errhint("Leave such rows out with a WHERE clause, or make the value NULL.")));
	if (input->kind == LOGISTIC_INPUT_CODE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("feature %d has the code %s, but codes are from 0 to %u",
						input->feature + 1, printed,
						question->columns.code_limits[input->place] - 1)));
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("feature %d is an array of %s elements, but the first row has %d",
					input->feature + 1, printed, input->place),
			 errhint("Every row of a fit needs an array of the same length.")));
}

void
logistic_pass_row_copy(const LogisticQuestion *question,
					   const LogisticPassBlock *block, double *values)
{
	int			i;

	for (i = 0; i < question->n_inputs; i++)
	{
		const LogisticInput *input = &question->inputs[i];
		Size		at = (Size) input->place * LG_BLOCK_STRIDE + block->n_rows;

		values[i] = input->kind == LOGISTIC_INPUT_NUMBER ? block->numbers[at] :
			input->kind == LOGISTIC_INPUT_CODE ? block->codes[at] :
			input->place;
	}
}

/* Complains of features of another number than the question describes. */
static pg_noinline void
report_count(const LogisticQuestion *question, const char *elements,
			 int n_known, int n)
{
	int			i;

	/* name the array of wrong length rather than the total */
	for (i = 0; i < question->n_inputs && i < n_known; i++)
	{
		double		value;

		memcpy(&value, elements + i * sizeof(double), sizeof(value));
		if (question->inputs[i].kind == LOGISTIC_INPUT_LENGTH &&
			value != question->inputs[i].place)
			report_element(question, &question->inputs[i], value);
	}
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("number of features is %d, but the parameters describe %d",
					n, question->n_inputs)));
}

/*
 * Is a feature itself NULL?  These come first, each at its own place, and the
 * elements of arrays behind them.
 */
static bool
has_null_feature(const LogisticQuestion *question, ArrayType *features)
{
	const uint8 *bitmap = ARR_NULLBITMAP(features);
	int			n = ArrayGetNItems(ARR_NDIM(features), ARR_DIMS(features));
	int			i;

	for (i = 0; i < n && i < question->n_inputs &&
		 question->inputs[i].feature == i; i++)
		if ((bitmap[i / 8] & (1 << (i % 8))) == 0)
			return true;
	return false;
}

/* Is the i-th element of an array there? */
static inline bool
has_element(const uint8 *bitmap, int i)
{
	return bitmap == NULL || (bitmap[i / 8] & (1 << (i % 8))) != 0;
}

/* Raises the error for a missing code that no term allows. */
static inline void
check_missing(const LogisticQuestion *question, const LogisticInput *input)
{
	const LogisticPassColumns *columns = &question->columns;

	if (columns->code_limits[input->place] <= LG_MISSING_CODE &&
		!columns->is_filled[input->place])
		report_element(question, input, LG_MISSING_CODE);
}

/* A value that is not there, at the next row of the block. */
static void
take_missing(const LogisticQuestion *question, LogisticPassBlock *block,
			 const LogisticInput *input)
{
	Size		at = (Size) input->place * LG_BLOCK_STRIDE + block->n_rows;

	if (input->kind == LOGISTIC_INPUT_NUMBER)
		block->numbers[at] = lg_missing_number();
	else if (input->kind == LOGISTIC_INPUT_CODE)
	{
		check_missing(question, input);
		block->codes[at] = LG_MISSING_CODE;
	}
}

/*
 * Writes the elements to the next row of the block; returns their bytes.  Those that the bitmap of the array says are NULL take no bytes.
 */
static Size
take_elements(const LogisticQuestion *question, LogisticPassBlock *block,
			  const char *elements, const uint8 *bitmap)
{
	const char *start = elements;
	double	   *numbers = block->numbers + block->n_rows;
	uint16	   *codes = block->codes + block->n_rows;
	int			i;

	for (i = 0; i < question->n_inputs; i++)
	{
		const LogisticInput *input = &question->inputs[i];
		double		value;

		if (unlikely(!has_element(bitmap, i)))
		{
			take_missing(question, block, input);
			continue;
		}
		/* within a tuple an array is aligned for its own element type only */
		memcpy(&value, elements, sizeof(value));
		elements += sizeof(value);
		switch (input->kind)
		{
			case LOGISTIC_INPUT_NUMBER:
				if (unlikely(!isfinite(value)))
					report_element(question, input, value);
				numbers[(Size) input->place * LG_BLOCK_STRIDE] = value;
				break;
			case LOGISTIC_INPUT_CODE:
				if (unlikely(!(value >= 0.0 && value <
							   question->columns.code_limits[input->place])))
					report_element(question, input, value);
				codes[(Size) input->place * LG_BLOCK_STRIDE] =
					(uint16) value;
				break;
			case LOGISTIC_INPUT_LENGTH:
				if (unlikely(value != input->place))
					report_element(question, input, value);
				break;
		}
	}
	return elements - start;
}

const char *
logistic_pass_row_take(const LogisticQuestion *question,
					   LogisticPassBlock *block, double weight,
					   ArrayType *features, Size *size)
{
	bool		has_nulls = ARR_HASNULL(features) &&
		array_contains_nulls(features);
	const char *elements = ARR_DATA_PTR(features);
	int			n = ArrayGetNItems(ARR_NDIM(features), ARR_DIMS(features));

	if (ARR_ELEMTYPE(features) != FLOAT8OID)
		elog(ERROR, "features of logistic_step are no float8[]");
	*size = 0;
	if (has_nulls && !question->keeps_missing)
	{
		/* a weight of zero is checked before the elements of arrays */
		*size = weight > 0.0 || has_null_feature(question, features) ? 1 : 0;
		return NULL;
	}
	if (weight == 0.0)
		return NULL;
	if (n != question->n_inputs)
		report_count(question, elements, has_nulls ? 0 : n, n);
	*size = take_elements(question, block, elements,
						  has_nulls ? ARR_NULLBITMAP(features) : NULL);
	return elements;
}

/*-------------------------------------------------------------------------
 *
 * pass_state.c
 *		The running state of logistic_step: an answer that takes rows in.
 *
 * To SQL the state is a bytea, flat and small.  While an aggregate fills it,
 * it is an expanded object of that type (utils/expandeddatum.h): it has read
 * its question once and gathers rows into a block, so that the solver's own
 * passes can be made over it.  Everything is in the object, nothing in
 * fn_extra, which an engine may forget from one row to the next.
 *
 * Whoever needs the bytes, be it a worker that sends its part or a function
 * that prints it, gets the rows of the last block added first.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "core/data/moments.h"
#include "core/regression/local_pass.h"
#include "distributed/pass_state.h"
#include "distributed/pass_totals.h"
#include "fit/fit_state.h"
#include "miscadmin.h"
#include "options/option_table.h"
#include "pg/compat.h"
#include "pg/label_errors.h"
#include "pg/module.h"
#include "utils/builtins.h"
#include "utils/expandeddatum.h"
#include "utils/float.h"
#include "utils/memutils.h"

struct LogisticPassState
{
	ExpandedObjectHeader header;
	LogisticPassTotals answer;
	LogisticQuestion *question; /* NULL: made from bytes, has seen no row */
	int			question_size;	/* of its bytes */

	/* what a pass over the block needs; all this only with a question */
	LgRows		rows;			/* the block, for the solver */
	LgTotals	scratch;
	LgDense		dense;

	int64		n_equal;		/* rows taken in, by frequency */

	/* the block */
	int			n_rows;			/* rows in it so far */
	bool		is_read;		/* by the pass that is being made */
	bool		has_weights;	/* one of them is not 1 */
	bool		has_frequencies;	/* one of them is not 1 */
	bool		has_offsets;	/* one of them is not 0 */
	double	   *numbers;		/* [column * LG_BLOCK_STRIDE + row] */
	uint16	   *codes;			/* [column * LG_BLOCK_STRIDE + row] */
	const double **number_columns;	/* [n_numbers] */
	const uint16 **code_columns;	/* [n_codes] */
	uint8		labels[LG_BLOCK_ROWS];
	double		weights[LG_BLOCK_ROWS];
	double		frequencies[LG_BLOCK_ROWS];
	double		offsets[LG_BLOCK_ROWS];
};

static Size flat_size(ExpandedObjectHeader *header);
static void flatten(ExpandedObjectHeader *header, void *result, Size size);

static const ExpandedObjectMethods methods = {flat_size, flatten};

static void
rewind_block(void *host)
{
	((LogisticPassState *) host)->is_read = false;
}

static bool
next_block(void *host, LgBlock *block)
{
	LogisticPassState *state = host;

	if (state->is_read || state->n_rows == 0)
		return false;
	state->is_read = true;
	block->n_rows = state->n_rows;
	block->numbers = state->number_columns;
	block->codes = state->code_columns;
	block->labels = state->labels;
	block->weights = state->has_weights ? state->weights : NULL;
	block->offsets = state->has_offsets ? state->offsets : NULL;
	block->clusters = NULL;
	block->frequencies = state->has_frequencies ? state->frequencies : NULL;
	return true;
}

/* One block is no sample of the rows: none of it is passed over. */
static int64
skip_nothing(void *host, int64 n_rows)
{
	return 0;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

/* Adds the values of the rows gathered to the sums that identify them. */
static void
sum_rows(LogisticPassState *state)
{
	const LogisticQuestion *question = state->question;
	LogisticRowSums *sums = &state->answer.row_sums;
	int			i;

	if (state->has_offsets)
		logistic_row_sums_numbers(sums, LOGISTIC_SUM_OF_OFFSETS,
								  state->offsets, state->labels,
								  state->n_rows);
	for (i = 0; i < question->n_inputs; i++)
	{
		Size		start = (Size) question->inputs[i].place * LG_BLOCK_STRIDE;

		if (question->inputs[i].kind == LOGISTIC_INPUT_NUMBER)
			logistic_row_sums_numbers(sums, LOGISTIC_SUM_OF_INPUTS + i,
									  state->numbers + start, state->labels,
									  state->n_rows);
		else if (question->inputs[i].kind == LOGISTIC_INPUT_CODE)
			logistic_row_sums_codes(sums, LOGISTIC_SUM_OF_INPUTS + i,
									state->codes + start, state->labels,
									state->n_rows);
	}
}

/* Makes the pass over the rows gathered. */
static void
settle(LogisticPassState *state)
{
	if (state->n_rows == 0)
		return;
	sum_rows(state);
	lg_local_pass_add(&state->question->pass, &state->dense, &state->scratch,
				&state->answer.totals);
	state->n_rows = 0;
	state->has_weights = state->has_frequencies = state->has_offsets = false;
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	return logistic_pass_totals_size(&((LogisticPassState *) header)->answer);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	LogisticPassState *state = (LogisticPassState *) header;
	bytea	   *bytes;

	settle(state);
	bytes = logistic_pass_totals_write(&state->answer);
	Assert(VARSIZE(bytes) == size);
	memcpy(result, bytes, size);
	pfree(bytes);
}

/* An object with nothing but its header, and its context. */
static LogisticPassState *
make_object(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "logistic_step",
												  ALLOCSET_SMALL_SIZES);
	LogisticPassState *state = MemoryContextAllocZero(context, sizeof(*state));

	EOH_init_header(&state->header, &methods, context);
	return state;
}

/* Makes the block and what the solver needs to see it. */
static void
make_block(LogisticPassState *state)
{
	LogisticQuestion *question = state->question;
	Size		stride = LG_BLOCK_STRIDE;
	int			n_columns = Max(question->design.n_columns, 1);
	int			n_numbers = question->n_numbers;
	int			n_codes = question->n_codes;
	int			j;

	state->numbers = palloc(Max(n_numbers, 1) * stride * sizeof(double));
	state->codes = palloc(Max(n_codes, 1) * stride * sizeof(uint16));
	state->number_columns = palloc(Max(n_numbers, 1) * sizeof(double *));
	state->code_columns = palloc(Max(n_codes, 1) * sizeof(uint16 *));
	for (j = 0; j < n_numbers; j++)
		state->number_columns[j] = state->numbers + j * stride;
	for (j = 0; j < n_codes; j++)
		state->code_columns[j] = state->codes + j * stride;
	state->dense.z = palloc(n_columns * stride * sizeof(double));
	state->dense.z_low = palloc(n_columns * stride * sizeof(double));
	state->dense.columns = palloc(n_columns * sizeof(double *));
	state->dense.factor = palloc(n_columns * sizeof(double));
	state->dense.shift = palloc(n_columns * sizeof(double));
	state->dense.slope = palloc(n_columns * sizeof(double));
	state->dense.sums = palloc(lg_cross_size(n_columns) * sizeof(double));

	state->rows.host = state;
	state->rows.rewind = rewind_block;
	state->rows.next = next_block;
	state->rows.skip = skip_nothing;
	state->rows.check = check_interrupts;
	question->design.rows = &state->rows;
	question->design.kernel = logistic_kernel();
}

/* Reads the question, and gets ready to take its rows in. */
static void
read_question(LogisticPassState *state, const bytea *question)
{
	MemoryContext old_context;
	LgPassShape shape;

	old_context = MemoryContextSwitchTo(state->header.eoh_context);
	state->question = logistic_question_read(question);
	state->question_size = VARSIZE_ANY_EXHDR(question);
	shape = lg_pass_shape(&state->question->pass);
	logistic_totals_allocate(&state->scratch, &shape);
	make_block(state);
	MemoryContextSwitchTo(old_context);
}

LogisticPassState *
logistic_pass_state_make(const bytea *question, MemoryContext parent)
{
	LogisticPassState *state = make_object(parent);
	LogisticPassTotals *answer = &state->answer;
	MemoryContext old_context;

	read_question(state, question);
	logistic_answer_shape(state->question, answer);
	old_context = MemoryContextSwitchTo(state->header.eoh_context);
	logistic_totals_allocate(&answer->totals, &answer->shape);
	logistic_row_sums_make(&answer->row_sums, state->question->n_inputs);
	MemoryContextSwitchTo(old_context);
	lg_totals_clear(&answer->totals, &answer->shape);
	return state;
}

LogisticPassState *
logistic_pass_state_get(Datum datum, MemoryContext parent)
{
	LogisticPassState *state;
	MemoryContext old_context;

	if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)) &&
		DatumGetEOHP(datum)->eoh_methods == &methods)
		return (LogisticPassState *) DatumGetEOHP(datum);

	state = make_object(parent);
	old_context = MemoryContextSwitchTo(state->header.eoh_context);
	logistic_pass_totals_read(DatumGetByteaPP(datum), &state->answer);
	MemoryContextSwitchTo(old_context);
	return state;
}

Datum
logistic_pass_state_datum(LogisticPassState *state)
{
	return EOHPGetRWDatum(&state->header);
}

/*
 * An error unless the question is the one that the state was made for.  A
 * state that an engine kept as bytes from one row to the next reads it again.
 */
static inline void
check_question(LogisticPassState *state, const bytea *question)
{
	if (unlikely(state->question == NULL))
	{
		LogisticPassTotals expected;

		read_question(state, question);
		logistic_answer_shape(state->question, &expected);
		logistic_answer_check(&state->answer, &expected);
	}
	if (VARSIZE_ANY_EXHDR(question) != state->question_size ||
		logistic_question_checksum(question) != state->answer.question)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameters of logistic_step differ between rows")));
}

void
logistic_pass_state_skip(LogisticPassState *state, const bytea *question,
						 double frequency)
{
	check_question(state, question);
	logistic_fit_state_add_count(&state->answer.n_skipped,
								 (int64) logistic_options_frequency(frequency));
}

/* Complains of an element that cannot be what the question says it is. */
static pg_noinline void
report_element(const LogisticInput *input, double value)
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
				 errmsg("feature %d has the code %s, but codes are from 0 to %d",
						input->feature + 1, printed, PG_UINT16_MAX)));
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("feature %d is an array of %s elements, but the first row has %d",
					input->feature + 1, printed, input->place),
			 errhint("Every row of a fit needs an array of the same length.")));
}

/*
 * Puts the row into the sample, or not, as its hash decides.  The seed is the
 * number of the row, so that rows that are alike have chances of their own.
 */
static void
sample_row(LogisticPassState *state, double label, double weight,
		   double frequency, double offset, const char *elements)
{
	LogisticPassSample *sample = &state->answer.sample;
	Size		size = state->question->n_inputs * sizeof(double);
	uint64		hash = hash_bytes_extended((const unsigned char *) elements,
										   size, state->answer.n_rows);
	double	   *row;

	if (ldexp((double) hash, -64) >= state->question->sample_share)
		return;
	row = logistic_pass_sample_grow(sample, 1, state->header.eoh_context);
	row[LOGISTIC_SAMPLE_LABEL] = label;
	row[LOGISTIC_SAMPLE_WEIGHT] = weight;
	row[LOGISTIC_SAMPLE_FREQUENCY] = frequency;
	row[LOGISTIC_SAMPLE_OFFSET] = offset;
	memcpy(row + LOGISTIC_SAMPLE_FEATURES, elements, size);
	sample->n_rows++;
}

/* Complains of features of another number than the question describes. */
static pg_noinline void
report_count(const LogisticQuestion *question, const char *elements, int n)
{
	int			i;

	/* the length of an array says more than the sum of all */
	for (i = 0; i < question->n_inputs && i < n; i++)
	{
		double		value;

		memcpy(&value, elements + i * sizeof(double), sizeof(value));
		if (question->inputs[i].kind == LOGISTIC_INPUT_LENGTH &&
			value != question->inputs[i].place)
			report_element(&question->inputs[i], value);
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

/* The elements of the features, none of which is NULL. */
static const char *
elements_of(const LogisticQuestion *question, ArrayType *features)
{
	int			n = ArrayGetNItems(ARR_NDIM(features), ARR_DIMS(features));

	if (n != question->n_inputs)
		report_count(question, ARR_DATA_PTR(features), n);
	return ARR_DATA_PTR(features);
}

/* Writes the elements to the next row of the block. */
static void
take_elements(LogisticPassState *state, const char *elements)
{
	const LogisticQuestion *question = state->question;
	double	   *numbers = state->numbers + state->n_rows;
	uint16	   *codes = state->codes + state->n_rows;
	int			i;

	for (i = 0; i < question->n_inputs; i++)
	{
		const LogisticInput *input = &question->inputs[i];
		double		value;

		/* within a tuple an array is aligned for its own element type only */
		memcpy(&value, elements + i * sizeof(double), sizeof(value));
		switch (input->kind)
		{
			case LOGISTIC_INPUT_NUMBER:
				if (unlikely(!isfinite(value)))
					report_element(input, value);
				numbers[(Size) input->place * LG_BLOCK_STRIDE] = value;
				break;
			case LOGISTIC_INPUT_CODE:
				if (unlikely(!(value >= 0.0 && value <= PG_UINT16_MAX)))
					report_element(input, value);
				codes[(Size) input->place * LG_BLOCK_STRIDE] =
					(uint16) value;
				break;
			case LOGISTIC_INPUT_LENGTH:
				if (unlikely(value != input->place))
					report_element(input, value);
				break;
		}
	}
}

void
logistic_pass_state_add(LogisticPassState *state, const bytea *question,
						double label, double weight, double frequency,
						double offset, ArrayType *features)
{
	const char *elements;

	check_question(state, question);
	weight = logistic_options_weight(weight);
	frequency = logistic_options_frequency(frequency);
	offset = logistic_options_offset(offset);
	if (ARR_ELEMTYPE(features) != FLOAT8OID)
		elog(ERROR, "features of logistic_step are no float8[]");
	if (ARR_HASNULL(features) && array_contains_nulls(features))
	{
		/* a weight of zero comes before the elements of arrays */
		if (weight > 0.0 || has_null_feature(state->question, features))
			logistic_fit_state_add_count(&state->answer.n_skipped,
										 (int64) frequency);
		return;
	}
	if (weight == 0.0 || frequency == 0.0)
		return;
	elements = elements_of(state->question, features);
	take_elements(state, elements);
	if (label != 0.0 && label != 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the label is %s, but must be 0 or 1",
						float8out_internal(label)),
				 errhint("A boolean condition makes a label of any column, as in %s.",
						 logistic_label_condition("y", label))));
	state->labels[state->n_rows] = label == 1.0;
	state->offsets[state->n_rows] = offset;
	state->has_offsets |= offset != 0.0;
	logistic_fit_state_add_count(&state->n_equal, (int64) frequency);
	weight *= frequency;
	logistic_row_sums_label(&state->answer.row_sums, label, weight, frequency);
	weight *= state->question->class_weights[state->labels[state->n_rows] ==
											 state->question->design.positive];
	if (state->answer.sample.width > 0)
		sample_row(state, label, weight, frequency, offset, elements);
	state->weights[state->n_rows] = weight;
	state->has_weights |= weight != 1.0;
	state->frequencies[state->n_rows] = frequency;
	state->has_frequencies |= frequency != 1.0;
	state->n_rows++;
	state->answer.n_rows++;
	if (state->n_rows == LG_BLOCK_ROWS)
		settle(state);
}

void
logistic_pass_state_merge(LogisticPassState *state, LogisticPassState *other)
{
	settle(state);
	settle(other);
	logistic_pass_totals_merge(&state->answer, &other->answer,
							   state->header.eoh_context);
}

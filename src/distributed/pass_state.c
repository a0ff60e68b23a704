/*-------------------------------------------------------------------------
 *
 * pass_state.c
 *		The state of a distributed fit's pass: takes rows in, and adds up.
 *
 * To SQL the state is a bytea, flat and small.  While an aggregate fills it,
 * it is an expanded object of that type (utils/expandeddatum.h): it has read
 * its question once and gathers rows into a block, so that the solver's own
 * passes can be made over it.  Everything is in the object and nothing in
 * fn_extra, which an engine such as Citus loses from one row to the next.
 *
 * Whoever needs the bytes, be it a worker that sends its part or a function
 * that prints it, gets the rows of the last block added first.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "core/data/moments.h"
#include "core/regression/local_pass.h"
#include "distributed/pass_row.h"
#include "distributed/pass_state.h"
#include "distributed/pass_totals.h"
#include "fit/fit_state.h"
#include "miscadmin.h"
#include "options/option_table.h"
#include "pass/pass_scratch.h"
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
	LogisticPassBlock block;
	bool		is_read;		/* by the pass that is being made */
	bool		has_weights;	/* one of them is not 1 */
	bool		has_frequencies;	/* one of them is not 1 */
	bool		has_offsets;	/* one of them is not 0 */
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

	if (state->is_read || state->block.n_rows == 0)
		return false;
	state->is_read = true;
	block->n_rows = state->block.n_rows;
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
								  state->block.n_rows);
	for (i = 0; i < question->n_inputs; i++)
	{
		Size		start = (Size) question->inputs[i].place * LG_BLOCK_STRIDE;

		if (question->inputs[i].kind == LOGISTIC_INPUT_NUMBER)
			logistic_row_sums_numbers(sums, LOGISTIC_SUM_OF_INPUTS + i,
									  state->block.numbers + start, state->labels,
									  state->block.n_rows);
		else if (question->inputs[i].kind == LOGISTIC_INPUT_CODE)
			logistic_row_sums_codes(sums, LOGISTIC_SUM_OF_INPUTS + i,
									state->block.codes + start, state->labels,
									state->block.n_rows);
	}
}

/* Makes the pass over the rows gathered. */
static void
settle(LogisticPassState *state)
{
	if (state->block.n_rows == 0)
		return;
	sum_rows(state);
	lg_local_pass_add(&state->question->pass, &state->dense, &state->scratch,
				&state->answer.totals);
	state->block.n_rows = 0;
	state->has_weights = state->has_frequencies = state->has_offsets = false;
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	LogisticPassState *state = (LogisticPassState *) header;

	settle(state);				/* keys of the last rows add to the size */
	return logistic_pass_totals_size(&state->answer);
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
	int			n_numbers = question->columns.n_numbers;
	int			n_codes = question->columns.n_codes;
	int			j;

	state->block.numbers = palloc(Max(n_numbers, 1) * stride * sizeof(double));
	state->block.codes = palloc(Max(n_codes, 1) * stride * sizeof(uint16));
	state->number_columns = palloc(Max(n_numbers, 1) * sizeof(double *));
	state->code_columns = palloc(Max(n_codes, 1) * sizeof(uint16 *));
	for (j = 0; j < n_numbers; j++)
		state->number_columns[j] = state->block.numbers + j * stride;
	for (j = 0; j < n_codes; j++)
		state->code_columns[j] = state->block.codes + j * stride;

	state->rows.host = state;
	state->rows.rewind = rewind_block;
	state->rows.next = next_block;
	state->rows.skip = skip_nothing;
	state->rows.check = check_interrupts;
	question->design.rows = logistic_pass_columns_open(&question->columns,
													   &state->rows);
	question->design.kernel = logistic_kernel();
}

/* Reads the question, and gets ready to take its rows in. */
static void
read_question(LogisticPassState *state, const bytea *question)
{
	MemoryContext old_context;

	old_context = MemoryContextSwitchTo(state->header.eoh_context);
	state->question = logistic_question_read(question);
	state->question_size = VARSIZE_ANY_EXHDR(question);
	logistic_pass_scratch_make(&state->question->pass, &state->dense,
							   &state->scratch);
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
	logistic_pass_totals_make(&answer->totals, &answer->shape);
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

MemoryContext
logistic_pass_state_context(const LogisticPassState *state)
{
	return state->header.eoh_context;
}

int
logistic_pass_state_length(const LogisticPassState *state, int i)
{
	const LogisticQuestion *question = state->question;

	return question != NULL && i < question->n_inputs &&
		question->inputs[i].kind == LOGISTIC_INPUT_LENGTH ?
		question->inputs[i].place : 0;
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

/*
 * Puts the row into the sample, or not, as its hash decides.  The seed is the
 * number of the row, so that rows that are alike have chances of their own.
 */
static void
sample_row(LogisticPassState *state, double label, double weight,
		   double frequency, double offset, const char *elements, Size size)
{
	LogisticPassSample *sample = &state->answer.sample;
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
	logistic_pass_row_copy(state->question, &state->block,
						   row + LOGISTIC_SAMPLE_FEATURES);
	sample->n_rows++;
}

void
logistic_pass_state_add(LogisticPassState *state, const bytea *question,
						double label, double weight, double frequency,
						double offset, ArrayType *features)
{
	const char *elements;
	Size		size;

	check_question(state, question);
	weight = logistic_options_weight(weight);
	frequency = logistic_options_frequency(frequency);
	offset = logistic_options_offset(offset);
	elements = logistic_pass_row_take(state->question, &state->block,
									  weight * frequency, features, &size);
	if (elements == NULL)
	{
		if (size > 0)
			logistic_fit_state_add_count(&state->answer.n_skipped,
										 (int64) frequency);
		return;
	}
	if (label != 0.0 && label != 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the label is %s, but must be 0 or 1",
						float8out_internal(label)),
				 errhint("A boolean condition makes a label of any column, as in %s.",
						 logistic_label_condition("y", label))));
	state->labels[state->block.n_rows] = label == 1.0;
	state->offsets[state->block.n_rows] = offset;
	state->has_offsets |= offset != 0.0;
	logistic_fit_state_add_count(&state->n_equal, (int64) frequency);
	weight *= frequency;
	logistic_row_sums_label(&state->answer.row_sums, label, weight, frequency);
	weight *= state->question->class_weights[state->labels[state->block.n_rows] ==
											 state->question->design.positive];
	if (state->answer.sample.width > 0)
		sample_row(state, label, weight, frequency, offset, elements,
				   size);
	state->weights[state->block.n_rows] = weight;
	state->has_weights |= weight != 1.0;
	state->frequencies[state->block.n_rows] = frequency;
	state->has_frequencies |= frequency != 1.0;
	state->block.n_rows++;
	state->answer.n_rows++;
	if (state->block.n_rows == LG_BLOCK_ROWS)
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

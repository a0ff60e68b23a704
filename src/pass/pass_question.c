/*-------------------------------------------------------------------------
 *
 * pass_question.c
 *		The question of a pass as bytes: the parameters of logistic_step.
 *
 * Whoever may call an aggregate may hand it any bytes.  What is read is
 * checked for whatever a pass relies on: indexes, counts and finite numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"

#include "core/linalg/cholesky.h"
#include "pass/pass_question.h"
#include "pg/compat.h"

#define WHAT	"parameters of logistic_step"

/* Does a kind of pass have a first, or a second, vector over the columns? */
static bool
has_first(LgPassKind kind)
{
	switch (kind)
	{
		case LG_PASS_MEASURE:
		case LG_PASS_GRAM:
		case LG_PASS_CONE:
		case LG_PASS_MISSING:
		case LG_PASS_KEY_COUNTS:
		case LG_PASS_KEYS:
			return false;
		default:
			return true;
	}
}

static bool
has_second(LgPassKind kind)
{
	return kind == LG_PASS_OVERLAP_RESIDUAL || kind == LG_PASS_JOIN;
}

uint32
logistic_question_checksum(const bytea *bytes)
{
	uint32		checksum;

	if (VARSIZE_ANY_EXHDR(bytes) < sizeof(checksum))
		logistic_pass_damaged(WHAT);
	memcpy(&checksum, VARDATA_ANY(bytes), sizeof(checksum));
	return pg_ntoh32(checksum);
}

static void
write_keys(StringInfo buf, const LgKeyQuestion *keys)
{
	int			i;

	pq_sendint32(buf, keys->column);
	pq_sendint8(buf, keys->n_known);
	pq_sendint8(buf, keys->n_bits);
	pq_sendint32(buf, keys->n_ranges);
	for (i = 0; i < keys->n_ranges; i++)
		pq_sendint64(buf, keys->prefixes[i]);
	if (keys->n_bits == 0)
		pq_sendint32(buf, (int32) keys->n_keys);
}

bytea *
logistic_question_write(const LogisticInput *inputs, int n_inputs,
						bool keeps_missing, double sample_share,
						const LgPass *pass)
{
	const LgDesign *design = pass->design;
	StringInfoData buf;
	int			i;

	if (design->n_terms > LOGISTIC_PASS_TERMS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of terms is %d, but the limit of a distributed fit is %d",
						design->n_terms, LOGISTIC_PASS_TERMS_LIMIT)));

	logistic_pass_begin(&buf, pass->kind);
	pq_sendint8(&buf, design->has_intercept);
	pq_sendint8(&buf, design->direction != NULL);
	for (i = 0; i < 2; i++)
		pq_sendfloat8(&buf, pass->class_weights ? pass->class_weights[i] : 1.0);
	pq_sendint32(&buf, design->positive);
	pq_sendint32(&buf, n_inputs);
	for (i = 0; i < n_inputs; i++)
	{
		pq_sendint8(&buf, inputs[i].kind);
		pq_sendint32(&buf, inputs[i].feature);
		pq_sendint32(&buf, inputs[i].place);
	}
	pq_sendint8(&buf, keeps_missing);
	logistic_pass_columns_write(&buf, pass);
	pq_sendint32(&buf, design->n_terms);
	for (i = 0; i < design->n_terms; i++)
	{
		const LgTerm *term = &design->terms[i];

		pq_sendint8(&buf, term->kind);
		pq_sendint32(&buf, term->column);
		pq_sendint32(&buf, term->code);
		pq_sendfloat8(&buf, term->unit);
		pq_sendfloat8(&buf, term->centre);
		pq_sendfloat8(&buf, term->spread);
	}
	pq_sendint32(&buf, design->n_columns);
	for (i = 0; i < design->n_columns; i++)
		pq_sendint32(&buf, design->columns[i]);
	if (design->direction)
		logistic_pass_put(&buf, design->direction, design->n_terms);
	if (has_first(pass->kind))
		logistic_pass_put(&buf, pass->first, design->n_columns);
	if (has_second(pass->kind))
		logistic_pass_put(&buf, pass->second, design->n_columns);
	if (pass->kind == LG_PASS_MEASURE)
		pq_sendfloat8(&buf, sample_share);
	if (pass->kind == LG_PASS_MEAT)
	{
		pq_sendint8(&buf, pass->meat);
		pq_sendint8(&buf, pass->is_precise);
		logistic_pass_put(&buf, pass->factor,
						  LG_PACKED_SIZE(design->n_columns));
	}
	if (pass->keys != NULL)
		write_keys(&buf, pass->keys);
	if (pass->kind == LG_PASS_CONE)
	{
		pq_sendint32(&buf, pass->n_null);
		logistic_pass_put(&buf, pass->null_space,
						  pass->n_null * design->n_columns);
		logistic_pass_put(&buf, pass->residual, pass->n_null);
	}
	return logistic_pass_finish(&buf);
}

/* A number that has to be finite. */
static double
read_number(StringInfo buf)
{
	double		number = pq_getmsgfloat8(buf);

	if (!isfinite(number))
		logistic_pass_damaged(WHAT);
	return number;
}

/* A vector of finite double-doubles. */
static LgDd *
read_vector(StringInfo buf, int n)
{
	LgDd	   *vector = palloc(Max(n, 1) * sizeof(LgDd));
	int			i;

	logistic_pass_get(buf, vector, n);
	for (i = 0; i < n; i++)
		if (!isfinite(vector[i].hi) || !isfinite(vector[i].lo))
			logistic_pass_damaged(WHAT);
	return vector;
}

static void
read_inputs(StringInfo buf, LogisticQuestion *question)
{
	int			n = logistic_pass_count(buf, 9, LOGISTIC_PASS_INPUTS_LIMIT);
	int			i;

	question->n_inputs = n;
	question->inputs = palloc(Max(n, 1) * sizeof(LogisticInput));
	for (i = 0; i < n; i++)
	{
		LogisticInput *input = &question->inputs[i];
		int			kind = pq_getmsgbyte(buf);

		if (kind > LOGISTIC_INPUT_LENGTH)
			logistic_pass_damaged(WHAT);
		input->kind = (LogisticInputKind) kind;
		input->feature = (int) pq_getmsgint(buf, 4);
		input->place = (int) pq_getmsgint(buf, 4);
		if (kind == LOGISTIC_INPUT_NUMBER)
			question->columns.n_numbers++;
		else if (kind == LOGISTIC_INPUT_CODE)
			question->columns.n_codes++;
	}
	for (i = 0; i < n; i++)
	{
		const LogisticInput *input = &question->inputs[i];
		int			limit = input->kind == LOGISTIC_INPUT_NUMBER ?
			question->columns.n_numbers : input->kind == LOGISTIC_INPUT_CODE ?
			question->columns.n_codes : PG_INT32_MAX;

		if (input->place < 0 || input->place >= limit)
			logistic_pass_damaged(WHAT);
	}
}

static void
read_terms(StringInfo buf, LogisticQuestion *question)
{
	LgDesign   *design = &question->design;
	int			n = logistic_pass_count(buf, 33, LOGISTIC_PASS_TERMS_LIMIT);
	int			n_numbers = logistic_pass_columns_numbers(&question->columns);
	int			n_codes = logistic_pass_columns_codes(&question->columns);
	int			i;

	design->n_terms = n;
	design->terms = palloc0(Max(n, 1) * sizeof(LgTerm));
	for (i = 0; i < n; i++)
	{
		LgTerm	   *term = &design->terms[i];
		int			kind = pq_getmsgbyte(buf);
		int			limit = kind == LG_TERM_NUMBER ? n_numbers :
			kind == LG_TERM_CODE ? n_codes : 1;

		term->column = (int) pq_getmsgint(buf, 4);
		term->code = (int) pq_getmsgint(buf, 4);
		term->unit = read_number(buf);
		term->centre = read_number(buf);
		term->spread = read_number(buf);
		if (kind > LG_TERM_CODE || term->column < 0 || term->column >= limit ||
			term->code < 0 || term->code > PG_UINT16_MAX)
			logistic_pass_damaged(WHAT);
		term->kind = (LgTermKind) kind;
	}

	n = logistic_pass_count(buf, 4, design->n_terms);
	design->n_columns = n;
	design->columns = palloc(Max(n, 1) * sizeof(int));
	for (i = 0; i < n; i++)
	{
		design->columns[i] = (int) pq_getmsgint(buf, 4);
		if (design->columns[i] < (i > 0 ? design->columns[i - 1] + 1 : 0) ||
			design->columns[i] >= design->n_terms)
			logistic_pass_damaged(WHAT);
	}
}

/* What the pass for a sandwich needs besides the point. */
static void
read_meat(StringInfo buf, LogisticQuestion *question)
{
	LgPass	   *pass = &question->pass;
	int			meat = pq_getmsgbyte(buf);

	if (meat < LG_MEAT_HC0 || meat > LG_MEAT_HC3)
		logistic_pass_damaged(WHAT);
	pass->meat = (LgMeat) meat;
	pass->is_precise = pq_getmsgbyte(buf) != 0;
	pass->factor = read_vector(buf,
							   (int) LG_PACKED_SIZE(question->design.n_columns));
}

/* What a pass over keys asks for. */
static void
read_keys(StringInfo buf, LogisticQuestion *question)
{
	LgKeyQuestion *keys = &question->keys;
	int			i;

	keys->column = (int) pq_getmsgint(buf, 4);
	keys->n_known = pq_getmsgbyte(buf);
	keys->n_bits = pq_getmsgbyte(buf);
	keys->n_ranges = logistic_pass_count(buf, sizeof(uint64), LG_ORDER_LIMIT);
	for (i = 0; i < keys->n_ranges; i++)
		keys->prefixes[i] = pq_getmsgint64(buf);
	if (keys->n_bits == 0)
		keys->n_keys = pq_getmsgint(buf, 4);
	if (keys->column < 0 ||
		keys->column >= logistic_pass_columns_numbers(&question->columns) ||
		(keys->n_bits > 0) != (question->pass.kind == LG_PASS_KEY_COUNTS) ||
		keys->n_known + keys->n_bits > 64 || keys->n_ranges < 1 ||
		keys->n_bits > LG_ORDER_FIRST_BITS ||
		(keys->n_bits > LG_ORDER_BITS && keys->n_ranges > 1) ||
		keys->n_keys > LG_ORDER_FETCHED)
		logistic_pass_damaged(WHAT);
	question->pass.keys = keys;
}

LogisticQuestion *
logistic_question_read(const bytea *bytes)
{
	LogisticQuestion *question = palloc0(sizeof(*question));
	LgDesign   *design = &question->design;
	LgPass	   *pass = &question->pass;
	StringInfoData buf;
	bool		has_direction;

	pass->kind = logistic_pass_open(&buf, bytes, WHAT);
	pass->design = design;
	question->checksum = logistic_question_checksum(bytes);
	design->has_intercept = pq_getmsgbyte(&buf) != 0;
	has_direction = pq_getmsgbyte(&buf) != 0;
	question->class_weights[0] = read_number(&buf);
	question->class_weights[1] = read_number(&buf);
	if (!(question->class_weights[0] > 0.0 &&
		  question->class_weights[1] > 0.0))
		logistic_pass_damaged(WHAT);
	design->positive = (int) pq_getmsgint(&buf, 4);
	if (design->positive < -1 || design->positive > 1)
		logistic_pass_damaged(WHAT);
	read_inputs(&buf, question);
	question->keeps_missing = pq_getmsgbyte(&buf) != 0;
	logistic_pass_columns_read(&buf, &question->columns);
	pass->n_raw_numbers = question->columns.n_numbers;
	pass->n_raw_columns = pass->n_raw_numbers + question->columns.n_codes;
	read_terms(&buf, question);
	if (has_direction)
		design->direction = read_vector(&buf, design->n_terms);
	if (has_first(pass->kind))
		pass->first = read_vector(&buf, design->n_columns);
	if (has_second(pass->kind))
		pass->second = read_vector(&buf, design->n_columns);
	if (pass->kind == LG_PASS_MEASURE)
		question->sample_share = read_number(&buf);
	if (!(question->sample_share >= 0.0 && question->sample_share <= 1.0))
		logistic_pass_damaged(WHAT);
	if (pass->kind == LG_PASS_MEAT)
		read_meat(&buf, question);
	if (pass->kind == LG_PASS_KEY_COUNTS || pass->kind == LG_PASS_KEYS)
		read_keys(&buf, question);
	if (pass->kind == LG_PASS_CONE)
	{
		pass->n_null = logistic_pass_count(&buf, sizeof(LgDd), LG_NULL_LIMIT);
		pass->null_space = read_vector(&buf,
									   pass->n_null * design->n_columns);
		pass->residual = read_vector(&buf, pass->n_null);
	}
	pq_getmsgend(&buf);
	return question;
}

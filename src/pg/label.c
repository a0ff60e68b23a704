/*-------------------------------------------------------------------------
 *
 * label.c
 *		Label arguments of any SQL type as codes 0 and 1; the positive one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/fmgroids.h"
#include "utils/memutils.h"

#include "pg/label.h"
#include "pg/label_errors.h"

void
logistic_label_init(LogisticLabelReader *label, Oid type,
					MemoryContext context)
{
	logistic_reader_init(&label->reader, type, "the label", NULL, context);
	if (logistic_kind_is_array(label->reader.kind))
		logistic_report_label_array();
	label->name.name = label->name.expression = "label";
	label->name.recovered = false;
}

void
logistic_labels_init(LogisticLabels *labels, const LogisticLabelReader *label)
{
	labels->kind =
		label->reader.kind == LOGISTIC_FEATURE_BOOLEAN ? LOGISTIC_LABEL_BOOLEAN :
		label->reader.kind == LOGISTIC_FEATURE_NUMBER ? LOGISTIC_LABEL_NUMBER :
		LOGISTIC_LABEL_TEXT;
	labels->type = label->reader.type;
}

/* The printed form of a value, palloc'd. */
static char *
value_text(const LogisticLabelReader *label, const LogisticLabelValue *value)
{
	return logistic_key_to_text(&label->reader, value->bytes, value->length);
}

/* The code of a value of a text label, which is remembered if it is new. */
static int
code_of_value(const LogisticLabelReader *label, LogisticLabels *labels,
			  const char *bytes, int length, MemoryContext context)
{
	LogisticLabelValue *value;
	int			code;

	for (code = 0; code < labels->n_values; code++)
	{
		value = &labels->values[code];
		if (value->length == length &&
			memcmp(value->bytes, bytes, length) == 0)
			return code;
	}
	if (code == 2)
		logistic_report_third_value(&label->name,
									logistic_key_to_text(&label->reader,
														 bytes, length),
									value_text(label, &labels->values[0]),
									value_text(label, &labels->values[1]));
	value = &labels->values[code];
	value->bytes = MemoryContextAlloc(context, length + 1);
	memcpy(value->bytes, bytes, length);
	value->bytes[length] = '\0';
	value->length = length;
	labels->n_values++;
	return code;
}

int
logistic_label_read(const LogisticLabelReader *label, Datum value,
					LogisticLabels *labels, MemoryContext context)
{
	const LogisticReader *reader = &label->reader;
	double		number;

	if (reader->kind == LOGISTIC_FEATURE_BOOLEAN)
		return DatumGetBool(value) ? 1 : 0;
	if (reader->kind == LOGISTIC_FEATURE_CATEGORY)
	{
		int			length;
		const char *bytes = logistic_read_key(reader, &value, &length);

		return code_of_value(label, labels, bytes, length, context);
	}
	number = logistic_read_number(reader, value);
	if (number != 0.0 && number != 1.0)
		logistic_report_label_number(&label->name, number);
	return number == 1.0 ? 1 : 0;
}

/* Does the first value come after the second, in byte order or its enum's? */
static bool
is_later(const LogisticReader *reader, const LogisticLabelValue *a,
		 const LogisticLabelValue *b)
{
	int			order;

	if (reader->storage == LOGISTIC_READ_ENUM)
	{
		Oid			label_a;
		Oid			label_b;

		memcpy(&label_a, a->bytes, sizeof(Oid));
		memcpy(&label_b, b->bytes, sizeof(Oid));
		return DatumGetInt32(OidFunctionCall2(F_ENUM_CMP,
											  ObjectIdGetDatum(label_a),
											  ObjectIdGetDatum(label_b))) > 0;
	}
	order = memcmp(a->bytes, b->bytes, Min(a->length, b->length));
	return order != 0 ? order > 0 : a->length > b->length;
}

int
logistic_labels_positive(const LogisticLabels *labels)
{
	LogisticLabelReader label;
	const LogisticLabelValue *values = labels->values;
	int			code;

	if (labels->kind != LOGISTIC_LABEL_TEXT && labels->positive == NULL)
		return 1;
	logistic_label_init(&label, labels->type, CurrentMemoryContext);
	if (labels->kind != LOGISTIC_LABEL_TEXT)
	{
		logistic_label_check_positive(&label.name,
									  labels->kind == LOGISTIC_LABEL_BOOLEAN,
									  labels->positive);
		return 1;
	}
	if (labels->positive == NULL)
	{
		/* one value alone does not say which class it is */
		if (labels->n_values < 2)
			return -1;
		return is_later(&label.reader, &values[0], &values[1]) ? 0 : 1;
	}
	for (code = 0; code < labels->n_values; code++)
		if (strcmp(value_text(&label, &values[code]), labels->positive) == 0)
			return code;
	if (labels->n_values == 2)
		logistic_report_no_positive(&label.name, labels->positive,
									value_text(&label, &values[0]),
									value_text(&label, &values[1]));
	return labels->n_values;
}

const char *
logistic_labels_name(const LogisticLabels *labels, int class)
{
	LogisticLabelReader label;
	int			positive = logistic_labels_positive(labels);
	int			code = class == 1 ? positive : 1 - positive;

	if (labels->kind == LOGISTIC_LABEL_BOOLEAN)
		return class == 1 ? "true" : "false";
	if (labels->kind == LOGISTIC_LABEL_NUMBER)
		return class == 1 ? "1" : "0";
	if (class == 1 && labels->positive != NULL)
		return labels->positive;
	if (positive < 0 || code >= labels->n_values)
		return NULL;
	logistic_label_init(&label, labels->type, CurrentMemoryContext);
	return value_text(&label, &labels->values[code]);
}

void
logistic_labels_merge(LogisticLabels *labels, const LogisticLabels *from,
					  MemoryContext context, int map[2])
{
	LogisticLabelReader label;
	int			code;

	map[0] = 0;
	map[1] = 1;
	if (labels->positive == NULL && from->positive != NULL)
		labels->positive = MemoryContextStrdup(context, from->positive);
	labels->kind = from->kind;
	labels->type = from->type;
	if (labels->kind != LOGISTIC_LABEL_TEXT)
		return;
	logistic_label_init(&label, from->type, CurrentMemoryContext);
	for (code = 0; code < from->n_values; code++)
		map[code] = code_of_value(&label, labels, from->values[code].bytes,
								  from->values[code].length, context);
	if (from->n_values == 1)
		map[1] = 1 - map[0];
}

void
logistic_labels_send(const LogisticLabels *labels, StringInfo message)
{
	int			code;

	pq_sendbyte(message, labels->kind);
	pq_sendint32(message, labels->type);
	pq_sendbyte(message, labels->positive != NULL);
	if (labels->positive != NULL)
		pq_sendstring(message, labels->positive);
	pq_sendbyte(message, labels->n_values);
	for (code = 0; code < labels->n_values; code++)
	{
		pq_sendint32(message, labels->values[code].length);
		pq_sendbytes(message, labels->values[code].bytes,
					 labels->values[code].length);
	}
}

static void
report_damage(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("values of a label are damaged")));
}

void
logistic_labels_receive(LogisticLabels *labels, StringInfo message)
{
	int			code;

	memset(labels, 0, sizeof(*labels));
	labels->kind = pq_getmsgbyte(message);
	labels->type = pq_getmsgint(message, 4);
	if (pq_getmsgbyte(message))
		labels->positive = pstrdup(pq_getmsgstring(message));
	labels->n_values = pq_getmsgbyte(message);
	if (labels->kind > LOGISTIC_LABEL_TEXT || labels->n_values > 2)
		report_damage();
	for (code = 0; code < labels->n_values; code++)
	{
		int			length = pq_getmsgint(message, 4);

		if (length < 0 || length > message->len - message->cursor)
			report_damage();
		labels->values[code].length = length;
		labels->values[code].bytes = palloc(length + 1);
		pq_copymsgbytes(message, labels->values[code].bytes, length);
		labels->values[code].bytes[length] = '\0';
	}
}

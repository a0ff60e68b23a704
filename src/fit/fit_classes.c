/*-------------------------------------------------------------------------
 *
 * fit_classes.c
 *		The classes of a label with any number of values.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"
#include "utils/memutils.h"

#include "core/likelihood/softmax.h"
#include "fit/fit_classes.h"
#include "pg/label_errors.h"

/* A double cannot tell larger integers apart. */
#define LARGEST_INTEGER		9007199254740992.0	/* 2^53 */

/* A numeric or boolean label as a whole number. */
static int64
read_integer(const LogisticFitSite *site, Datum value)
{
	double		number = logistic_read_number(&site->label, value);

	if (!(fabs(number) <= LARGEST_INTEGER) || number != floor(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("label \"%s\" is %s, but must be a whole number",
						site->names[0].name, float8out_internal(number)),
				 errhint("Cut a number into classes first, as width_bucket(%s, ...) does.",
						 site->names[0].expression)));
	return (int64) number;
}

uint8
logistic_fit_text_label(LogisticFitState *state, Datum value)
{
	const LogisticFitSite *site = state->site;
	int			length;
	const char *key = logistic_read_key(&site->label, &value, &length);
	int			code = logistic_dictionary_code(site->label_values, key,
												length);
	int			i;

	for (i = 0; i < state->n_label_values; i++)
		if (state->label_values[i] == code)
			return i;
	if (i == 2 || code < 0)
	{
		const LogisticKey *keys = site->label_values->keys;
		const LogisticKey *first = &keys[state->label_values[0]];
		const LogisticKey *second = &keys[state->label_values[1]];

		logistic_report_third_value(&site->names[0],
									logistic_key_to_text(&site->label, key,
														 length),
									logistic_key_to_text(&site->label,
														 first->bytes,
														 first->length),
									logistic_key_to_text(&site->label,
														 second->bytes,
														 second->length));
	}
	state->label_values[i] = code;
	state->n_label_values++;
	return i;
}

uint8
logistic_fit_class(LogisticFitState *state, Datum value)
{
	const LogisticFitSite *site = state->site;
	int64		number;
	const char *key = (const char *) &number;
	int			length = sizeof(number);
	int			code;
	int			i;

	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		key = logistic_read_key(&site->label, &value, &length);
	else
		number = read_integer(site, value);
	code = logistic_dictionary_code(site->label_values, key, length);
	for (i = 0; i < state->n_label_values; i++)
		if (state->classes[i] == code)
			return i;
	if (i == LG_CLASSES_LIMIT || code < 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("label \"%s\" has more than %d values",
						site->names[0].name, LG_CLASSES_LIMIT),
				 errhint("Group rare ones with CASE.")));
	if (state->classes == NULL)
		state->classes = MemoryContextAlloc(state->context, LG_CLASSES_LIMIT *
											sizeof(int));
	state->classes[state->n_label_values++] = code;
	return i;
}

static int
compare_positions(const void *a, const void *b)
{
	double		left = ((const LogisticFitLevel *) a)->position;
	double		right = ((const LogisticFitLevel *) b)->position;

	return left < right ? -1 : left > right;
}

LogisticFitLevel *
logistic_fit_classes(const LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	int			n = state->n_label_values;
	LogisticFitLevel *classes = palloc0(n * sizeof(*classes));
	int			i;

	for (i = 0; i < n; i++)
	{
		classes[i].code = i;
		classes[i].key = &site->label_values->keys[state->classes[i]];
	}
	if (site->label_kind == LOGISTIC_LABEL_TEXT)
	{
		logistic_fit_levels_sort(&site->label, classes, n);
		return classes;
	}
	for (i = 0; i < n; i++)
	{
		int64		number;

		memcpy(&number, classes[i].key->bytes, sizeof(number));
		classes[i].position = (double) number;
		classes[i].name = site->label_kind == LOGISTIC_LABEL_BOOLEAN ?
			pstrdup(number == 0 ? "false" : "true") :
			psprintf(INT64_FORMAT, number);
	}
	qsort(classes, n, sizeof(*classes), compare_positions);
	return classes;
}

/*-------------------------------------------------------------------------
 *
 * fit_row_sets.c
 *		Takes the sets of the current row into the state of its group.
 *
 * A row keeps of a set the codes of its elements, each once, in ascending
 * order: as many columns of codes as the widest row needs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/filled_rows.h"
#include "fit/fit_row_errors.h"
#include "fit/fit_row_sets.h"

/* Two codes, for a sort. */
static int
compare_codes(const void *a, const void *b)
{
	return (int) *(const uint16 *) a - (int) *(const uint16 *) b;
}

/* Reads an element of a set as its code. */
static uint16
read_element(const LogisticFitSite *site, int feature, Datum value)
{
	int			length;
	const char *key = logistic_read_key(&site->features[feature].reader,
										&value, &length);
	int			code = logistic_dictionary_code(site->features[feature].levels,
												key, length);

	if (unlikely(code < 0))
		logistic_fit_report_codes(site, feature);
	return (uint16) code;
}

/* Reads a set as the codes of its elements, each once. */
static void
read_set(LogisticFitState *state, int i, Datum value)
{
	const LogisticFitSite *site = state->site;
	Datum	   *elements;
	int			n_elements = logistic_read_set(&site->features[i].reader,
											   value, &elements);
	uint16	   *codes = palloc(Max(n_elements, 1) * sizeof(uint16));
	int			n = 0;
	int			k;

	for (k = 0; k < n_elements; k++)
		codes[k] = read_element(site, i, elements[k]);
	if (n_elements > 1)
		qsort(codes, n_elements, sizeof(uint16), compare_codes);
	for (k = 0; k < n_elements; k++)
		if (n == 0 || codes[k] != codes[n - 1])
			codes[n++] = codes[k];
	if (n > LOGISTIC_ELEMENTS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("set \"%s\" has %d elements in a row, but the limit is %d",
						logistic_fit_feature_name(site, i, 0), n,
						LOGISTIC_ELEMENTS_LIMIT)));
	logistic_rowbuf_put_set(&state->buffer, site->features[i].set, codes, n);
	pfree(codes);
	pfree(elements);
}

void
logistic_fit_row_sets(LogisticFitState *state, const NullableDatum *args)
{
	static const uint16 missing = LG_MISSING_CODE;
	const LogisticFitSite *site = state->site;
	int			i;

	for (i = 0; i < site->n_features; i++)
		if (site->features[i].set >= 0 && args[i].isnull)
			logistic_rowbuf_put_set(&state->buffer, site->features[i].set,
									&missing, 1);
		else if (site->features[i].set >= 0)
			read_set(state, i, args[i].value);
}

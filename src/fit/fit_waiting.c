/*-------------------------------------------------------------------------
 *
 * fit_waiting.c
 *		Rows of a fit that wait until the lengths of their arrays are known.
 *
 * With missing => 'impute' a NULL array counts as one whose elements are all
 * missing.  How many those are tells the first row where it is not NULL; the
 * rows before are kept as they came.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "fit/fit_waiting.h"
#include "model/model_warning.h"
#include "pg/group_key.h"

/* Copies a value of an argument; returns the bytes beyond the Datum. */
static Size
copy_value(const LogisticReader *reader, NullableDatum from,
		   NullableDatum *to)
{
	int16		length;
	bool		is_by_value;

	*to = from;
	if (from.isnull)
		return 0;
	get_typlenbyval(reader->type, &length, &is_by_value);
	to->value = datumCopy(from.value, is_by_value, length);
	return is_by_value ? 0 : datumGetSize(to->value, false, length);
}

void
logistic_fit_wait(LogisticFitState *state, const NullableDatum *args,
				  const LogisticRowOptions *options)
{
	const LogisticFitSite *site = state->site;
	Size		size = offsetof(LogisticWaitingRow, args) +
		(site->n_features + 1) * sizeof(NullableDatum);
	MemoryContext old_context;
	LogisticWaitingRow *row;
	int			i;

	if (state->waiting_size > (Size) work_mem * 1024)
	{
		state->n_lost++;
		return;
	}
	if (state->waiting_context == NULL)
		state->waiting_context = AllocSetContextCreate(state->context,
													   "logistic waiting rows",
													   ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(state->waiting_context);
	row = palloc0(size);
	row->options = *options;
	row->key = state->key;
	size += copy_value(&site->label, args[0], &row->args[0]);
	for (i = 0; i < site->n_features; i++)
		size += copy_value(&site->features[i].reader, args[i + 1],
						   &row->args[i + 1]);
	MemoryContextSwitchTo(old_context);
	if (state->last_waiting != NULL)
		state->last_waiting->next = row;
	else
		state->waiting = row;
	state->last_waiting = row;
	state->waiting_size += size;
}

void
logistic_fit_waiting_free(LogisticFitState *state)
{
	if (state->n_lost > 0 && !logistic_warning_is_quiet())
		ereport(WARNING,
				(errmsg(INT64_FORMAT " rows before the first array that is not NULL are left out",
						state->n_lost),
				 errdetail("%sThe length of an array is not known before, and the rows that wait for it take no more than work_mem.",
						   logistic_group_detail()),
				 errhint("Let such a row come first, as by ORDER BY the array IS NULL, or raise work_mem.")));
	if (state->waiting_context != NULL)
		MemoryContextDelete(state->waiting_context);
	state->waiting_context = NULL;
	state->waiting = state->last_waiting = NULL;
	state->waiting_size = 0;
	state->n_lost = 0;
}

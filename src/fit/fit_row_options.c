/*-------------------------------------------------------------------------
 *
 * fit_row_options.c
 *		What the options of a row of a fit say of it: weight, offset, cluster.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"

#include "fit/fit_row_errors.h"
#include "fit/fit_row_options.h"
#include "pg/compat.h"

/* The options that come with a row; NULL: there are none. */
const LogisticOptions *
logistic_fit_row_options(const LogisticFitState *state, FunctionCallInfo fcinfo)
{
	int			argument = logistic_fit_options_argument(state->site);

	return argument == 0 || PG_ARGISNULL(argument) ? NULL :
		PG_GETARG_LOGISTIC_OPTIONS(argument);
}

/* Leaves a row out, which counts as often as its frequency says. */
void
logistic_fit_row_skip(LogisticFitState *state, const LogisticOptions *options)
{
	int64		n = options == NULL ||
		logistic_options_is_null(options, LOGISTIC_OPTION_FREQUENCY) ? 1 :
		(int64) options->frequency;

	logistic_fit_state_add_count(&state->n_skipped, n);
}

/*
 * Reads the stratum of a row; an error if the row has a weight or a frequency.
 */
static void
read_stratum(const LogisticOptions *options, LogisticRowOptions *row)
{
	if (options->weight != 1.0 || options->frequency != 1.0)
		logistic_fit_report_stratum(options);
	row->stratum = hash_bytes_extended((const unsigned char *)
									   logistic_options_strata(options),
									   options->strata.length, 0);
}

/*
 * Reads the options of a row.  Returns false when the row is to be left
 * out: for a NULL weight, offset, frequency, cluster or stratum, which counts as
 * skipped, or for a weight or frequency of zero, which does not.
 *
 * A cluster or a stratum is known by a hash of its name.  Among a million of
 * them, the probability that two collide is 3e-8.
 */
bool
logistic_fit_row_read_options(LogisticFitState *state, FunctionCallInfo fcinfo,
							  LogisticRowOptions *row)
{
	const LogisticOptions *options = state->options;
	int			argument = logistic_fit_options_argument(state->site);

	if (PG_ARGISNULL(argument))
		return true;
	if (options == NULL || !state->site->has_constant_options)
		options = PG_GETARG_LOGISTIC_OPTIONS(argument);
	if (state->options == NULL)
	{
		LogisticOptions *copy = MemoryContextAlloc(state->context,
												   VARSIZE(options));

		memcpy(copy, options, VARSIZE(options));
		state->options = copy;
	}
	else if (options != state->options &&
			 !logistic_options_same(state->options, options))
		logistic_fit_report_options();
	if (logistic_options_skip_row(options))
	{
		logistic_fit_row_skip(state, options);
		return false;
	}
	if (options->is_clustered)
		row->cluster = hash_bytes_extended((const unsigned char *)
									   logistic_options_cluster(options),
									   options->cluster.length, 0);
	if (options->is_stratified)
		read_stratum(options, row);
	row->weight = options->weight;
	row->offset = options->logit_offset;
	row->frequency = options->frequency;
	return row->weight > 0.0 && row->frequency > 0.0;
}

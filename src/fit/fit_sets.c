/*-------------------------------------------------------------------------
 *
 * fit_sets.c
 *		The sets of a fit: which elements have columns.
 *
 * A set is an array of categories.  Each element that a row of the group has
 * is a column of 0 and 1, in byte order (an enum's in its own); rare ones
 * share the column "(other)", and rows without a set, where missing values are
 * filled in, the column "(missing)".  There is no reference.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/terms/filled_rows.h"
#include "core/terms/set_rows.h"
#include "fit/fit_levels.h"
#include "fit/fit_sets.h"

/* The host of the rows, with room for one more set. */
static LgSet *
add_set(LogisticFitFormula *fit)
{
	LgSetRows  *host = fit->sets;

	if (host == NULL)
	{
		host = fit->sets = palloc0(sizeof(*host));
		host->sets = palloc(sizeof(LgSet));
	}
	else
		host->sets = repalloc(host->sets,
							  (host->n_sets + 1) * sizeof(LgSet));
	memset(&host->sets[host->n_sets], 0, sizeof(LgSet));
	return &host->sets[host->n_sets++];
}

/* The place of an element by name, which is added if it is not there. */
static int
place_of(LogisticFitFormula *fit, LogisticFitInput *input,
		 const LogisticFeature *made, const char *name)
{
	LogisticDraft *draft = fit->draft;
	int			i;

	for (i = 0; i < input->n_levels; i++)
		if (strcmp(draft->level_names[made->first_level + i], name) == 0)
			return i;
	(void) logistic_draft_add_level(draft, name);
	return input->n_levels++;
}

/* How many rows have no set, each as often as its frequency says. */
static int64
count_missing(LgRows *rows, int column)
{
	LgBlock		block;
	int64		n = 0;
	int			i;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
		for (i = 0; i < block.n_rows; i++)
			if (block.codes[column][i] == LG_MISSING_CODE)
				n += block.frequencies ? (int64) block.frequencies[i] : 1;
	return n;
}

void
logistic_fit_set(LogisticFitFormula *fit, LogisticFitState *state,
				 LogisticFeature *made, LogisticFitInput *input)
{
	const LogisticFitSite *site = state->site;
	const LogisticFitFeature *feature = &site->features[input->feature];
	LgSet	   *set = add_set(fit);
	LogisticFitLevel *levels;
	uint16	   *places;
	int			other = -1;
	int			n_left;
	int			n;
	int			i;

	levels = logistic_fit_levels(state, fit->raw, input->feature, &n);
	n_left = logistic_fit_levels_pool(levels, n, state->options ?
									  state->options->min_level_rows : 0,
									  NULL);
	logistic_fit_levels_check(state, input->feature, n_left);
	set->width = state->buffer.form.set_width;
	set->first_code = site->n_codes + feature->set * set->width;
	set->n_codes = feature->levels->n_keys;
	places = palloc(Max(set->n_codes, 1) * sizeof(uint16));
	memset(places, 0xff, set->n_codes * sizeof(uint16));
	for (i = 0; i < n_left; i++)
	{
		(void) logistic_draft_add_level(fit->draft, levels[i].name);
		places[levels[i].code] = input->n_levels++;
	}
	if (n_left < n)
	{
		other = place_of(fit, input, made, LOGISTIC_OTHER_LEVEL);
		made->other = other + 1;
		made->n_pooled = n - n_left;
	}
	for (i = n_left; i < n; i++)
		places[levels[i].code] = other;
	set->places = places;
	set->missing = -1;
	if (state->has_missing && set->width > 0)
		made->n_missing = count_missing(fit->raw, set->first_code);
	if (made->n_missing > 0)
		set->missing = place_of(fit, input, made, LOGISTIC_MISSING_LEVEL);
	set->first_number = fit->sets->n_numbers;
	fit->sets->n_numbers += input->n_levels;
	input->n_columns = input->n_levels;
}

void
logistic_fit_set_rows(LogisticFitFormula *fit, int n_numbers)
{
	LgSetRows  *host = fit->sets;
	LgRows	   *rows;

	if (host == NULL)
		return;
	host->source = fit->raw;
	host->n_raw_numbers = n_numbers;
	host->values = palloc_extended((Size) (host->n_numbers + 1) *
								   LG_BLOCK_STRIDE * sizeof(double),
								   MCXT_ALLOC_HUGE);
	host->number_columns = palloc((n_numbers + host->n_numbers + 1) *
								  sizeof(double *));
	rows = palloc(sizeof(*rows));
	lg_set_rows(host, rows);
	fit->raw = rows;
	fit->host.n_raw_numbers = n_numbers + host->n_numbers;
}

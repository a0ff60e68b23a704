/*-------------------------------------------------------------------------
 *
 * ftrl_state.c
 *		The transition state of ftrl_fit and ftrl_update.
 *
 * Its memory depends on the number of buckets that rows have met, at most
 * 2^bits of them, and not on the number of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "core/numeric/link.h"
#include "ftrl/ftrl_state.h"
#include "pg/compat.h"
#include "pg/label_errors.h"

#define FIRST_ACTIVE	32

static const LgFtrlRates default_rates = {0.1, 1.0, 0.0, 0.0};

/* The draft of a new model, as far as types and names tell. */
static void
begin(FtrlState *state)
{
	const FtrlSite *site = state->site;
	FtrlDraft  *draft = &state->draft;
	int			i;

	draft->label_kind = site->label_kind;
	draft->label = pstrdup(site->names[0].name);
	draft->has_intercept = true;
	draft->bits = FTRL_BITS_DEFAULT;
	draft->rates = default_rates;
	draft->n_features = site->n_features;
	draft->features = palloc0(Max(site->n_features, 1) * sizeof(FtrlFeature));
	draft->feature_names = palloc0(Max(site->n_features, 1) * sizeof(char *));
	for (i = 0; i < site->n_features; i++)
	{
		draft->features[i].kind = site->reader.inputs[i].kind;
		draft->feature_names[i] = pstrdup(site->names[i + 1].name);
	}
}

/* Complains unless the features of the call are those of the model. */
static void
check_features(const FtrlSite *site, const FtrlDraft *draft)
{
	int			i;

	if (site->label_kind != draft->label_kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the label has another type than the label \"%s\" of the model",
						draft->label)));
	if (site->n_features != draft->n_features)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of features is %d, but the model has %d",
						site->n_features, draft->n_features),
				 errhint("Pass the features in the order in which the model was begun.")));
	for (i = 0; i < site->n_features; i++)
		logistic_ftrl_reader_check(&site->reader, i, draft);
}

/* Takes over a model that is to be continued. */
static void
continue_model(FtrlState *state, const FtrlModel *model)
{
	FtrlDraft  *draft = &state->draft;
	FtrlModel  *copy = palloc(VARSIZE(model));

	memcpy(copy, model, VARSIZE(model));
	logistic_ftrl_draft(copy, draft);
	check_features(state->site, draft);
	state->values[0] = (char *) draft->negative;
	state->values[1] = (char *) draft->positive;
	state->is_settled = draft->positive != NULL;
}

FtrlState *
logistic_ftrl_state_make(FtrlSite *site, FunctionCallInfo fcinfo,
						 MemoryContext context)
{
	int			model = site->arguments.model;
	int			options = site->arguments.options;
	MemoryContext old_context = MemoryContextSwitchTo(context);
	FtrlState  *state = palloc0(sizeof(*state));

	state->site = site;
	state->context = context;
	state->value_codes[0] = state->value_codes[1] = -1;
	if (model >= 0 && !PG_ARGISNULL(model))
	{
		logistic_value_key_make(&state->origin, PG_GETARG_DATUM(model),
								offsetof(FtrlModel, hash), context);
		continue_model(state, PG_GETARG_FTRL_MODEL(model));
	}
	else
		begin(state);
	if (options >= 0 && !PG_ARGISNULL(options))
	{
		state->options = palloc(sizeof(FtrlOptions));
		logistic_ftrl_options_read(PG_GETARG_DATUM(options), state->options);
		if (state->origin.bytes != NULL)
			logistic_ftrl_options_agree(state->options, &state->draft);
		else
		{
			logistic_ftrl_options_apply(state->options, &state->draft);
			logistic_ftrl_check(&state->draft);
			state->values[1] = state->options->positive;
			state->is_settled = state->options->positive != NULL;
		}
	}
	MemoryContextSwitchTo(old_context);
	return state;
}

/* Sets the learner up, with what the model to be continued has learnt. */
static void
start_learner(FtrlState *state)
{
	const FtrlDraft *draft = &state->draft;
	LgFtrl	   *learner = &state->learner;
	uint32		n_slots;
	int			i;

	learner->rates = draft->rates;
	learner->has_intercept = draft->has_intercept;
	learner->n_buckets = UINT32_C(1) << draft->bits;
	learner->n_slots = Min(LG_FTRL_FIRST_SLOTS, learner->n_buckets);
	n_slots = lg_ftrl_slots_for(learner, draft->n_hashed);
	lg_ftrl_move(learner,
				 MemoryContextAllocHuge(state->context,
										n_slots * sizeof(LgFtrlSlot)),
				 n_slots);
	for (i = 0; i < draft->n_hashed; i++)
		lg_ftrl_slot(learner, draft->buckets[i])->sum = draft->hashed[i];

	learner->plain = MemoryContextAllocZero(state->context,
											Max(draft->n_plain, 1) *
											sizeof(LgFtrlSlot));
	for (i = 0; draft->plain != NULL && i < draft->n_plain; i++)
		learner->plain[i].sum = draft->plain[i];
	state->active_capacity = FIRST_ACTIVE;
	learner->active = MemoryContextAlloc(state->context, FIRST_ACTIVE *
										 sizeof(LgFtrlActive));
}

/*
 * Completes the draft of a new model by the first row without a NULL, which
 * settles the lengths of arrays.  Returns false if an array has a NULL.
 */
static bool
open_state(FtrlState *state, const NullableDatum *row)
{
	FtrlDraft  *draft = &state->draft;
	int			i;

	for (i = 0; state->origin.bytes == NULL && i < draft->n_features; i++)
	{
		int			length = 0;

		if (draft->features[i].kind == FTRL_ARRAY)
			length = logistic_ftrl_reader_length(&state->site->reader, i,
												 row[i].value);
		else if (draft->features[i].kind == FTRL_NUMBER ||
				 draft->features[i].kind == FTRL_BOOLEAN)
			length = 1;
		if (length < 0)
			return false;
		draft->features[i].n_plain = length;
	}
	logistic_ftrl_place_features(draft);
	start_learner(state);
	state->is_open = true;
	return true;
}

/* The class of a text label, 0 or 1. */
static int
read_text_label(FtrlState *state, Datum value)
{
	FtrlSite   *site = state->site;
	int			length;
	const char *key = logistic_read_key(&site->label, &value, &length);
	int			code = logistic_dictionary_code(site->label_values, key,
												length);
	char	   *text;
	int			i;

	for (i = 0; i < 2; i++)
		if (code >= 0 && state->value_codes[i] == code)
			return i;
	text = logistic_key_to_text(&site->label, key, length);
	for (i = 0; i < 2; i++)
		if (state->values[i] != NULL && strcmp(state->values[i], text) == 0)
			break;
	if (i == 2)
	{
		i = state->values[0] == NULL ? 0 : 1;
		if (state->values[i] != NULL)
			logistic_report_third_value(&site->names[0], text,
										state->values[0], state->values[1]);
		state->values[i] = MemoryContextStrdup(state->context, text);
	}
	state->value_codes[i] = code;
	return i;
}

/* The class of the label, 0 or 1. */
static int
read_label(FtrlState *state, Datum value)
{
	const FtrlSite *site = state->site;
	double		number;

	if (site->label_kind == LOGISTIC_LABEL_TEXT)
		return read_text_label(state, value);
	number = logistic_read_number(&site->label, value);
	if (number != 0.0 && number != 1.0)
		logistic_report_label_number(&site->names[0], number);
	return number == 1.0 ? 1 : 0;
}

/* Makes room for the coordinates of the row that was read. */
static void
reserve(FtrlState *state, int n)
{
	LgFtrl	   *learner = &state->learner;
	uint32		n_slots = lg_ftrl_slots_for(learner,
											(uint64) learner->n_used + n);

	if (n_slots > learner->n_slots)
	{
		LgFtrlSlot *old = learner->slots;

		lg_ftrl_move(learner,
					 MemoryContextAllocHuge(state->context,
											n_slots * sizeof(LgFtrlSlot)),
					 n_slots);
		pfree(old);
	}
	if (n > state->active_capacity)
	{
		state->active_capacity = Max(n, 2 * state->active_capacity);
		learner->active = repalloc(learner->active, state->active_capacity *
								   sizeof(LgFtrlActive));
	}
}

/* Learns from the row in the site's reader. */
static void
learn(FtrlState *state, int y, double weight)
{
	const FtrlReader *reader = &state->site->reader;
	LgFtrl	   *learner = &state->learner;
	FtrlStatistics *statistics = &state->draft.statistics;
	uint32		mask = learner->n_buckets - 1;
	double		score;
	int			i;

	reserve(state, reader->n_tokens);
	learner->n_active = 0;
	for (i = 0; i < reader->n_tokens; i++)
	{
		const FtrlToken *token = &reader->tokens[i];

		if (token->x != 0.0)
			lg_ftrl_activate(learner, token->plain >= 0 ?
							 &learner->plain[token->plain] :
							 lg_ftrl_slot(learner, token->hash & mask),
							 token->x);
	}
	score = lg_ftrl_score(learner);
	lg_ftrl_learn(learner, weight * (lg_link_sigmoid(score) - y));

	statistics->nobs++;
	statistics->n_positive += y;
	statistics->sum_weights += weight;
	statistics->sum_weights_positive += y * weight;
	statistics->sum_loss += weight * lg_link_softplus(y ? -score : score);
}

/*
 * Reads the options of a row.  Returns false when it is to be left out: for
 * a NULL weight, which counts as skipped, or one of zero, which does not.
 */
static bool
read_options(FtrlState *state, FunctionCallInfo fcinfo, double *weight)
{
	int			argument = state->site->arguments.options;
	bool		is_given = argument >= 0 && !PG_ARGISNULL(argument);
	const FtrlOptions *options;

	*weight = 1.0;
	if (!is_given && state->options == NULL)
		return true;
	options = is_given ? logistic_ftrl_site_options(state->site, fcinfo) : NULL;
	if (options == NULL || state->options == NULL ||
		!logistic_ftrl_options_same(options, state->options))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options of an online learner differ between its rows"),
				 errhint("Only the weight may depend on the row.")));
	if (!options->is_given[FTRL_OPTION_WEIGHT])
	{
		state->draft.statistics.n_skipped++;
		return false;
	}
	*weight = options->weight;
	return *weight > 0.0;
}

/* Complains unless the row continues the model of the first row. */
static void
check_origin(const FtrlState *state, FunctionCallInfo fcinfo)
{
	int			argument = state->site->arguments.model;

	if (argument < 0)
		return;
	if (PG_ARGISNULL(argument) ? state->origin.bytes != NULL :
		!logistic_value_key_matches(&state->origin,
								   PG_GETARG_DATUM(argument)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the model to be continued differs between rows"),
				 errhint("Group by it, or continue one model at a time.")));
}

void
logistic_ftrl_state_add(FtrlState *state, FunctionCallInfo fcinfo)
{
	int			label = state->site->arguments.label;
	const FtrlSite *site = state->site;
	const NullableDatum *row = &fcinfo->args[label + 1];
	bool		has_null = PG_ARGISNULL(label);
	double		weight;
	int			i;

	check_origin(state, fcinfo);
	if (!read_options(state, fcinfo, &weight))
		return;
	if (site->row != NULL)
	{
		row = site->row_values;
		has_null |= !logistic_row_argument_fetch(site->row, fcinfo,
												 site->row_values);
	}
	for (i = 0; !has_null && i < site->n_features; i++)
		has_null = row[i].isnull;
	if (has_null ||
		(!state->is_open && !open_state(state, row)) ||
		!logistic_ftrl_reader_read(&state->site->reader, &state->draft, row))
		state->draft.statistics.n_skipped++;
	else
		learn(state, read_label(state, PG_GETARG_DATUM(label)), weight);
}

/* The place of a label within its enum. */
static double
enum_position(const FtrlSite *site, const char *text)
{
	HeapTuple	tuple =
		SearchSysCache2(ENUMTYPOIDNAME,
						ObjectIdGetDatum(site->label.element_type),
						CStringGetDatum(text));
	double		position = 0.0;

	if (HeapTupleIsValid(tuple))
	{
		position = ((Form_pg_enum) GETSTRUCT(tuple))->enumsortorder;
		ReleaseSysCache(tuple);
	}
	return position;
}

/*
 * Is class 0 of the learner the positive label?  Of two texts, the second in
 * byte order, or in the order of the enum, is positive; this is known once
 * both have been seen.
 */
static bool
is_upside_down(const FtrlState *state)
{
	const FtrlSite *site = state->site;

	if (site->label_kind != LOGISTIC_LABEL_TEXT || state->is_settled ||
		state->values[0] == NULL || state->values[1] == NULL)
		return false;
	if (site->label.storage == LOGISTIC_READ_ENUM)
		return enum_position(site, state->values[0]) >
			enum_position(site, state->values[1]);
	return strcmp(state->values[0], state->values[1]) > 0;
}

static int
compare_places(const void *a, const void *b)
{
	uint64		left = *(const uint64 *) a;
	uint64		right = *(const uint64 *) b;

	return left < right ? -1 : left > right;
}

/* Lists the buckets that have learnt something, in ascending order. */
static void
list_buckets(const LgFtrl *learner, FtrlDraft *draft)
{
	uint64	   *places;
	uint32		i;
	int			n = 0;

	/* bucket, then slot: a number that sorts by bucket */
	places = palloc((Size) Max(learner->n_used, 1) * sizeof(uint64));
	for (i = 0; i < learner->n_slots; i++)
	{
		const LgFtrlSlot *slot = &learner->slots[i];

		if (slot->bucket != LG_FTRL_FREE &&
			(slot->sum.z != 0.0 || slot->sum.n != 0.0))
			places[n++] = (uint64) slot->bucket << 32 | i;
	}
	qsort(places, n, sizeof(uint64), compare_places);
	draft->n_hashed = n;
	draft->hashed = palloc((Size) Max(n, 1) * sizeof(LgFtrlSum));
	draft->buckets = palloc((Size) Max(n, 1) * sizeof(uint32));
	for (i = 0; i < n; i++)
	{
		draft->buckets[i] = places[i] >> 32;
		draft->hashed[i] = learner->slots[places[i] & UINT32_MAX].sum;
	}
	pfree(places);
}

FtrlModel *
logistic_ftrl_state_model(const FtrlState *state)
{
	FtrlDraft	draft = state->draft;
	MemoryContext context;
	MemoryContext old_context;
	FtrlModel  *model;
	int			i;

	if (draft.statistics.nobs == 0 && state->origin.bytes == NULL)
		return NULL;

	context = AllocSetContextCreate(CurrentMemoryContext, "ftrl model",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	if (draft.label_kind == LOGISTIC_LABEL_TEXT)
	{
		draft.negative = state->values[0];
		draft.positive = state->values[1];
	}
	else
	{
		bool		is_boolean = draft.label_kind == LOGISTIC_LABEL_BOOLEAN;

		draft.negative = is_boolean ? "false" : "0";
		draft.positive = is_boolean ? "true" : "1";
	}
	if (state->is_open)
	{
		draft.plain = palloc(Max(draft.n_plain, 1) * sizeof(LgFtrlSum));
		for (i = 0; i < draft.n_plain; i++)
			draft.plain[i] = state->learner.plain[i].sum;
		list_buckets(&state->learner, &draft);
		if (is_upside_down(state))
			logistic_ftrl_turn_over(&draft);
	}
	MemoryContextSwitchTo(old_context);
	model = logistic_ftrl_build(&draft);
	MemoryContextDelete(context);
	return model;
}

/*-------------------------------------------------------------------------
 *
 * ftrl_model.c
 *		The bytes of an ftrl_model: laid out once, read in place.
 *
 * Nothing outside this file knows where things lie in a value.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "ftrl/ftrl_model.h"
#include "pg/compat.h"
#include "pg/value_key.h"

/* Values are stored, so the layout must not change unnoticed. */
StaticAssertDecl(ALIGNOF_DOUBLE < 8 ||
				 (offsetof(FtrlModel, hash) == 32 &&
				  offsetof(FtrlModel, rates) == 40 &&
				  offsetof(FtrlModel, statistics) == 72 &&
				  sizeof(FtrlModel) == 144 &&
				  sizeof(FtrlFeature) == 24 &&
				  sizeof(FtrlCross) == 8 &&
				  sizeof(LgFtrlSum) == 16),
				 "ftrl_model has another layout: change its version");

/* Where the parts of a value begin. */
typedef struct Layout
{
	Size		features;
	Size		crosses;
	Size		plain;
	Size		hashed;
	Size		buckets;
	Size		strings;
} Layout;

static void
find_layout(Layout *layout, Size n_features, Size n_crosses, Size n_plain,
			Size n_hashed)
{
	layout->features = MAXALIGN(sizeof(FtrlModel));
	layout->crosses = layout->features + n_features * sizeof(FtrlFeature);
	layout->plain = layout->crosses + n_crosses * sizeof(FtrlCross);
	layout->hashed = layout->plain + n_plain * sizeof(LgFtrlSum);
	layout->buckets = layout->hashed + n_hashed * sizeof(LgFtrlSum);
	layout->strings = layout->buckets + n_hashed * sizeof(uint32);
}

/* The place of one part. */
#define PART(model, part) \
	(find_layout(&layout, (model)->n_features, (model)->n_crosses, \
				 (model)->n_plain, (model)->n_hashed), \
	 (const void *) ((const char *) (model) + layout.part))

const FtrlFeature *
logistic_ftrl_features(const FtrlModel *model)
{
	Layout		layout;

	return PART(model, features);
}

const FtrlCross *
logistic_ftrl_crosses(const FtrlModel *model)
{
	Layout		layout;

	return PART(model, crosses);
}

const LgFtrlSum *
logistic_ftrl_plain(const FtrlModel *model)
{
	Layout		layout;

	return PART(model, plain);
}

const LgFtrlSum *
logistic_ftrl_hashed(const FtrlModel *model)
{
	Layout		layout;

	return PART(model, hashed);
}

const uint32 *
logistic_ftrl_buckets(const FtrlModel *model)
{
	Layout		layout;

	return PART(model, buckets);
}

/* The text of a string, with its final zero byte. */
const char *
logistic_ftrl_string(const FtrlModel *model, LogisticString string)
{
	return (const char *) model + string.offset;
}

const char *
logistic_ftrl_feature_name(const FtrlModel *model, int feature)
{
	return logistic_ftrl_string(model,
								logistic_ftrl_features(model)[feature].name);
}

/*
 * Detoasts a model and checks its version.  The bytes come from our own
 * builder, through storage that PostgreSQL trusts; what a client sends is
 * parsed and built anew.
 */
const FtrlModel *
logistic_ftrl_get(Datum datum)
{
	const FtrlModel *model = (const FtrlModel *) PG_DETOAST_DATUM(datum);
	Layout		layout;

	if (VARSIZE(model) < sizeof(FtrlModel))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("ftrl_model has %zu bytes, too few for a model",
						(size_t) VARSIZE(model))));
	if (model->version != FTRL_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("ftrl_model has format version %d, but this library reads version %d",
						model->version, FTRL_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	find_layout(&layout, model->n_features, model->n_crosses, model->n_plain,
				model->n_hashed);
	if (VARSIZE(model) < layout.strings)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("ftrl_model has %zu bytes, but its parts need %zu",
						(size_t) VARSIZE(model), (size_t) layout.strings)));
	Assert(((const char *) model)[VARSIZE(model) - 1] == '\0');
	return model;
}

/* Appends a string at *at and returns where it lies; NULL is the empty one. */
static LogisticString
put_string(FtrlModel *model, Size *at, const char *string)
{
	LogisticString result;

	result.offset = *at;
	result.length = string ? strlen(string) : 0;
	if (string)
		memcpy((char *) model + *at, string, result.length);
	*at += result.length + 1;
	return result;
}

/* The bytes that a string needs, the final zero included. */
static Size
string_size(const char *string)
{
	return string ? strlen(string) + 1 : 1;
}

/* Copies sums without negative zeros, which would break equality by bytes. */
static void
put_sums(LgFtrlSum *place, const LgFtrlSum *sums, int n)
{
	int			i;

	for (i = 0; i < n; i++)
	{
		place[i].z = sums[i].z + 0.0;
		place[i].n = sums[i].n + 0.0;
	}
}

FtrlModel *
logistic_ftrl_build(const FtrlDraft *draft)
{
	Layout		layout;
	FtrlModel  *model;
	FtrlFeature *features;
	char	   *base;
	Size		size;
	Size		at;
	int			i;

	find_layout(&layout, draft->n_features, draft->n_crosses, draft->n_plain,
				draft->n_hashed);
	size = layout.strings + string_size(draft->label) +
		string_size(draft->negative) + string_size(draft->positive);
	for (i = 0; i < draft->n_features; i++)
		size += string_size(draft->feature_names[i]);

	base = palloc0(size);
	model = (FtrlModel *) base;
	SET_VARSIZE(model, size);
	model->version = FTRL_MODEL_VERSION;
	model->label_kind = draft->label_kind;
	model->has_intercept = draft->has_intercept ? 1 : 0;
	model->bits = draft->bits;
	model->n_features = draft->n_features;
	model->n_crosses = draft->n_crosses;
	model->n_plain = draft->n_plain;
	model->n_hashed = draft->n_hashed;
	model->rates = draft->rates;
	model->statistics = draft->statistics;

	at = layout.strings;
	model->label = put_string(model, &at, draft->label);
	model->negative = put_string(model, &at, draft->negative);
	model->positive = put_string(model, &at, draft->positive);
	features = (FtrlFeature *) (base + layout.features);
	for (i = 0; i < draft->n_features; i++)
	{
		features[i] = draft->features[i];
		features[i].reserved = 0;
		features[i].name = put_string(model, &at, draft->feature_names[i]);
	}
	if (draft->n_crosses > 0)
		memcpy(base + layout.crosses, draft->crosses,
			   draft->n_crosses * sizeof(FtrlCross));
	put_sums((LgFtrlSum *) (base + layout.plain), draft->plain,
			 draft->n_plain);
	put_sums((LgFtrlSum *) (base + layout.hashed), draft->hashed,
			 draft->n_hashed);
	if (draft->n_hashed > 0)
		memcpy(base + layout.buckets, draft->buckets,
			   draft->n_hashed * sizeof(uint32));

	Assert(at == size);
	for (i = 1; i < draft->n_hashed; i++)
		Assert(draft->buckets[i - 1] < draft->buckets[i]);
	model->hash = logistic_value_hash(base, size, offsetof(FtrlModel, hash));
	return model;
}

void
logistic_ftrl_draft(const FtrlModel *model, FtrlDraft *draft)
{
	int			i;

	memset(draft, 0, sizeof(*draft));
	draft->label_kind = model->label_kind;
	draft->label = logistic_ftrl_string(model, model->label);
	draft->negative = model->negative.length == 0 ? NULL :
		logistic_ftrl_string(model, model->negative);
	draft->positive = model->positive.length == 0 ? NULL :
		logistic_ftrl_string(model, model->positive);
	draft->has_intercept = model->has_intercept;
	draft->bits = model->bits;
	draft->rates = model->rates;
	draft->statistics = model->statistics;
	draft->n_features = model->n_features;
	draft->features = (FtrlFeature *) logistic_ftrl_features(model);
	draft->feature_names = palloc(Max(model->n_features, 1) * sizeof(char *));
	for (i = 0; i < model->n_features; i++)
		draft->feature_names[i] = logistic_ftrl_feature_name(model, i);
	draft->n_crosses = model->n_crosses;
	draft->crosses = (FtrlCross *) logistic_ftrl_crosses(model);
	draft->n_plain = model->n_plain;
	draft->plain = (LgFtrlSum *) logistic_ftrl_plain(model);
	draft->n_hashed = model->n_hashed;
	draft->hashed = (LgFtrlSum *) logistic_ftrl_hashed(model);
	draft->buckets = (uint32 *) logistic_ftrl_buckets(model);
}

/* A copy of sums with the signs of their z changed. */
static LgFtrlSum *
negate_sums(const LgFtrlSum *sums, int n)
{
	LgFtrlSum  *copy = palloc((Size) Max(n, 1) * sizeof(LgFtrlSum));
	int			i;

	for (i = 0; i < n; i++)
	{
		copy[i].z = -sums[i].z;
		copy[i].n = sums[i].n;
	}
	return copy;
}

void
logistic_ftrl_turn_over(FtrlDraft *draft)
{
	FtrlStatistics *statistics = &draft->statistics;
	const char *negative = draft->negative;

	draft->negative = draft->positive;
	draft->positive = negative;
	draft->plain = negate_sums(draft->plain, draft->n_plain);
	draft->hashed = negate_sums(draft->hashed, draft->n_hashed);
	statistics->n_positive = statistics->nobs - statistics->n_positive;
	statistics->sum_weights_positive =
		statistics->sum_weights - statistics->sum_weights_positive;
}

void
logistic_ftrl_place_features(FtrlDraft *draft)
{
	int64		n_plain = draft->has_intercept ? 1 : 0;
	int			i;

	for (i = 0; i < draft->n_features; i++)
	{
		draft->features[i].first_plain =
			draft->features[i].n_plain > 0 ? n_plain : 0;
		n_plain += draft->features[i].n_plain;
	}
	if (n_plain > FTRL_PLAIN_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%lld numbers are too many for a row",
						(long long) n_plain),
				 errdetail("The limit is %d.", FTRL_PLAIN_LIMIT),
				 errhint("Pass what is mostly zero as an array of text.")));
	draft->n_plain = n_plain;
}

/* Raises the error for an option beyond its limits. */
static void
check_option(bool is_right, const char *option, double value,
			 const char *limits)
{
	if (!is_right)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, but must be %s", option,
						float8out_internal(value), limits)));
}

void
logistic_ftrl_check(const FtrlDraft *draft)
{
	const LgFtrlRates *rates = &draft->rates;

	check_option(rates->alpha >= LG_FTRL_RATE_MIN &&
				 rates->alpha <= LG_FTRL_RATE_MAX, "alpha", rates->alpha,
				 "between 1e-9 and 1e9");
	check_option(rates->beta >= LG_FTRL_RATE_MIN &&
				 rates->beta <= LG_FTRL_RATE_MAX, "beta", rates->beta,
				 "between 1e-9 and 1e9");
	check_option(rates->l1 >= 0.0 && rates->l1 <= LG_FTRL_VALUE_MAX, "l1",
				 rates->l1, "between 0 and 1e50");
	check_option(rates->l2 >= 0.0 && rates->l2 <= LG_FTRL_VALUE_MAX, "l2",
				 rates->l2, "between 0 and 1e50");
	check_option(draft->bits >= 1 && draft->bits <= LG_FTRL_BITS_MAX, "bits",
				 draft->bits, "between 1 and " CppAsString2(LG_FTRL_BITS_MAX));
}

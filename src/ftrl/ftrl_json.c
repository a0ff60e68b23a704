/*-------------------------------------------------------------------------
 *
 * ftrl_json.c
 *		Writes an ftrl_model as one line of JSON, and reads it back.
 *
 *		{"version": 1,
 *		 "label": {"name": "clicked", "type": "boolean", ...},
 *		 "alpha": 0.1, "beta": 1, "l1": 0, "l2": 0, "bits": 18,
 *		 "intercept": true,
 *		 "features": [{"name": "site", "type": "category"},
 *					  {"name": "v", "type": "array", "length": 3}],
 *		 "crosses": [[0, 1]],
 *		 "statistics": {"nobs": 5, ...},
 *		 "plain": [z, n, z, n, ...],
 *		 "hashed": "..."}
 *
 * "hashed" holds one record of 20 bytes for each bucket in ascending order,
 * in base64: the bucket as 4 bytes, z and n as 8 bytes each, in network
 * order.  Written out as digits they would take twice the room.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/base64.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"

#include "ftrl/ftrl_json.h"
#include "model/model_json.h"
#include "pg/json_write.h"

static const char *const kind_words[] = {
	"number", "boolean", "array", "category", "tokens", NULL
};

static const char *const model_keys[] = {
	"version", "label", "alpha", "beta", "l1", "l2", "bits", "intercept",
	"features", "crosses", "statistics", "plain", "hashed", NULL
};

static const char *const label_keys[] = {
	"name", "type", "negative", "positive", NULL
};

static const char *const feature_keys[] = {
	"name", "type", "length", NULL
};

static const char *const statistics_keys[] = {
	"nobs", "n_skipped", "n_positive", "sum_weights", "sum_weights_positive",
	"sum_loss", NULL
};

#define RECORD_SIZE		20		/* bucket, z, n */

static void
put_uint64(unsigned char *place, uint64 value)
{
	value = pg_hton64(value);
	memcpy(place, &value, sizeof(value));
}

static void
put_double(unsigned char *place, double value)
{
	uint64		bits;

	memcpy(&bits, &value, sizeof(bits));
	put_uint64(place, bits);
}

static double
take_double(const unsigned char *place)
{
	uint64		bits;
	double		value;

	memcpy(&bits, place, sizeof(bits));
	bits = pg_ntoh64(bits);
	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* Appends the buckets, each as a record, in base64. */
static void
write_hashed(StringInfo json, const FtrlModel *model)
{
	const LgFtrlSum *sums = logistic_ftrl_hashed(model);
	const uint32 *buckets = logistic_ftrl_buckets(model);
	Size		size = (Size) model->n_hashed * RECORD_SIZE;
	unsigned char *records = palloc(size + 1);
	int			encoded_size = pg_b64_enc_len(size);
	int			length;
	int			i;

	for (i = 0; i < model->n_hashed; i++)
	{
		unsigned char *record = records + (Size) i * RECORD_SIZE;
		uint32		bucket = pg_hton32(buckets[i]);

		memcpy(record, &bucket, sizeof(bucket));
		put_double(record + 4, sums[i].z);
		put_double(record + 12, sums[i].n);
	}
	logistic_json_key(json, "hashed");
	appendStringInfoChar(json, '"');
	enlargeStringInfo(json, encoded_size);
	length = pg_b64_encode((void *) records, size, json->data + json->len,
						   encoded_size);
	if (length < 0)
		elog(ERROR, "could not encode the buckets of an ftrl_model");
	json->len += length;
	json->data[json->len] = '\0';
	appendStringInfoChar(json, '"');
	pfree(records);
}

/* Appends the features as an array of objects. */
static void
write_features(StringInfo json, const FtrlModel *model)
{
	const FtrlFeature *features = logistic_ftrl_features(model);
	int			i;

	logistic_json_key(json, "features");
	for (i = 0; i < model->n_features; i++)
	{
		appendStringInfoString(json, i == 0 ? "[{" : ", {");
		logistic_json_text(json, "name",
						   logistic_ftrl_feature_name(model, i));
		logistic_json_text(json, "type", kind_words[features[i].kind]);
		if (features[i].kind == FTRL_ARRAY)
			logistic_json_count(json, "length", features[i].n_plain);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, i == 0 ? "[]" : "]");
}

void
logistic_ftrl_write(StringInfo json, const FtrlModel *model)
{
	const FtrlCross *crosses = logistic_ftrl_crosses(model);
	const LgFtrlSum *plain = logistic_ftrl_plain(model);
	const FtrlStatistics *statistics = &model->statistics;
	int			i;

	appendStringInfoChar(json, '{');
	logistic_json_count(json, "version", model->version);
	logistic_json_key(json, "label");
	appendStringInfoChar(json, '{');
	logistic_json_text(json, "name",
					   logistic_ftrl_string(model, model->label));
	logistic_json_text(json, "type", logistic_label_words[model->label_kind]);
	if (model->negative.length > 0)
		logistic_json_text(json, "negative",
						   logistic_ftrl_string(model, model->negative));
	if (model->positive.length > 0)
		logistic_json_text(json, "positive",
						   logistic_ftrl_string(model, model->positive));
	appendStringInfoChar(json, '}');
	logistic_json_number(json, "alpha", model->rates.alpha);
	logistic_json_number(json, "beta", model->rates.beta);
	logistic_json_number(json, "l1", model->rates.l1);
	logistic_json_number(json, "l2", model->rates.l2);
	logistic_json_count(json, "bits", model->bits);
	logistic_json_boolean(json, "intercept", model->has_intercept);
	write_features(json, model);

	logistic_json_key(json, "crosses");
	for (i = 0; i < model->n_crosses; i++)
		appendStringInfo(json, "%s[%d, %d]", i == 0 ? "[" : ", ",
						 crosses[i].first, crosses[i].second);
	appendStringInfoString(json, i == 0 ? "[]" : "]");

	logistic_json_key(json, "statistics");
	appendStringInfoChar(json, '{');
	logistic_json_count(json, "nobs", statistics->nobs);
	logistic_json_count(json, "n_skipped", statistics->n_skipped);
	logistic_json_count(json, "n_positive", statistics->n_positive);
	logistic_json_number(json, "sum_weights", statistics->sum_weights);
	logistic_json_number(json, "sum_weights_positive",
						 statistics->sum_weights_positive);
	logistic_json_number(json, "sum_loss", statistics->sum_loss);
	appendStringInfoChar(json, '}');

	logistic_json_key(json, "plain");
	appendStringInfoChar(json, '[');
	for (i = 0; i < model->n_plain; i++)
	{
		if (i > 0)
			appendStringInfoString(json, ", ");
		logistic_json_double(json, plain[i].z);
		appendStringInfoString(json, ", ");
		logistic_json_double(json, plain[i].n);
	}
	appendStringInfoChar(json, ']');
	write_hashed(json, model);
	appendStringInfoChar(json, '}');
}

/* Raises the error for values that no learner writes. */
static void
value_error(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid ftrl_model: %s", what)));
}

/* Sums that a learner may have. */
static void
check_sum(const LgFtrlSum *sum)
{
	if (!isfinite(sum->z) || !isfinite(sum->n) || sum->n < 0.0)
		value_error("a z or n is not finite, or an n is negative");
}

static void
read_label(FtrlDraft *draft, const LogisticObject *model)
{
	LogisticObject label;

	(void) logistic_object_child(model, "label", "label", &label);
	logistic_object_check_keys(&label, label_keys);
	logistic_object_require(&label, "name");
	draft->label = logistic_object_string(&label, "name", NULL);
	draft->label_kind = logistic_object_word(&label, "type",
											 logistic_label_words,
											 LOGISTIC_LABEL_BOOLEAN);
	draft->negative = logistic_object_string(&label, "negative", NULL);
	draft->positive = logistic_object_string(&label, "positive", NULL);
}

static void
read_features(FtrlDraft *draft, const LogisticObject *model)
{
	int			length;
	JsonbContainer *array = logistic_object_array(model, "features", &length);
	JsonbIterator *iterator = JsonbIteratorInit(array);
	JsonbIteratorToken token;
	JsonbValue	value;

	draft->features = palloc0(Max(length, 1) * sizeof(FtrlFeature));
	draft->feature_names = palloc(Max(length, 1) * sizeof(char *));
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		FtrlFeature *feature = &draft->features[draft->n_features];
		LogisticObject object;

		if (token != WJB_ELEM)
			continue;
		logistic_element_object(model, &value, "feature", &object);
		logistic_object_check_keys(&object, feature_keys);
		logistic_object_require(&object, "name");
		logistic_object_require(&object, "type");
		draft->feature_names[draft->n_features++] =
			logistic_object_string(&object, "name", NULL);
		feature->kind = logistic_object_word(&object, "type", kind_words, 0);
		if (feature->kind == FTRL_ARRAY)
			feature->n_plain = logistic_object_integer(&object, "length", 0,
													   FTRL_PLAIN_LIMIT, 0);
		else
			feature->n_plain = feature->kind == FTRL_NUMBER ||
				feature->kind == FTRL_BOOLEAN ? 1 : 0;
	}
	logistic_ftrl_place_features(draft);
}

/* Reads pairs of numbers of features. */
static void
read_crosses(FtrlDraft *draft, const LogisticObject *model)
{
	int			length;
	JsonbContainer *array = logistic_object_array(model, "crosses", &length);
	int			i;
	int			j;

	if (length > FTRL_CROSSES_LIMIT)
		value_error("too many crosses");
	draft->crosses = palloc(Max(length, 1) * sizeof(FtrlCross));
	for (i = 0; i < length; i++)
	{
		JsonbValue *pair = getIthJsonbValueFromContainer(array, i);
		double		places[2];

		if (pair->type != jbvBinary ||
			!JsonContainerIsArray(pair->val.binary.data) ||
			JsonContainerSize(pair->val.binary.data) != 2)
			value_error("a cross is no pair of features");
		for (j = 0; j < 2; j++)
		{
			JsonbValue *place =
				getIthJsonbValueFromContainer(pair->val.binary.data, j);

			places[j] = logistic_element_number(model, place, "crosses");
			if (!(places[j] >= 0 && places[j] < draft->n_features) ||
				places[j] != floor(places[j]))
				value_error("a cross is no pair of features");
		}
		draft->crosses[i].first = (int32) places[0];
		draft->crosses[i].second = (int32) places[1];
	}
	draft->n_crosses = length;
}

static void
read_statistics(FtrlDraft *draft, const LogisticObject *model)
{
	FtrlStatistics *statistics = &draft->statistics;
	LogisticObject object;

	(void) logistic_object_child(model, "statistics", "statistics", &object);
	logistic_object_check_keys(&object, statistics_keys);
	logistic_object_require_all(&object, statistics_keys);
	statistics->nobs = logistic_object_integer(&object, "nobs", 0,
											   PG_INT64_MAX, 0);
	statistics->n_skipped = logistic_object_integer(&object, "n_skipped", 0,
													PG_INT64_MAX, 0);
	statistics->n_positive = logistic_object_integer(&object, "n_positive", 0,
													 statistics->nobs, 0);
	statistics->sum_weights =
		logistic_object_finite(&object, "sum_weights", 0.0) + 0.0;
	statistics->sum_weights_positive =
		logistic_object_finite(&object, "sum_weights_positive", 0.0) + 0.0;
	statistics->sum_loss =
		logistic_object_finite(&object, "sum_loss", 0.0) + 0.0;
	if (statistics->sum_weights < 0.0 || statistics->sum_loss < 0.0 ||
		statistics->sum_weights_positive < 0.0 ||
		statistics->sum_weights_positive > statistics->sum_weights)
		value_error("the sums of its statistics contradict each other");
}

static void
read_plain(FtrlDraft *draft, const LogisticObject *model)
{
	int			length;
	JsonbContainer *array = logistic_object_array(model, "plain", &length);
	JsonbIterator *iterator = JsonbIteratorInit(array);
	JsonbIteratorToken token;
	JsonbValue	value;
	int			i = 0;

	if (length != 2 * draft->n_plain)
		value_error(psprintf("number of elements in \"plain\" is %d, but must be %d",
							 length, 2 * draft->n_plain));
	draft->plain = palloc(Max(draft->n_plain, 1) * sizeof(LgFtrlSum));
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LgFtrlSum  *sum = &draft->plain[i / 2];

		if (token != WJB_ELEM)
			continue;
		if (i++ % 2 == 0)
			sum->z = logistic_element_number(model, &value, "plain");
		else
		{
			sum->n = logistic_element_number(model, &value, "plain");
			check_sum(sum);
		}
	}
}

/* Reads records of buckets, which must ascend. */
static void
read_hashed(FtrlDraft *draft, const LogisticObject *model)
{
	const char *text = logistic_object_string(model, "hashed", "");
	int			text_length = strlen(text);
	int			limit = pg_b64_dec_len(text_length);
	unsigned char *records = palloc(limit + 1);
	int			size = pg_b64_decode(text, text_length, (void *) records,
									 limit);
	int64		previous = -1;
	int			i;

	if (size < 0 || size % RECORD_SIZE != 0)
		value_error("\"hashed\" is no list of buckets in base64");
	draft->n_hashed = size / RECORD_SIZE;
	draft->hashed = palloc(size + 1);
	draft->buckets = palloc(size + 1);
	for (i = 0; i < draft->n_hashed; i++)
	{
		const unsigned char *record = records + (Size) i * RECORD_SIZE;
		uint32		bucket;

		memcpy(&bucket, record, sizeof(bucket));
		bucket = pg_ntoh32(bucket);
		if (bucket <= previous || bucket >= UINT32_C(1) << draft->bits)
			value_error("its buckets are not in order, or out of range");
		previous = bucket;
		draft->buckets[i] = bucket;
		draft->hashed[i].z = take_double(record + 4);
		draft->hashed[i].n = take_double(record + 12);
		check_sum(&draft->hashed[i]);
		if (draft->hashed[i].z == 0.0 && draft->hashed[i].n == 0.0)
			value_error("a bucket has learnt nothing");
	}
}

FtrlModel *
logistic_ftrl_parse(Jsonb *json)
{
	FtrlDraft	draft;
	LogisticObject model;
	int64		version;

	if (!JB_ROOT_IS_OBJECT(json))
		value_error("not a JSON object");
	model.json = &json->root;
	model.type = "ftrl_model";
	model.what = "model";
	version = logistic_object_integer(&model, "version", 1, PG_INT16_MAX, 0);
	if (version > FTRL_MODEL_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("ftrl_model has format version %d, but this library reads version %d",
						(int) version, FTRL_MODEL_VERSION),
				 errhint("Update the extension to the version that wrote the model.")));
	logistic_object_check_keys(&model, model_keys);
	logistic_object_require_all(&model, model_keys);

	memset(&draft, 0, sizeof(draft));
	read_label(&draft, &model);
	draft.rates.alpha = logistic_object_finite(&model, "alpha", 0.0);
	draft.rates.beta = logistic_object_finite(&model, "beta", 0.0);
	draft.rates.l1 = logistic_object_finite(&model, "l1", 0.0) + 0.0;
	draft.rates.l2 = logistic_object_finite(&model, "l2", 0.0) + 0.0;
	draft.bits = logistic_object_integer(&model, "bits", 1, LG_FTRL_BITS_MAX,
										 0);
	draft.has_intercept = logistic_object_boolean(&model, "intercept", true);
	logistic_ftrl_check(&draft);
	read_features(&draft, &model);
	read_crosses(&draft, &model);
	read_statistics(&draft, &model);
	read_plain(&draft, &model);
	read_hashed(&draft, &model);
	return logistic_ftrl_build(&draft);
}

/*-------------------------------------------------------------------------
 *
 * options_wire.c
 *		Options of a fit in and out, as bytes of the binary protocol.
 *
 * Every option is sent, in the order below; what comes in is checked as
 * everything else is, by the builder.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "options/options.h"

PG_FUNCTION_INFO_V1(logistic_options_recv);
PG_FUNCTION_INFO_V1(logistic_options_send);

/* A byte that can be 0 or 1. */
static bool
receive_boolean(StringInfo message)
{
	int			byte = pq_getmsgbyte(message);

	if (byte > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid boolean in logistic options: %d", byte)));
	return byte == 1;
}

static const char *
receive_policy(StringInfo message, const char *fallback)
{
	int			byte = pq_getmsgbyte(message);

	if (byte > LOGISTIC_POLICY_FALLBACK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid policy in logistic options: %d", byte)));
	return logistic_policy_name((LogisticPolicy) byte, fallback);
}

/* A byte that stands for one of n words. */
static const char *
receive_word(StringInfo message, const char *const *words, int n)
{
	int			byte = pq_getmsgbyte(message);

	if (byte >= n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid choice in logistic options: %d", byte)));
	return words[byte];
}

/*
 * logistic_options_recv(internal) -> logistic_options, strict
 *
 * Errors: 22P03 for another format or damaged bytes, 08P01 for a message
 * too short, 22023 and 22003 as in the constructor.
 */
Datum
logistic_options_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	LogisticOptionsDraft draft;
	int			version = (int16) pq_getmsgint(message, sizeof(int16));
	int			i;

	logistic_options_check_version(version,
								   ERRCODE_INVALID_BINARY_REPRESENTATION);

	logistic_options_draft(&draft);
	draft.weight_is_null = receive_boolean(message);
	draft.offset_is_null = receive_boolean(message);
	draft.has_intercept = receive_boolean(message);
	draft.on_null = receive_policy(message, "mean");
	draft.on_new_level = receive_policy(message, "reference");
	draft.weight = pq_getmsgfloat8(message);
	draft.logit_offset = pq_getmsgfloat8(message);
	draft.threshold = pq_getmsgfloat8(message);
	draft.tolerance = pq_getmsgfloat8(message);
	draft.has_tolerance = draft.tolerance != 0;
	draft.max_iterations = (int32) pq_getmsgint(message, sizeof(int32));
	if (receive_boolean(message))
		draft.positive = pq_getmsgstring(message);

	/* a reference has at least the zero bytes of its two strings */
	draft.n_references = (int32) pq_getmsgint(message, sizeof(int32));
	if (draft.n_references < 0 ||
		draft.n_references > (message->len - message->cursor) / 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid number of references in logistic options: %d",
						draft.n_references)));
	draft.references = palloc(Max(draft.n_references, 1) *
							  sizeof(LogisticReference));
	for (i = 0; i < draft.n_references; i++)
	{
		draft.references[i].feature = pq_getmsgstring(message);
		draft.references[i].level = pq_getmsgstring(message);
	}
	draft.l2 = pq_getmsgfloat8(message);
	draft.is_standardised = receive_boolean(message);
	draft.is_clustered = receive_boolean(message);
	if (receive_boolean(message))
		draft.cluster = pq_getmsgstring(message);
	if (receive_boolean(message))
		draft.std_error = receive_word(message, logistic_std_error_words,
									   LOGISTIC_ERRORS_NONE);
	draft.class_weight = receive_word(message, logistic_class_weight_words, 2);
	draft.prevalence = pq_getmsgfloat8(message);
	draft.has_prevalence = draft.prevalence != 0;
	draft.method = receive_word(message, logistic_method_words, 2);
	draft.wants_profile = receive_boolean(message);
	draft.l1 = pq_getmsgfloat8(message);
	if (receive_boolean(message))
		draft.label = pq_getmsgstring(message);

	/* a name has at least its zero byte */
	draft.n_names = (int32) pq_getmsgint(message, sizeof(int32));
	if (draft.n_names < 0 ||
		draft.n_names > message->len - message->cursor)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid number of names in logistic options: %d",
						draft.n_names)));
	draft.names = palloc(Max(draft.n_names, 1) * sizeof(char *));
	for (i = 0; i < draft.n_names; i++)
		draft.names[i] = pq_getmsgstring(message);
	PG_RETURN_POINTER(logistic_options_build(&draft));
}

/* logistic_options_send(logistic_options) -> bytea, strict */
Datum
logistic_options_send(PG_FUNCTION_ARGS)
{
	const LogisticOptions *options = PG_GETARG_LOGISTIC_OPTIONS(0);
	const char *positive = logistic_options_positive(options);
	const char *label = logistic_options_label(options);
	const char *name = logistic_options_names(options);
	StringInfoData message;
	int			i;

	pq_begintypsend(&message);
	pq_sendint16(&message, options->version);
	pq_sendbyte(&message, options->weight_is_null);
	pq_sendbyte(&message, options->offset_is_null);
	pq_sendbyte(&message, options->has_intercept);
	pq_sendbyte(&message, options->on_null);
	pq_sendbyte(&message, options->on_new_level);
	pq_sendfloat8(&message, options->weight);
	pq_sendfloat8(&message, options->logit_offset);
	pq_sendfloat8(&message, options->threshold);
	pq_sendfloat8(&message, options->tolerance);
	pq_sendint32(&message, options->max_iterations);
	pq_sendbyte(&message, positive != NULL);
	if (positive != NULL)
		pq_sendstring(&message, positive);
	pq_sendint32(&message, options->n_references);
	for (i = 0; i < options->n_references; i++)
	{
		const char *feature;
		const char *level = logistic_options_nth_reference(options, i,
														   &feature);

		pq_sendstring(&message, feature);
		pq_sendstring(&message, level);
	}
	pq_sendfloat8(&message, options->l2);
	pq_sendbyte(&message, options->is_standardised);
	pq_sendbyte(&message, options->is_clustered);
	pq_sendbyte(&message, options->cluster_length >= 0);
	if (options->cluster_length >= 0)
		pq_sendstring(&message, logistic_options_cluster(options));
	pq_sendbyte(&message, options->std_error !=
				logistic_options_usual_error(options));
	if (options->std_error != logistic_options_usual_error(options))
		pq_sendbyte(&message, options->std_error);
	pq_sendbyte(&message, options->class_weight);
	pq_sendfloat8(&message, options->prevalence);
	pq_sendbyte(&message, options->method);
	pq_sendbyte(&message, options->wants_profile);
	pq_sendfloat8(&message, options->l1);
	pq_sendbyte(&message, label != NULL);
	if (label != NULL)
		pq_sendstring(&message, label);
	pq_sendint32(&message, options->n_names);
	for (i = 0; i < options->n_names; i++)
	{
		pq_sendstring(&message, name);
		name += strlen(name) + 1;
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*-------------------------------------------------------------------------
 *
 * class_state.c
 *		The small state of metrics of many classes: counts by class.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "metrics/class_state.h"
#include "pg/compat.h"

LogisticClassState *
logistic_class_state_make(MemoryContext context)
{
	LogisticClassState *state = MemoryContextAlloc(context, sizeof(*state));

	logistic_dictionary_init(&state->classes, context);
	state->capacity = 8;
	state->counts = MemoryContextAllocZero(context, state->capacity *
										   sizeof(LgClassCounts));
	return state;
}

LgClassCounts *
logistic_class_state_find(LogisticClassState *state, const char *text,
						  int length)
{
	int			code = logistic_dictionary_code(&state->classes, text, length);

	if (code < 0)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("there are more than %d classes",
						LOGISTIC_CODES_LIMIT)));
	if (code >= state->capacity)
	{
		int			old = state->capacity;

		state->capacity *= 2;
		state->counts = repalloc(state->counts, state->capacity *
								 sizeof(LgClassCounts));
		memset(state->counts + old, 0, (state->capacity - old) *
			   sizeof(LgClassCounts));
	}
	return &state->counts[code];
}

void
logistic_class_state_merge(LogisticClassState *state,
						   const LogisticClassState *from)
{
	int			code;

	for (code = 0; code < from->classes.n_keys; code++)
	{
		const LogisticKey *key = &from->classes.keys[code];
		const LgClassCounts *added = &from->counts[code];
		LgClassCounts *counts = logistic_class_state_find(state, key->bytes,
														  key->length);

		counts->support += added->support;
		counts->predicted += added->predicted;
		counts->hits += added->hits;
	}
}

bytea *
logistic_class_state_send(const LogisticClassState *state)
{
	StringInfoData message;
	int			code;

	pq_begintypsend(&message);
	pq_sendint32(&message, state->classes.n_keys);
	for (code = 0; code < state->classes.n_keys; code++)
	{
		const LogisticKey *key = &state->classes.keys[code];
		const LgClassCounts *counts = &state->counts[code];

		pq_sendint32(&message, key->length);
		pq_sendbytes(&message, key->bytes, key->length);
		pq_sendfloat8(&message, counts->support);
		pq_sendfloat8(&message, counts->predicted);
		pq_sendfloat8(&message, counts->hits);
	}
	return pq_endtypsend(&message);
}

LogisticClassState *
logistic_class_state_receive(bytea *bytes)
{
	LogisticClassState *state =
		logistic_class_state_make(CurrentMemoryContext);
	StringInfoData message;
	int			n;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes),
						   VARSIZE_ANY_EXHDR(bytes));
	for (n = pq_getmsgint(&message, 4); n > 0; n--)
	{
		int			length = pq_getmsgint(&message, 4);
		LgClassCounts *counts;

		counts = logistic_class_state_find(state,
										   pq_getmsgbytes(&message, length),
										   length);
		counts->support = pq_getmsgfloat8(&message);
		counts->predicted = pq_getmsgfloat8(&message);
		counts->hits = pq_getmsgfloat8(&message);
	}
	pq_getmsgend(&message);
	pfree(message.data);
	return state;
}

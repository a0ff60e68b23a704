/*-------------------------------------------------------------------------
 *
 * row_content.c
 *		Hashes the arguments of a PostgreSQL call by their values.
 *
 * Numbers count by their value and not by their type; categories by their
 * text.  The hash is implemented here, because the server's own hashes may
 * change between versions and depend on the byte order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "storage/shmem.h"
#include "utils/float.h"

#include "pg/compat.h"
#include "pg/row_content.h"

/* Stands for a NULL in the hash. */
#define NULL_WORD		UINT64CONST(0x6e756c6c6e756c6c)

/* Adds bytes, eight at a time in little-endian order, and their number. */
static uint64
mix_bytes(uint64 hash, const char *bytes, int length)
{
	int			i;
	int			j;

	for (i = 0; i < length; i += 8)
	{
		uint64		word = 0;

		for (j = 0; j < 8 && i + j < length; j++)
			word |= (uint64) (unsigned char) bytes[i + j] << (8 * j);
		hash = logistic_hash_mix(hash, word);
	}
	return logistic_hash_mix(hash, (uint64) length);
}

static uint64
mix_number(uint64 hash, double x)
{
	uint64		word;

	if (x == 0.0)
		x = 0.0;				/* not -0.0 */
	if (isnan(x))
		return logistic_hash_mix(hash, NULL_WORD + 1);
	memcpy(&word, &x, sizeof(word));
	return logistic_hash_mix(hash, word);
}

static uint64
mix_array(uint64 hash, LogisticContent *site, const LogisticReader *reader,
		  Datum value)
{
	int			n = logistic_read_array(reader, value, site->elements,
										site->n_elements);
	int			i;

	if (n < 0)
		return logistic_hash_mix(hash, NULL_WORD);
	if (n > site->n_elements)
	{
		site->elements = repalloc(site->elements, mul_size(n, sizeof(double)));
		site->n_elements = n;
		(void) logistic_read_array(reader, value, site->elements, n);
	}
	for (i = 0; i < n; i++)
		hash = mix_number(hash, site->elements[i]);
	return logistic_hash_mix(hash, (uint64) n);
}

static uint64
mix_category(uint64 hash, const LogisticReader *reader, Datum value)
{
	int			length;
	const char *key = logistic_read_key(reader, &value, &length);

	/* the OID of an enum's label changes with a restore, its text does not */
	if (reader->storage == LOGISTIC_READ_ENUM)
	{
		key = logistic_key_to_text(reader, key, length);
		length = strlen(key);
	}
	return mix_bytes(hash, key, length);
}

/* The elements in their order, those that are NULL left out. */
static uint64
mix_set(uint64 hash, const LogisticReader *reader, Datum value)
{
	Datum	   *elements;
	int			n = logistic_read_set(reader, value, &elements);
	int			i;

	for (i = 0; i < n; i++)
		hash = mix_category(hash, reader, elements[i]);
	pfree(elements);
	return logistic_hash_mix(hash, (uint64) n);
}

LogisticContent *
logistic_content_make(FunctionCallInfo fcinfo, int name, int first)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	LogisticContent *site = MemoryContextAlloc(context, sizeof(*site));
	int			i;

	site->name = name;
	site->first = first;
	site->n = PG_NARGS() - first;
	site->readers = MemoryContextAlloc(context,
									   site->n * sizeof(LogisticReader));
	site->n_elements = 16;
	site->elements = MemoryContextAlloc(context,
										site->n_elements * sizeof(double));
	for (i = 0; i < site->n; i++)
	{
		char		what[32];

		snprintf(what, sizeof(what), "column %d", i + 1);
		logistic_reader_init(&site->readers[i],
							 get_fn_expr_argtype(fcinfo->flinfo, first + i),
							 what, NULL, context);
	}
	return site;
}

uint64
logistic_content_hash(LogisticContent *site, FunctionCallInfo fcinfo)
{
	uint64		hash = 0;
	int			i;

	if (!PG_ARGISNULL(site->name))
	{
		text	   *name = PG_GETARG_TEXT_PP(site->name);

		hash = mix_bytes(hash, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	}
	for (i = 0; i < site->n; i++)
	{
		const LogisticReader *reader = &site->readers[i];
		int			argument = site->first + i;
		Datum		value = PG_GETARG_DATUM(argument);

		if (PG_ARGISNULL(argument))
			hash = logistic_hash_mix(hash, NULL_WORD);
		else if (reader->kind == LOGISTIC_FEATURE_ARRAY)
			hash = mix_array(hash, site, reader, value);
		else if (reader->kind == LOGISTIC_FEATURE_SET)
			hash = mix_set(hash, reader, value);
		else if (reader->kind == LOGISTIC_FEATURE_CATEGORY)
			hash = mix_category(hash, reader, value);
		else
			hash = mix_number(hash, logistic_read_number(reader, value));
	}
	return hash;
}

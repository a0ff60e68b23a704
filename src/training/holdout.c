/*-------------------------------------------------------------------------
 *
 * holdout.c
 *		Which rows are held out of a fit, by a hash of what they hold.
 *
 * A row is held out by its content and the model's name alone: not by its
 * place in the table, the order of the scan, the number of rows or the day.
 * So a row that today's challenger has not seen was not seen by last year's
 * champion either, and the same data give the same answer anywhere.
 *
 * Of rows with the same content each copy is numbered, and the number counts
 * too: data of few distinct rows would else be held out by whole cells, and be
 * judged on cells that the fit has never seen.  Copies do not differ, so it
 * does not matter which of them gets which number.  When a copy is added or
 * deleted, the others keep their places.  Where copies differ in a column that
 * is no content, such as the weight, the order of the scan tells them apart.
 *
 * Numbers count by their value and not by their type; categories by their
 * text.  The hash is written out here, for the server's own ones may change
 * with its version and differ with the byte order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "storage/shmem.h"
#include "utils/float.h"

#include "pg/compat.h"
#include "pg/reader.h"

/* How often a content has come; its hash stands for it. */
typedef struct Copies
{
	uint64		hash;
	uint64		n;				/* 0: the entry is free */
} Copies;

/* The contents that have come, by linear probing. */
typedef struct CopiesTable
{
	Copies	   *entries;
	uint64		size;			/* a power of two */
	uint64		n_used;
} CopiesTable;

#define COPIES_SIZE		1024	/* of the table at first */

/* Values of a call, resolved once. */
typedef struct Site
{
	int			n;
	LogisticReader *readers;
	double	   *elements;		/* of the longest array so far */
	int			n_elements;		/* room there */
	CopiesTable copies;			/* of logistic_holdout_copy alone */
} Site;

/* Stands for a NULL in the hash. */
#define NULL_WORD		UINT64CONST(0x6e756c6c6e756c6c)

/* Adds a word to a hash: the finalizer of splitmix64 (Steele et al. 2014). */
static inline uint64
mix(uint64 hash, uint64 word)
{
	uint64		z = (hash ^ word) + UINT64CONST(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

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
		hash = mix(hash, word);
	}
	return mix(hash, (uint64) length);
}

static uint64
mix_number(uint64 hash, double x)
{
	uint64		word;

	if (x == 0.0)
		x = 0.0;				/* not -0.0 */
	if (isnan(x))
		return mix(hash, NULL_WORD + 1);
	memcpy(&word, &x, sizeof(word));
	return mix(hash, word);
}

static uint64
mix_array(uint64 hash, Site *site, const LogisticReader *reader, Datum value)
{
	int			n = logistic_read_array(reader, value, site->elements,
										site->n_elements);
	int			i;

	if (n < 0)
		return mix(hash, NULL_WORD);
	if (n > site->n_elements)
	{
		site->elements = repalloc(site->elements, mul_size(n, sizeof(double)));
		site->n_elements = n;
		(void) logistic_read_array(reader, value, site->elements, n);
	}
	for (i = 0; i < n; i++)
		hash = mix_number(hash, site->elements[i]);
	return mix(hash, (uint64) n);
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

static Site *
make_site(FunctionCallInfo fcinfo)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	Site	   *site = MemoryContextAlloc(context, sizeof(*site));
	int			i;

	site->n = PG_NARGS() - 1;
	site->readers = MemoryContextAlloc(context,
									   site->n * sizeof(LogisticReader));
	site->n_elements = 16;
	site->elements = MemoryContextAlloc(context,
										site->n_elements * sizeof(double));
	site->copies.entries = NULL;
	for (i = 0; i < site->n; i++)
	{
		char		what[32];

		snprintf(what, sizeof(what), "column %d", i + 1);
		logistic_reader_init(&site->readers[i],
							 get_fn_expr_argtype(fcinfo->flinfo, i + 1), what,
							 NULL, context);
	}
	return site;
}

/* The hash of the name and the content of a call. */
static uint64
hash_call(FunctionCallInfo fcinfo, Site *site)
{
	uint64		hash = 0;
	int			i;

	if (!PG_ARGISNULL(0))
	{
		text	   *name = PG_GETARG_TEXT_PP(0);

		hash = mix_bytes(hash, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	}
	for (i = 0; i < site->n; i++)
	{
		const LogisticReader *reader = &site->readers[i];
		Datum		value = PG_GETARG_DATUM(i + 1);

		if (PG_ARGISNULL(i + 1))
			hash = mix(hash, NULL_WORD);
		else if (reader->kind == LOGISTIC_FEATURE_ARRAY)
			hash = mix_array(hash, site, reader, value);
		else if (reader->kind == LOGISTIC_FEATURE_CATEGORY)
			hash = mix_category(hash, reader, value);
		else
			hash = mix_number(hash, logistic_read_number(reader, value));
	}
	return hash;
}

/* The place of a hash: its upper 53 bits, as many as a double holds. */
static double
place_of(uint64 hash)
{
	return (double) (hash >> 11) / 9007199254740992.0;
}

/*
 * logistic_holdout(name text, VARIADIC content "any") -> float8
 *
 * The place of a row from 0 to 1, 1 excluded, evenly spread: a share s of
 * the rows is held out where the place is below s.  A NULL name counts as an
 * empty one.  Errors: a type that cannot be a feature.
 */
PG_FUNCTION_INFO_V1(logistic_holdout);
Datum
logistic_holdout(PG_FUNCTION_ARGS)
{
	Site	   *site = fcinfo->flinfo->fn_extra;

	if (site == NULL)
		site = fcinfo->flinfo->fn_extra = make_site(fcinfo);
	PG_RETURN_FLOAT8(place_of(hash_call(fcinfo, site)));
}

/* The entry of a hash, or the free one where it belongs. */
static Copies *
find_copies(const CopiesTable *table, uint64 hash)
{
	uint64		i = hash & (table->size - 1);

	while (table->entries[i].n > 0 && table->entries[i].hash != hash)
		i = (i + 1) & (table->size - 1);
	return &table->entries[i];
}

/* Gives a table another size. */
static void
resize(CopiesTable *table, uint64 size, MemoryContext context)
{
	CopiesTable old = *table;
	uint64		i;

	table->entries =
		MemoryContextAllocExtended(context, mul_size(size, sizeof(Copies)),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	table->size = size;
	if (old.entries == NULL)
		return;
	for (i = 0; i < old.size; i++)
		if (old.entries[i].n > 0)
			*find_copies(table, old.entries[i].hash) = old.entries[i];
	pfree(old.entries);
}

/* The number of the copy that comes now, from 1. */
static uint64
number_copy(CopiesTable *table, uint64 hash, MemoryContext context)
{
	Copies	   *copies;

	if (table->entries == NULL)
	{
		table->n_used = 0;
		resize(table, COPIES_SIZE, context);
	}
	copies = find_copies(table, hash);
	if (copies->n == 0)
	{
		/* at most three quarters are used */
		if (table->n_used >= table->size / 4 * 3)
		{
			resize(table, table->size * 2, context);
			copies = find_copies(table, hash);
		}
		copies->hash = hash;
		table->n_used++;
	}
	return ++copies->n;
}

/*
 * logistic_holdout_copy(name text, VARIADIC content "any") -> float8
 *
 * The place of a row as above, but for rows of the same content one each: the
 * first that comes in a query has the place that logistic_holdout() gives, and
 * each further one another.  It takes 16 to 43 bytes for each distinct content
 * while the query runs.  NULL behaviour and errors as above.
 */
PG_FUNCTION_INFO_V1(logistic_holdout_copy);
Datum
logistic_holdout_copy(PG_FUNCTION_ARGS)
{
	Site	   *site = fcinfo->flinfo->fn_extra;
	uint64		hash;
	uint64		number;

	if (site == NULL)
		site = fcinfo->flinfo->fn_extra = make_site(fcinfo);
	hash = hash_call(fcinfo, site);
	number = number_copy(&site->copies, hash, fcinfo->flinfo->fn_mcxt);
	PG_RETURN_FLOAT8(place_of(number == 1 ? hash : mix(hash, number)));
}

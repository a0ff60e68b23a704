/*-------------------------------------------------------------------------
 *
 * dictionary.c
 *		A hash table from the bytes of SQL values to small codes.
 *
 * Open addressing with linear probing, never more than an eighth full.  Nothing
 * is ever removed: a dictionary lives as long as its call site.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "pg/dictionary.h"

#define FIRST_SLOTS		256
#define SLOTS_OF_KEY	8		/* keys hardly ever share a slot */

/* Keys of no more bytes than these are compared as two words. */
#define SHORT_LENGTH	16

/* The bytes of a value, ready to be looked for. */
typedef struct Sought
{
	const char *bytes;
	int			length;
	uint32		hash;
	uint64		words[2];		/* as in LogisticKey */
} Sought;

/* Sets an empty dictionary up. */
void
logistic_dictionary_init(LogisticDictionary *dictionary,
						 MemoryContext context)
{
	dictionary->context = context;
	dictionary->n_keys = 0;
	dictionary->capacity = FIRST_SLOTS / SLOTS_OF_KEY;
	dictionary->n_slots = FIRST_SLOTS;
	dictionary->mask = FIRST_SLOTS - 1;
	dictionary->keys = MemoryContextAlloc(context, dictionary->capacity *
										  sizeof(LogisticKey));
	dictionary->slots = MemoryContextAllocZero(context, FIRST_SLOTS *
											   sizeof(uint16));
}

/* Eight bytes of a key, or all if there are fewer, as a word. */
static inline uint64
first_word(const char *bytes, int length)
{
	uint64		word = 0;
	uint32		half;
	int			i;

	if (length >= 8)
		memcpy(&word, bytes, 8);
	else if (length >= 4)
	{
		/* both halves may have bytes in common */
		memcpy(&half, bytes, 4);
		word = half;
		memcpy(&half, bytes + length - 4, 4);
		word = word << 32 | half;
	}
	else
		for (i = 0; i < length; i++)
			word = word << 8 | (unsigned char) bytes[i];
	return word;
}

/*
 * Hashes a key.  Short ones, as most names of levels are, take some
 * multiplications: their words and their length are all that they are.
 */
static inline Sought
sought_of(const char *bytes, int length)
{
	Sought		sought = {bytes, length, 0, {0, 0}};
	uint64		hash;

	if (length > SHORT_LENGTH)
	{
		sought.hash = hash_bytes((const unsigned char *) bytes, length);
		return sought;
	}
	sought.words[0] = first_word(bytes, length);
	if (length > 8)
		memcpy(&sought.words[1], bytes + length - 8, 8);
	hash = (sought.words[0] ^ (uint64) length) *
		UINT64CONST(0x9e3779b97f4a7c15);
	hash = (hash ^ hash >> 32 ^ sought.words[1]) *
		UINT64CONST(0xd6e8feb86659fd93);
	sought.hash = (uint32) (hash >> 32);
	return sought;
}

/*
 * The slot of a key, or the free one where it belongs.  Words come first: two
 * numbers compared as one would wait for the way through memory.
 */
static inline int
find_slot(const LogisticDictionary *dictionary, Sought sought)
{
	int			slot = sought.hash & dictionary->mask;

	while (dictionary->slots[slot] != 0)
	{
		const LogisticKey *key =
			&dictionary->keys[dictionary->slots[slot] - 1];

		if (key->length == sought.length && key->words[0] == sought.words[0] &&
			key->words[1] == sought.words[1] && key->hash == sought.hash &&
			(key->length <= SHORT_LENGTH ||
			 memcmp(key->bytes, sought.bytes, key->length) == 0))
			break;
		slot = (slot + 1) & dictionary->mask;
	}
	return slot;
}

/* The free slot for a key that no slot has. */
static int
find_free_slot(const LogisticDictionary *dictionary, uint32 hash)
{
	int			slot = hash & dictionary->mask;

	while (dictionary->slots[slot] != 0)
		slot = (slot + 1) & dictionary->mask;
	return slot;
}

/* Doubles the capacity, and enters all keys again. */
static void
enlarge(LogisticDictionary *dictionary)
{
	int			code;

	dictionary->capacity *= 2;
	dictionary->n_slots *= 2;
	dictionary->mask = dictionary->n_slots - 1;
	dictionary->keys = repalloc(dictionary->keys, dictionary->capacity *
								sizeof(LogisticKey));
	pfree(dictionary->slots);
	dictionary->slots = MemoryContextAllocZero(dictionary->context,
											   dictionary->n_slots *
											   sizeof(uint16));
	for (code = 0; code < dictionary->n_keys; code++)
		dictionary->slots[find_free_slot(dictionary,
										 dictionary->keys[code].hash)] =
			code + 1;
}

int
logistic_dictionary_code(LogisticDictionary *dictionary, const char *bytes,
						 int length)
{
	Sought		sought = sought_of(bytes, length);
	int			slot = find_slot(dictionary, sought);
	LogisticKey *key;

	if (dictionary->slots[slot] != 0)
		return dictionary->slots[slot] - 1;
	if (dictionary->n_keys >= LOGISTIC_CODES_LIMIT)
		return -1;
	if (dictionary->n_keys == dictionary->capacity)
	{
		enlarge(dictionary);
		slot = find_free_slot(dictionary, sought.hash);
	}
	key = &dictionary->keys[dictionary->n_keys];
	key->bytes = MemoryContextAlloc(dictionary->context, length + 1);
	memcpy(key->bytes, bytes, length);
	key->bytes[length] = '\0';
	key->length = length;
	key->hash = sought.hash;
	key->words[0] = sought.words[0];
	key->words[1] = sought.words[1];
	dictionary->slots[slot] = ++dictionary->n_keys;
	return dictionary->n_keys - 1;
}

int
logistic_dictionary_find(const LogisticDictionary *dictionary,
						 const char *bytes, int length)
{
	Sought		sought = sought_of(bytes, length);

	return dictionary->slots[find_slot(dictionary, sought)] - 1;
}

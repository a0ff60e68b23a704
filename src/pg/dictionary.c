/*-------------------------------------------------------------------------
 *
 * dictionary.c
 *		A hash table from the bytes of SQL values to small codes.
 *
 * Open addressing with linear probing, never more than half full.  Nothing
 * is ever removed: a dictionary lives as long as its call site.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "pg/dictionary.h"

#define FIRST_SLOTS		64

/* Sets an empty dictionary up. */
void
logistic_dictionary_init(LogisticDictionary *dictionary,
						 MemoryContext context)
{
	dictionary->context = context;
	dictionary->n_keys = 0;
	dictionary->capacity = FIRST_SLOTS / 2;
	dictionary->n_slots = FIRST_SLOTS;
	dictionary->mask = FIRST_SLOTS - 1;
	dictionary->keys = MemoryContextAlloc(context, dictionary->capacity *
										  sizeof(LogisticKey));
	dictionary->slots = MemoryContextAllocZero(context, FIRST_SLOTS *
											   sizeof(uint16));
}

/* The slot of a key, or the free one where it belongs. */
static int
find_slot(const LogisticDictionary *dictionary, const char *bytes, int length,
		  uint32 hash)
{
	int			slot = hash & dictionary->mask;

	while (dictionary->slots[slot] != 0)
	{
		const LogisticKey *key;

		key = &dictionary->keys[dictionary->slots[slot] - 1];
		if (key->hash == hash && key->length == length &&
			memcmp(key->bytes, bytes, length) == 0)
			break;
		slot = (slot + 1) & dictionary->mask;
	}
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
	{
		const LogisticKey *key = &dictionary->keys[code];

		dictionary->slots[find_slot(dictionary, key->bytes, key->length,
									key->hash)] = code + 1;
	}
}

int
logistic_dictionary_code(LogisticDictionary *dictionary, const char *bytes,
						 int length)
{
	uint32		hash = hash_bytes((const unsigned char *) bytes, length);
	int			slot = find_slot(dictionary, bytes, length, hash);
	LogisticKey *key;

	if (dictionary->slots[slot] != 0)
		return dictionary->slots[slot] - 1;
	if (dictionary->n_keys >= LOGISTIC_CODES_LIMIT)
		return -1;
	if (dictionary->n_keys == dictionary->capacity)
	{
		enlarge(dictionary);
		slot = find_slot(dictionary, bytes, length, hash);
	}
	key = &dictionary->keys[dictionary->n_keys];
	key->bytes = MemoryContextAlloc(dictionary->context, length + 1);
	memcpy(key->bytes, bytes, length);
	key->bytes[length] = '\0';
	key->length = length;
	key->hash = hash;
	dictionary->slots[slot] = ++dictionary->n_keys;
	return dictionary->n_keys - 1;
}

int
logistic_dictionary_find(const LogisticDictionary *dictionary,
						 const char *bytes, int length)
{
	uint32		hash = hash_bytes((const unsigned char *) bytes, length);

	return dictionary->slots[find_slot(dictionary, bytes, length, hash)] - 1;
}

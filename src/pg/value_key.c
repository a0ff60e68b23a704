/*-------------------------------------------------------------------------
 *
 * value_key.c
 *		Tells whether two arguments are one and the same flat value.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "pg/value_key.h"

uint64
logistic_value_hash(const void *value, Size size, Size hash_offset)
{
	const unsigned char *bytes = value;
	Size		next = hash_offset + sizeof(uint64);
	uint64		before = hash_bytes_extended(bytes + VARHDRSZ,
											 hash_offset - VARHDRSZ, 0);

	return hash_bytes_extended(bytes + next, size - next, before);
}

void
logistic_value_key_make(LogisticValueKey *key, Datum datum, Size hash_offset,
						MemoryContext context)
{
	const struct varlena *value =
		(const struct varlena *) DatumGetPointer(datum);
	Size		kept;

	key->size = VARSIZE_ANY(value);
	key->hash_offset = hash_offset;
	kept = VARATT_IS_EXTENDED(value) ? key->size :
		hash_offset + sizeof(uint64);
	key->bytes = MemoryContextAlloc(context, kept);
	memcpy(key->bytes, value, kept);
}

bool
logistic_value_key_matches(const LogisticValueKey *key, Datum datum)
{
	const struct varlena *value =
		(const struct varlena *) DatumGetPointer(datum);

	if (key->bytes == NULL || key->size != VARSIZE_ANY(value))
		return false;
	if (VARATT_IS_EXTENDED(value))
		return memcmp(key->bytes, value, key->size) == 0;
	return !VARATT_IS_EXTENDED(key->bytes) &&
		memcmp((const char *) key->bytes + key->hash_offset,
			   (const char *) value + key->hash_offset, sizeof(uint64)) == 0;
}

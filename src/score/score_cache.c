/*-------------------------------------------------------------------------
 *
 * score_cache.c
 *		Cache of scoring plans at a call site, keyed by the bytes of the model.
 *
 * A query may score by one model, or by another one in every row.  Plans are
 * found again by the bytes of the argument as they come, before any
 * detoasting: a plain value by its size and the hash of its content that it
 * carries, a compressed or external one by all bytes of that form.  A pointer
 * is no key, as memory is reused.
 *
 * Together the plans take as much memory as a hash table may, but for the one
 * in use: when they fill it, all are forgotten.  Dropping the oldest one
 * instead would need a list, and would not help if models come round in turns.
 * A plan takes little more than its model does, so that the default of 8 MB (4
 * MB before 15) holds those of 1,500 models of ten numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "score/score_cache.h"

/* Bytes of a compressed value that go into its fingerprint. */
#define FINGERPRINT_BYTES	64

typedef struct Slot
{
	uint64		fingerprint;	/* of the value; the rest is compared too */
	LogisticScoreEntry *entry;
	char		status;			/* of the hash table */
} Slot;

#define SH_PREFIX			logistic_plans
#define SH_ELEMENT_TYPE		Slot
#define SH_KEY_TYPE			uint64
#define SH_KEY				fingerprint
#define SH_HASH_KEY(tb, key)	((uint32) (key))
#define SH_EQUAL(tb, a, b)	((a) == (b))
#define SH_SCOPE			static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

void
logistic_score_cache_init(LogisticScoreCache *cache, MemoryContext parent)
{
	/* without gaps, as plans go all at once; and grown in small steps */
	cache->context = GenerationContextCreate(parent, "logistic_score_cache",
											 0, 8 * 1024, 32 * 1024);
	cache->entries = NULL;
	cache->latest = NULL;
}

void
logistic_score_cache_reset(LogisticScoreCache *cache)
{
	cache->entries = NULL;
	cache->latest = NULL;
	MemoryContextReset(cache->context);
}

/*
 * A number that differs between different values, or nearly always does: the
 * content's hash lies among the first bytes, compressed or not.
 */
static uint64
fingerprint(const struct varlena *value, Size size)
{
	if (!VARATT_IS_EXTENDED(value) && size >= sizeof(LogisticModel))
		return ((const LogisticModel *) value)->hash;
	return hash_bytes_extended((const unsigned char *) value,
							   Min(size, FINGERPRINT_BYTES), 0);
}

LogisticScorePlan *
logistic_score_cache_find_earlier(LogisticScoreCache *cache,
								  const struct varlena *value)
{
	Slot	   *slot;

	if (cache->entries == NULL)
		return NULL;
	slot = logistic_plans_lookup(cache->entries,
								 fingerprint(value, VARSIZE_ANY(value)));
	if (slot == NULL || !logistic_score_entry_matches(slot->entry, value))
		return NULL;
	cache->latest = slot->entry;
	return slot->entry->plan;
}

void
logistic_score_cache_make_room(LogisticScoreCache *cache)
{
	if (MemoryContextMemAllocated(cache->context, false) >=
		work_mem * 1024.0 * hash_mem_multiplier)
		logistic_score_cache_reset(cache);
}

void
logistic_score_cache_keep(LogisticScoreCache *cache,
						  const struct varlena *value,
						  LogisticScorePlan *plan)
{
	LogisticScoreEntry *entry;
	Size		key_size;
	bool		found;

	if (cache->entries == NULL)
		cache->entries = logistic_plans_create(cache->context, 16, NULL);
	entry = MemoryContextAlloc(cache->context, sizeof(*entry));
	entry->plan = plan;
	entry->size = VARSIZE_ANY(value);
	key_size = VARATT_IS_EXTENDED(value) ? entry->size :
		sizeof(LogisticModel);
	entry->key = MemoryContextAlloc(cache->context, key_size);
	memcpy(entry->key, value, key_size);

	/* of two values with the same fingerprint, the later one is found */
	logistic_plans_insert(cache->entries, fingerprint(value, entry->size),
						  &found)->entry = entry;
	cache->latest = entry;
}

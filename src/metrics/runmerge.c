/*-------------------------------------------------------------------------
 *
 * runmerge.c
 *		Merges sorted runs of scores, in memory or in a file, into one.
 *
 * A tournament of losers (Knuth, TAOCP 3, 5.4.1): each inner node remembers
 * who lost there, so that an entry costs one comparison per level.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "metrics/runmerge.h"

/* Words that are read from the file at a time, for each run. */
#define CHUNK_WORDS		4096

/* Makes room for so many sources. */
static void
enlarge(LogisticRunMerge *merge, int n)
{
	int			i;

	if (n <= merge->capacity)
		return;
	if (merge->capacity == 0)
	{
		merge->sources = MemoryContextAlloc(merge->context,
											n * sizeof(*merge->sources));
		merge->keys = MemoryContextAlloc(merge->context,
										 n * sizeof(*merge->keys));
		merge->losers = MemoryContextAlloc(merge->context,
										   n * sizeof(*merge->losers));
	}
	else
	{
		merge->sources = repalloc(merge->sources, n * sizeof(*merge->sources));
		merge->keys = repalloc(merge->keys, n * sizeof(*merge->keys));
		merge->losers = repalloc(merge->losers, n * sizeof(*merge->losers));
	}
	for (i = merge->capacity; i < n; i++)
		merge->sources[i].chunk = NULL;
	merge->capacity = n;
}

void
logistic_runmerge_refill(LogisticRunMerge *merge, LogisticRunSource *source)
{
	int64		words = Min(source->left, CHUNK_WORDS);

	CHECK_FOR_INTERRUPTS();
	if (words == 0)
		return;
	if (source->chunk == NULL)
		source->chunk = MemoryContextAlloc(merge->context,
										   CHUNK_WORDS * sizeof(uint64));
	logistic_spill_file_read(merge->space, source->offset,
							 (char *) source->chunk, words * sizeof(uint64));
	source->offset += words * sizeof(uint64);
	source->left -= words;
	source->at = source->chunk;
	source->end = source->chunk + words;
}

/* Points a source to the first entry of a run. */
static void
open_source(LogisticRunMerge *merge, LogisticRunSource *source,
			const LogisticRun *run)
{
	source->width = run->width;
	source->at = source->end = run->memory;
	source->offset = run->offset;
	source->left = 0;
	if (run->memory != NULL)
		source->end = run->memory + run->n * run->width;
	else
	{
		source->left = run->n * run->width;
		logistic_runmerge_refill(merge, source);
	}
}

void
logistic_runmerge_start(LogisticRunMerge *merge, const LogisticRun *runs,
						int n_runs)
{
	int			i;

	enlarge(merge, n_runs);
	merge->n_sources = n_runs;
	for (i = 0; i < n_runs; i++)
	{
		LogisticRunSource *source = &merge->sources[i];

		open_source(merge, source, &runs[i]);
		merge->keys[i] = source->at < source->end ? source->at[0] :
			LOGISTIC_NO_KEY;
		merge->losers[i] = -1;
	}

	/* enter them one by one; the first at a node waits for its opponent */
	for (i = 0; i < n_runs; i++)
	{
		int			player = i;
		int			node;

		for (node = (i + n_runs) / 2; node > 0; node /= 2)
		{
			int			rival = merge->losers[node];

			if (rival < 0)
			{
				merge->losers[node] = player;
				break;
			}
			if (logistic_runmerge_before(merge, rival, player))
			{
				merge->losers[node] = player;
				player = rival;
			}
		}
		if (node == 0)
			merge->winner = player;
	}
}

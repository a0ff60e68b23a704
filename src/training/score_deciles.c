/*-------------------------------------------------------------------------
 *
 * score_deciles.c
 *		The deciles of the scores of rows, as percentile_disc() has them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"

#include "core/numeric/radix_sort.h"
#include "model/model.h"
#include "pg/large_memory.h"
#include "training/score_deciles.h"

void
logistic_score_deciles_init(LogisticScoreDeciles *deciles, int64 capacity)
{
	deciles->keys = logistic_large_alloc(CurrentMemoryContext,
										 (capacity + 1) * sizeof(uint64));
	deciles->n = 0;
	deciles->capacity = capacity;
}

void
logistic_score_deciles_add(LogisticScoreDeciles *deciles, double score)
{
	Assert(deciles->n < deciles->capacity);
	/* the complement: keys are to ascend as scores do */
	deciles->keys[deciles->n++] = ~lg_radix_key(score);
}

ArrayType *
logistic_score_deciles_finish(LogisticScoreDeciles *deciles)
{
	static const double shares[LOGISTIC_DECILES] = {
		0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9
	};
	Datum		scores[LOGISTIC_DECILES];
	ArrayType  *result = NULL;
	uint64	   *scratch;
	int			i;

	if (deciles->n > 0)
	{
		scratch = logistic_large_alloc(CurrentMemoryContext,
									   deciles->n * sizeof(uint64));
		lg_radix_sort(deciles->keys, scratch, deciles->n, 1);
		pfree(scratch);
		for (i = 0; i < LOGISTIC_DECILES; i++)
		{
			/* the first score that so many rows do not exceed */
			int64		place = (int64) ceil(shares[i] * deciles->n);

			scores[i] = Float8GetDatum(lg_radix_double(~deciles->keys[place - 1]));
		}
		result = construct_array(scores, LOGISTIC_DECILES, FLOAT8OID,
								 sizeof(float8), FLOAT8PASSBYVAL,
								 TYPALIGN_DOUBLE);
	}
	pfree(deciles->keys);
	return result;
}

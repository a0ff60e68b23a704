/*-------------------------------------------------------------------------
 *
 * strata.c
 *		Rows in strata: one stratum at a time, and its pairs.
 *
 * A pair is the difference of a case and a control of a stratum, as a row of
 * its own whose label is that of a case.  The conditional likelihood depends
 * on these differences alone: a column that is zero in all pairs, or a
 * combination of others there, cannot be estimated, and a direction that
 * separates all pairs separates the strata.  In strata of one case and one
 * control it is the likelihood of their pairs without an intercept (Breslow &
 * Day, Statistical Methods in Cancer Research 1, section 7.1).
 *
 *-------------------------------------------------------------------------
 */
#include "core/data/strata.h"

#include "core/numeric/cut.h"

/* Lays the arrays out; returns their size. */
static size_t
lay_out(LgStrata *strata, char *base)
{
	size_t		n = strata->n_terms;
	size_t		n_rows = strata->largest;
	size_t		used = 0;

	strata->x = lg_cut(base, &used, n_rows * n * sizeof(double));
	strata->z = lg_cut(base, &used, n_rows * n * sizeof(double));
	strata->offset = lg_cut(base, &used, n_rows * sizeof(double));
	strata->score = lg_cut(base, &used, n_rows * sizeof(double));
	strata->is_case = lg_cut(base, &used, n_rows * sizeof(bool));
	strata->is_kept = lg_cut(base, &used, n_rows * sizeof(bool));
	strata->subsets = lg_cut(base, &used,
							 lg_strata_subsets(strata, strata->n_terms) *
							 sizeof(double));
	strata->differences = lg_cut(base, &used,
								 n * LG_BLOCK_ROWS * sizeof(double));
	strata->columns = lg_cut(base, &used, n * sizeof(double *));
	return used;
}

/* The bytes of workspace that strata need, once the question is known. */
size_t
lg_strata_workspace(const LgStrata *strata)
{
	LgStrata	copy = *strata;

	return lay_out(&copy, NULL);
}

/* The next row of the source is known; false at the end. */
static bool
has_row(LgStrata *strata)
{
	if (strata->at < strata->block.n_rows)
		return true;
	strata->at = 0;
	strata->block.n_rows = 0;
	return strata->source->next(strata->source->host, &strata->block);
}

/* Takes the next row of the source into the stratum. */
static void
take_row(LgStrata *strata)
{
	const LgBlock *block = &strata->block;
	double	   *x = strata->x + (size_t) strata->n_rows * strata->n_terms;
	int			row = strata->at++;
	int			j;

	for (j = 0; j < strata->n_terms; j++)
		x[j] = lg_term_raw(&strata->terms[j], block, row);
	strata->offset[strata->n_rows] = block->offsets ? block->offsets[row] : 0.0;
	strata->is_case[strata->n_rows] = block->labels[row] == strata->positive;
	strata->n_cases += strata->is_case[strata->n_rows];
	strata->n_rows++;
}

/* Reads the next stratum; false at the end. */
bool
lg_strata_next(LgStrata *strata)
{
	uint64_t	key;

	strata->n_rows = strata->n_cases = 0;
	if (!has_row(strata))
		return false;
	key = strata->block.strata[strata->at];
	strata->cluster = strata->block.clusters ?
		strata->block.clusters[strata->at] : key;
	do
		take_row(strata);
	while (strata->n_rows < strata->largest && has_row(strata) &&
		   strata->block.strata[strata->at] == key);
	return true;
}

static void
rewind_pairs(void *host)
{
	LgStrata   *strata = host;

	strata->source->rewind(strata->source->host);
	strata->block.n_rows = strata->at = 0;
	strata->n_rows = strata->n_cases = 0;
	strata->next_case = strata->next_control = 0;
}

/* Goes to the next pair of the stratum that is held; false: there is none. */
static bool
find_pair(LgStrata *strata)
{
	for (; strata->next_case < strata->n_rows; strata->next_case++)
	{
		if (!strata->is_case[strata->next_case])
			continue;
		while (strata->next_control < strata->n_rows &&
			   strata->is_case[strata->next_control])
			strata->next_control++;
		if (strata->next_control < strata->n_rows)
			return true;
		strata->next_control = 0;
	}
	return false;
}

/* Goes to the next pair of all; false at the end. */
static bool
find_next_pair(LgStrata *strata)
{
	while (!find_pair(strata))
	{
		if (!lg_strata_next(strata))
			return false;
		strata->next_case = strata->next_control = 0;
	}
	return true;
}

static bool
next_pairs(void *host, LgBlock *block)
{
	LgStrata   *strata = host;
	int			n_terms = strata->n_terms;
	int			n = 0;
	int			j;

	while (n < LG_BLOCK_ROWS && find_next_pair(strata))
	{
		const double *a = strata->x + (size_t) strata->next_case * n_terms;
		const double *b = strata->x + (size_t) strata->next_control * n_terms;

		for (j = 0; j < n_terms; j++)
			strata->differences[j * LG_BLOCK_ROWS + n] = a[j] - b[j];
		strata->offsets[n] = strata->offset[strata->next_case] -
			strata->offset[strata->next_control];
		strata->clusters[n++] = strata->cluster;
		strata->next_control++;
	}
	block->n_rows = n;
	block->numbers = strata->columns;
	block->codes = NULL;
	block->labels = strata->labels;
	block->weights = NULL;
	block->frequencies = NULL;
	block->offsets = strata->offsets;
	block->clusters = strata->clusters;
	block->strata = NULL;
	block->ahead = NULL;
	block->ahead_size = 0;
	return n > 0;
}

/* Passes over blocks of pairs, as many as fit. */
static int64_t
skip_pairs(void *host, int64_t n_rows)
{
	LgStrata   *strata = host;
	int64_t		n = 0;

	for (; n < n_rows / LG_BLOCK_ROWS * LG_BLOCK_ROWS &&
		 find_next_pair(strata); n++)
		strata->next_control++;
	return n;
}

static void
check_pairs(void *host)
{
	LgStrata   *strata = host;

	strata->source->check(strata->source->host);
}

static void
tell_step(void *host, int n_steps, double length)
{
	LgStrata   *strata = host;

	strata->source->step(strata->source->host, n_steps, length);
}

/* Sets the arrays up, and the pairs as rows. */
void
lg_strata_start(LgStrata *strata, void *workspace)
{
	int			i;
	int			j;

	(void) lay_out(strata, workspace);
	for (j = 0; j < strata->n_terms; j++)
		strata->columns[j] = strata->differences + j * LG_BLOCK_ROWS;
	for (i = 0; i < LG_BLOCK_ROWS; i++)
		strata->labels[i] = (uint8_t) strata->positive;
	strata->pairs = *strata->source;
	strata->pairs.host = strata;
	strata->pairs.n_rows = strata->n_pairs;
	strata->pairs.rewind = rewind_pairs;
	strata->pairs.next = next_pairs;
	strata->pairs.skip = skip_pairs;
	strata->pairs.check = check_pairs;
	strata->pairs.step = strata->source->step ? tell_step : NULL;
	rewind_pairs(strata);
}

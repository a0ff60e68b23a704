/*-------------------------------------------------------------------------
 *
 * one_class_levels.c
 *		The solver's search for levels that separate, as all rows have one label.
 *
 * Such a level separates by itself: the likelihood grows for ever along its
 * own coefficient, and its rows tell nothing about any other.  That is a
 * count, made in one pass, where the search for a direction (separation.c)
 * costs several fits.  Without the rows of these levels others may have one
 * class left, so the count is repeated until it finds none.
 *
 * Directions that separate.  Let N be the span of the indicators of the
 * levels removed, and let all directions that vanish on the rows that are
 * kept lie in N.  A row that was removed, of label s = +-1, then asks of the
 * coefficients a of its removed levels that s sum a >= 0.  By Farkas' lemma a
 * level's coefficient has the sign s in every direction that separates
 * exactly when s e_level is a sum of such rows with weights >= 0.  A row of
 * that level alone is one; and so is a row whose other levels have the
 * opposite sign already.
 *
 *-------------------------------------------------------------------------
 */
#include "core/solver/one_class_levels.h"

#include <string.h>

#include "core/numeric/cut.h"

/* After this many rounds the search for directions takes over. */
#define MAX_ROUNDS	6

/* Both labels were seen. */
#define MIXED		3

/* The number of columns of a kind that the terms refer to. */
static int
count_columns(const LgTerm *terms, int n_terms, LgTermKind kind)
{
	int			n = 0;
	int			j;

	for (j = 0; j < n_terms; j++)
		if (terms[j].kind == kind && terms[j].column >= n)
			n = terms[j].column + 1;
	return n;
}

/*
 * Lays the arrays out; returns the bytes that they take.  A column that no
 * term has codes of has one place, that of the reference.
 */
static size_t
lay_out(LgLevels *levels, const LgTerm *terms, int n_terms, char *base)
{
	int			n_columns = count_columns(terms, n_terms, LG_TERM_CODE);
	size_t		used = 0;
	size_t		n_places = n_columns;
	int			c;
	int			j;

	levels->n_columns = n_columns;
	levels->first = lg_cut(base, &used, (n_columns + 1) * sizeof(int));
	for (c = 0; c < n_columns; c++)
	{
		int			width = 0;

		for (j = 0; j < n_terms; j++)
			if (terms[j].kind == LG_TERM_CODE && terms[j].column == c &&
				terms[j].code >= width)
				width = terms[j].code + 1;
		if (base)
			levels->first[c] = (int) n_places - n_columns + c;
		n_places += width;
	}
	if (base)
		levels->first[n_columns] = (int) n_places;
	levels->level_of = lg_cut(base, &used, n_places * sizeof(int));
	levels->levels = lg_cut(base, &used,
						 (n_terms + n_columns) * sizeof(LgLevel));
	return used;
}

/* The bytes of workspace that the levels of these terms take. */
size_t
lg_levels_size(const LgTerm *terms, int n_terms)
{
	LgLevels	levels;

	return lay_out(&levels, terms, n_terms, NULL);
}

/* Makes the levels of a design: first the references, then the terms. */
void
lg_levels_start(LgLevels *levels, const LgDesign *design, void *workspace)
{
	int			c;
	int			j;
	int			k;

	(void) lay_out(levels, design->terms, design->n_terms, workspace);
	levels->rows = design->rows;
	levels->positive = design->positive;
	levels->has_intercept = design->has_intercept;
	levels->n_levels = levels->n_removed = 0;
	levels->n_kept = design->rows->n_rows;
	memset(levels->levels, 0,
		   (design->n_terms + levels->n_columns) * sizeof(LgLevel));
	for (c = 0; c < levels->n_columns; c++)
	{
		levels->levels[c].column = c;
		levels->levels[c].term = -1;
		for (k = levels->first[c]; k < levels->first[c + 1]; k++)
			levels->level_of[k] = c;
	}
	levels->n_levels = levels->n_columns;
	for (j = 0; j < design->n_terms; j++)
	{
		const LgTerm *term = &design->terms[j];

		if (term->kind != LG_TERM_CODE)
			continue;
		levels->level_of[levels->first[term->column] + term->code] =
			levels->n_levels;
		levels->levels[levels->n_levels].column = term->column;
		levels->levels[levels->n_levels++].term = j;
	}
}

/* Whether a row has a level that was removed before this round. */
static bool
is_removed(const LgLevels *levels, const LgBlock *block, int row)
{
	int			c;

	for (c = 0; c < levels->n_columns; c++)
		if (levels->levels[lg_level_at(levels, block, c, row)].round > 0)
			return true;
	return false;
}

/*
 * Notes the labels of every level that is not removed, among rows that are
 * not; ends early when all levels have both labels and no row is removed.
 */
static void
look_at_labels(LgLevels *levels)
{
	LgRows	   *rows = levels->rows;
	int			n_open = levels->n_levels;
	LgBlock		block;
	int			c;
	int			i;

	for (i = 0; i < levels->n_levels; i++)
		levels->levels[i].seen = 0;
	levels->n_kept = 0;
	rows->rewind(rows->host);
	while ((n_open > 0 || levels->n_removed > 0) &&
		   rows->next(rows->host, &block))
	{
		int			n_kept = block.n_rows;

		rows->check(rows->host);
		for (i = 0; i < block.n_rows; i++)
		{
			unsigned	label = block.labels[i] == levels->positive ? 2 : 1;

			if (levels->n_removed > 0 && is_removed(levels, &block, i))
			{
				n_kept--;
				continue;
			}
			for (c = 0; c < levels->n_columns; c++)
			{
				LgLevel    *level =
					&levels->levels[lg_level_at(levels, &block, c, i)];

				if ((level->seen & label) != 0)
					continue;
				level->seen |= label;
				n_open -= level->seen == MIXED;
			}
		}
		levels->n_kept += n_kept;
	}
}

/*
 * Finds the levels of one class.  The reference has no column of its own:
 * without an intercept nothing can make its indicator, and it is passed over.
 * After too many rounds none counts as found.
 */
void
lg_levels_find(LgLevels *levels)
{
	int			round;
	int			n_found = 1;
	int			i;

	for (round = 1; n_found > 0 && round <= MAX_ROUNDS; round++)
	{
		look_at_labels(levels);
		n_found = 0;
		for (i = 0; i < levels->n_levels; i++)
		{
			LgLevel    *level = &levels->levels[i];

			if (level->seen == 0 || level->seen == MIXED ||
				(level->term < 0 && !levels->has_intercept))
				continue;
			level->round = round;
			level->class_sign = level->seen == 2 ? 1 : -1;
			n_found++;
		}
		levels->n_removed += n_found;
	}
	if (n_found > 0)
		levels->n_removed = 0;
}

/* Whether a term that runs off among the rows kept plays a part in a row. */
static bool
has_part(const LgTerm *terms, int n_terms, const bool *runs_off,
		 const LgBlock *block, int row)
{
	int			j;

	for (j = 0; j < n_terms; j++)
		if (runs_off[j] && lg_term_raw(&terms[j], block, row) != 0.0)
			return true;
	return false;
}

/* Learns signs from one row; true if one was not known before. */
static bool
learn_sign(LgLevels *levels, const LgBlock *block, int row)
{
	int			label = block->labels[row] == levels->positive ? 1 : -1;
	LgLevel    *unknown = NULL;
	int			c;

	for (c = 0; c < levels->n_columns; c++)
	{
		LgLevel    *level =
			&levels->levels[lg_level_at(levels, block, c, row)];

		if (level->round == 0 || level->sign == -label)
			continue;
		if (unknown != NULL || level->sign == label)
			return false;
		unknown = level;
	}
	if (unknown == NULL)
		return false;
	unknown->sign = label;
	return true;
}

/*
 * Finds the signs of the levels removed.  "runs_off" tells which terms have
 * no limit among the rows kept: a row with a part of them says nothing.
 */
void
lg_levels_sign(LgLevels *levels, const LgTerm *terms, int n_terms,
			   const bool *runs_off)
{
	LgRows	   *rows = levels->rows;
	bool		has_learnt = true;
	int			n_unknown = levels->n_removed;
	bool		any_runs_off = false;
	LgBlock		block;
	int			i;

	for (i = 0; i < n_terms; i++)
		any_runs_off |= runs_off[i];
	while (has_learnt && n_unknown > 0)
	{
		has_learnt = false;
		rows->rewind(rows->host);
		while (n_unknown > 0 && rows->next(rows->host, &block))
		{
			rows->check(rows->host);
			for (i = 0; i < block.n_rows; i++)
				if (!(any_runs_off &&
					  has_part(terms, n_terms, runs_off, &block, i)) &&
					learn_sign(levels, &block, i))
				{
					has_learnt = true;
					n_unknown--;
				}
		}
	}
}

/* Lays the buffers out; returns the bytes that they take. */
static size_t
lay_out_kept(LgKeptRows *kept, const LgTerm *terms, int n_terms, char *base)
{
	size_t		n_numbers = count_columns(terms, n_terms, LG_TERM_NUMBER);
	size_t		n_codes = count_columns(terms, n_terms, LG_TERM_CODE);
	size_t		used = 0;

	kept->n_numbers = (int) n_numbers;
	kept->numbers = lg_cut(base, &used,
						n_numbers * LG_BLOCK_STRIDE * sizeof(double));
	kept->codes = lg_cut(base, &used,
					  n_codes * LG_BLOCK_STRIDE * sizeof(uint16_t));
	kept->number_columns = lg_cut(base, &used, n_numbers * sizeof(double *));
	kept->code_columns = lg_cut(base, &used, n_codes * sizeof(uint16_t *));
	return used;
}

/* The bytes of workspace that the rows kept take. */
size_t
lg_kept_rows_size(const LgTerm *terms, int n_terms)
{
	LgKeptRows	kept;

	return lay_out_kept(&kept, terms, n_terms, NULL);
}

static void
rewind_kept(void *host)
{
	LgRows	   *rows = ((LgKeptRows *) host)->levels->rows;

	rows->rewind(rows->host);
}

static int64_t
skip_kept(void *host, int64_t n_rows)
{
	LgRows	   *rows = ((LgKeptRows *) host)->levels->rows;

	return rows->skip(rows->host, n_rows);
}

static void
check_kept(void *host)
{
	LgRows	   *rows = ((LgKeptRows *) host)->levels->rows;

	rows->check(rows->host);
}

static void
step_kept(void *host, int n_steps, double length)
{
	LgRows	   *rows = ((LgKeptRows *) host)->levels->rows;

	rows->step(rows->host, n_steps, length);
}

/* Copies the rows of a block that are kept. */
static void
copy_block(LgKeptRows *kept, const LgBlock *from, const int *some, int n,
		   LgBlock *block)
{
	int			c;
	int			i;

	for (c = 0; c < kept->n_numbers; c++)
		for (i = 0; i < n; i++)
			kept->numbers[c * LG_BLOCK_STRIDE + i] =
				from->numbers[c][some[i]];
	for (c = 0; c < kept->levels->n_columns; c++)
		for (i = 0; i < n; i++)
			kept->codes[c * LG_BLOCK_STRIDE + i] = from->codes[c][some[i]];
	for (i = 0; i < n; i++)
	{
		kept->labels[i] = from->labels[some[i]];
		if (from->weights)
			kept->weights[i] = from->weights[some[i]];
		if (from->offsets)
			kept->offsets[i] = from->offsets[some[i]];
		if (from->clusters)
			kept->clusters[i] = from->clusters[some[i]];
		if (from->frequencies)
			kept->frequencies[i] = from->frequencies[some[i]];
	}
	memset(block, 0, sizeof(*block));
	block->n_rows = n;
	block->numbers = kept->number_columns;
	block->codes = kept->code_columns;
	block->labels = kept->labels;
	block->weights = from->weights ? kept->weights : NULL;
	block->offsets = from->offsets ? kept->offsets : NULL;
	block->clusters = from->clusters ? kept->clusters : NULL;
	block->frequencies = from->frequencies ? kept->frequencies : NULL;
}

/* The next block that has rows to keep. */
static bool
next_kept(void *host, LgBlock *block)
{
	LgKeptRows *kept = host;
	LgRows	   *rows = kept->levels->rows;
	int			some[LG_BLOCK_ROWS];
	LgBlock		from = {0};
	int			n = 0;
	int			i;

	while (n == 0)
	{
		if (!rows->next(rows->host, &from))
			return false;
		for (i = 0; i < from.n_rows; i++)
			if (!is_removed(kept->levels, &from, i))
				some[n++] = i;
	}
	copy_block(kept, &from, some, n, block);
	return true;
}

/*
 * Sets the rows up that have no level of one class; "terms" are those of the
 * levels, and the workspace has lg_kept_rows_size() bytes for them.
 */
void
lg_kept_rows_start(LgKeptRows *kept, const LgLevels *levels,
				   const LgTerm *terms, int n_terms, void *workspace)
{
	int			c;

	memset(kept, 0, sizeof(*kept));
	(void) lay_out_kept(kept, terms, n_terms, workspace);
	kept->levels = levels;
	for (c = 0; c < kept->n_numbers; c++)
		kept->number_columns[c] = kept->numbers + c * LG_BLOCK_STRIDE;
	for (c = 0; c < levels->n_columns; c++)
		kept->code_columns[c] = kept->codes + c * LG_BLOCK_STRIDE;
	kept->rows.host = kept;
	kept->rows.n_rows = levels->n_kept;
	kept->rows.rewind = rewind_kept;
	kept->rows.next = next_kept;
	kept->rows.skip = skip_kept;
	kept->rows.check = check_kept;
	kept->rows.step = levels->rows->step ? step_kept : NULL;
}

/*-------------------------------------------------------------------------
 *
 * table.h
 *		Small tables of random rows, and fits of them, for unit tests.
 *
 *-------------------------------------------------------------------------
 */
#ifndef TABLE_H
#define TABLE_H

#include "core/regression/regression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef MAX_ROWS
#define MAX_ROWS	600
#define MAX_COLUMNS 4
#endif

/* A table in memory, handed out in blocks of a chosen size. */
typedef struct Table
{
	int			n_rows;
	int			n_columns;
	int			block;			/* rows of a block */
	bool		has_intercept;
	double		x[MAX_COLUMNS][MAX_ROWS];
	unsigned char y[MAX_ROWS];
	double		weight[MAX_ROWS];
	double		offset[MAX_ROWS];
	bool		has_clusters;
	uint64_t	cluster[MAX_ROWS];
	LgRegression options;		/* of a fit: penalty, prior, meat ...; zero: the
								 * plain one */
	int			at;
	const double *columns[MAX_COLUMNS];
} Table;

/* A fit with its answer's arrays. */
typedef struct Answer
{
	LgStatus	status;
	LgRegression regression;
	LgTerm		terms[MAX_COLUMNS + 1];
	void	   *workspace;
} Answer;

static inline void
rewind_table(void *host)
{
	((Table *) host)->at = 0;
}

static inline bool
next_block(void *host, LgBlock *block)
{
	Table	   *table = host;
	int			j;

	if (table->at >= table->n_rows)
		return false;
	block->n_rows = table->n_rows - table->at < table->block ?
		table->n_rows - table->at : table->block;
	for (j = 0; j < table->n_columns; j++)
		table->columns[j] = table->x[j] + table->at;
	block->numbers = table->columns;
	block->codes = NULL;
	block->labels = table->y + table->at;
	block->weights = table->weight + table->at;
	block->offsets = table->offset + table->at;
	block->frequencies = NULL;
	block->clusters = table->has_clusters ? table->cluster + table->at : NULL;
	table->at += block->n_rows;
	return true;
}

static inline int64_t
skip_blocks(void *host, int64_t n_rows)
{
	Table	   *table = host;
	int64_t		n_skipped = 0;
	int			size = table->block;

	while (table->at < table->n_rows)
	{
		if (table->n_rows - table->at < size)
			size = table->n_rows - table->at;
		if (n_skipped + size > n_rows)
			break;
		n_skipped += size;
		table->at += size;
	}
	return n_skipped;
}

static inline void
check_nothing(void *host)
{
	(void) host;
}

/* The rows of a table, as a solver sees them. */
static inline LgRows
rows_of(Table *table)
{
	LgRows		rows = {
		.host = table, .n_rows = table->n_rows, .rewind = rewind_table,
		.next = next_block, .skip = skip_blocks, .check = check_nothing
	};

	return rows;
}

/* Fits rows that have the columns of a table. */
static inline void
fit_rows(LgRows *rows, const Table *table, Answer *answer)
{
	LgRegression *regression = &answer->regression;
	int			first = table->has_intercept ? 1 : 0;
	int			j;

	memset(answer, 0, sizeof(*answer));
	*regression = table->options;
	answer->terms[0].kind = LG_TERM_INTERCEPT;
	for (j = 0; j < table->n_columns; j++)
	{
		answer->terms[j + first].kind = LG_TERM_NUMBER;
		answer->terms[j + first].column = j;
	}
	regression->rows = rows;
	regression->n_terms = table->n_columns + first;
	regression->terms = answer->terms;
	regression->has_intercept = table->has_intercept;
	regression->positive = 1;
	regression->max_iterations = 100;
	regression->tolerance = LG_DEFAULT_TOLERANCE;
	answer->workspace = malloc(lg_regression_workspace(regression));
	answer->status = lg_regression_fit(regression, answer->workspace);
}

static inline void
fit(Table *table, Answer *answer)
{
	LgRows		rows = rows_of(table);

	fit_rows(&rows, table, answer);
}

/* Random numbers of no quality, the same everywhere (Knuth's MMIX). */
static inline double
uniform(void)
{
	static unsigned long long state = 42;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (double) (state >> 11) * 0x1p-53;
}

/* n rows of two columns, and labels that depend on them. */
static inline void
fill(Table *table, int n)
{
	int			i;

	memset(table, 0, sizeof(*table));
	table->n_rows = n;
	table->n_columns = 2;
	table->block = LG_BLOCK_ROWS;
	table->has_intercept = true;
	for (i = 0; i < n; i++)
	{
		table->x[0][i] = uniform() * 4.0 - 2.0;
		table->x[1][i] = uniform() + 0.5 * table->x[0][i];
		table->y[i] = uniform() <
			1.0 / (1.0 + exp(0.5 - table->x[0][i] + 2.0 * table->x[1][i]));
		table->weight[i] = 1.0;
	}
}

/* The largest relative difference of estimates and errors. */
static inline double
difference(const Answer *a, const Answer *b)
{
	double		worst = 0.0;
	int			j;

	for (j = 0; j < a->regression.n_terms; j++)
	{
		worst = fmax(worst, fabs(a->regression.estimate[j] /
								 b->regression.estimate[j] - 1.0));
		worst = fmax(worst, fabs(a->regression.std_error[j] /
								 b->regression.std_error[j] - 1.0));
	}
	return worst;
}

#endif							/* TABLE_H */

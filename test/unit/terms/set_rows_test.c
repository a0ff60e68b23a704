/*-------------------------------------------------------------------------
 *
 * set_rows_test.c
 *		Sets as columns of 0 and 1: which are marked, and that blocks end.
 *
 *-------------------------------------------------------------------------
 */
#include "core/terms/set_rows.h"

#include <string.h>

#include "core/terms/filled_rows.h"
#include "core/terms/term_rows.h"
#include "tap.h"

#define NONE		LG_NO_CODE		/* no further element */
#define MISSING		LG_MISSING_CODE
#define ROWS		5
#define BLOCK		3			/* rows of the first block; the rest is another */

static const double x[ROWS] = {1, 2, 3, 4, 5};

/* Two sets of two columns each, behind a column of other codes. */
static const uint16_t codes[5][ROWS] = {
	{7, 7, 7, 7, 7},
	{0, 1, 2, NONE, 3},
	{1, NONE, 3, NONE, 9},
	{0, MISSING, NONE, 0, NONE},
	{NONE, NONE, NONE, NONE, NONE},
};

/* By code: element 2 has no column, 1 and 3 share one. */
static const uint16_t first_places[] = {0, 1, LG_NO_CODE, 1};
static const uint16_t second_places[] = {0};

static int	at = 0;
static int	n_checks = 0;

static void
rewind_rows(void *host)
{
	(void) host;
	at = 0;
}

static bool
next_rows(void *host, LgBlock *block)
{
	static const double *numbers[1];
	static const uint16_t *columns[5];
	int			j;

	(void) host;
	if (at == ROWS)
		return false;
	memset(block, 0, sizeof(*block));
	block->n_rows = at == 0 ? BLOCK : ROWS - BLOCK;
	numbers[0] = x + at;
	for (j = 0; j < 5; j++)
		columns[j] = codes[j] + at;
	block->numbers = numbers;
	block->codes = columns;
	at += block->n_rows;
	return true;
}

static int64_t
skip_rows(void *host, int64_t n_rows)
{
	(void) host;
	if (at > 0 || n_rows < BLOCK)
		return 0;
	at = BLOCK;
	return BLOCK;
}

static void
check_host(void *host)
{
	(void) host;
	n_checks++;
}

/* Compares a pass over all rows with what is expected by column and row. */
static bool
matches(LgRows *rows, const double expected[4][ROWS])
{
	LgBlock		block;
	int			row = 0;
	int			i;
	int			j;

	rows->rewind(rows->host);
	while (rows->next(rows->host, &block))
	{
		for (i = 0; i < block.n_rows; i++, row++)
		{
			if (block.numbers[0][i] != x[row] || block.codes[0][i] != 7)
				return false;
			for (j = 0; j < 4; j++)
				if (block.numbers[1 + j][i] != expected[j][row])
					return false;
		}
	}
	return row == ROWS;
}

int
main(void)
{
	static double values[4 * LG_BLOCK_STRIDE];
	static const double expected[4][ROWS] = {
		{1, 0, 0, 0, 0},
		{1, 1, 1, 0, 1},
		{1, 0, 0, 1, 0},
		{0, 1, 0, 0, 0},
	};
	const double *number_columns[5];
	LgRows		source = {0};
	LgRows		rows;
	LgBlock		block;
	LgSet		sets[2] = {
		{1, 2, 4, first_places, -1, 0},
		{3, 2, 1, second_places, 1, 2},
	};
	LgSetRows	host = {&source, 1, 2, sets, 4, values, number_columns};

	source.n_rows = ROWS;
	source.rewind = rewind_rows;
	source.next = next_rows;
	source.skip = skip_rows;
	source.check = check_host;
	lg_set_rows(&host, &rows);
	ok(rows.n_rows == ROWS, "there are %d rows", (int) rows.n_rows);
	ok(matches(&rows, expected), "elements are marked, shared ones in one column");
	ok(matches(&rows, expected), "nothing is left of an earlier pass");
	rows.rewind(rows.host);
	ok(rows.skip(rows.host, 1) == 0 && rows.skip(rows.host, 4) == BLOCK &&
	   rows.next(rows.host, &block) && block.n_rows == ROWS - BLOCK &&
	   block.numbers[1][0] == 0.0 && block.numbers[3][0] == 1.0,
	   "blocks are skipped");
	rows.check(rows.host);
	ok(n_checks == 1 && rows.step == NULL && rows.pass == NULL,
	   "the host is asked as it was");
	return tap_done();
}

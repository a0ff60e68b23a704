/*-------------------------------------------------------------------------
 *
 * rows.h
 *		The solver's interface to the data: rewind, then block after block.
 *
 * The solver does not know whether the rows lie in memory, in a temporary
 * file or in a test's array.  Numbers come as columns of doubles,
 * categories and booleans as columns of small codes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_ROWS_H
#define LG_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LG_BLOCK_ROWS	256		/* most rows of one block */
#define LG_BLOCK_STRIDE 264		/* distance of two dense columns: off the
								 * powers of two, which share cache sets */

/* Some rows, owned by the host and valid until the next call. */
typedef struct LgBlock
{
	int			n_rows;			/* 1 ... LG_BLOCK_ROWS */
	const double *const *numbers;	/* [number column][row], all finite */
	const uint16_t *const *codes;	/* [code column][row] */
	const uint8_t *labels;		/* [row], any two codes */
	const double *weights;		/* [row], positive; NULL: all are 1 */
	const double *frequencies;	/* [row], how many equal rows a row stands for,
								 * whose weights are added up in its own;
								 * NULL: all are 1 */
	const double *offsets;		/* [row], finite; NULL: all are 0 */
	const uint64_t *clusters;	/* [row], a key of the row's cluster; NULL:
								 * there are none */
	const uint64_t *strata;		/* [row], a key of the row's stratum; NULL: there
								 * are none */
	const char *ahead;			/* what the next block will be read from, if it
								 * lies in memory, and how many bytes: while
								 * this one is worked on the processor may
								 * fetch it */
	size_t		ahead_size;
} LgBlock;

struct LgPass;
struct LgTotals;

/*
 * The host's side; its functions may raise errors of their own.
 *
 * skip passes over the next blocks as long as they fit into n_rows rows, and
 * returns how many rows that were: a pass over a sample of the blocks need
 * not read the others.  check is called at least every few milliseconds of
 * arithmetic, and does not return if the host has been asked to stop.
 *
 * step is told the largest change that a Newton step makes to any row's score.
 *
 * Where pass is given the rows are elsewhere (pass.h): rewind, next and skip
 * are not called, and n_rows is 0 until the rows have been measured.
 */
typedef struct LgRows
{
	void	   *host;			/* whatever the functions below need */
	int64_t		n_rows;			/* of all blocks together */
	void		(*rewind) (void *host);
	bool		(*next) (void *host, LgBlock *block);	/* false at the end */
	int64_t		(*skip) (void *host, int64_t n_rows);
	void		(*check) (void *host);
	void		(*step) (void *host, int n_steps, double length);	/* or NULL */
	const struct LgTotals *(*pass) (void *host, const struct LgPass *pass);
	/* NULL, or makes a pass where the rows are; the answer is valid until
	 * the next one */
	struct LgRows *sample;		/* of rows that are elsewhere: some of them,
								 * here, once they were measured; or NULL */
} LgRows;

#endif							/* LG_ROWS_H */

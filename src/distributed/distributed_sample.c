/*-------------------------------------------------------------------------
 *
 * distributed_sample.c
 *		The sample that comes with the first pass, as rows for the solver.
 *
 * It tells the deciles of the features, and where to start: near the maximum
 * of the sample, two or three passes of a fit are saved, and a pass over a
 * table that is worth distributing costs more than the few megabytes.  No
 * estimate depends on it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "distributed/distributed_sample.h"

/*
 * Rows for deciles; rows for a warm start (core/solver/warm_start.c), if they
 * are at most a twentieth of all; and most bytes of a sample.
 */
#define DECILE_ROWS		1000
#define START_ROWS		20000
#define START_SHARE		20
#define SAMPLE_BYTES	(16 * 1024 * 1024)

/* The rows in columns. */
typedef struct SampleRows
{
	int			n_rows;
	int			at;				/* the next row to hand out */
	int			n_numbers;
	int			n_codes;
	double	  **numbers;		/* [column][row] */
	uint16	  **codes;			/* [column][row] */
	uint8	   *labels;			/* [row] */
	double	   *weights;		/* [row] */
	double	   *frequencies;	/* [row] */
	double	   *offsets;		/* [row] */
	const double **number_columns;	/* of the block handed out */
	const uint16 **code_columns;
} SampleRows;

double
logistic_distributed_sample_share(int64 n_rows, int n_inputs)
{
	double		wanted = n_rows < (int64) START_ROWS * START_SHARE ?
		DECILE_ROWS : START_ROWS;
	double		limit = SAMPLE_BYTES /
		((LOGISTIC_SAMPLE_FEATURES + n_inputs) * sizeof(double));

	return Min(1.0, Min(wanted, limit) / Max(n_rows, 1));
}

static void
rewind_sample(void *host)
{
	((SampleRows *) host)->at = 0;
}

/* The rows of the block at the current place. */
static int
block_rows(const SampleRows *sample)
{
	return Min(sample->n_rows - sample->at, LG_BLOCK_ROWS);
}

static bool
next_block(void *host, LgBlock *block)
{
	SampleRows *sample = host;
	int			at = sample->at;
	int			j;

	CHECK_FOR_INTERRUPTS();
	if (at == sample->n_rows)
		return false;
	for (j = 0; j < sample->n_numbers; j++)
		sample->number_columns[j] = sample->numbers[j] + at;
	for (j = 0; j < sample->n_codes; j++)
		sample->code_columns[j] = sample->codes[j] + at;
	block->n_rows = block_rows(sample);
	block->numbers = sample->number_columns;
	block->codes = sample->code_columns;
	block->labels = sample->labels + at;
	block->weights = sample->weights + at;
	block->offsets = sample->offsets + at;
	block->clusters = NULL;
	block->frequencies = sample->frequencies + at;
	sample->at += block->n_rows;
	return true;
}

static int64
skip_blocks(void *host, int64 n_rows)
{
	SampleRows *sample = host;
	int64		n_skipped = 0;

	while (sample->at < sample->n_rows &&
		   n_skipped + block_rows(sample) <= n_rows)
	{
		n_skipped += block_rows(sample);
		sample->at += block_rows(sample);
	}
	return n_skipped;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

/* Allocates the columns that the inputs go to. */
static SampleRows *
make_columns(int n_rows, const LogisticInput *inputs, int n_inputs)
{
	SampleRows *sample = palloc0(sizeof(*sample));
	int			j;

	sample->n_rows = n_rows;
	for (j = 0; j < n_inputs; j++)
	{
		if (inputs[j].kind == LOGISTIC_INPUT_NUMBER)
			sample->n_numbers++;
		else if (inputs[j].kind == LOGISTIC_INPUT_CODE)
			sample->n_codes++;
	}
	sample->numbers = palloc(Max(sample->n_numbers, 1) * sizeof(double *));
	sample->codes = palloc(Max(sample->n_codes, 1) * sizeof(uint16 *));
	sample->number_columns = palloc(Max(sample->n_numbers, 1) *
									sizeof(double *));
	sample->code_columns = palloc(Max(sample->n_codes, 1) * sizeof(uint16 *));
	for (j = 0; j < sample->n_numbers; j++)
		sample->numbers[j] = palloc(n_rows * sizeof(double));
	for (j = 0; j < sample->n_codes; j++)
		sample->codes[j] = palloc(n_rows * sizeof(uint16));
	sample->labels = palloc(n_rows);
	sample->weights = palloc(n_rows * sizeof(double));
	sample->frequencies = palloc(n_rows * sizeof(double));
	sample->offsets = palloc(n_rows * sizeof(double));
	return sample;
}

LgRows *
logistic_distributed_sample(const LogisticPassSample *source,
							const LogisticInput *inputs, int n_inputs)
{
	SampleRows *sample;
	LgRows	   *rows;
	int			i;
	int			j;

	if (source->n_rows == 0 ||
		source->width != LOGISTIC_SAMPLE_FEATURES + n_inputs)
		return NULL;
	sample = make_columns(source->n_rows, inputs, n_inputs);
	for (i = 0; i < source->n_rows; i++)
	{
		const double *row = source->rows + (Size) i * source->width;
		const double *features = row + LOGISTIC_SAMPLE_FEATURES;

		sample->labels[i] = row[LOGISTIC_SAMPLE_LABEL] == 1.0;
		sample->weights[i] = row[LOGISTIC_SAMPLE_WEIGHT];
		sample->frequencies[i] = row[LOGISTIC_SAMPLE_FREQUENCY];
		sample->offsets[i] = row[LOGISTIC_SAMPLE_OFFSET];
		for (j = 0; j < n_inputs; j++)
		{
			if (inputs[j].kind == LOGISTIC_INPUT_NUMBER)
				sample->numbers[inputs[j].place][i] = features[j];
			else if (inputs[j].kind == LOGISTIC_INPUT_CODE)
				sample->codes[inputs[j].place][i] = (uint16) features[j];
		}
	}

	rows = palloc0(sizeof(*rows));
	rows->host = sample;
	rows->n_rows = sample->n_rows;
	rows->rewind = rewind_sample;
	rows->next = next_block;
	rows->skip = skip_blocks;
	rows->check = check_interrupts;
	return rows;
}

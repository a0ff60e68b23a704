/*-------------------------------------------------------------------------
 *
 * pass_work.c
 *		The part of a pass over held rows that one process makes.
 *
 * The work is shared unit by unit, so that whoever is slower gets fewer of
 * them.  A unit adds to double-doubles, so that it hardly matters to a sum
 * which process has made it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/regression/local_pass.h"
#include "core/terms/filled_rows.h"
#include "miscadmin.h"
#include "parallel/held_reader.h"
#include "parallel/pass_work.h"
#include "pass/pass_question.h"
#include "pass/pass_scratch.h"
#include "pg/module.h"

/* The next unit to work on; NULL: all have been taken. */
static const LogisticHeldUnit *
take_unit(const LogisticHeldRows *held, pg_atomic_uint32 *next)
{
	uint32		i = pg_atomic_fetch_add_u32(next, 1);

	CHECK_FOR_INTERRUPTS();
	return i < (uint32) held->n_units ? &held->units[i] : NULL;
}

/* An answer without rows. */
static LogisticPassWork *
make_work(LgPassShape shape)
{
	LogisticPassWork *work = palloc0(sizeof(*work));

	work->shape = shape;
	logistic_pass_totals_make(&work->totals, &shape);
	lg_totals_clear(&work->totals, &shape);
	return work;
}

LogisticPassWork *
logistic_pass_work(const LogisticHeldRows *held, const bytea *bytes,
				   pg_atomic_uint32 *next)
{
	LogisticQuestion *question = logistic_question_read(bytes);
	LogisticHeldReader *reader = logistic_held_reader_make(held, NULL, 0);
	LogisticPassWork *work = make_work(lg_pass_shape(&question->pass));
	const LogisticHeldUnit *unit;
	LgTotals	scratch;
	LgDense		dense;

	reader->class_weights[0] = question->class_weights[0];
	reader->class_weights[1] = question->class_weights[1];
	reader->positive = question->design.positive;
	question->design.rows = logistic_pass_columns_open(&question->columns,
													   &reader->rows);
	question->design.kernel = logistic_kernel();
	logistic_pass_scratch_make(&question->pass, &dense, &scratch);
	while ((unit = take_unit(held, next)) != NULL)
	{
		logistic_held_reader_choose(reader, unit, 1);
		lg_local_pass_add(&question->pass, &dense, &scratch, &work->totals);
	}
	return work;
}

Size
logistic_pass_work_n_levels(const LogisticHeldRows *held)
{
	const LogisticFitSite *site = held->state->site;
	Size		n = 0;
	int			i;

	for (i = 0; i < site->n_features; i++)
		if (site->features[i].levels)
			n += site->features[i].levels->n_keys;
	return n;
}

/* Counts the levels of a block. */
static void
count_levels(const LogisticFitSite *site, const LgBlock *block, LgDd *sums)
{
	int			i;
	int			j;

	for (j = 0; j < site->n_features; j++)
	{
		const LogisticFitFeature *feature = &site->features[j];
		const uint16 *codes;

		if (feature->levels == NULL)
			continue;
		codes = block->codes[feature->code_column];
		for (i = 0; i < block->n_rows; i++)
		{
			LgDd	   *sum;

			if (codes[i] == LG_MISSING_CODE)
				continue;
			sum = &sums[2 * codes[i]];
			lg_dd_accumulate_double(&sum[0], block->weights ?
									block->weights[i] : 1.0);
			sum[1].hi += block->frequencies ? block->frequencies[i] : 1.0;
		}
		sums += 2 * feature->levels->n_keys;
	}
}

LogisticPassWork *
logistic_pass_work_levels(const LogisticHeldRows *held, pg_atomic_uint32 *next)
{
	LogisticHeldReader *reader = logistic_held_reader_make(held, NULL, 0);
	LgPassShape shape = {LG_PASS_GRAM, 0,
	2 * logistic_pass_work_n_levels(held)};
	LogisticPassWork *work = make_work(shape);
	const LogisticHeldUnit *unit;
	LgBlock		block;

	while ((unit = take_unit(held, next)) != NULL)
	{
		logistic_held_reader_choose(reader, unit, 1);
		while (reader->rows.next(reader, &block))
			count_levels(held->state->site, &block, work->totals.sums);
	}
	return work;
}

/* Bytes of the moments. */
static Size
moments_size(const LogisticPassWork *work)
{
	return MAXALIGN(work->shape.n_terms * sizeof(LgMoments));
}

Size
logistic_pass_work_size(const LogisticPassWork *work)
{
	return MAXALIGN(sizeof(LgTotals)) + moments_size(work) +
		work->shape.n_sums * sizeof(LgDd);
}

void
logistic_pass_work_write(const LogisticPassWork *work, char *bytes)
{
	memcpy(bytes, &work->totals, sizeof(LgTotals));
	bytes += MAXALIGN(sizeof(LgTotals));
	memcpy(bytes, work->totals.moments,
		   work->shape.n_terms * sizeof(LgMoments));
	bytes += moments_size(work);
	memcpy(bytes, work->totals.sums, work->shape.n_sums * sizeof(LgDd));
}

void
logistic_pass_work_add(LogisticPassWork *work, char *bytes)
{
	LgTotals	other;

	memcpy(&other, bytes, sizeof(LgTotals));
	bytes += MAXALIGN(sizeof(LgTotals));
	other.moments = (LgMoments *) bytes;
	other.sums = (LgDd *) (bytes + moments_size(work));
	lg_totals_merge(&work->totals, &other, &work->shape);
}

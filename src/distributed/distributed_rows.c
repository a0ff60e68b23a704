/*-------------------------------------------------------------------------
 *
 * distributed_rows.c
 *		The rows of a distributed fit: each pass is a query.
 *
 * All passes of a fit run on the caller's snapshot, so that they see the
 * same rows.  Where rows lie on servers that the snapshot does not reach,
 * the number of rows of each pass, and the sums of their columns, are
 * compared with the first one's.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "distributed/distributed_rows.h"
#include "distributed/distributed_sample.h"
#include "pass/pass_inputs.h"
#include "pass/pass_scratch.h"
#include "pg/query.h"

/* Runs the SQL of a pass; its answer, or NULL if there was no row at all. */
static bytea *
run_pass(LogisticDistributedRows *host, const bytea *question)
{
	Datum		parameter = PointerGetDatum(question);
	Datum		value;
	bool		isnull;
	bytea	   *answer;
	int			outcome = 0;

	/* fetch all rows at once: with a limit there would be no parallel plan */
	PG_TRY();
	{
		outcome = SPI_execute_plan(host->plan, &parameter, NULL, true, 0);
	}
	PG_CATCH();
	{
		logistic_query_rethrow(host->sql, host->context);
	}
	PG_END_TRY();
	if (outcome != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "unexpected result of a pass");
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
						  &isnull);
	MemoryContextSwitchTo(host->context);
	answer = isnull ? NULL : DatumGetByteaPCopy(value);
	SPI_freetuptable(SPI_tuptable);
	return answer;
}

/* Keeps the sample for as long as the rows are used. */
static void
take_sample(LogisticDistributedRows *host)
{
	MemoryContext old_context;

	old_context = MemoryContextSwitchTo(MemoryContextGetParent(host->context));
	host->rows->sample = logistic_distributed_sample(&host->answer.sample,
													 host->inputs,
													 host->n_inputs);
	MemoryContextSwitchTo(old_context);
}

void
logistic_distributed_report_change(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("the rows of the query changed during the fit"),
			 errdetail_internal("%s", detail),
			 errhint("Fit in a transaction that begins with BEGIN ISOLATION LEVEL REPEATABLE READ, or fit a copy of the rows.")));
}

/* Makes sure that a pass saw the rows that the ones before it saw. */
static void
check_rows(LogisticDistributedRows *host)
{
	const LogisticPassTotals *answer = &host->answer;
	MemoryContext old_context;

	if (host->n_rows < 0)
		host->n_rows = answer->n_rows;
	if (answer->n_rows != host->n_rows)
		logistic_distributed_report_change(psprintf("There were %lld of them, and now are %lld.",
							   (long long) host->n_rows,
							   (long long) answer->n_rows));
	if (host->row_sums.n > 0)
	{
		if (!logistic_row_sums_same(&host->row_sums, &answer->row_sums))
			logistic_distributed_report_change("The number of rows is the same, but their values are not.");
		return;
	}
	old_context = MemoryContextSwitchTo(MemoryContextGetParent(host->context));
	logistic_row_sums_make(&host->row_sums, host->n_inputs);
	logistic_row_sums_merge(&host->row_sums, &answer->row_sums);
	MemoryContextSwitchTo(old_context);
}

/* Is a sample to come with a pass?  One is enough. */
static bool
wants_sample(const LogisticDistributedRows *host, const LgPass *pass)
{
	return pass->kind == LG_PASS_MEASURE && pass->design->n_terms > 0 &&
		host->sample_share > 0.0 && host->rows->sample == NULL;
}

/* Takes the answer in, and makes sure that the rows are still the same. */
static void
take_answer(LogisticDistributedRows *host, const LgPass *pass,
			const bytea *question, const bytea *bytes)
{
	LogisticPassTotals *answer = &host->answer;
	LogisticPassTotals sum;

	memset(&sum, 0, sizeof(sum));
	sum.question = logistic_question_checksum(question);
	sum.shape = lg_pass_shape(pass);
	logistic_pass_totals_make(&sum.totals, &sum.shape);
	lg_totals_clear(&sum.totals, &sum.shape);
	logistic_row_sums_make(&sum.row_sums, host->n_inputs);
	if (bytes != NULL)
	{
		logistic_pass_totals_read(bytes, answer);
		if (wants_sample(host, pass))
			sum.sample.width = LOGISTIC_SAMPLE_FEATURES + host->n_inputs;
		logistic_pass_totals_merge(&sum, answer, host->context);
	}
	*answer = sum;

	check_rows(host);
	if (pass->kind == LG_PASS_MEASURE)
	{
		host->rows->n_rows = answer->n_rows;
		host->state->n_skipped = answer->n_skipped;
		if (wants_sample(host, pass))
			take_sample(host);
	}
}

/*
 * Did fewer rows take part than were counted, so that their sample is too
 * small?  Then there is a larger share to ask for.
 */
static bool
wants_larger_sample(LogisticDistributedRows *host)
{
	double		share = logistic_distributed_sample_share(host->n_rows,
														  host->n_inputs);

	if (share <= 2.0 * host->sample_share)
		return false;
	host->sample_share = share;
	host->rows->sample = NULL;
	return true;
}

/* LgRows: makes a pass. */
static const LgTotals *
make_pass(void *rows_host, const LgPass *pass)
{
	LogisticDistributedRows *host = rows_host;
	MemoryContext old_context = CurrentMemoryContext;
	bytea	   *question;
	bytea	   *bytes;
	bool		has_sample;

	do
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(host->context);
		MemoryContextSwitchTo(host->context);
		has_sample = wants_sample(host, pass);
		question = logistic_question_write(host->inputs, host->n_inputs,
										   host->state->has_missing,
										   has_sample ? host->sample_share : 0.0,
										   pass);
		bytes = run_pass(host, question);
		take_answer(host, pass, question, bytes);
	} while (has_sample && wants_larger_sample(host));
	MemoryContextSwitchTo(old_context);
	return &host->answer.totals;
}

/* LgRows: internal error for code that asks for the rows themselves. */
static void
refuse(void *host)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("a distributed fit cannot do this: it needs the rows themselves"),
			 errhint("Fit with logistic_fit.")));
}

static bool
refuse_block(void *host, LgBlock *block)
{
	refuse(host);
	return false;
}

static int64
refuse_skip(void *host, int64 n_rows)
{
	refuse(host);
	return 0;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

void
logistic_distributed_rows(LogisticDistributedRows *host,
						  LogisticFitState *state, const char *sql,
						  int64 n_rows, bool is_exact, LgRows *rows)
{
	Oid			type = BYTEAOID;

	memset(host, 0, sizeof(*host));
	host->state = state;
	host->n_rows = is_exact ? n_rows : -1;
	host->context = AllocSetContextCreate(CurrentMemoryContext,
										  "logistic pass",
										  ALLOCSET_DEFAULT_SIZES);
	host->inputs = logistic_pass_inputs(state, &host->n_inputs);
	host->sample_share = logistic_distributed_sample_share(n_rows,
														   host->n_inputs);
	host->rows = rows;
	host->sql = sql;
	host->plan = SPI_prepare_cursor(sql, 1, &type, CURSOR_OPT_PARALLEL_OK);
	if (host->plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s",
			 SPI_result_code_string(SPI_result));

	memset(rows, 0, sizeof(*rows));
	rows->host = host;
	rows->rewind = refuse;
	rows->next = refuse_block;
	rows->skip = refuse_skip;
	rows->check = check_interrupts;
	rows->pass = make_pass;
}

/*-------------------------------------------------------------------------
 *
 * parallel_rows.c
 *		Held rows as the solver sees them: passes by several processes.
 *
 * The leader runs the solver.  Whenever that asks for a pass, the question goes
 * to shared memory, all processes take units of the rows until there are no
 * more, and the leader adds up their answers, in the order of the workers.
 *
 * A barrier keeps them in step: in even phases the leader prepares, in odd ones
 * all work.  The leader is attached before a worker starts, so that no worker
 * can go on alone; one that comes late joins at whatever phase it finds, and
 * nobody waits for one that never comes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "storage/barrier.h"
#include "storage/lwlock.h"
#include "utils/dsa.h"
#include "utils/memutils.h"

#include "parallel/held_reader.h"
#include "parallel/parallel_rows.h"
#include "parallel/pass_work.h"
#include "pass/pass_inputs.h"
#include "pg/compat.h"
#include "pg/progress.h"

#define KEY_SHARED		UINT64CONST(1)
#define KEY_AREA		UINT64CONST(2)

/* Initial size of the shared memory area, which grows. */
#define AREA_SIZE		((Size) 512 * 1024)

/* Rows that tell deciles, and where to start. */
#define SAMPLE_ROWS		20000

typedef enum Command
{
	COMMAND_PASS,
	COMMAND_LEVELS,
	COMMAND_STOP
} Command;

/* The answer of a worker. */
typedef struct Answer
{
	uint64		pass;			/* which one it answers */
	dsa_pointer bytes;			/* of a LogisticPassWork; room is kept */
	Size		size;			/* of that room */
} Answer;

/* What leader and workers share. */
typedef struct Shared
{
	int64		handle;			/* of the files */
	Barrier		barrier;
	pg_atomic_uint32 next;		/* unit */
	Command		command;
	uint64		pass;			/* counted from 1 */
	dsa_pointer question;		/* a bytea */
	dsa_pointer left_out;		/* bits of rows; invalid: none is */
	Answer		answers[FLEXIBLE_ARRAY_MEMBER]; /* by worker */
} Shared;

struct LogisticParallelRows
{
	const LogisticHeldRows *held;
	ParallelContext *workers;
	Shared	   *shared;
	dsa_area   *area;
	Size		question_size;	/* of the room for it */
	int			n_inputs;
	LogisticInput *inputs;
	MemoryContext context;		/* of the last answer */
};

/* Works on what is asked, in the current memory context. */
static LogisticPassWork *
work(const LogisticHeldRows *held, Shared *shared, dsa_area *area)
{
	if (shared->command == COMMAND_LEVELS)
		return logistic_pass_work_levels(held, &shared->next);
	return logistic_pass_work(held, dsa_get_address(area, shared->question),
							  &shared->next);
}

/* Leaves the answer of a worker where the leader finds it. */
static void
put_answer(Answer *answer, const LogisticPassWork *made, dsa_area *area,
		   uint64 pass)
{
	Size		size = logistic_pass_work_size(made);

	if (answer->size < size)
	{
		if (answer->size > 0)
			dsa_free(area, answer->bytes);
		answer->size = 0;
		answer->bytes = dsa_allocate_extended(area, size, DSA_ALLOC_HUGE);
		answer->size = size;
	}
	logistic_pass_work_write(made, dsa_get_address(area, answer->bytes));
	answer->pass = pass;
}

/*
 * logistic_parallel_worker: the life of a worker, from its first pass to the
 * command to stop.
 */
PGDLLEXPORT void logistic_parallel_worker(dsm_segment *segment, shm_toc *toc);

void
logistic_parallel_worker(dsm_segment *segment, shm_toc *toc)
{
	Shared	   *shared = shm_toc_lookup(toc, KEY_SHARED, false);
	dsa_area   *area = dsa_attach_in_place(shm_toc_lookup(toc, KEY_AREA, false),
										   segment);
	LogisticSharedFiles *files = logistic_shared_files_attach(shared->handle);
	LogisticHeldRows *held = logistic_held_rows_make(files);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "logistic pass",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);

	if (DsaPointerIsValid(shared->left_out))
		held->left_out = dsa_get_address(area, shared->left_out);

	/* in an even phase it waits for the leader; an odd one is under way */
	if (BarrierAttach(&shared->barrier) % 2 == 0)
		(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
	while (shared->command != COMMAND_STOP)
	{
		MemoryContextReset(context);
		put_answer(&shared->answers[ParallelWorkerNumber],
				   work(held, shared, area), area, shared->pass);
		(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
		(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
	}
	BarrierDetach(&shared->barrier);
	MemoryContextSwitchTo(old_context);
	dsa_detach(area);
	logistic_held_rows_close(held);
	logistic_shared_files_detach(files);
}

/* Has all processes carry out a command; returns their answers added up. */
static LogisticPassWork *
run(LogisticParallelRows *parallel, Command command)
{
	Shared	   *shared = parallel->shared;
	LogisticPassWork *answer;
	int			i;

	shared->command = command;
	shared->pass++;
	pg_atomic_write_u32(&shared->next, 0);
	(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
	answer = work(parallel->held, shared, parallel->area);
	(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
	for (i = 0; i < parallel->workers->nworkers; i++)
		if (shared->answers[i].pass == shared->pass)
			logistic_pass_work_add(answer,
								   dsa_get_address(parallel->area,
												   shared->answers[i].bytes));
	return answer;
}

/* Puts a question where the workers find it. */
static void
put_question(LogisticParallelRows *parallel, const bytea *question)
{
	Shared	   *shared = parallel->shared;
	Size		size = VARSIZE(question);

	if (parallel->question_size < size)
	{
		if (parallel->question_size > 0)
			dsa_free(parallel->area, shared->question);
		parallel->question_size = 0;
		shared->question = dsa_allocate_extended(parallel->area, size,
												 DSA_ALLOC_HUGE);
		parallel->question_size = size;
	}
	memcpy(dsa_get_address(parallel->area, shared->question), question, size);
}

/* LgRows: makes a pass. */
static const LgTotals *
make_pass(void *host, const LgPass *pass)
{
	LogisticParallelRows *parallel = host;
	MemoryContext old_context;
	LogisticPassWork *answer;

	MemoryContextReset(parallel->context);
	old_context = MemoryContextSwitchTo(parallel->context);
	put_question(parallel,
				 logistic_question_write(parallel->inputs, parallel->n_inputs,
										 parallel->held->state->has_missing,
										 0.0, pass));
	answer = run(parallel, COMMAND_PASS);
	logistic_progress_pass((int) parallel->shared->pass,
						   parallel->held->n_rows, parallel->held->n_rows);
	MemoryContextSwitchTo(old_context);
	return &answer->totals;
}

/* Tells the state of the rows how often each level occurs. */
static void
count_levels(LogisticParallelRows *parallel)
{
	LogisticFitState *state = parallel->held->state;
	const LogisticFitSite *site = state->site;
	const LgDd *sums;
	int			i;
	int			j;

	state->level_weights = palloc0(Max(site->n_features, 1) *
								   sizeof(double *));
	state->level_rows = palloc0(Max(site->n_features, 1) * sizeof(int64 *));
	if (logistic_pass_work_n_levels(parallel->held) == 0)
		return;
	sums = run(parallel, COMMAND_LEVELS)->totals.sums;
	for (i = 0; i < site->n_features; i++)
	{
		int			n = site->features[i].levels ?
			site->features[i].levels->n_keys : 0;

		state->level_weights[i] = palloc(Max(n, 1) * sizeof(double));
		state->level_rows[i] = palloc(Max(n, 1) * sizeof(int64));
		for (j = 0; j < n; j++, sums += 2)
		{
			state->level_weights[i][j] = lg_dd_double(sums[0]);
			state->level_rows[i][j] = (int64) sums[1].hi;
		}
	}
}

/* Puts the bits of the rows that are left out where the workers find them. */
static void
share_left_out(LogisticParallelRows *parallel)
{
	const LogisticHeldRows *held = parallel->held;
	Size		size = held->n_all_rows / 8 + 1;

	if (held->left_out == NULL)
		return;
	parallel->shared->left_out = dsa_allocate_extended(parallel->area, size,
													   DSA_ALLOC_HUGE);
	memcpy(dsa_get_address(parallel->area, parallel->shared->left_out),
		   held->left_out, size);
}

/* Makes the workers' shared memory, and starts them. */
static void
start_workers(LogisticParallelRows *parallel, LogisticSharedFiles *files,
			  int n_workers)
{
	Size		size = offsetof(Shared, answers) + n_workers * sizeof(Answer);
	Size		area_size = Max(AREA_SIZE, dsa_minimum_size());
	ParallelContext *workers;
	char	   *area;

	EnterParallelMode();
	workers = CreateParallelContext("logistic", "logistic_parallel_worker",
									n_workers);
	shm_toc_estimate_chunk(&workers->estimator, size);
	shm_toc_estimate_chunk(&workers->estimator, area_size);
	shm_toc_estimate_keys(&workers->estimator, 2);
	InitializeParallelDSM(workers);

	/*
	 * without a DSM segment there are no workers, and all is in private memory
	 */
	parallel->workers = workers;
	parallel->shared = shm_toc_allocate(workers->toc, size);
	memset(parallel->shared, 0, size);
	parallel->shared->handle = logistic_shared_files_handle(files);
	pg_atomic_init_u32(&parallel->shared->next, 0);
	BarrierInit(&parallel->shared->barrier, 0);
	(void) BarrierAttach(&parallel->shared->barrier);
	shm_toc_insert(workers->toc, KEY_SHARED, parallel->shared);
	area = shm_toc_allocate(workers->toc, area_size);
	parallel->area = dsa_create_in_place(area, area_size,
										 LWTRANCHE_PARALLEL_QUERY_DSA,
										 workers->seg);
	shm_toc_insert(workers->toc, KEY_AREA, area);
	share_left_out(parallel);
	LaunchParallelWorkers(workers);
}

static void
refuse_rewind(void *host)
{
	elog(ERROR, "rows of a parallel fit were asked for themselves");
}

static bool
refuse_next(void *host, LgBlock *block)
{
	refuse_rewind(host);
	return false;
}

static int64
refuse_skip(void *host, int64 n_rows)
{
	refuse_rewind(host);
	return 0;
}

static void
check_interrupts(void *host)
{
	CHECK_FOR_INTERRUPTS();
}

static void
tell_step(void *host, int n_steps, double length)
{
	logistic_progress_step(n_steps, length);
}

LogisticParallelRows *
logistic_parallel_rows_open(const LogisticHeldRows *held,
							LogisticSharedFiles *files, int n_workers,
							LgRows *rows)
{
	LogisticParallelRows *parallel = palloc0(sizeof(*parallel));

	parallel->held = held;
	parallel->inputs = logistic_pass_inputs(held->state, &parallel->n_inputs);
	parallel->context = AllocSetContextCreate(CurrentMemoryContext,
											  "logistic pass",
											  ALLOCSET_DEFAULT_SIZES);
	start_workers(parallel, files, n_workers);
	count_levels(parallel);

	memset(rows, 0, sizeof(*rows));
	rows->host = parallel;
	rows->n_rows = held->n_rows;
	rows->rewind = refuse_rewind;
	rows->next = refuse_next;
	rows->skip = refuse_skip;
	rows->check = check_interrupts;
	rows->step = tell_step;
	rows->pass = make_pass;
	rows->sample = logistic_held_rows_sample(held, SAMPLE_ROWS);
	return parallel;
}

void
logistic_parallel_rows_close(LogisticParallelRows *parallel)
{
	Shared	   *shared = parallel->shared;

	shared->command = COMMAND_STOP;
	(void) BarrierArriveAndWait(&shared->barrier, PG_WAIT_EXTENSION);
	BarrierDetach(&shared->barrier);
	WaitForParallelWorkersToFinish(parallel->workers);
	ereport(DEBUG1,
			(errmsg_internal("logistic_fit: " INT64_FORMAT " rows in " UINT64_FORMAT " passes by %d processes",
							 parallel->held->n_rows, shared->pass,
							 parallel->workers->nworkers_launched + 1)));
	dsa_detach(parallel->area);
	DestroyParallelContext(parallel->workers);
	ExitParallelMode();
	MemoryContextDelete(parallel->context);
	pfree(parallel);
}

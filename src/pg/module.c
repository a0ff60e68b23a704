/*-------------------------------------------------------------------------
 *
 * module.c
 *		Makes the shared library loadable, and defines its settings.
 *
 * logistic.kernel chooses the instructions that a fit uses, logistic.solver
 * how one with a ridge finds its Newton steps, logistic.spill sends its rows
 * to a file, and logistic.passes has logistic_fit_distributed make passes over
 * local tables.  They are for tests: whatever they say, results differ in their
 * last digits only.
 * logistic.progress makes a long fit tell how far it has come.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#include "pg/compat.h"
#include "pg/module.h"
#include "pg/progress.h"

PG_MODULE_MAGIC;

bool		logistic_spill = false;
bool		logistic_passes = false;

static int	kernel_level = LG_KERNEL_AUTO;
static int	solver = LG_SOLVER_AUTO;

static const struct config_enum_entry kernel_levels[] = {
	{"auto", LG_KERNEL_AUTO, false},
	{"scalar", LG_KERNEL_SCALAR, false},
	{"sse2", LG_KERNEL_SSE2, false},
	{"avx2", LG_KERNEL_AVX2, false},
	{"avx512", LG_KERNEL_AVX512, false},
	{"neon", LG_KERNEL_NEON, false},
	{NULL, 0, false}
};

static const struct config_enum_entry solvers[] = {
	{"auto", LG_SOLVER_AUTO, false},
	{"dense", LG_SOLVER_DENSE, false},
	{"truncated", LG_SOLVER_TRUNCATED, false},
	{NULL, 0, false}
};

/* Accepts only what this machine can run. */
static bool
check_kernel_level(int *value, void **extra, GucSource source)
{
	if (lg_kernel_find((LgKernelLevel) *value) != NULL)
		return true;
	GUC_check_errdetail("This machine lacks the instructions.");
	return false;
}

const LgKernel *
logistic_kernel(void)
{
	return lg_kernel_find((LgKernelLevel) kernel_level);
}

LgSolver
logistic_solver(void)
{
	return (LgSolver) solver;
}

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	DefineCustomEnumVariable("logistic.kernel",
							 "Instructions that a fit uses.",
							 "For tests; results differ in the last digits only.",
							 &kernel_level,
							 LG_KERNEL_AUTO,
							 kernel_levels,
							 PGC_USERSET,
							 GUC_NOT_IN_SAMPLE,
							 check_kernel_level,
							 NULL,
							 NULL);
	DefineCustomEnumVariable("logistic.solver",
							 "How a fit with a ridge finds its Newton steps.",
							 "For tests; results differ in the last digits only.",
							 &solver,
							 LG_SOLVER_AUTO,
							 solvers,
							 PGC_USERSET,
							 GUC_NOT_IN_SAMPLE,
							 NULL,
							 NULL,
							 NULL);
	DefineCustomBoolVariable("logistic.spill",
							 "Sends rows to a file, whatever work_mem is.",
							 "For tests; results differ in the last digits only.",
							 &logistic_spill,
							 false,
							 PGC_USERSET,
							 GUC_NOT_IN_SAMPLE,
							 NULL,
							 NULL,
							 NULL);
	DefineCustomBoolVariable("logistic.passes",
							 "Makes the passes of a distributed fit over local tables, too.",
							 "For tests; results differ in the last digits only.",
							 &logistic_passes,
							 false,
							 PGC_USERSET,
							 GUC_NOT_IN_SAMPLE,
							 NULL,
							 NULL,
							 NULL);
	DefineCustomBoolVariable("logistic.progress",
							 "Tells how far a long fit has come, about every second.",
							 NULL,
							 &logistic_progress,
							 false,
							 PGC_USERSET,
							 0,
							 NULL,
							 NULL,
							 NULL);
	MarkGUCPrefixReserved("logistic");
}

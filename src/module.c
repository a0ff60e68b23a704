/*-------------------------------------------------------------------------
 *
 * module.c
 *		Makes the shared library loadable, and defines its settings.
 *
 * logistic.kernel chooses the instructions that a fit uses.  It is for
 * tests: whatever it says, results differ in their last digits only.
 * logistic.progress makes a long fit tell how far it has come.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#include "compat.h"
#include "module.h"
#include "progress.h"

PG_MODULE_MAGIC;

static int	kernel_level = LG_KERNEL_AUTO;

static const struct config_enum_entry kernel_levels[] = {
	{"auto", LG_KERNEL_AUTO, false},
	{"scalar", LG_KERNEL_SCALAR, false},
	{"sse2", LG_KERNEL_SSE2, false},
	{"avx2", LG_KERNEL_AVX2, false},
	{"avx512", LG_KERNEL_AVX512, false},
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

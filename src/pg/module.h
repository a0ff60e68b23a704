/*-------------------------------------------------------------------------
 *
 * module.h
 *		Settings of the shared library.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODULE_H
#define LOGISTIC_MODULE_H

#include "core/solver/conjugate_gradient.h"

/* Whether rows go to a file whatever the memory limit is: logistic.spill. */
extern bool logistic_spill;

/*
 * Whether a distributed fit makes its passes over local tables too, instead of
 * reading their rows once: logistic.passes.
 */
extern bool logistic_passes;

/*
 * The inner loops (kernel) for this machine, or those that logistic.kernel
 * chooses.
 */
extern const LgKernel *logistic_kernel(void);

/* How Newton steps are computed: logistic.solver. */
extern LgSolver logistic_solver(void);

#endif							/* LOGISTIC_MODULE_H */

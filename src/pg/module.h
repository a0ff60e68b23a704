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
 * Whether a distributed fit makes its passes over local tables too, whose rows
 * it would read once: logistic.passes.
 */
extern bool logistic_passes;

/* The inner loops for this machine, or those that logistic.kernel asks for. */
extern const LgKernel *logistic_kernel(void);

/* The way to a Newton step that logistic.solver asks for. */
extern LgSolver logistic_solver(void);

#endif							/* LOGISTIC_MODULE_H */

/*-------------------------------------------------------------------------
 *
 * module.h
 *		Settings of the shared library.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_MODULE_H
#define LOGISTIC_MODULE_H

#include "core/kernel.h"

/* The inner loops for this machine, or those that logistic.kernel asks for. */
extern const LgKernel *logistic_kernel(void);

#endif							/* LOGISTIC_MODULE_H */

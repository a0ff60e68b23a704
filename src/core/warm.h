/*-------------------------------------------------------------------------
 *
 * warm.h
 *		A start near the maximum, from samples of the rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WARM_H
#define LG_WARM_H

#include "newton.h"

extern void lg_warm_start(LgDesign *design, LgNewton *newton);

#endif							/* LG_WARM_H */

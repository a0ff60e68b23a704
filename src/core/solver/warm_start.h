/*-------------------------------------------------------------------------
 *
 * warm_start.h
 *		What samples of the rows save passes over all of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_WARM_START_H
#define LG_WARM_START_H

#include "core/solver/newton.h"

extern LgDesign lg_sample(const LgDesign *design, int64_t n);
extern bool lg_sample_is_worthwhile(const LgDesign *design);
extern void lg_sample_start(LgNewton *newton);
extern bool lg_sample_ends(LgNewton *newton, double length);
extern bool lg_sample_helps(const LgNewton *newton, double length);
extern void lg_sample_take_step(LgNewton *newton);

#endif							/* LG_WARM_START_H */

/*-------------------------------------------------------------------------
 *
 * newton_step.h
 *		One step of Newton's method: evaluate, accept or go back, solve.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NEWTON_STEP_H
#define LG_NEWTON_STEP_H

#include "core/solver/newton_state.h"

extern void lg_newton_start(LgNewton *newton);
extern void lg_newton_restart(LgNewton *newton, LgPhase phase);
extern void lg_newton_enter(LgNewton *newton, LgPhase phase);
extern void lg_newton_take_step(LgNewton *newton, LgProposal proposal);
extern bool lg_newton_find_step(LgNewton *newton);
extern bool lg_newton_bend(LgNewton *newton, double share);

#endif							/* LG_NEWTON_STEP_H */

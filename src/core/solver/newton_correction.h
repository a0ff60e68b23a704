/*-------------------------------------------------------------------------
 *
 * newton_correction.h
 *		Corrections of Newton's steps by subsamples, which save full passes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_NEWTON_CORRECTION_H
#define LG_NEWTON_CORRECTION_H

#include "core/solver/newton_state.h"

extern bool lg_correction_ends(const LgNewton *newton);
extern bool lg_correction_take_last_step(LgNewton *newton);
extern bool lg_correction_helps(const LgNewton *newton);
extern void lg_correction_take_step(LgNewton *newton);

#endif							/* LG_NEWTON_CORRECTION_H */

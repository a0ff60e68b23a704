/*-------------------------------------------------------------------------
 *
 * line_search.h
 *		The part of a Newton step that is taken.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_LINE_SEARCH_H
#define LG_LINE_SEARCH_H

#include "core/solver/newton_state.h"

/* Steps below this length cannot lower the likelihood but by rounding. */
#define LG_SAFE_LENGTH		1e-4

/* Trials of which one has to gain. */
#define LG_LINE_TRIALS		60

extern double lg_line_slope(const LgNewton *newton);
extern bool lg_line_has_undershot(const LgNewton *newton);
extern void lg_line_take(LgNewton *newton, double fraction);
extern void lg_line_search(LgNewton *newton, bool is_upper);
extern double lg_line_stretch(LgNewton *newton);

#endif							/* LG_LINE_SEARCH_H */

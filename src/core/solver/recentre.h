/*-------------------------------------------------------------------------
 *
 * recentre.h
 *		The solver's second centring: on the rows that the information sees.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RECENTRE_H
#define LG_RECENTRE_H

#include "core/solver/newton_state.h"

extern bool lg_recentre(LgNewton *newton, LgDesign *design);

#endif							/* LG_RECENTRE_H */

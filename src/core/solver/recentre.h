/*-------------------------------------------------------------------------
 *
 * recentre.h
 *		Centres the solver's columns on the rows that the information sees.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_RECENTRE_H
#define LG_RECENTRE_H

#include "core/solver/newton_state.h"

extern bool lg_recentre(LgNewton *newton, LgDesign *design);

#endif							/* LG_RECENTRE_H */

/*-------------------------------------------------------------------------
 *
 * bounded_climb.h
 *		A bounded regression's climb: terms reach and leave bounds one at a time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BOUNDED_CLIMB_H
#define LG_BOUNDED_CLIMB_H

#include "core/regression/bounded_search.h"

extern void lg_bounded_climb(LgBoundedSearch *search);

#endif							/* LG_BOUNDED_CLIMB_H */

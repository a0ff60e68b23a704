/*-------------------------------------------------------------------------
 *
 * bounded_climb.h
 *		Terms reach and leave their bounds one at a time, uphill.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_BOUNDED_CLIMB_H
#define LG_BOUNDED_CLIMB_H

#include "core/regression/bounded_search.h"

extern void lg_bounded_climb(LgBoundedSearch *search);

#endif							/* LG_BOUNDED_CLIMB_H */

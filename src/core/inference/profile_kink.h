/*-------------------------------------------------------------------------
 *
 * profile_kink.h
 *		Kinks of a profile, where one maximum of the others passes another.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_KINK_H
#define LG_PROFILE_KINK_H

#include "core/inference/profile_search.h"

extern bool lg_profile_kink(LgProfile *profile, int way, double value,
							double sign);

#endif							/* LG_PROFILE_KINK_H */

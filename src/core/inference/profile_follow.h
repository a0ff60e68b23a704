/*-------------------------------------------------------------------------
 *
 * profile_follow.h
 *		Follows the profile of a term from point to point.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_FOLLOW_H
#define LG_PROFILE_FOLLOW_H

#include "core/inference/profile_search.h"

extern void lg_profile_follow(LgProfile *profile);

#endif							/* LG_PROFILE_FOLLOW_H */

/*-------------------------------------------------------------------------
 *
 * profile.h
 *		Likelihood-ratio tests and profile intervals of single terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_H
#define LG_PROFILE_H

#include "core/inference/profile_follow.h"

extern void lg_profile_find(LgProfile *profile);

#endif							/* LG_PROFILE_H */

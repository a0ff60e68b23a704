/*-------------------------------------------------------------------------
 *
 * profile_ridge.h
 *		Points of the other terms' profiles, which no profile lies below.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_PROFILE_RIDGE_H
#define LG_PROFILE_RIDGE_H

#include "core/inference/profile_search.h"

extern void lg_profile_ridge_keep(LgProfile *profile);
extern int	lg_profile_ridge_above(const LgProfile *profile);
extern bool lg_profile_ridge_go(LgProfile *profile, int ridge);

#endif							/* LG_PROFILE_RIDGE_H */

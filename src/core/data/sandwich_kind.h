/*-------------------------------------------------------------------------
 *
 * sandwich_kind.h
 *		The kinds of sandwich covariances, see sandwich.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_SANDWICH_KIND_H
#define LG_SANDWICH_KIND_H

typedef enum LgMeat
{
	LG_MEAT_NONE,				/* no sandwich: the model's covariance */
	LG_MEAT_HC0,
	LG_MEAT_HC1,
	LG_MEAT_HC2,
	LG_MEAT_HC3
} LgMeat;

#endif							/* LG_SANDWICH_KIND_H */

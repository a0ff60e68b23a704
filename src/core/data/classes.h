/*-------------------------------------------------------------------------
 *
 * classes.h
 *		The classes of a label with more than two.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LG_CLASSES_H
#define LG_CLASSES_H

#include <stdint.h>

#define LG_CLASSES_LIMIT	100

typedef struct LgClasses
{
	int			n_classes;		/* 3 ... LG_CLASSES_LIMIT */
	const uint8_t *class_of;	/* [256], by label code; 0: the baseline */
} LgClasses;

#endif							/* LG_CLASSES_H */

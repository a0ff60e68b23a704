/*-------------------------------------------------------------------------
 *
 * numeric_to_double.c
 *		The double nearest to a numeric, fast for the short ones.
 *
 * The server's cast prints a numeric and parses the text.  Prices, counts
 * and rates have few digits, and for them one exact integer and one exact
 * power of ten give the correctly rounded result by a single operation
 * (Clinger 1990, "How to read floating point numbers accurately").
 *
 * One or two digits to the base 10000 are decoded without a branch, as no
 * processor can predict whether a price has one or two of them.
 *
 * The format on disk, which cannot change without breaking every table:
 * a header of two bytes (short form) or four (long form), then digits to
 * the base 10000, most significant first, the first one worth
 * 10000^weight.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "pg/compat.h"
#include "pg/numeric_to_double.h"

/* Bits of the header, as in the server's numeric.c. */
#define SIGN_MASK			0xC000
#define SIGN_NEGATIVE		0x4000
#define SIGN_SHORT			0x8000
#define SIGN_SPECIAL		0xC000
#define SHORT_NEGATIVE		0x2000
#define SHORT_WEIGHT_SIGN	0x0040
#define SHORT_WEIGHT		0x007F	/* with its sign */

#define BASE				10000
#define MAX_DIGITS			4	/* 10000^4 may pass 2^53: looked at below */

/* A numeric is mantissa * 10000^scale for scales of at most this size. */
#define MAX_SCALE			5

/* 10^0, 10^4, ... 10^20 are exact doubles, as is all up to 10^22 */
static const double multiplier[] = {
	1e0, 1e0, 1e0, 1e0, 1e0, 1e0, 1e4, 1e8, 1e12, 1e16, 1e20
};
static const double divisor[] = {
	1e20, 1e16, 1e12, 1e8, 1e4, 1e0, 1e0, 1e0, 1e0, 1e0, 1e0
};
static const double sign[] = {1.0, -1.0};

/* The nearest double; two of the three operations are exact. */
static inline double
scaled(int64 mantissa, int scale, bool is_negative)
{
	return (double) mantissa * multiplier[scale + MAX_SCALE] /
		divisor[scale + MAX_SCALE] * sign[is_negative];
}

static inline int16
digit_at(const char *digits, int i)
{
	int16		digit;

	memcpy(&digit, digits + i * sizeof(digit), sizeof(digit));
	return digit;
}

/*
 * Decodes the bytes of a numeric behind its length; false if the number cannot
 * be computed exactly in that way.
 */
static bool
decode_bytes(const char *at, int size, double *result)
{
	uint16		header;
	bool		is_negative;
	int			weight;
	int			n_digits;
	int64		mantissa = 0;
	int			scale;
	int			i;

	memcpy(&header, at, sizeof(header));
	at += sizeof(header);
	size -= sizeof(header);
	if ((header & SIGN_MASK) == SIGN_SPECIAL)
		return false;
	if ((header & SIGN_MASK) == SIGN_SHORT)
	{
		is_negative = (header & SHORT_NEGATIVE) != 0;
		weight = ((header & SHORT_WEIGHT) ^ SHORT_WEIGHT_SIGN) -
			SHORT_WEIGHT_SIGN;
	}
	else
	{
		int16		long_weight;

		is_negative = (header & SIGN_MASK) == SIGN_NEGATIVE;
		memcpy(&long_weight, at, sizeof(long_weight));
		at += sizeof(long_weight);
		size -= sizeof(long_weight);
		weight = long_weight;
	}

	n_digits = size / (int) sizeof(int16);
	scale = weight + 1 - n_digits;
	if (n_digits == 0)
	{
		*result = 0.0;
		return true;
	}
	if (n_digits > MAX_DIGITS || scale < -MAX_SCALE || scale > MAX_SCALE)
		return false;
	if (n_digits <= 2)
	{
		int			second = n_digits - 1;

		mantissa = digit_at(at, 0) * (1 + second * (BASE - 1)) +
			digit_at(at, second) * second;
	}
	else
	{
		for (i = 0; i < n_digits; i++)
			mantissa = mantissa * BASE + digit_at(at, i);
		if (mantissa >= INT64CONST(1) << 53)
			return false;
	}
	*result = scaled(mantissa, scale, is_negative);
	return true;
}

/* The double nearest to the numeric; NaN and infinities are themselves. */
double
logistic_numeric_decode(Datum value)
{
	struct varlena *numeric = (struct varlena *) DatumGetPointer(value);
	double		result;

	if (likely(!VARATT_IS_EXTENDED(numeric) ||
			   (VARATT_IS_SHORT(numeric) && !VARATT_IS_EXTERNAL(numeric))) &&
		likely(decode_bytes(VARDATA_ANY(numeric), VARSIZE_ANY_EXHDR(numeric),
							&result)))
		return result;
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
											  value));
}

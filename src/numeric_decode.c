/*-------------------------------------------------------------------------
 *
 * numeric_decode.c
 *		The double nearest to a numeric, fast for the short ones.
 *
 * The server's cast prints a numeric and parses the text.  Prices, counts
 * and rates have few digits, and for them one exact integer and one exact
 * power of ten give the correctly rounded result by a single operation
 * (Clinger 1990, "How to read floating point numbers accurately").
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

#include "numeric_decode.h"

/* Bits of the header, as in the server's numeric.c. */
#define SIGN_MASK			0xC000
#define SIGN_NEGATIVE		0x4000
#define SIGN_SHORT			0x8000
#define SIGN_SPECIAL		0xC000
#define SHORT_NEGATIVE		0x2000
#define SHORT_WEIGHT_SIGN	0x0040
#define SHORT_WEIGHT_MASK	0x003F

#define BASE				10000
#define MAX_DIGITS			4	/* 10000^4 may pass 2^53: looked at below */

/* The double nearest to the numeric; NaN and infinities are themselves. */
double
logistic_numeric_decode(Datum value)
{
	/* 10^0, 10^4, ... 10^20 are exact doubles, as is all up to 10^22 */
	static const double power[] = {1e0, 1e4, 1e8, 1e12, 1e16, 1e20};
	struct varlena *numeric = PG_DETOAST_DATUM_PACKED(value);
	const char *at = VARDATA_ANY(numeric);
	int			size = VARSIZE_ANY_EXHDR(numeric);
	uint16		header;
	bool		is_negative;
	int			weight;
	int			n_digits;
	int64		integer = 0;
	int			scale;
	double		result = 0.0;
	int			i;

	memcpy(&header, at, sizeof(header));
	at += sizeof(header);
	size -= sizeof(header);
	if ((header & SIGN_MASK) == SIGN_SHORT)
	{
		is_negative = (header & SHORT_NEGATIVE) != 0;
		weight = header & SHORT_WEIGHT_MASK;
		if (header & SHORT_WEIGHT_SIGN)
			weight |= ~SHORT_WEIGHT_MASK;
	}
	else if ((header & SIGN_MASK) == SIGN_SPECIAL)
		goto slow;
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
	if (n_digits > MAX_DIGITS)
		goto slow;
	for (i = 0; i < n_digits; i++)
	{
		int16		digit;

		memcpy(&digit, at + i * sizeof(digit), sizeof(digit));
		integer = integer * BASE + digit;
	}
	if (integer >= INT64CONST(1) << 53)
		goto slow;

	/* integer * 10000^(weight + 1 - n_digits) */
	scale = weight + 1 - n_digits;
	if (n_digits > 0)
	{
		if (scale >= (int) lengthof(power) || -scale >= (int) lengthof(power))
			goto slow;
		result = scale >= 0 ? (double) integer * power[scale] :
			(double) integer / power[-scale];
	}
	if ((Pointer) numeric != DatumGetPointer(value))
		pfree(numeric);
	return is_negative ? -result : result;

slow:
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
											  PointerGetDatum(numeric)));
}

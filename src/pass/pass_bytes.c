/*-------------------------------------------------------------------------
 *
 * pass_bytes.c
 *		Byte format that questions and totals of a pass share: checksum,
 *		version, kind.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "port/pg_crc32c.h"

#include "pass/pass_bytes.h"
#include "pg/compat.h"

void
logistic_pass_damaged(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("%s are damaged", what)));
}

/* The checksum of everything behind it. */
static uint32
checksum_of(const char *bytes, Size length)
{
	pg_crc32c	crc;

	INIT_CRC32C(crc);
	COMP_CRC32C(crc, bytes + sizeof(uint32), length - sizeof(uint32));
	FIN_CRC32C(crc);
	return crc;
}

void
logistic_pass_begin(StringInfo buf, LgPassKind kind)
{
	initStringInfo(buf);
	appendStringInfoSpaces(buf, VARHDRSZ);
	pq_sendint32(buf, 0);		/* the checksum's place */
	pq_sendint8(buf, LOGISTIC_PASS_VERSION);
	pq_sendint8(buf, kind);
}

/* Closes the bytes with their checksum; they take over the buffer's memory. */
bytea *
logistic_pass_finish(StringInfo buf)
{
	bytea	   *bytes = (bytea *) buf->data;
	uint32		checksum;

	SET_VARSIZE(bytes, buf->len);
	checksum = pg_hton32(checksum_of(VARDATA(bytes), buf->len - VARHDRSZ));
	memcpy(VARDATA(bytes), &checksum, sizeof(checksum));
	return bytes;
}

/* Starts to read: checks sum and version, returns the kind. */
LgPassKind
logistic_pass_open(StringInfo buf, const bytea *bytes, const char *what)
{
	int			version;
	int			kind;

	buf->data = (char *) VARDATA_ANY(bytes);
	buf->len = buf->maxlen = VARSIZE_ANY_EXHDR(bytes);
	buf->cursor = 0;
	if (buf->len < 6 ||
		pq_getmsgint(buf, 4) != checksum_of(buf->data, buf->len))
		logistic_pass_damaged(what);
	version = pq_getmsgbyte(buf);
	if (version != LOGISTIC_PASS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("%s have format %d, but this version of the extension reads format %d",
						what, version, LOGISTIC_PASS_VERSION),
				 errhint("Install the same version of the extension on all servers.")));
	kind = pq_getmsgbyte(buf);
	if (kind < 0 || kind >= LG_PASS_KINDS)
		logistic_pass_damaged(what);
	return (LgPassKind) kind;
}

/* Reads a count of things that take at least "size" bytes each. */
int
logistic_pass_count(StringInfo buf, Size size, int limit)
{
	int			n = (int) pq_getmsgint(buf, 4);

	if (n < 0 || n > limit || (Size) n > (Size) (buf->len - buf->cursor) / size)
		logistic_pass_damaged("the bytes of a pass");
	return n;
}

void
logistic_pass_put(StringInfo buf, const LgDd *numbers, Size n)
{
	Size		i;

	enlargeStringInfo(buf, n * sizeof(LgDd));
	for (i = 0; i < n; i++)
	{
		pq_sendfloat8(buf, numbers[i].hi);
		pq_sendfloat8(buf, numbers[i].lo);
	}
}

void
logistic_pass_get(StringInfo buf, LgDd *numbers, Size n)
{
	Size		i;

	for (i = 0; i < n; i++)
	{
		numbers[i].hi = pq_getmsgfloat8(buf);
		numbers[i].lo = pq_getmsgfloat8(buf);
	}
}

/*-------------------------------------------------------------------------
 *
 * vector_layout.c
 *		Vectors whose bytes can be read without their cast.
 *
 * A cast to an array costs more than to read the array.  There are few layouts
 * of vector types, among them those of pgvector.  None is assumed: the first
 * value of a call site is read by each layout and by the cast, and a layout is
 * used only if every number agrees to the last bit.  The lengths are checked
 * in every value after that.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/compat.h"
#include "pg/vector_layout.h"

/* The beginning of a value of a layout, behind its length. */
typedef struct DenseHeader
{
	int16		n;
	int16		unused;			/* 0 */
} DenseHeader;

typedef struct SparseHeader
{
	int32		n;
	int32		n_stored;
	int32		unused;			/* 0 */
} SparseHeader;

/* A number of half precision, IEEE 754 binary16, as a double. */
static inline double
half_to_double(uint16 half)
{
	uint32		exponent = (half >> 10) & 0x1f;
	uint32		mantissa = half & 0x3ff;
	uint32		bits = (uint32) (half & 0x8000) << 16;
	float4		number;

	if (exponent == 0)
	{
		/* subnormal: a multiple of 2^-24 */
		number = (float4) mantissa * (1.0f / 16777216.0f);
		return bits != 0 ? -number : number;
	}
	bits |= (exponent == 0x1f ? 0x7f800000 : (exponent + 112) << 23) |
		mantissa << 13;
	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* Reads numbers that lie side by side. */
static int
read_dense(const char *data, Size size, Size width, double *numbers,
		   int stride, int limit)
{
	DenseHeader header;
	int			n_read;
	int			i;

	if (size < sizeof(header))
		return -1;
	memcpy(&header, data, sizeof(header));
	if (header.n < 0 || header.unused != 0 ||
		size != sizeof(header) + (Size) header.n * width)
		return -1;
	data += sizeof(header);
	n_read = Min(header.n, limit);
	if (width == sizeof(float4))
		for (i = 0; i < n_read; i++)
		{
			float4		number;

			memcpy(&number, data + (Size) i * sizeof(float4), sizeof(float4));
			numbers[(Size) i * stride] = number;
		}
	else
		for (i = 0; i < n_read; i++)
		{
			uint16		half;

			memcpy(&half, data + (Size) i * sizeof(uint16), sizeof(uint16));
			numbers[(Size) i * stride] = half_to_double(half);
		}
	return header.n;
}

/* Reads the numbers that are stored, with their places, among zeros. */
static int
read_sparse(const char *data, Size size, double *numbers, int stride,
			int limit)
{
	SparseHeader header;
	const char *values;
	int			i;

	if (size < sizeof(header))
		return -1;
	memcpy(&header, data, sizeof(header));
	if (header.n < 0 || header.n_stored < 0 || header.n_stored > header.n ||
		header.unused != 0 ||
		size != sizeof(header) +
		(Size) header.n_stored * (sizeof(int32) + sizeof(float4)))
		return -1;
	data += sizeof(header);
	values = data + (Size) header.n_stored * sizeof(int32);
	for (i = 0; i < Min(header.n, limit); i++)
		numbers[(Size) i * stride] = 0.0;
	for (i = 0; i < header.n_stored; i++)
	{
		int32		place;
		float4		number;

		memcpy(&place, data + (Size) i * sizeof(int32), sizeof(int32));
		memcpy(&number, values + (Size) i * sizeof(float4), sizeof(float4));
		if (place < 0 || place >= header.n)
			return -1;
		if (place < limit)
			numbers[(Size) place * stride] = number;
	}
	return header.n;
}

int
logistic_vector_read(const struct varlena *value, LogisticVectorLayout layout,
					 double *numbers, int stride, int limit)
{
	const char *data = VARDATA_ANY(value);
	Size		size = VARSIZE_ANY_EXHDR(value);

	switch (layout)
	{
		case LOGISTIC_VECTOR_SINGLE:
			return read_dense(data, size, sizeof(float4), numbers, stride,
							  limit);
		case LOGISTIC_VECTOR_HALF:
			return read_dense(data, size, sizeof(uint16), numbers, stride,
							  limit);
		case LOGISTIC_VECTOR_SPARSE:
			return read_sparse(data, size, numbers, stride, limit);
		default:
			return -1;
	}
}

LogisticVectorLayout
logistic_vector_layout(const struct varlena *value, const float4 *numbers,
					   int n)
{
	double	   *read = palloc(Max(n, 1) * sizeof(double));
	LogisticVectorLayout layout;
	int			i;

	for (layout = LOGISTIC_VECTOR_SINGLE; layout <= LOGISTIC_VECTOR_SPARSE;
		 layout++)
	{
		bool		is_same;

		is_same = n > 0 && logistic_vector_read(value, layout, read, 1, n) == n;
		for (i = 0; i < n && is_same; i++)
		{
			float4		number = (float4) read[i];

			is_same = memcmp(&number, &numbers[i], sizeof(number)) == 0;
		}
		if (is_same)
			break;
	}
	pfree(read);
	return layout <= LOGISTIC_VECTOR_SPARSE ? layout : LOGISTIC_VECTOR_OPAQUE;
}

/*-------------------------------------------------------------------------
 *
 * elementwise_points.c
 *		Applies one elementwise function to raw doubles from standard input.
 *
 * For elementwise_check.py, which knows the right answers.  bce and
 * bce_with_logits read pairs; softmax and log_softmax read an int, the
 * length, before each array.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "activation.h"
#include "link.h"

#define MAX_LENGTH 1000

static const struct
{
	const char *name;
	double		(*apply) (double);
}			unary[] =
{
	{"sigmoid", lg_link_sigmoid},
	{"sigmoid_derivative", lg_link_sigmoid_derivative},
	{"log_sigmoid", lg_link_log_sigmoid},
	{"softplus", lg_link_softplus},
	{"logit", lg_link_logit},
	{"gelu", lg_activation_gelu},
	{"silu", lg_activation_silu}
};

static const struct
{
	const char *name;
	double		(*apply) (double, double);
}			binary[] =
{
	{"bce", lg_link_bce},
	{"bce_with_logits", lg_link_bce_with_logits}
};

static const struct
{
	const char *name;
	void		(*apply) (const double *, int, double *);
}			arrays[] =
{
	{"softmax", lg_activation_softmax},
	{"log_softmax", lg_activation_log_softmax}
};

int
main(int argc, char **argv)
{
	const char *name = argc == 2 ? argv[1] : "";
	double		x[MAX_LENGTH];
	double		result;
	int			n;
	size_t		i;

	for (i = 0; i < sizeof(unary) / sizeof(unary[0]); i++)
		while (strcmp(name, unary[i].name) == 0 &&
			   fread(x, sizeof(double), 1, stdin) == 1)
		{
			result = unary[i].apply(x[0]);
			fwrite(&result, sizeof(double), 1, stdout);
		}
	for (i = 0; i < sizeof(binary) / sizeof(binary[0]); i++)
		while (strcmp(name, binary[i].name) == 0 &&
			   fread(x, sizeof(double), 2, stdin) == 2)
		{
			result = binary[i].apply(x[0], x[1]);
			fwrite(&result, sizeof(double), 1, stdout);
		}
	for (i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++)
		while (strcmp(name, arrays[i].name) == 0 &&
			   fread(&n, sizeof(int), 1, stdin) == 1 && n <= MAX_LENGTH &&
			   fread(x, sizeof(double), n, stdin) == (size_t) n)
		{
			arrays[i].apply(x, n, x);
			fwrite(x, sizeof(double), n, stdout);
		}
	return 0;
}

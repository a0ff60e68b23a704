/*-------------------------------------------------------------------------
 *
 * plot_coefficients.c
 *		A forest plot of odds ratios, as SVG.
 *
 * One row per term but the intercept: name, dot and interval on a
 * logarithmic scale, and the numbers.  An arrow says that an interval leaves
 * the picture; an infinite estimate is a dot at its end, and a term without
 * an estimate is a row without a mark.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "model/model_interval.h"
#include "report/plot.h"
#include "report/plot_coefficients.h"

#define WIDTH			720.0	/* of the picture, in pixels */
#define ROW_HEIGHT		22.0
#define TALL_ROW_HEIGHT 32.0	/* if a name takes two lines */
#define LINE_HEIGHT		13.0
#define NAME_LENGTH		32		/* characters in a line of a term's name, of
								 * seven pixels in a wide font */
#define LEFT			236.0	/* room for the names */
#define RIGHT			170.0	/* room for the numbers */
#define ROWS_LIMIT		100		/* terms drawn; more cannot be read */
#define LARGEST_RATIO	1e3		/* the scale ends here and at its inverse */
#define SMALLEST_RATIO	1.25	/* the least that the scale covers */

/* The odds ratio and the interval of a term. */
typedef struct ForestRow
{
	const char *name;
	double		ratio;			/* NaN: aliased; may be 0 or infinite */
	double		low;			/* NaN: no interval */
	double		high;
} ForestRow;

/* The outcome of the odds, as " of label = value"; empty if unknown. */
static char *
odds_of(const LogisticModel *model)
{
	const char *positive = logistic_model_positive(model);

	return positive == NULL ? pstrdup("") :
		psprintf(" of %s = %s", logistic_model_string(model, model->label),
				 positive);
}

/* The rows to draw, in the order of the fit. */
static ForestRow *
collect_rows(const LogisticModel *model, double level, int *n_rows)
{
	const LogisticTerm *terms = logistic_model_terms(model);
	ForestRow  *rows = palloc(Max(model->n_terms, 1) * sizeof(*rows));
	LogisticInterval interval = logistic_interval_choose(model, level,
														 "default");
	int			n = 0;
	int			i;

	logistic_interval_check(model, &interval);
	for (i = 0; i < model->n_terms && n < ROWS_LIMIT; i++)
	{
		ForestRow  *row = &rows[n];
		double		low;
		double		high;

		if (terms[i].feature < 0)
			continue;
		logistic_interval_find(model, &interval, i, &low, &high);
		row->name = logistic_model_string(model, terms[i].name);
		row->ratio = exp(terms[i].estimate);
		row->low = exp(low);
		row->high = exp(high);
		n++;
	}
	*n_rows = n;
	return rows;
}

/*
 * The upper end of the scale, whose lower end is its inverse; limited to
 * LARGEST_RATIO.
 */
static double
scale_end(const ForestRow *rows, int n)
{
	double		end = SMALLEST_RATIO;
	int			i;

	for (i = 0; i < n; i++)
	{
		double		values[3] = {rows[i].ratio, rows[i].low, rows[i].high};
		int			k;

		for (k = 0; k < 3; k++)
		{
			double		size = values[k] < 1.0 ? 1.0 / values[k] : values[k];

			if (isfinite(size))
				end = fmax(end, size);
		}
	}
	return fmin(end * 1.05, LARGEST_RATIO);
}

/* Does a name take two lines? */
static bool
is_long(const char *name)
{
	return pg_mbstrlen(name) > NAME_LENGTH;
}

/* The characters of a text from one on, or up to one. */
static const char *
skip_characters(const char *text, int n)
{
	return text + pg_mbcharcliplen(text, strlen(text), n);
}

/*
 * Draws a name, in two lines if it is long.  One that is longer still is
 * shortened in the first line: the level of a category stands at the end.
 */
static void
draw_name(LogisticPlot *plot, const char *name, double pixel)
{
	int			length = pg_mbstrlen(name);
	const char *second;
	const char *blank;
	char	   *first;

	if (!is_long(name))
	{
		logistic_plot_text(plot, "lg-label", LEFT - 10.0, pixel + 4.0, "end",
						   name);
		return;
	}
	second = skip_characters(name, length - NAME_LENGTH);
	if (length <= 2 * NAME_LENGTH)
	{
		/* at a blank if there is one */
		for (blank = skip_characters(name, NAME_LENGTH);
			 blank > second && blank[-1] != ' '; blank--)
			;
		second = blank > second ? blank : skip_characters(name, NAME_LENGTH);
		first = pnstrdup(name, second - name);
	}
	else
	{
		/* not within a word, unless it is a long one */
		blank = strchr(second, ' ');
		if (blank != NULL && blank - second < NAME_LENGTH / 2)
			second = blank + 1;
		first = psprintf("%.*s...",
						 (int) (skip_characters(name, NAME_LENGTH - 3) - name),
						 name);
	}
	logistic_plot_text(plot, "lg-label", LEFT - 10.0,
					   pixel + 4.0 - LINE_HEIGHT / 2.0, "end", first);
	logistic_plot_text(plot, "lg-label", LEFT - 10.0,
					   pixel + 4.0 + LINE_HEIGHT / 2.0, "end", second);
}

/* The numbers at the end of a row. */
static char *
row_text(const ForestRow *row)
{
	if (isnan(row->ratio))
		return pstrdup("not estimated");
	if (isnan(row->low))
		return psprintf("%.3g", row->ratio);
	return psprintf("%.3g [%.3g, %.3g]", row->ratio, row->low, row->high);
}

static void
draw_row(LogisticPlot *plot, const ForestRow *row, double y)
{
	double		pixel = logistic_plot_pixel(&plot->y, y);

	draw_name(plot, row->name, pixel);
	logistic_plot_text(plot, "lg-tick", WIDTH - RIGHT + 12.0, pixel + 4.0,
					   "start", row_text(row));
	if (isnan(row->ratio))
		return;
	if (!isnan(row->low))
		logistic_plot_segment(plot, LOGISTIC_MARK_FIRST, row->low, y,
							  row->high, y);
	if (row->low < plot->x.low || row->ratio < plot->x.low)
		logistic_plot_text(plot, "lg-label", plot->x.from, pixel + 4.0,
						   "middle", "<");
	if (row->high > plot->x.high || row->ratio > plot->x.high)
		logistic_plot_text(plot, "lg-label", plot->x.to, pixel + 4.0,
						   "middle", ">");
	logistic_plot_dot(plot, LOGISTIC_MARK_FIRST, row->ratio, y, 4.0,
					  psprintf("%s: %s", row->name, row_text(row)));
}

void
logistic_draw_coefficients(StringInfo svg, const LogisticModel *model,
						   double level, bool standalone)
{
	LogisticPlot plot;
	int			n;
	ForestRow  *rows = collect_rows(model, level, &n);
	double		end = scale_end(rows, n);
	double		row_height = ROW_HEIGHT;
	int			i;

	for (i = 0; i < n; i++)
		if (is_long(rows[i].name))
			row_height = TALL_ROW_HEIGHT;
	logistic_plot_begin(&plot, svg, WIDTH, n * row_height + 56.0,
						"Odds ratios", standalone);
	plot.left = LEFT;
	plot.right = RIGHT;
	plot.top = 6.0;
	plot.x.is_log = true;
	logistic_plot_scales(&plot, 1.0 / end, end, n, 0.0);
	logistic_plot_axis_x(&plot,
						 psprintf("Odds ratio%s, with its %g%% interval",
								  odds_of(model), 100.0 * level));
	logistic_plot_segment(&plot, LOGISTIC_MARK_REFERENCE, 1.0, n, 1.0, 0.0);
	for (i = 0; i < n; i++)
		draw_row(&plot, &rows[i], i + 0.5);
	logistic_plot_end(&plot);
}

/*
 * logistic_plot_coefficients(model logistic_model, level float8) -> text
 *
 * A forest plot of the odds ratios as an SVG picture.  Strict.  Error: a
 * level that is not between 0 and 1.
 */
PG_FUNCTION_INFO_V1(logistic_plot_coefficients);
Datum
logistic_plot_coefficients(PG_FUNCTION_ARGS)
{
	const LogisticModel *model = PG_GETARG_LOGISTIC_MODEL(0);
	StringInfoData svg;

	initStringInfo(&svg);
	logistic_draw_coefficients(&svg, model,
							   PG_GETARG_FLOAT8(1),
							   true);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}

/*-------------------------------------------------------------------------
 *
 * plot.c
 *		One picture: a frame with two scales, axes and marks, as SVG text.
 *
 * Ticks lie at 1, 2 and 5 times powers of ten (Heckbert, "Nice numbers for
 * graph labels", Graphics Gems, 1990); on a logarithmic scale the powers of
 * ten alone where there are enough of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "mb/pg_wchar.h"

#include "report/plot.h"

#define TICKS_WANTED	5		/* about as many as fit without crowding */
#define LONG_LOG_SCALE	5.0			/* from this ratio of the ends on it has at least
									 * three of 1, 2, 5, 10, ... */
#define DECADES_ENOUGH	2.5		/* of a log scale, for powers of ten alone */
#define LINE_DETAIL		0.4		/* pixels that two points of a line differ */

static const char *const mark_class[] = {"lg-a", "lg-b", "lg-r"};

static const char style[] =
":root,svg{--lg-ink:#1f2937;--lg-soft:#6b7280;--lg-grid:#e5e7eb;"
"--lg-a:#1d4ed8;--lg-b:#c2570c;--lg-r:#9ca3af}"
"@media (prefers-color-scheme:dark){:root,svg{--lg-ink:#e5e7eb;"
"--lg-soft:#9ca3af;--lg-grid:#374151;--lg-a:#7aa2ff;--lg-b:#fb9a54;"
"--lg-r:#6b7280}}"
"@media print{:root,svg{--lg-ink:#000;--lg-soft:#444;--lg-grid:#ddd;"
"--lg-a:#1d4ed8;--lg-b:#c2570c;--lg-r:#888}}"
".lg-plot{max-width:100%;height:auto;font:12px system-ui,sans-serif}"
".lg-plot text{fill:var(--lg-soft)}.lg-plot .lg-label{fill:var(--lg-ink)}"
".lg-grid{stroke:var(--lg-grid);stroke-width:1}"
".lg-line{fill:none;stroke-width:2;stroke-linejoin:round}"
".lg-line.lg-a{stroke:var(--lg-a)}.lg-line.lg-b{stroke:var(--lg-b)}"
".lg-line.lg-r{stroke:var(--lg-r);stroke-width:1;stroke-dasharray:4 4}"
".lg-fill.lg-a{fill:var(--lg-a)}.lg-fill.lg-b{fill:var(--lg-b)}"
".lg-fill.lg-r{fill:var(--lg-r)}.lg-bar{fill-opacity:.65}";

const char *
logistic_plot_style(void)
{
	return style;
}

void
logistic_plot_append_escaped(StringInfo out, const char *text)
{
	for (; *text != '\0'; text++)
	{
		unsigned char c = *text;

		switch (c)
		{
			case '&':
				appendStringInfoString(out, "&amp;");
				break;
			case '<':
				appendStringInfoString(out, "&lt;");
				break;
			case '>':
				appendStringInfoString(out, "&gt;");
				break;
			case '"':
				appendStringInfoString(out, "&quot;");
				break;
			case '\'':
				appendStringInfoString(out, "&#39;");
				break;
			default:
				/* XML knows no other control characters, not even escaped */
				if (c < ' ' && c != '\t' && c != '\n')
					appendStringInfoChar(out, ' ');
				else
					appendStringInfoChar(out, c);
				break;
		}
	}
}

void
logistic_plot_begin(LogisticPlot *plot, StringInfo svg, double width,
					double height, const char *title, bool standalone)
{
	memset(plot, 0, sizeof(*plot));
	plot->svg = svg;
	plot->width = width;
	plot->height = height;
	plot->left = 56.0;
	plot->right = 16.0;
	plot->top = 12.0;
	plot->bottom = 44.0;
	appendStringInfo(svg, "<svg class=\"lg-plot\"%s viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" role=\"img\" aria-label=\"",
					 standalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "",
					 width, height, width, height);
	logistic_plot_append_escaped(svg, title);
	appendStringInfoString(svg, "\">");
	if (standalone)
	{
		appendStringInfoString(svg, "<title>");
		logistic_plot_append_escaped(svg, title);
		appendStringInfo(svg, "</title><style>%s</style>", style);
	}
}

void
logistic_plot_end(LogisticPlot *plot)
{
	appendStringInfoString(plot->svg, "</svg>\n");
}

void
logistic_plot_scales(LogisticPlot *plot, double x_low, double x_high,
					 double y_low, double y_high)
{
	plot->x.low = x_low;
	plot->x.high = x_high;
	plot->x.from = plot->left;
	plot->x.to = plot->width - plot->right;
	plot->y.low = y_low;
	plot->y.high = y_high;
	plot->y.from = plot->height - plot->bottom;
	plot->y.to = plot->top;
}

double
logistic_plot_pixel(const LogisticScale *scale, double value)
{
	double		low = scale->low;
	double		high = scale->high;

	value = fmin(fmax(value, fmin(low, high)), fmax(low, high));
	if (scale->is_log)
	{
		value = log(value);
		low = log(low);
		high = log(high);
	}
	return scale->from + (value - low) / (high - low) *
		(scale->to - scale->from);
}

/* A number as short as can be read: no trailing zeroes. */
static char *
tick_text(double value)
{
	double		size = fabs(value);

	if (size >= 1e4 || (size < 1e-3 && size > 0.0))
		return psprintf("%.3g", value);
	return psprintf("%.6g", value);
}

/* The step of a linear scale: 1, 2 or 5 times a power of ten. */
static double
nice_step(double range)
{
	double		rough = range / TICKS_WANTED;
	double		power = pow(10.0, floor(log10(rough)));
	double		digit = rough / power;

	return power * (digit < 1.5 ? 1.0 : digit < 3.5 ? 2.0 :
					digit < 7.5 ? 5.0 : 10.0);
}

/* The smallest tick above "after"; NaN if there is none on the scale. */
static double
next_tick(const LogisticScale *scale, double after)
{
	static const double digits[] = {1.0, 2.0, 5.0, 10.0};
	double		tick = NAN;
	double		slack = 1e-9 * (scale->high - scale->low);
	int			i;

	/* 1, 2, 5, ... are too few on a short logarithmic scale */
	if (scale->is_log && scale->high > LONG_LOG_SCALE * scale->low)
	{
		double		power = pow(10.0, floor(log10(after) + 1e-9));
		bool		is_long = log10(scale->high / scale->low) > DECADES_ENOUGH;

		for (i = is_long ? 3 : 0; i < lengthof(digits); i++)
			if (power * digits[i] > after * (1.0 + 1e-9))
			{
				tick = power * digits[i];
				break;
			}
		slack = 1e-9 * scale->high;
	}
	else
	{
		double		step = nice_step(scale->high - scale->low);

		tick = step * (floor(after / step + 1e-9) + 1.0);
		if (fabs(tick) < 1e-9 * step)
			tick = 0.0;
	}
	return tick <= scale->high + slack ? tick : NAN;
}

/* Where the ticks begin: just below the low end. */
static double
before_ticks(const LogisticScale *scale)
{
	if (scale->is_log)
		return scale->low * (1.0 - 1e-6);
	return scale->low - 1e-6 * (scale->high - scale->low);
}

void
logistic_plot_axis_x(LogisticPlot *plot, const char *label)
{
	double		tick = before_ticks(&plot->x);

	while (!isnan(tick = next_tick(&plot->x, tick)))
	{
		double		x = logistic_plot_pixel(&plot->x, tick);

		appendStringInfo(plot->svg, "<line class=\"lg-grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
						 x, plot->y.from, x, plot->y.to);
		logistic_plot_text(plot, "lg-tick", x, plot->y.from + 16.0, "middle",
						   tick_text(tick));
	}
	logistic_plot_text(plot, "lg-label", (plot->x.from + plot->x.to) / 2.0,
					   plot->y.from + 36.0, "middle", label);
}

void
logistic_plot_axis_y(LogisticPlot *plot, const char *label)
{
	double		tick = before_ticks(&plot->y);
	double		middle = (plot->y.from + plot->y.to) / 2.0;

	while (!isnan(tick = next_tick(&plot->y, tick)))
	{
		double		y = logistic_plot_pixel(&plot->y, tick);

		appendStringInfo(plot->svg, "<line class=\"lg-grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
						 plot->x.from, y, plot->x.to, y);
		logistic_plot_text(plot, "lg-tick", plot->x.from - 6.0, y + 4.0, "end",
						   tick_text(tick));
	}
	appendStringInfo(plot->svg, "<text class=\"lg-label\" text-anchor=\"middle\" transform=\"translate(14 %.1f) rotate(-90)\">",
					 middle);
	logistic_plot_append_escaped(plot->svg, label);
	appendStringInfoString(plot->svg, "</text>");
}

void
logistic_plot_line(LogisticPlot *plot, LogisticMark mark, int n,
				   const double *x, const double *y)
{
	double		last_x = -INFINITY;
	double		last_y = -INFINITY;
	int			i;

	appendStringInfo(plot->svg, "<polyline class=\"lg-line %s\" points=\"",
					 mark_class[mark]);
	for (i = 0; i < n; i++)
	{
		double		at_x = logistic_plot_pixel(&plot->x, x[i]);
		double		at_y = logistic_plot_pixel(&plot->y, y[i]);

		if (i > 0 && i < n - 1 && fabs(at_x - last_x) < LINE_DETAIL &&
			fabs(at_y - last_y) < LINE_DETAIL)
			continue;
		appendStringInfo(plot->svg, "%s%.1f,%.1f", i > 0 ? " " : "", at_x,
						 at_y);
		last_x = at_x;
		last_y = at_y;
	}
	appendStringInfoString(plot->svg, "\"/>");
}

void
logistic_plot_segment(LogisticPlot *plot, LogisticMark mark, double x1,
					  double y1, double x2, double y2)
{
	appendStringInfo(plot->svg, "<line class=\"lg-line %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
					 mark_class[mark],
					 logistic_plot_pixel(&plot->x, x1),
					 logistic_plot_pixel(&plot->y, y1),
					 logistic_plot_pixel(&plot->x, x2),
					 logistic_plot_pixel(&plot->y, y2));
}

/* Closes a mark, with the words that a pointer shows over it. */
static void
end_mark(LogisticPlot *plot, const char *name, const char *tip)
{
	if (tip == NULL)
	{
		appendStringInfoString(plot->svg, "/>");
		return;
	}
	appendStringInfoString(plot->svg, "><title>");
	logistic_plot_append_escaped(plot->svg, tip);
	appendStringInfo(plot->svg, "</title></%s>", name);
}

void
logistic_plot_bar(LogisticPlot *plot, LogisticMark mark, double x1, double y1,
				  double x2, double y2, const char *tip)
{
	double		left = logistic_plot_pixel(&plot->x, x1);
	double		right = logistic_plot_pixel(&plot->x, x2);
	double		low = logistic_plot_pixel(&plot->y, y1);
	double		high = logistic_plot_pixel(&plot->y, y2);

	appendStringInfo(plot->svg, "<rect class=\"lg-fill lg-bar %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
					 mark_class[mark], Min(left, right), Min(low, high),
					 fabs(right - left), fabs(low - high));
	end_mark(plot, "rect", tip);
}

void
logistic_plot_dot(LogisticPlot *plot, LogisticMark mark, double x, double y,
				  double radius, const char *tip)
{
	appendStringInfo(plot->svg, "<circle class=\"lg-fill %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"",
					 mark_class[mark], logistic_plot_pixel(&plot->x, x),
					 logistic_plot_pixel(&plot->y, y), radius);
	end_mark(plot, "circle", tip);
}

void
logistic_plot_text(LogisticPlot *plot, const char *class, double x, double y,
				   const char *anchor, const char *text)
{
	appendStringInfo(plot->svg, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
					 class, x, y, anchor);
	logistic_plot_append_escaped(plot->svg, text);
	appendStringInfoString(plot->svg, "</text>");
}

const char *
logistic_plot_shorten(const char *text, int n)
{
	int			length = pg_mbstrlen(text);
	int			kept = (n - 3) / 2;
	const char *last;

	if (length <= n)
		return text;
	last = text + pg_mbcharcliplen(text, strlen(text),
								   length - (n - 3 - kept));
	return psprintf("%.*s...%s",
					pg_mbcharcliplen(text, strlen(text), kept), text, last);
}

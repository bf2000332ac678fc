/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "gb-chart.h"
#include "gb-format.h"

/* On A4, in points. */
#define TEXT_SIZE 8.5
#define LEGEND_SIZE 10
/* So many labels stand beside each other without touching. */
#define MOST_LABELS 12
/* More bars are none that anybody could tell apart. */
#define MOST_BARS 60

typedef struct
{
  GbChartPoint *points; /* (owned) */
  char **labels;        /* (owned) */
  guint n;
} Chart;

static void
chart_free (gpointer data)
{
  Chart *self = data;

  g_free (self->points);
  g_strfreev (self->labels);
  g_free (self);
}

/* The colours of the window's chart in light; bar against line tells them apart without colour. */
static void
draw (cairo_t     *cr,
      PangoLayout *layout,
      double       width,
      double       height,
      gpointer     data)
{
  static const GbChartStyle style = {
    .bar = { 0x55 / 255.0, 0x95 / 255.0, 0xe8 / 255.0, 1 },
    .line = { 0x0f / 255.0, 0x5c / 255.0, 0x37 / 255.0, 1 },
    .grid = { 0, 0, 0, 0.18 },
    .casing = { 1, 1, 1, 1 },
    .text = { 0, 0, 0, 0.8 },
  };
  const Chart *self = data;
  PangoFontDescription *font = pango_font_description_copy (pango_layout_get_font_description (layout));

  pango_font_description_set_size (font, (int) (TEXT_SIZE * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  gb_chart_draw_bars (cr, layout, &style, self->points, self->n, width, height);
}

/* A day that is not over would look like a fall. */
static guint
count_bars (const GbBriefing *briefing)
{
  guint n = briefing->bars->len;

  return n > 0 && g_array_index (briefing->bars, GbBriefingBar, n - 1).under_way ? n - 1 : n;
}

/* A day, the last one of a week, a month. */
static char *
write_label (const GbBriefing    *briefing,
             const GbBriefingBar *bar)
{
  int year, month;

  if (briefing->unit != GB_BRIEFING_BY_MONTH)
    return gb_format_day (bar->to, gb_time_day (briefing->now));
  gb_day_to_ymd (bar->from, &year, &month, NULL);
  return g_strdup_printf ("%d/%d", month, year);
}

static Chart *
chart_new (const GbBriefing *briefing)
{
  Chart *self = g_new0 (Chart, 1);
  guint step;

  self->n = count_bars (briefing);
  self->points = g_new0 (GbChartPoint, self->n);
  self->labels = g_new0 (char *, self->n + 1);
  step = (self->n + MOST_LABELS - 1) / MOST_LABELS;
  for (guint i = 0; i < self->n; i++)
    {
      const GbBriefingBar *bar = &g_array_index (briefing->bars, GbBriefingBar, i);

      self->labels[i] = write_label (briefing, bar);
      self->points[i].bar = (double) bar->received;
      self->points[i].line = (double) bar->done;
      self->points[i].label = i % step == 0 ? self->labels[i] : NULL;
    }
  return self;
}

/* In words, for whoever cannot see it. */
static char *
describe (const GbBriefing *briefing)
{
  GString *text = g_string_new (_("Received and settled:"));

  for (guint i = 0; i < count_bars (briefing); i++)
    {
      const GbBriefingBar *bar = &g_array_index (briefing->bars, GbBriefingBar, i);
      g_autofree char *day = write_label (briefing, bar);

      g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, i > 0 ? ";" : "", day, bar->received,
                              bar->done);
    }
  return g_string_free (text, FALSE);
}

gboolean
gb_briefing_chart_is_there (const GbBriefing *briefing)
{
  return count_bars (briefing) > 1 && count_bars (briefing) <= MOST_BARS;
}

void
gb_briefing_chart_add (const GbBriefing *briefing,
                       GbPaper          *paper,
                       double            height)
{
  const GbPaperStyle legend = { LEGEND_SIZE, GB_PAPER_CENTER, GB_PAPER_ITALIC, 0, 0 };
  static const char *const legends[GB_N_BRIEFING_UNITS] = {
    [GB_BRIEFING_BY_DAY] = N_("Bars: accepted; line: settled"),
    [GB_BRIEFING_BY_WEEK] = N_("Bars: accepted; line: settled (by week, to the day beneath)"),
    [GB_BRIEFING_BY_MONTH] = N_("Bars: accepted; line: settled (by month)"),
  };
  g_autofree char *description = describe (briefing);

  gb_paper_add_drawing (paper, height, description, draw, chart_new (briefing), chart_free);
  gb_paper_add_text (paper, _(legends[briefing->unit]), &legend);
}

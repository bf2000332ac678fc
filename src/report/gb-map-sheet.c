/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gb-format.h"
#include "gb-map-words.h"
#include "gb-text.h"

/* A centimetre at each edge: office printers reach no nearer. */
#define EDGE 28.35

#define GAP           10.0
#define FOOT_HEIGHT   22.0
#define PANEL_WIDTH   172.0
#define PANEL_HEIGHT  170.0 /* below the map, on standing paper */

/* --- contents ------------------------------------------------------------------------------------- */

/* (transfer full): "xã, phường, đặc khu": the types that there are, the most frequent first */
static char *
list_types (const GbMapView *view)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < view->communes->len; i++)
    {
      const char *type = ((GbMapCommune *) view->communes->pdata[i])->type;
      guint at = 0, one = 1;

      while (at < types->len && !g_str_equal (types->pdata[at], type))
        at++;
      if (at < types->len)
        g_array_index (counts, guint, at)++;
      else
        {
          g_ptr_array_add (types, (gpointer) type);
          g_array_append_val (counts, one);
        }
    }
  while (types->len > 0)
    {
      guint most = 0;

      for (guint i = 1; i < types->len; i++)
        most = g_array_index (counts, guint, i) > g_array_index (counts, guint, most) ? i : most;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (const char *) types->pdata[most]);
      g_ptr_array_remove_index (types, most);
      g_array_remove_index (counts, most);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_map_sheet_dup_title:
 *
 * Returns: (transfer full): what the map shows, by what, and where, such as "Tỷ lệ hồ sơ quá hạn theo xã, phường, đặc
 *   khu – tỉnh Quảng Ngãi"; all of it from the data
 */
char *
gb_map_sheet_dup_title (const GbMapSheet *self)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (self->view);
  const char *place = self->view->hub.place;
  g_autofree char *types = list_types (self->view);
  g_autofree char *what = NULL;

  if (indicator != NULL)
    /* Translators: an indicator, and the types of the communes it is shown by */
    what = g_strdup_printf (_("%s by %s"), gb_map_words_indicator (indicator), types);
  else
    /* Translators: the types of the communes on a map */
    what = g_strdup_printf (_("Map of the %s"), types);
  return place != NULL ? g_strdup_printf ("%s – %s", what, place) : g_steal_pointer (&what);
}

/* As of when the figures are; they may be older than the cache. */
static gint64
find_as_of (const GbMapView *view)
{
  gboolean live;
  gint64 at = gb_map_view_counted_at (view, &live);

  return live ? view->now : at != 0 ? at : view->as_of;
}

static void
take_areas (GbMapSheet *self)
{
  const GbMapView *view = self->view;
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  guint n = gb_geo_coverage_get_n_areas (view->coverage);

  self->classes = g_new (guint, MAX (n, 1));
  self->names = g_new0 (GbMapName, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      guint commune = view->of_area[i];

      self->classes[i] = GB_MAP_NO_CLASS;
      self->names[i].name = g_strdup ("");
      if (commune >= view->communes->len)
        continue;
      self->classes[i] = gb_map_classes_find (&view->classes, view->amounts[commune]);
      g_free ((char *) self->names[i].name);
      self->names[i].name = g_strdup (((GbMapCommune *) view->communes->pdata[commune])->name);
      self->names[i].value = gb_map_words_amount (view->amounts[commune], indicator != NULL ? indicator->unit : NULL);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  GPtrArray *keys = user_data;

  return g_bytes_compare (keys->pdata[*(const guint *) a], keys->pdata[*(const guint *) b]);
}

static void
sort_communes (GbMapSheet *self)
{
  const GPtrArray *communes = self->view->communes;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), communes->len);

  self->numbers = g_new (guint, MAX (communes->len, 1));
  for (guint i = 0; i < communes->len; i++)
    {
      g_array_append_val (order, i);
      g_ptr_array_add (keys, gb_text_sort_key (((GbMapCommune *) communes->pdata[i])->name));
    }
  g_array_sort_with_data (order, compare_keys, keys);
  self->order = g_array_steal (order, NULL);
  for (guint i = 0; i < communes->len; i++)
    self->numbers[self->order[i]] = i + 1;
}

static GbGeoBounds
find_extent (const GbGeoCoverage *coverage)
{
  GbGeoBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const GbGeoBounds *area = &gb_geo_coverage_get_area (coverage, i)->bounds;

      all = (GbGeoBounds) { MIN (all.west, area->west), MIN (all.south, area->south), MAX (all.east, area->east),
                            MAX (all.north, area->north) };
    }
  return all.west <= all.east ? all : (GbGeoBounds) { 102, 8, 110, 24 };
}

/* Who sees all of it on the screen wants all of it on paper, as large as it can be. */
static void
take_bounds (GbMapSheet        *self,
             const GbGeoBounds *seen)
{
  GbGeoBounds all = find_extent (self->view->coverage);

  self->whole = seen == NULL || (seen->west <= all.west && seen->south <= all.south && seen->east >= all.east &&
                                 seen->north >= all.north);
  self->extent = all;
  self->bounds = self->whole ? all : *seen;
}

/**
 * gb_map_sheet_new:
 * @view: what is shown
 *
 * Returns: (transfer full): it as pages
 */
GbMapSheet *
gb_map_sheet_new (GbMapView               *view,
                  const GbMapSheetOptions *options)
{
  GbMapSheet *self = g_atomic_rc_box_new0 (GbMapSheet);

  self->view = gb_map_view_ref (view);
  gb_map_style_init (&self->style, view->classes.n, FALSE, options->patterns);
  /* Paper is light by itself, and ink is dear. */
  self->style.ground = (GbChartColor) { 0.957, 0.965, 0.973, 1 };
  self->chosen = options->chosen != NULL ? gb_map_view_find_area (view, options->chosen) : GB_GEO_NO_AREA;
  self->table = options->table;
  self->now = options->now;
  self->as_of = find_as_of (view);
  take_areas (self);
  sort_communes (self);
  take_bounds (self, options->bounds);
  return self;
}

GbMapSheet *
gb_map_sheet_ref (GbMapSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sheet_clear (gpointer data)
{
  GbMapSheet *self = data;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->view->coverage); i++)
    {
      g_free ((char *) self->names[i].name);
      g_free ((char *) self->names[i].value);
    }
  g_free (self->names);
  g_free (self->classes);
  g_free (self->order);
  g_free (self->numbers);
  gb_map_view_unref (self->view);
}

void
gb_map_sheet_unref (GbMapSheet *self)
{
  g_atomic_rc_box_release_full (self, sheet_clear);
}

gint64
gb_map_sheet_get_now (const GbMapSheet *self)
{
  return self->now;
}

/* --- page ----------------------------------------------------------------------------------------- */

/* (transfer full): "Số liệu đến 07:12 ngày 26/08/2026" */
static char *
describe_freshness (const GbMapSheet *self)
{
  g_autofree char *time = gb_format_time (self->as_of);
  g_autofree char *day = gb_format_full_day (gb_time_day (self->as_of));

  if (self->as_of == 0)
    return g_strdup (_("No figures have been fetched yet"));
  /* Translators: a time of day and a day */
  return g_strdup_printf (_("Figures as of %s on %s"), time, day);
}

static char *
describe_borders (const GbMapSheet *self)
{
  g_autofree char *borders = gb_map_words_borders (self->view);
  const char *source = gb_map_view_get_source (self->view);

  if (source == NULL || strstr (borders, source) != NULL)
    return g_steal_pointer (&borders);
  return g_strdup_printf ("%s · %s", borders, source);
}

static char *
describe_making (const GbMapSheet *self,
                 guint             page,
                 guint             n_pages)
{
  g_autofree char *time = gb_format_time (self->now);
  g_autofree char *day = gb_format_full_day (gb_time_day (self->now));
  /* Translators: a time of day and a day */
  g_autofree char *made = g_strdup_printf (_("Giao Ban, made at %s on %s"), time, day);

  if (n_pages < 2)
    return g_steal_pointer (&made);
  /* Translators: when it was made, the page, and how many there are */
  return g_strdup_printf (_("%s · page %u of %u"), made, page + 1, n_pages);
}

/* A mark that cannot be overlooked, in a frame of its own; how wide it is. */
static double
draw_demo_mark (GbMapPen *pen,
                double    right,
                double    y)
{
  GbMapFont font = { 8, TRUE, 0.85, PANGO_ALIGN_LEFT, 1 };
  double height, width = gb_map_pen_measure (pen, &font, _("Illustration data"), &height);

  cairo_set_source_rgb (pen->cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (pen->cr, 0.8);
  cairo_rectangle (pen->cr, right - width - 12, y, width + 12, height + 6);
  cairo_stroke (pen->cr);
  gb_map_pen_text (pen, &font, right - width - 6, y + 3, width + 2, _("Illustration data"));
  return width + 12 + GAP;
}

/* The title as large as two lines allow. */
static double
draw_head (const GbMapSheet *self,
           GbMapPen         *pen,
           double            width)
{
  g_autofree char *title = gb_map_sheet_dup_title (self);
  g_autofree char *freshness = describe_freshness (self);
  GbMapFont font = { 16, TRUE, 0.9, PANGO_ALIGN_LEFT, 2 };
  GbMapFont small = { 9.5, FALSE, 0.65, PANGO_ALIGN_LEFT, 1 };
  double right = EDGE + width, room = width, y = EDGE;

  if (self->view->hub.illustration)
    room -= draw_demo_mark (pen, right, EDGE);
  while (font.size > 12 && gb_map_pen_measure (pen, &font, title, NULL) > room)
    font.size -= 0.5;
  y += gb_map_pen_text (pen, &font, EDGE, y, room, title) + 1;
  y += gb_map_pen_text (pen, &small, EDGE, y, room, freshness);
  return y + 7;
}

static void
draw_foot (const GbMapSheet *self,
           GbMapPen         *pen,
           guint             page,
           guint             n_pages,
           double            width,
           double            y)
{
  g_autofree char *borders = describe_borders (self);
  g_autofree char *making = describe_making (self, page, n_pages);
  GbMapFont left = { 7.5, FALSE, 0.7, PANGO_ALIGN_LEFT, 1 };
  GbMapFont right = { 7.5, FALSE, 0.7, PANGO_ALIGN_RIGHT, 1 };
  double room = gb_map_pen_measure (pen, &right, making, NULL) + 2;

  gb_map_pen_text (pen, &left, EDGE, y + 7, width - room - GAP, borders);
  gb_map_pen_text (pen, &right, EDGE + width - room, y + 7, room, making);
}

static void
draw_map (const GbMapSheet  *self,
          GbMapPen          *pen,
          const GbChartArea *area)
{
  GbChartArea frame = *area, panel = *area;
  g_auto (GbMapPlan) plan = { 0 };

  if (area->width > area->height)
    {
      panel.width = PANEL_WIDTH;
      frame.width = area->width - PANEL_WIDTH - GAP;
      panel.x = frame.x + frame.width + GAP;
    }
  else
    {
      panel.height = PANEL_HEIGHT;
      frame.height = area->height - PANEL_HEIGHT - GAP;
      panel.y = frame.y + frame.height + GAP;
    }
  gb_map_plan_init (&plan, self, pen, &frame);
  gb_map_plan_draw (&plan, self, pen);
  gb_map_panel_draw (self, &plan, pen, &panel);
}

/* The room between head and foot; a head is about so high. */
static GbChartArea
table_area (double width,
            double height,
            double head)
{
  return (GbChartArea) { EDGE, head, width - 2 * EDGE, height - EDGE - FOOT_HEIGHT - head };
}

#define TABLE_HEAD (EDGE + 56)

/* Larger paper is looked at from farther away: half of its growth goes to the text, half to the map. */
static double
choose_magnification (double width,
                      double height)
{
  return CLAMP (pow (width * height / (GB_MAP_A4_WIDTH * GB_MAP_A4_HEIGHT), 0.25), 0.7, 2);
}

/**
 * gb_map_sheet_get_n_pages:
 * @width: of a page, in points
 * @height: of a page, in points
 */
guint
gb_map_sheet_get_n_pages (const GbMapSheet *self,
                          double            width,
                          double            height)
{
  double magnification = choose_magnification (width, height);
  GbChartArea area = table_area (width / magnification, height / magnification, TABLE_HEAD);

  return 1 + (self->table ? gb_map_table_count_pages (self, &area) : 0);
}

/**
 * gb_map_sheet_draw:
 * @cr: in points
 * @page: from 0
 * @width: of the page, in points
 * @height: of the page, in points
 *
 * Draws a page; may be called on any thread. Text stays text.
 */
void
gb_map_sheet_draw (const GbMapSheet *self,
                   cairo_t          *cr,
                   guint             page,
                   double            width,
                   double            height)
{
  guint n_pages = gb_map_sheet_get_n_pages (self, width, height);
  double magnification = choose_magnification (width, height);
  g_auto (GbMapPen) pen = { NULL };
  double head;

  g_return_if_fail (page < n_pages);
  width /= magnification;
  height /= magnification;
  cairo_save (cr);
  cairo_scale (cr, magnification, magnification);
  gb_map_pen_init (&pen, cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  head = draw_head (self, &pen, width - 2 * EDGE);
  if (page == 0)
    {
      GbChartArea area = table_area (width, height, head);

      draw_map (self, &pen, &area);
    }
  else
    {
      GbChartArea area = table_area (width, height, TABLE_HEAD);

      gb_map_table_draw (self, &pen, page - 1, &area);
    }
  draw_foot (self, &pen, page, n_pages, width - 2 * EDGE, height - EDGE - FOOT_HEIGHT);
  cairo_restore (cr);
}

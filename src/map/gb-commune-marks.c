/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-marks.h"

struct _GbCommuneMarks
{
  GtkWidget *layer;        /* (unowned): whose children they are */
  GCallback activated;     /* called with the layer and the mark */
  GPtrArray *marks;        /* (owned) (element-type GbCommuneMark) */
  GbGeoCoverage *coverage; /* (owned) (nullable) */
  GPtrArray *of_area;      /* (owned) (nullable) (element-type GbCommuneMark): by area, %NULL where there is none */
  GbCommuneDescribe describe;
  gpointer user_data;
};

/**
 * gb_commune_marks_new:
 * @layer: whose children they are to be
 * @activated: called with the layer and the mark that was activated
 */
GbCommuneMarks *
gb_commune_marks_new (GtkWidget *layer,
                      GCallback  activated)
{
  GbCommuneMarks *self = g_new0 (GbCommuneMarks, 1);

  self->layer = layer;
  self->activated = activated;
  self->marks = g_ptr_array_new ();
  return self;
}

void
gb_commune_marks_free (GbCommuneMarks *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_unparent (self->marks->pdata[i]);
  g_ptr_array_unref (self->marks);
  g_clear_pointer (&self->of_area, g_ptr_array_unref);
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_free (self);
}

/* --- which areas have one ------------------------------------------------------------------------- */

static void
describe (GbCommuneMarks *self,
          GbCommuneMark  *mark,
          guint           area)
{
  g_auto (GbCommuneTexts) texts = { 0 };

  self->describe (area, &texts, self->user_data);
  gb_commune_mark_set_area (mark, area, texts.title, texts.spoken);
}

static void
assign (GbCommuneMarks *self,
        GbCommuneMark  *mark,
        guint           area)
{
  guint before = gb_commune_mark_get_area (mark);

  if (before != GB_GEO_NO_AREA && before < self->of_area->len)
    self->of_area->pdata[before] = NULL;
  self->of_area->pdata[area] = mark;
  describe (self, mark, area);
}

/**
 * gb_commune_marks_set:
 * @coverage: (nullable): the areas
 * @describe: tells their names
 *
 * What the marks stand for from now on; those of the same areas keep the focus.
 */
void
gb_commune_marks_set (GbCommuneMarks    *self,
                      GbGeoCoverage     *coverage,
                      GbCommuneDescribe  tell,
                      gpointer           user_data)
{
  gboolean same = coverage != NULL && coverage == self->coverage;

  self->describe = tell;
  self->user_data = user_data;
  if (coverage != NULL)
    gb_geo_coverage_ref (coverage);
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  self->coverage = coverage;
  if (!same)
    {
      g_clear_pointer (&self->of_area, g_ptr_array_unref);
      self->of_area = g_ptr_array_new ();
      g_ptr_array_set_size (self->of_area, coverage != NULL ? (int) gb_geo_coverage_get_n_areas (coverage) : 0);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      guint area = gb_commune_mark_get_area (self->marks->pdata[i]);

      if (same && area != GB_GEO_NO_AREA)
        describe (self, self->marks->pdata[i], area);
      else
        gb_commune_mark_set_area (self->marks->pdata[i], GB_GEO_NO_AREA, NULL, NULL);
    }
}

static gboolean
is_seen (const GbGeoBounds *bounds,
         GbGeoPoint         point)
{
  return point.lon >= bounds->west && point.lon <= bounds->east && point.lat >= bounds->south &&
         point.lat <= bounds->north;
}

static int
compare_room (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const GbGeoCoverage *coverage = user_data;
  double x = gb_geo_coverage_get_area (coverage, *(const guint *) a)->label_radius;
  double y = gb_geo_coverage_get_area (coverage, *(const guint *) b)->label_radius;

  return (x < y) - (x > y);
}

/* (transfer full) (element-type guint): the areas in view, at most as many as there may be marks */
static GArray *
list_seen (GbCommuneMarks    *self,
           const GbGeoBounds *view)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      if (is_seen (view, gb_geo_coverage_get_area (self->coverage, i)->label))
        g_array_append_val (seen, i);
    }
  if (seen->len > GB_COMMUNE_MOST_MARKS)
    {
      g_array_sort_with_data (seen, compare_room, self->coverage);
      g_array_set_size (seen, GB_COMMUNE_MOST_MARKS);
    }
  return seen;
}

/* A mark that stands for nothing in view and has not the focus, or a new one; @next goes on from the last one taken. */
static GbCommuneMark *
take_mark (GbCommuneMarks    *self,
           const GbGeoBounds *view,
           guint             *next)
{
  GtkWidget *mark;

  for (; *next < self->marks->len; (*next)++)
    {
      guint area = gb_commune_mark_get_area (self->marks->pdata[*next]);

      if (gtk_widget_has_focus (self->marks->pdata[*next]) ||
          (area != GB_GEO_NO_AREA && is_seen (view, gb_geo_coverage_get_area (self->coverage, area)->label)))
        continue;
      return self->marks->pdata[(*next)++];
    }
  if (self->marks->len >= GB_COMMUNE_MOST_MARKS)
    return NULL;
  mark = gb_commune_mark_new ();
  g_signal_connect_swapped (mark, "activate", self->activated, self->layer);
  gtk_widget_set_parent (mark, self->layer);
  g_ptr_array_add (self->marks, mark);
  (*next)++;
  return GB_COMMUNE_MARK (mark);
}

/**
 * gb_commune_marks_update:
 * @projection: what is seen
 * @width: of the layer
 * @height: of the layer
 *
 * Gives a mark to each area in view. May make children: not to be called while the layer is allocated.
 */
void
gb_commune_marks_update (GbCommuneMarks        *self,
                         const GbGeoProjection *projection,
                         double                 width,
                         double                 height)
{
  GbGeoBounds view = gb_geo_projection_visible (projection, width, height);
  g_autoptr (GArray) seen = NULL;
  guint next = 0;

  if (self->coverage == NULL)
    return;
  seen = list_seen (self, &view);
  for (guint i = 0; i < seen->len; i++)
    {
      guint area = g_array_index (seen, guint, i);
      GbCommuneMark *mark = self->of_area->pdata[area] == NULL ? take_mark (self, &view, &next) : NULL;

      if (mark != NULL)
        assign (self, mark, area);
    }
}

/**
 * gb_commune_marks_place:
 *
 * Allocates the marks in view and hides the others.
 */
void
gb_commune_marks_place (GbCommuneMarks        *self,
                        const GbGeoProjection *projection,
                        double                 width,
                        double                 height)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      GtkWidget *mark = self->marks->pdata[i];
      guint area = gb_commune_mark_get_area (GB_COMMUNE_MARK (mark));
      GtkRequisition size;
      double x = -1, y = -1;
      gboolean here;

      if (area != GB_GEO_NO_AREA)
        gb_geo_projection_project (projection, gb_geo_coverage_get_area (self->coverage, area)->label, &x, &y);
      here = area != GB_GEO_NO_AREA &&
             (gtk_widget_has_focus (mark) || (x >= 0 && y >= 0 && x <= width && y <= height));
      gtk_widget_set_child_visible (mark, here);
      if (!here)
        continue;
      gtk_widget_get_preferred_size (mark, &size, NULL);
      gtk_widget_size_allocate (mark, &(GtkAllocation) { (int) x - size.width / 2, (int) y - size.height / 2,
                                                         size.width, size.height }, -1);
    }
}

/**
 * gb_commune_marks_find:
 *
 * Returns: (transfer none) (nullable): the mark of an area
 */
GtkWidget *
gb_commune_marks_find (GbCommuneMarks *self,
                       guint           area)
{
  return self->of_area != NULL && area < self->of_area->len ? self->of_area->pdata[area] : NULL;
}

/**
 * gb_commune_marks_first:
 *
 * Returns: (transfer none) (nullable): any mark in view
 */
GtkWidget *
gb_commune_marks_first (GbCommuneMarks *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      if (gtk_widget_get_child_visible (self->marks->pdata[i]))
        return self->marks->pdata[i];
    }
  return NULL;
}

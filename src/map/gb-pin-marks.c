/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-marks.h"

#include "gb-pin-mark.h"

struct _GbPinMarks
{
  GtkWidget *layer; /* not owned */
  GPtrArray *marks; /* (owned) (element-type GbPinMark): children of the layer */
};

/**
 * gb_pin_marks_new:
 * @layer: (not owned): has them as children
 */
GbPinMarks *
gb_pin_marks_new (GtkWidget *layer)
{
  GbPinMarks *self = g_new0 (GbPinMarks, 1);

  self->layer = layer;
  self->marks = g_ptr_array_new ();
  return self;
}

void
gb_pin_marks_free (GbPinMarks *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_unparent (self->marks->pdata[i]);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

/**
 * gb_pin_marks_reset:
 * @n: as many are there at least from now on: none may come while the layer is being allocated
 *
 * None of them stands for anything.
 */
void
gb_pin_marks_reset (GbPinMarks *self,
                    guint       n)
{
  for (guint i = 0; i < self->marks->len; i++)
    gb_pin_mark_set_pin (self->marks->pdata[i], GB_NO_PIN, 0, NULL);
  while (self->marks->len < n)
    {
      GtkWidget *mark = gb_pin_mark_new ();

      gtk_widget_set_child_visible (mark, FALSE);
      gtk_widget_set_parent (mark, self->layer);
      g_ptr_array_add (self->marks, mark);
    }
}

/**
 * gb_pin_marks_find:
 * @pin: the first of a cluster
 *
 * Returns: (transfer none) (nullable): what stands for the cluster
 */
GtkWidget *
gb_pin_marks_find (GbPinMarks *self,
                   guint       pin)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      if (gb_pin_mark_get_pin (self->marks->pdata[i]) == pin)
        return self->marks->pdata[i];
    }
  return NULL;
}

static guint
first_of (const GbPinView *view,
          const GArray    *seen,
          guint            i)
{
  return gb_pin_clusters_get_members (view->clusters, g_array_index (seen, guint, i))[0];
}

/* Where the keyboard is, its widget goes on to the cluster in which its pin is now. */
static GtkWidget *
find_focused (GbPinMarks      *self,
              const GbPinView *view,
              const GArray    *seen)
{
  GtkWidget *mark = gtk_widget_get_focus_child (self->layer);

  if (mark == NULL || seen->len == 0)
    return NULL;
  return gb_pin_marks_find (self, first_of (view, seen, 0)) == NULL ? mark : NULL;
}

/* (transfer full) (element-type GbPinMark): one for each that is seen; what stands for a cluster goes on doing so */
static GPtrArray *
assign (GbPinMarks      *self,
        const GbPinView *view,
        const GArray    *seen)
{
  GPtrArray *assigned = g_ptr_array_new ();
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  GtkWidget *focused = find_focused (self, view, seen);

  g_ptr_array_set_size (assigned, (int) seen->len);
  for (guint i = 0; i < self->marks->len; i++)
    g_ptr_array_add (rest, self->marks->pdata[i]);
  for (guint i = 0; i < seen->len; i++)
    {
      GtkWidget *mark = i == 0 && focused != NULL ? focused : gb_pin_marks_find (self, first_of (view, seen, i));

      if (mark != NULL && g_ptr_array_remove_fast (rest, mark))
        assigned->pdata[i] = mark;
    }
  for (guint i = 0; i < seen->len; i++)
    {
      if (assigned->pdata[i] == NULL)
        assigned->pdata[i] = g_ptr_array_remove_index_fast (rest, rest->len - 1);
    }
  for (guint i = 0; i < rest->len; i++)
    {
      gb_pin_mark_set_pin (rest->pdata[i], GB_NO_PIN, 0, NULL);
      gtk_widget_set_child_visible (rest->pdata[i], FALSE);
    }
  return assigned;
}

static void
name_mark (GbPinMark       *mark,
           const GbPinView *view,
           guint            cluster,
           GbPinDescribe    describe,
           gpointer         user_data)
{
  const guint *members = gb_pin_clusters_get_members (view->clusters, cluster);
  guint n = gb_pin_clusters_get (view->clusters, cluster)->n;
  g_autofree char *name = NULL;

  if (gb_pin_mark_get_pin (mark) == members[0] && gb_pin_mark_get_n (mark) == n)
    return;
  name = describe (members, n, user_data);
  gb_pin_mark_set_pin (mark, members[0], n, name);
}

/**
 * gb_pin_marks_place:
 * @seen: (element-type guint): clusters, no more than there are marks; that where the keyboard is comes first
 * @describe: names them
 *
 * For when the layer is allocated: each of the clusters has a mark where it is drawn.
 */
void
gb_pin_marks_place (GbPinMarks      *self,
                    const GbPinView *view,
                    const GArray    *seen,
                    GbPinDescribe    describe,
                    gpointer         user_data)
{
  g_autoptr (GPtrArray) marks = assign (self, view, seen);

  for (guint i = 0; i < seen->len; i++)
    {
      guint cluster = g_array_index (seen, guint, i);
      GtkWidget *mark = marks->pdata[i];
      GtkRequisition size;
      double x, y;

      name_mark (GB_PIN_MARK (mark), view, cluster, describe, user_data);
      gb_pin_view_locate (view, gb_pin_clusters_get (view->clusters, cluster), &x, &y);
      gtk_widget_set_child_visible (mark, TRUE);
      gtk_widget_get_preferred_size (mark, &size, NULL);
      gtk_widget_size_allocate (mark, &(GtkAllocation) { (int) x - size.width / 2, (int) y - size.height / 2,
                                                         size.width, size.height }, -1);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-class-timeline.h"

/**
 * GbClassTimeline:
 *
 * The course of a dossier (diễn biến): one line per step with its moment, a dot in the colour of
 * what it did to the clock, and words. A thread joins the dots. The moments share one column; words
 * wrap.
 */
struct _GbClassTimeline
{
  GtkWidget     parent_instance;

  GtkSizeGroup *moments; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbClassTimeline, gb_class_timeline, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* Half of the thread. The first row has no upper one, the last no lower one; style.css gives the
 * height of the upper half, so that the dot stands before the first line of words at any size of
 * text. */
static GtkWidget *
make_line (gboolean shown,
           gboolean upper)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  if (upper)
    gtk_widget_add_css_class (line, "upper");
  if (shown)
    gtk_widget_add_css_class (line, "line");
  return line;
}

static GtkWidget *
make_thread (const char *style,
             gboolean    first)
{
  GtkWidget *thread = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *upper = make_line (!first, TRUE);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *lower = make_line (FALSE, FALSE);

  gtk_widget_add_css_class (dot, "dot");
  if (style != NULL)
    gtk_widget_add_css_class (dot, style);
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (lower, TRUE);
  gtk_box_append (GTK_BOX (thread), upper);
  gtk_box_append (GTK_BOX (thread), dot);
  gtk_box_append (GTK_BOX (thread), lower);
  return thread;
}

static void
gb_class_timeline_dispose (GObject *object)
{
  GbClassTimeline *self = GB_CLASS_TIMELINE (object);

  gb_class_timeline_clear (self);
  g_clear_object (&self->moments);

  G_OBJECT_CLASS (gb_class_timeline_parent_class)->dispose (object);
}

static void
gb_class_timeline_class_init (GbClassTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_class_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gb_class_timeline_init (GbClassTimeline *self)
{
  self->moments = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-timeline");
}

GtkWidget *
gb_class_timeline_new (void)
{
  return g_object_new (GB_TYPE_CLASS_TIMELINE, NULL);
}

void
gb_class_timeline_clear (GbClassTimeline *self)
{
  GtkWidget *row;

  g_return_if_fail (GB_IS_CLASS_TIMELINE (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (row);
}

/**
 * gb_class_timeline_add:
 * @when: the moment, as it is to be read
 * @what: what happened
 * @detail: (nullable): who, where, remarks
 * @style: (nullable): a state of style.css such as "late"; it colours the dot, and the words of a
 *   late one
 *
 * Adds a step after those that are there.
 */
void
gb_class_timeline_add (GbClassTimeline *self,
                       const char      *when,
                       const char      *what,
                       const char      *detail,
                       const char      *style)
{
  GtkWidget *last;
  GtkWidget *row;
  GtkWidget *moment;
  GtkWidget *words;
  GtkWidget *title;

  g_return_if_fail (GB_IS_CLASS_TIMELINE (self));

  last = gtk_widget_get_last_child (GTK_WIDGET (self));
  row = g_object_new (GTK_TYPE_BOX, "spacing", 8, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                      NULL);
  moment = make_label (when, "when");
  gtk_label_set_wrap (GTK_LABEL (moment), FALSE);
  gtk_widget_set_valign (moment, GTK_ALIGN_START);
  gtk_widget_set_margin_top (moment, 3);
  gtk_size_group_add_widget (self->moments, moment);

  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (words, 3);
  gtk_widget_set_margin_bottom (words, 3);
  title = make_label (what, "what");
  if (g_strcmp0 (style, "late") == 0)
    gtk_widget_add_css_class (title, "late");
  gtk_box_append (GTK_BOX (words), title);
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (words), make_label (detail, "gb-caption"));

  gtk_box_append (GTK_BOX (row), moment);
  gtk_box_append (GTK_BOX (row), make_thread (style, last == NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_parent (row, GTK_WIDGET (self));

  /* The thread of the row before now goes on. */
  if (last != NULL)
    {
      GtkWidget *thread = gtk_widget_get_next_sibling (gtk_widget_get_first_child (last));

      gtk_widget_add_css_class (gtk_widget_get_last_child (thread), "line");
    }
}

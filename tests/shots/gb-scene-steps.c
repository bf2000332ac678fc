/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-steps.h"

#include <string.h>

#include "gb-scene-canvas.h"

/* The way to a scene, as words. "do ACTION" tells the window. In the first widget of a type that can be seen "press TYPE ID"
 * presses the button of that name, "press TYPE" the first button, "press TYPE .CLASS" the first in what has that class, "turn
 * TYPE" the first that is not chosen yet; "choose TYPE N" chooses a row of a list, "type TYPE TEXT" writes. */

#define LOOK_MS   40
#define MOST_LOOKS 1500
#define SAME_LOOKS 4

static GtkWidget *
find (GtkWidget  *widget,
      gboolean (*matches) (GtkWidget  *widget,
                           const char *what),
      const char *what)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (matches (widget, what))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, matches, what);
  return found;
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *name)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), g_type_from_name (name));
}

static gboolean
has_id (GtkWidget  *widget,
        const char *id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

static gboolean
is_list (GtkWidget  *widget,
         const char *unused)
{
  return GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_LIST_BOX (widget);
}

static gboolean
is_button (GtkWidget  *widget,
           const char *unused)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);
}

/* The one that is chosen stays as it is. */
static gboolean
is_other_toggle (GtkWidget  *widget,
                 const char *unused)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget));
}

static gboolean
has_class (GtkWidget  *widget,
           const char *name)
{
  return gtk_widget_has_css_class (widget, name);
}

/* A popover, else the youngest window that stands over @window, else it. */
static GtkWidget *
find_front (GbWindow *window)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *front = GTK_WIDGET (window), *popover;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) one = g_list_model_get_item (all, i);

      if (one != GTK_WIDGET (window) && gtk_widget_get_mapped (one))
        front = one;
    }
  popover = find (front, is_of_type, "GtkPopover");
  return popover != NULL ? popover : front;
}

static void
on_time_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
pass (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add_once (milliseconds, on_time_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* What was just opened may not have been drawn yet. */
static gboolean
is_drawn (GtkWidget *widget)
{
  GskRenderNode *node = gb_scene_canvas_record (widget);
  gboolean drawn = node != NULL;

  g_clear_pointer (&node, gsk_render_node_unref);
  return drawn;
}

/* Until the window says that it is complete, and no frame was drawn for a while. */
static GtkWidget *
settle (GbWindow   *window,
        const char *steps)
{
  gint64 frame = -1;
  guint same = 0;

  for (guint i = 0; i < MOST_LOOKS && same < SAME_LOOKS; i++)
    {
      gint64 now;

      pass (LOOK_MS);
      now = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (find_front (window)));
      same = gb_window_is_settled (window) && now == frame && is_drawn (find_front (window)) ? same + 1 : 0;
      frame = now;
    }
  if (same < SAME_LOOKS)
    g_error ("%s: never came to rest", steps);
  return find_front (window);
}

static void
do_action (GbWindow   *window,
           const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, &error))
    g_error ("%s: %s", detailed, error->message);
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target))
    g_error ("%s: there is no such action", detailed);
}

static GtkWidget *
find_in (GbWindow   *window,
         const char *type,
         gboolean (*matches) (GtkWidget  *widget,
                              const char *what),
         const char *what)
{
  GtkWidget *inside = find (gtk_widget_get_ancestor (find_front (window), GTK_TYPE_WINDOW), is_of_type, type);
  GtkWidget *found = inside != NULL ? find (inside, matches, what) : NULL;

  if (found == NULL)
    g_error ("%s %s: not to be seen", type, what);
  return found;
}

static void
press (GtkWidget *widget)
{
  GtkWidget *button = find (widget, is_button, NULL);

  if (button == NULL || !gtk_widget_is_sensitive (button))
    g_error ("%s cannot be pressed", gtk_widget_get_name (widget));
  if (GTK_IS_MENU_BUTTON (button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  else
    g_signal_emit_by_name (button, "clicked");
}

static void
choose (GtkWidget *list,
        guint      n)
{
  GtkListBoxRow *row;

  if (GTK_IS_LIST_BOX (list))
    {
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n);
      gtk_list_box_select_row (GTK_LIST_BOX (list), row);
      gtk_widget_activate (GTK_WIDGET (row));
    }
  else if (GTK_IS_COLUMN_VIEW (list))
    gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (list)), n, TRUE);
  else
    gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list)), n, TRUE);
}

static void
step (GbWindow   *window,
      const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  guint n = g_strv_length (words);

  if (n >= 2 && g_str_equal (words[0], "do"))
    do_action (window, text + strlen ("do "));
  else if (n == 3 && g_str_equal (words[0], "press") && *words[2] == '.')
    press (find_in (window, words[1], has_class, words[2] + 1));
  else if (n == 3 && g_str_equal (words[0], "press"))
    press (find_in (window, words[1], has_id, words[2]));
  else if (n == 2 && g_str_equal (words[0], "press"))
    press (find_in (window, words[1], is_button, ""));
  else if (n == 2 && g_str_equal (words[0], "turn"))
    press (find_in (window, words[1], is_other_toggle, ""));
  else if (n == 3 && g_str_equal (words[0], "choose"))
    choose (find_in (window, words[1], is_list, ""), (guint) g_ascii_strtoull (words[2], NULL, 10));
  else if (n == 3 && g_str_equal (words[0], "type"))
    gtk_editable_set_text (GTK_EDITABLE (find_in (window, words[1], is_of_type, "GtkEditable")), words[2]);
  else
    g_error ("%s: what is that?", text);
}

/**
 * gb_scene_steps_go:
 * @window: the program's window
 * @steps: the way, with semicolons between
 *
 * Returns: (transfer none): what stands in front in the end: the window, one over it or a popover
 */
GtkWidget *
gb_scene_steps_go (GbWindow   *window,
                   const char *steps)
{
  g_auto (GStrv) each = g_strsplit (steps, "; ", -1);
  GtkWidget *front = settle (window, steps);

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    {
      step (window, each[i]);
      front = settle (window, each[i]);
    }
  return front;
}

/**
 * gb_scene_steps_leave:
 *
 * Closes what stands over the window.
 */
void
gb_scene_steps_leave (GbWindow *window)
{
  GtkWidget *front;

  while ((front = find_front (window)) != GTK_WIDGET (window))
    {
      if (GTK_IS_POPOVER (front))
        gtk_popover_popdown (GTK_POPOVER (front));
      else
        gtk_window_destroy (GTK_WINDOW (front));
      settle (window, "leaving");
    }
}

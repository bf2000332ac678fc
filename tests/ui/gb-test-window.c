/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of the whole window have in common: finding, waiting, and that nothing holds it in the end. */
#include "gb-test-window.h"

#include <string.h>

#include "gb-test-cache.h"

/* The @n-th of a type from the top, in the order of the tree; @n is counted down. */
GtkWidget *
gb_test_find_nth (GtkWidget *widget,
                  GType      type,
                  int       *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gb_test_find_nth (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether a label that can be seen says so. */
gboolean
gb_test_says (GtkWidget  *widget,
              const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gb_test_says (child, text))
      return TRUE;
  return FALSE;
}

/* For gb_test_wait() */
gboolean
gb_test_is_settled (gpointer window)
{
  return gb_window_is_settled (window);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

/* Closes the window; (transfer full) of @services. Both have to end. */
void
gb_test_window_end (GbWindow   *window,
                    GbServices *services)
{
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  gb_test_wait (is_last, window, "the window's last holder");
  g_assert_finalize_object (window);
  gb_test_wait (is_last, services, "the services' last holder");
  g_assert_finalize_object (services);
}

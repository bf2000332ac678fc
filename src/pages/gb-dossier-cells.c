/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-cells.h"

#include <glib/gi18n-lib.h>

#include "gb-class-text.h"
#include "gb-duration.h"
#include "gb-format.h"

/* The closures of the cell templates in gb-dossiers-page.ui: from a dossier's values to words. */

#define CONTEXT_KEY "gb-dossier-cells-context"

/**
 * gb_dossier_cells_set_context:
 * @table: the column view with the cells
 *
 * Hands the cells what they need besides their row. Cells filled before keep their words until their row changes.
 */
void
gb_dossier_cells_set_context (GtkWidget                   *table,
                              const GbDossierCellsContext *context)
{
  g_object_set_data_full (G_OBJECT (table), CONTEXT_KEY, g_memdup2 (context, sizeof *context),
                          g_free);
}

static const GbDossierCellsContext *
get_context (GtkListItem *item)
{
  static const GbDossierCellsContext fallback = { 0, GB_DURATION_DEFAULT_DAY };
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *table = child ? gtk_widget_get_ancestor (child, GTK_TYPE_COLUMN_VIEW) : NULL;
  const GbDossierCellsContext *context
      = table ? g_object_get_data (G_OBJECT (table), CONTEXT_KEY) : NULL;

  return context ? context : &fallback;
}

static char **
cell_classes (GtkListItem *item,
              gboolean     loading,
              const char  *classes)
{
  g_autofree char *all = loading ? g_strconcat (classes, " gb-skeleton-text", NULL) : NULL;

  return g_strsplit (all ? all : classes, " ", -1);
}

static int
shown_class (GtkListItem *item,
             gboolean     loading,
             int          klass)
{
  return loading ? -1 : klass;
}

static char *
moment_text (GtkListItem *item,
             gint64       instant)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (instant == 0)
    return g_strdup ("");
  day = gb_format_day (gb_time_day (instant), gb_time_day (get_context (item)->now));
  time = gb_format_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

/**
 * gb_dossier_cells_outcome:
 * @finished: UTC seconds when the clock stopped
 * @due: UTC seconds, 0 = none
 *
 * Returns: (transfer full): how a finished dossier ended: ahead of its day, in time or late; just the state's name
 *   where there is nothing to judge
 */
char *
gb_dossier_cells_outcome (GbDossierState state,
                          gint64         finished,
                          gint64         due)
{
  if (due == 0 || finished == 0 || state == GB_DOSSIER_STATE_REFUSED
      || state == GB_DOSSIER_STATE_WITHDRAWN)
    return g_strdup (gb_dossier_state_label (state));
  if (finished > due)
    return g_strdup (_("finished late"));
  if (gb_time_day (finished) < gb_time_day (due))
    return g_strdup (_("finished early"));
  return g_strdup (_("finished in time"));
}

static char *
remaining_text (GtkListItem *item,
                gboolean     loading,
                int          klass,
                gint64       remaining,
                int          state,
                gint64       finished,
                gint64       due)
{
  if (loading)
    return g_strdup ("");
  switch (klass)
    {
    case GB_DEADLINE_CLASS_PAUSED:
      return g_strdup (_("paused"));
    case GB_DEADLINE_CLASS_NO_DUE:
      return g_strdup (_("no due date"));
    case GB_DEADLINE_CLASS_AWAITING:
      return g_strdup (_("awaiting acceptance"));
    case GB_DEADLINE_CLASS_FINISHED:
      return gb_dossier_cells_outcome (state, finished, due);
    default:
      return gb_class_format_remaining (klass, remaining, get_context (item)->day_seconds);
    }
}

static char *
state_text (GtkListItem *item,
            gboolean     loading,
            int          state)
{
  return g_strdup (loading ? "" : gb_dossier_state_label (state));
}

/* The second lines of a narrow table's cells */

static char *
brief_caption (GtkListItem *item,
               const char  *code,
               const char  *applicant)
{
  if (code == NULL)
    return g_strdup ("");
  if (applicant == NULL || *applicant == '\0')
    return g_strdup (code);
  return g_strdup_printf ("%s · %s", applicant, code);
}

static char *
due_caption (GtkListItem *item,
             gint64       due)
{
  g_autofree char *moment = moment_text (item, due);

  if (due == 0)
    return g_strdup ("");
  /* Translators: %s is a day and a time */
  return g_strdup_printf (_("due %s"), moment);
}

/* Words that are cut are told whole. */
static gboolean
on_query_tooltip_cb (GtkLabel   *label,
                     int         x,
                     int         y,
                     gboolean    keyboard_mode,
                     GtkTooltip *tooltip,
                     gpointer    user_data)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/**
 * gb_dossier_cells_bind:
 *
 * Gives the template of @widget_class the closures of its cells.
 */
void
gb_dossier_cells_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, cell_classes);
  gtk_widget_class_bind_template_callback (widget_class, shown_class);
  gtk_widget_class_bind_template_callback (widget_class, moment_text);
  gtk_widget_class_bind_template_callback (widget_class, remaining_text);
  gtk_widget_class_bind_template_callback (widget_class, state_text);
  gtk_widget_class_bind_template_callback (widget_class, brief_caption);
  gtk_widget_class_bind_template_callback (widget_class, due_caption);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip_cb);
}

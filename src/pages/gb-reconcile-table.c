/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-table.h"

#include <glib/gi18n-lib.h>

#include "gb-cell-layout.h"
#include "gb-one-stop.h"
#include "gb-reconcile-item.h"
#include "gb-reconcile-words.h"
#include "gb-wrap-layout.h"

typedef enum
{
  COLUMN_BRIEF,
  COLUMN_CODE,
  COLUMN_PROCEDURE,
  COLUMN_OFFICIAL,
  COLUMN_COMPUTED,
  COLUMN_DIFFERENCE,
  COLUMN_REASON,
  N_COLUMNS
} Column;

/**
 * GbReconcileTable:
 *
 * The rows of a #GbReconcileList: in columns, or in a narrow window each in a few lines. A click or
 * Enter opens a row.
 */
struct _GbReconcileTable
{
  AdwBin parent_instance;

  GtkColumnView *view; /* the child's */
  GtkColumnViewColumn *columns[N_COLUMNS]; /* the view's */
  GbReconcileList *list; /* (owned) (nullable) */
  GbClock *clock; /* (owned) (nullable) */
};

static const struct
{
  const char *title;
  const char *style;
  gboolean expands;
} specs[N_COLUMNS] = {
  [COLUMN_BRIEF] = { N_ ("Dossier"), NULL, TRUE },
  [COLUMN_CODE] = { N_ ("Code"), "gb-code", FALSE },
  [COLUMN_PROCEDURE] = { N_ ("Procedure"), "gb-name", TRUE },
  [COLUMN_OFFICIAL] = { N_ ("Province's due date"), "gb-code", FALSE },
  [COLUMN_COMPUTED] = { N_ ("Our due date"), "gb-code", FALSE },
  [COLUMN_DIFFERENCE] = { N_ ("Difference"), NULL, FALSE },
  [COLUMN_REASON] = { N_ ("Reason"), NULL, TRUE },
};

static guint opened_signal;

G_DEFINE_FINAL_TYPE (GbReconcileTable, gb_reconcile_table, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *style,
           gboolean    expands,
           gboolean    wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  if (expands && !wraps)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expands);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Code and difference, then what was filed, both moments, and why. */
static GtkWidget *
new_brief (void)
{
  GtkWidget *cell = adw_bin_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkLayoutManager *layout = gb_wrap_layout_new ();

  g_object_set (layout, "spacing", 16, NULL);
  gtk_widget_set_layout_manager (first, layout);
  gtk_box_append (GTK_BOX (first), new_label ("gb-row-title", FALSE, FALSE));
  gtk_box_append (GTK_BOX (first), new_label (NULL, FALSE, FALSE));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), new_label (NULL, TRUE, TRUE));
  gtk_box_append (GTK_BOX (box), new_label ("gb-secondary", TRUE, TRUE));
  gtk_box_append (GTK_BOX (box), new_label ("gb-secondary", TRUE, TRUE));
  gtk_widget_add_css_class (box, "gb-brief");
  gtk_widget_set_layout_manager (cell, gb_cell_layout_new ());
  adw_bin_set_child (ADW_BIN (cell), box);
  return cell;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  data)
{
  Column column = GPOINTER_TO_INT (data);

  gtk_list_item_set_child (item, column == COLUMN_BRIEF
                                   ? new_brief ()
                                   : new_label (specs[column].style, specs[column].expands, FALSE));
}

static void
set_words (GtkWidget  *label,
           const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words);
}

static void
fill_brief (GtkWidget            *box,
            const GbReconcileRow *row,
            gint64                now)
{
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *procedure = gtk_widget_get_next_sibling (first);
  GtkWidget *moments = gtk_widget_get_next_sibling (procedure);
  g_autofree char *difference = gb_reconcile_words_difference (row);
  g_autofree char *both = gb_reconcile_words_brief (row, now);
  g_autofree char *reason = gb_reconcile_words_reason (row);

  set_words (gtk_widget_get_first_child (first), row->code);
  set_words (gtk_widget_get_last_child (first), difference);
  gtk_widget_set_visible (gtk_widget_get_last_child (first), row->official != 0 && row->computed != 0);
  set_words (procedure, row->procedure);
  set_words (moments, both);
  set_words (gtk_widget_get_next_sibling (moments), reason);
}

static char *
cell_words (Column                column,
            const GbReconcileRow *row,
            gint64                now)
{
  switch (column)
    {
    case COLUMN_CODE:
      return g_strdup (row->code);
    case COLUMN_PROCEDURE:
      return g_strdup (row->procedure);
    case COLUMN_OFFICIAL:
      return gb_reconcile_words_official (row, now);
    case COLUMN_COMPUTED:
      return gb_reconcile_words_computed (row, now);
    case COLUMN_DIFFERENCE:
      return gb_reconcile_words_difference (row);
    default:
      return g_strdup (gb_reconcile_reason_title (row->reason));
    }
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            gpointer                  data)
{
  Column column = GPOINTER_TO_INT (data);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *self = gtk_widget_get_ancestor (child, GB_TYPE_RECONCILE_TABLE);
  const GbReconcileRow *row = gb_reconcile_item_get_row (gtk_list_item_get_item (item));
  gint64 now = self != NULL ? gb_clock_now (GB_RECONCILE_TABLE (self)->clock) : row->official;
  g_autofree char *words = NULL;
  g_autofree char *reason = NULL;

  if (column == COLUMN_BRIEF)
    {
      fill_brief (gtk_widget_get_first_child (child), row, now);
      return;
    }
  words = cell_words (column, row, now);
  set_words (child, words);
  if (column == COLUMN_REASON)
    reason = gb_reconcile_words_reason (row);
  if (specs[column].expands)
    gtk_widget_set_tooltip_text (child, reason != NULL ? reason : words);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

static void
on_activate_cb (GbReconcileTable *self,
                guint             position,
                GtkColumnView    *view)
{
  g_autoptr (GbReconcileItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item != NULL)
    g_signal_emit (self, opened_signal, 0, gb_reconcile_item_get_row (item)->code);
}

static void
add_column (GbReconcileTable *self,
            Column            column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GINT_TO_POINTER (column));
  self->columns[column] = gtk_column_view_column_new (_(specs[column].title), factory);
  gtk_column_view_column_set_expand (self->columns[column], specs[column].expands);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]);
}

static void
gb_reconcile_table_dispose (GObject *object)
{
  GbReconcileTable *self = GB_RECONCILE_TABLE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gb_reconcile_table_parent_class)->dispose (object);
}

static void
gb_reconcile_table_class_init (GbReconcileTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_reconcile_table_dispose;

  /**
   * GbReconcileTable::opened:
   * @code: a dossier's
   */
  opened_signal = g_signal_new ("opened", GB_TYPE_RECONCILE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gb_reconcile_table_init (GbReconcileTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (NULL);

  self->view = GTK_COLUMN_VIEW (view);
  for (int i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_widget_add_css_class (view, "gb-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Dossiers whose due date differs from the province's"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), gb_one_stop_new (scrolled));
  gb_reconcile_table_set_narrow (self, FALSE);
}

/**
 * gb_reconcile_table_set_list:
 * @clock: decides which moments need their year
 */
void
gb_reconcile_table_set_list (GbReconcileTable *self,
                             GbReconcileList  *list,
                             GbClock          *clock)
{
  GtkNoSelection *selection = NULL;

  g_return_if_fail (GB_IS_RECONCILE_TABLE (self));

  g_set_object (&self->list, list);
  g_set_object (&self->clock, clock);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/**
 * gb_reconcile_table_set_narrow:
 * @narrow: whether there is no room for columns
 */
void
gb_reconcile_table_set_narrow (GbReconcileTable *self,
                               gboolean          narrow)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  g_return_if_fail (GB_IS_RECONCILE_TABLE (self));

  for (int i = 0; i < N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], (i == COLUMN_BRIEF) == narrow);
  gtk_widget_set_visible (header, !narrow);
}

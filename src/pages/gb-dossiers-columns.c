/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-columns.h"

#include <glib/gi18n-lib.h>

#include "gb-dossier-cell.h"

/* Which columns stand where there is little room. Names have a fixed width, so that the table keeps
 * still while it scrolls; code, moments and remaining time are as wide as they must be; the
 * procedure takes what is left. */

/* no room is enough for it to come by itself */
#define BY_CHOICE GB_N_DOSSIERS_ROOMS, GB_DOSSIERS_ROOM_WIDEST

static const struct
{
  const char *id;
  const char *title;
  int order; /* GbDossiersOrder, -1: the header is no button */
  guint least; /* GbDossiersRoom */
  guint most;
  int chars[GB_N_DOSSIERS_ROOMS]; /* fixed width in characters by room, 0: as the cells need */
} specs[GB_N_DOSSIERS_COLUMNS] = {
  [GB_DOSSIERS_COLUMN_MARK] = { "mark", NULL, -1, BY_CHOICE, { 0 } },
  [GB_DOSSIERS_COLUMN_BRIEF]
  = { "brief", N_ ("Dossier"), -1, GB_DOSSIERS_ROOM_NARROW, GB_DOSSIERS_ROOM_NARROW, { 0 } },
  [GB_DOSSIERS_COLUMN_CLOCK]
  = { "clock", N_ ("Remaining"), -1, GB_DOSSIERS_ROOM_NARROW, GB_DOSSIERS_ROOM_NARROW, { 0 } },
  [GB_DOSSIERS_COLUMN_CODE]
  = { "code", N_ ("Code"), GB_DOSSIERS_ORDER_CODE, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST, { 0 } },
  [GB_DOSSIERS_COLUMN_PROCEDURE]
  = { "procedure", N_ ("Procedure"), GB_DOSSIERS_ORDER_PROCEDURE, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_APPLICANT]
  = { "applicant", N_ ("Applicant"), GB_DOSSIERS_ORDER_APPLICANT, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 15, 16, 20, 26 } },
  [GB_DOSSIERS_COLUMN_FIELD]
  = { "field", N_ ("Field"), GB_DOSSIERS_ORDER_FIELD, GB_DOSSIERS_ROOM_FULL, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 13, 13, 14, 20 } },
  [GB_DOSSIERS_COLUMN_OFFICER]
  = { "officer", N_ ("Officer"), GB_DOSSIERS_ORDER_OFFICER, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 15, 15, 16, 26 } },
  /* by itself only where there are several */
  [GB_DOSSIERS_COLUMN_COMMUNE]
  = { "commune", N_ ("Commune"), -1, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST, { 0, 12, 13, 15, 18 } },
  [GB_DOSSIERS_COLUMN_RECEIVED_BY] = { "received_by", N_ ("Received by"), -1, BY_CHOICE, { 0, 12, 13, 15, 18 } },
  [GB_DOSSIERS_COLUMN_CHANNEL] = { "channel", N_ ("Channel"), -1, BY_CHOICE, { 0, 11, 11, 12, 12 } },
  [GB_DOSSIERS_COLUMN_SUBMITTED] = { "submitted", N_ ("Submitted"), -1, BY_CHOICE, { 0 } },
  [GB_DOSSIERS_COLUMN_RECEIVED]
  = { "received", N_ ("Received"), GB_DOSSIERS_ORDER_RECEIVED, GB_DOSSIERS_ROOM_WIDEST, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_DUE]
  = { "due", N_ ("Due"), GB_DOSSIERS_ORDER_DUE, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST, { 0 } },
  [GB_DOSSIERS_COLUMN_REMAINING]
  = { "remaining", N_ ("Remaining"), GB_DOSSIERS_ORDER_REMAINING, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_STATE]
  = { "state", N_ ("State"), GB_DOSSIERS_ORDER_STATE, GB_DOSSIERS_ROOM_WIDE, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 17, 17, 17, 24 } },
  [GB_DOSSIERS_COLUMN_FINISHED] = { "finished", N_ ("Ended"), GB_DOSSIERS_ORDER_ENDED, BY_CHOICE, { 0 } },
};

/* px on both sides of a cell's words, as style.css has them */
#define CELL_PADDING 16

/* --- cells --- */

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  column)
{
  gtk_list_item_set_child (item, gb_dossier_cell_new (GPOINTER_TO_INT (column)));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  gb_dossier_cell_set_dossier (GB_DOSSIER_CELL (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gb_dossier_cell_set_dossier (GB_DOSSIER_CELL (gtk_list_item_get_child (item)), NULL);
}

/* The row is what is clicked and spoken of: the box only shows that it is selected. */
static void
on_setup_mark_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-focus", FALSE,
                                   "can-target", FALSE, NULL);

  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, check);
}

/**
 * gb_dossiers_column_new:
 *
 * Returns: (transfer full): the column with its title and cells
 */
GtkColumnViewColumn *
gb_dossiers_column_new (GbDossiersColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *title = specs[column].title != NULL ? _(specs[column].title) : NULL;
  GtkColumnViewColumn *self = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (self, column == GB_DOSSIERS_COLUMN_BRIEF ||
                                               column == GB_DOSSIERS_COLUMN_PROCEDURE);
  if (column == GB_DOSSIERS_COLUMN_MARK)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_mark_cb), NULL);
      return self;
    }
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  return self;
}

/* --- which and how wide --- */

/**
 * gb_dossiers_column_id:
 *
 * Returns: the column's name in the template
 */
const char *
gb_dossiers_column_id (GbDossiersColumn column)
{
  return specs[column].id;
}

/**
 * gb_dossiers_column_order:
 *
 * Returns: the #GbDossiersOrder that a click on the header asks for, -1 for none
 */
int
gb_dossiers_column_order (GbDossiersColumn column)
{
  return specs[column].order;
}

static gboolean
has_column (GtkColumnView       *table,
            GtkColumnViewColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (columns) && !found; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, i);

      found = other == column;
    }
  return found;
}

/* GTK 4.8 puts the new title behind all others, so that "first" and "last" in the style, and the
 * order that is read aloud, are not those of the columns. */
static void
insert_column (GtkColumnView       *table,
               int                  position,
               GtkColumnViewColumn *column)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (table));
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  GtkWidget *title = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (before, child);
  gtk_column_view_insert_column (table, position, column);
  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!g_ptr_array_find (before, child, NULL))
      title = child;
  if (title != NULL && position < (int) before->len)
    gtk_widget_insert_before (title, header, before->pdata[position]);
}

/**
 * gb_dossiers_columns_parse:
 * @ids: (nullable): columns as gb_dossiers_column_id() names them; strange ones are left aside
 *
 * Returns: a bit for each #GbDossiersColumn, 0 for those there is room for
 */
guint
gb_dossiers_columns_parse (const char *const *ids)
{
  guint columns = 0;

  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS && ids != NULL; i++)
    if (g_strv_contains (ids, specs[i].id))
      columns |= 1u << i;
  return columns;
}

/**
 * gb_dossiers_columns_ids:
 * @columns: as of gb_dossiers_columns_parse()
 *
 * Returns: (transfer full) (nullable): what gb_dossiers_columns_parse() reads, %NULL for 0
 */
GStrv
gb_dossiers_columns_ids (guint columns)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (columns == 0)
    return NULL;
  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (columns & (1u << i))
      g_strv_builder_add (ids, specs[i].id);
  return g_strv_builder_end (ids);
}

/**
 * gb_dossiers_columns_of:
 * @chosen: the columns the user chose, 0 for those there is room for
 * @province: whether several communes' dossiers may be in the table
 *
 * Returns: the columns to show: a bit for each #GbDossiersColumn
 */
guint
gb_dossiers_columns_of (GbDossiersRoom room,
                        guint          chosen,
                        gboolean       province)
{
  guint columns = 0;

  /* Without its code a row could not be told from another. */
  if (chosen != 0 && room != GB_DOSSIERS_ROOM_NARROW)
    return chosen | 1u << GB_DOSSIERS_COLUMN_CODE;
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (room >= specs[i].least && room <= specs[i].most &&
        (i != GB_DOSSIERS_COLUMN_COMMUNE || province))
      columns |= 1u << i;
  return columns;
}

/**
 * gb_dossiers_columns_fit:
 * @columns: by #GbDossiersColumn
 * @room: how much room the table has
 * @shown: as of gb_dossiers_columns_of()
 *
 * Puts the columns into @table that are wanted. Call again when the size of the text changed.
 */
void
gb_dossiers_columns_fit (GtkColumnView       *table,
                         GtkColumnViewColumn *columns[GB_N_DOSSIERS_COLUMNS],
                         GbDossiersRoom       room,
                         guint                shown)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (table));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int char_width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  /* Out with those that are too many, not hidden: GTK 4.8 makes cells for hidden columns and counts
   * their width. */
  for (int i = 0, position = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      int chars = specs[i].chars[room];
      gboolean wanted = (shown & (1u << i)) != 0;

      gtk_column_view_column_set_fixed_width (
          columns[i], chars > 0 ? PANGO_PIXELS_CEIL (chars * char_width) + CELL_PADDING : -1);
      if (wanted && !has_column (table, columns[i]))
        insert_column (table, position, columns[i]);
      else if (!wanted && has_column (table, columns[i]))
        gtk_column_view_remove_column (table, columns[i]);
      position += wanted;
    }
}

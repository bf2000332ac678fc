/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-line.h"

#include "gb-tracking-cell.h"

static const int columns[GB_N_TRACKING_PLACES] = {
  GB_TRACKING_RECEIVED,          GB_TRACKING_CARRIED,         GB_TRACKING_PERIOD,
  GB_TRACKING_ONLINE,            GB_TRACKING_DESK,            GB_TRACKING_POST,
  GB_TRACKING_DONE,              GB_TRACKING_DONE_EARLY,      GB_TRACKING_DONE_ONTIME,
  GB_TRACKING_DONE_LATE,         GB_TRACKING_SHARE,           GB_TRACKING_PROCESSING,
  GB_TRACKING_PROCESSING_ONTIME, GB_TRACKING_PROCESSING_LATE, GB_TRACKING_PAUSED,
  GB_TRACKING_PAUSED_ONTIME,     GB_TRACKING_PAUSED_LATE,
};

static const int group_starts[GB_N_TRACKING_GROUPS + 1] = { 0, 6, 11, 14, GB_N_TRACKING_PLACES };

/**
 * gb_tracking_place_column:
 *
 * Returns: a #GbTrackingColumn or %GB_TRACKING_SHARE
 */
int
gb_tracking_place_column (int place)
{
  return columns[place];
}

/**
 * gb_tracking_group_start:
 * @group: 0 to %GB_N_TRACKING_GROUPS
 *
 * Returns: the place where the group begins, and where the one before ends
 */
int
gb_tracking_group_start (int group)
{
  return group_starts[group];
}

/**
 * gb_tracking_place_style:
 *
 * Gives a widget the style classes of what is at the edge of a group or of the table.
 */
void
gb_tracking_place_style (int        place,
                         GtkWidget *widget)
{
  for (int i = 1; i < GB_N_TRACKING_GROUPS; i++)
    if (group_starts[i] == place)
      gtk_widget_add_css_class (widget, "first");
  if (place == GB_N_TRACKING_PLACES - 1)
    gtk_widget_add_css_class (widget, "last");
}

/* A share is not a number of dossiers: it is there to be read, and opens nothing. */
static GtkWidget *
make_cell (int place)
{
  GtkWidget *cell;

  if (columns[place] != GB_TRACKING_SHARE)
    cell = gb_tracking_cell_new ();
  else
    {
      cell = g_object_new (GB_TYPE_TRACKING_CELL, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL,
                           NULL);
      gtk_widget_add_css_class (cell, "share");
    }
  gb_tracking_place_style (place, cell);
  return cell;
}

static GtkWidget *
make_name (void)
{
  GtkWidget *name = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_lines (GTK_LABEL (name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 1);
  gtk_widget_add_css_class (name, "name");
  return name;
}

/**
 * gb_tracking_line_new:
 * @names: the parent of the name
 * @figures: the parent of the cells
 */
GbTrackingLine *
gb_tracking_line_new (GtkWidget *names,
                      GtkWidget *figures)
{
  GbTrackingLine *self = g_new0 (GbTrackingLine, 1);

  self->name = make_name ();
  gtk_widget_set_parent (self->name, names);
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    {
      self->cells[i] = make_cell (i);
      gtk_widget_set_parent (self->cells[i], figures);
    }
  return self;
}

/**
 * gb_tracking_line_fill:
 * @rows: (element-type GbTrackingRow): the table
 * @row: the index of one
 * @compared: whether the period before is known
 */
void
gb_tracking_line_fill (GbTrackingLine *self,
                       GPtrArray      *rows,
                       guint           row,
                       gboolean        compared)
{
  const GbTrackingRow *facts = g_ptr_array_index (rows, row);

  self->row = row;
  gtk_label_set_label (GTK_LABEL (self->name), gb_tracking_words_name (facts));
  gtk_widget_set_tooltip_text (self->name, gb_tracking_words_name (facts));
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    gb_tracking_cell_set_row (GB_TRACKING_CELL (self->cells[i]), facts, columns[i], compared);
}

/**
 * gb_tracking_line_fill_widest:
 * @rows: (element-type GbTrackingRow): the table, the last row its total
 *
 * Makes the line as wide as any row is in each column: with the total's figures, the largest
 * changes and the longest name.
 */
void
gb_tracking_line_fill_widest (GbTrackingLine *self,
                              GPtrArray      *rows,
                              gboolean        compared)
{
  const GbTrackingRow *total = g_ptr_array_index (rows, rows->len - 1);
  GbTrackingRow widest = *total, share = { 0 };
  const char *longest = gb_tracking_words_name (total);

  for (guint k = 0; k < rows->len; k++)
    {
      const GbTrackingRow *row = g_ptr_array_index (rows, k);
      const char *name = gb_tracking_words_name (row);

      for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
        if (ABS (row->counts[i] - row->previous[i]) > ABS (widest.counts[i] - widest.previous[i]))
          widest.previous[i] = widest.counts[i] + ABS (row->counts[i] - row->previous[i]);
      if (g_utf8_strlen (name, -1) > g_utf8_strlen (longest, -1))
        longest = name;
    }
  share.counts[GB_TRACKING_DONE_EARLY] = share.previous[GB_TRACKING_DONE_LATE] = 1;
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    gb_tracking_cell_set_row (GB_TRACKING_CELL (self->cells[i]),
                              columns[i] == GB_TRACKING_SHARE ? &share : &widest, columns[i],
                              compared);
  gtk_label_set_label (GTK_LABEL (self->name), longest);
}

/**
 * gb_tracking_line_find:
 * @cell: (nullable): a widget
 * @place: (out): where @cell is, if it is one of the line's
 *
 * Returns: whether it is
 */
gboolean
gb_tracking_line_find (GbTrackingLine *self,
                       GtkWidget      *cell,
                       int            *place)
{
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    if (self->cells[i] == cell)
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_tracking_line_free:
 *
 * Takes the widgets from their parents as well.
 */
void
gb_tracking_line_free (GbTrackingLine *self)
{
  gtk_widget_unparent (self->name);
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    gtk_widget_unparent (self->cells[i]);
  g_free (self);
}

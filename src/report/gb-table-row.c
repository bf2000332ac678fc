/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-private.h"

#include <math.h>

void
gb_table_row_init (GbTableRow *self,
                   guint       n_cells)
{
  self->cells = g_new0 (GbTableCell, n_cells);
  self->n_cells = n_cells;
  for (guint i = 0; i < n_cells; i++)
    {
      self->cells[i].text = g_string_new (NULL);
      self->cells[i].nick = g_string_new (NULL);
    }
}

void
gb_table_row_clear (GbTableRow *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      g_string_free (self->cells[i].text, TRUE);
      g_string_free (self->cells[i].nick, TRUE);
    }
  g_clear_pointer (&self->cells, g_free);
  self->n_cells = 0;
}

/* What is beyond the last column is a mistake of whoever fills the row, and lands nowhere. */
static GbTableCell *
take (GbTableRow      *self,
      GbTableCellType  type)
{
  g_return_val_if_fail (self->at < self->n_cells, NULL);
  self->cells[self->at].type = type;
  return &self->cells[self->at++];
}

static void
put_text (GString    *text,
          const char *value)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);
  g_string_assign (text, value);
}

/**
 * gb_table_row_text:
 * @value: (nullable): a text; %NULL = not known
 *
 * May stand in a column of any kind, such as "đang tính" where there is no number.
 */
void
gb_table_row_text (GbTableRow *self,
                   const char *value)
{
  gb_table_row_choice (self, NULL, value);
}

/**
 * gb_table_row_choice:
 * @nick: (nullable): the value, for programs
 * @label: (nullable): the value, for people; %NULL = not known
 */
void
gb_table_row_choice (GbTableRow *self,
                     const char *nick,
                     const char *label)
{
  GbTableCell *cell = take (self, label != NULL ? GB_TABLE_CELL_TEXT : GB_TABLE_CELL_NULL);

  if (cell == NULL)
    return;
  put_text (cell->text, label != NULL ? label : "");
  put_text (cell->nick, nick != NULL ? nick : "");
}

/**
 * gb_table_row_integer:
 * @value: a count, or working minutes
 */
void
gb_table_row_integer (GbTableRow *self,
                      gint64      value)
{
  GbTableCell *cell = take (self, GB_TABLE_CELL_INTEGER);

  if (cell != NULL)
    cell->integer = value;
}

/**
 * gb_table_row_number:
 * @value: a measure, or a share as a fraction; NAN = not known
 */
void
gb_table_row_number (GbTableRow *self,
                     double      value)
{
  GbTableCell *cell = take (self, isfinite (value) ? GB_TABLE_CELL_NUMBER : GB_TABLE_CELL_NULL);

  if (cell != NULL)
    cell->number = value;
}

/**
 * gb_table_row_day:
 * @value: a day; %GB_DAY_NONE = not known
 */
void
gb_table_row_day (GbTableRow *self,
                  GbDay       value)
{
  GbTableCell *cell = take (self, value != GB_DAY_NONE ? GB_TABLE_CELL_DAY : GB_TABLE_CELL_NULL);

  if (cell != NULL)
    cell->integer = value;
}

/**
 * gb_table_row_time:
 * @value: UTC seconds; 0 = not known
 */
void
gb_table_row_time (GbTableRow *self,
                   gint64      value)
{
  GbTableCell *cell = take (self, value != 0 ? GB_TABLE_CELL_TIME : GB_TABLE_CELL_NULL);

  if (cell != NULL)
    cell->integer = value;
}

/**
 * gb_table_row_null:
 *
 * A cell whose value is not known.
 */
void
gb_table_row_null (GbTableRow *self)
{
  take (self, GB_TABLE_CELL_NULL);
}

/**
 * gb_table_row_set_strong:
 *
 * Makes it stand out from the others, such as the one with the totals; where the form has a way to.
 */
void
gb_table_row_set_strong (GbTableRow *self)
{
  self->strong = TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-map-words.h"

/* Where the writing is. */
typedef struct
{
  GbMapView *view; /* (owned) */
  guint at;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  gb_map_view_unref (self->view);
  g_free (self);
}

static gboolean
next_commune (GbTableRow    *row,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Reading *self = data;
  const GbMapView *view = self->view;
  guint place = self->at++;
  const GbMapCommune *commune;
  const GbIndicatorValue *value;
  guint of, rank;

  if (place >= view->communes->len)
    return FALSE;
  commune = view->communes->pdata[place];
  value = view->values->pdata[place];
  rank = gb_map_view_rank (view, place, &of);
  gb_table_row_text (row, commune->code);
  gb_table_row_text (row, commune->name);
  gb_table_row_text (row, commune->type);
  gb_table_row_number (row, view->amounts[place]);
  gb_table_row_number (row, value != NULL ? value->numerator : NAN);
  gb_table_row_number (row, value != NULL ? value->denominator : NAN);
  if (rank > 0)
    gb_table_row_integer (row, rank);
  else
    gb_table_row_null (row);
  gb_table_row_integer (row, commune->population);
  gb_table_row_number (row, commune->km2);
  return TRUE;
}

/**
 * gb_export_map_table:
 * @view: what the map shows
 *
 * Returns: (transfer full): a sheet of all communes with what is shown of them
 */
GbTable *
gb_export_map_table (GbMapView *view)
{
  static const GbTableColumn columns[] = {
    { "numerator", N_ ("Numerator"), GB_TABLE_NUMBER, 0 }, { "denominator", N_ ("Denominator"), GB_TABLE_NUMBER, 0 },
    { "rank", N_ ("Rank"), GB_TABLE_INTEGER, 8 },           { "population", N_ ("Population"), GB_TABLE_INTEGER, 0 },
    { "area_km2", N_ ("Area, km²"), GB_TABLE_NUMBER, 0 },
  };
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  const char *name = indicator != NULL ? gb_map_words_indicator (indicator) : _("Communes");
  g_autofree char *header = indicator != NULL && indicator->unit != NULL && *indicator->unit != '\0'
                                ? g_strdup_printf ("%s (%s)", name, indicator->unit)
                                : g_strdup (name);
  GbTable *table = gb_table_new (_("Communes"), name);
  Reading *reading = g_new0 (Reading, 1);

  reading->view = gb_map_view_ref (view);
  gb_table_set_as_of (table, view->as_of);
  if (view->hub.illustration)
    gb_table_add_note (table, _("Illustration data"));
  gb_table_add_column (table, "code", _("Code"), GB_TABLE_CODE, 10);
  gb_table_add_column (table, "name", _("Commune"), GB_TABLE_TEXT, 26);
  gb_table_add_column (table, "type", _("Type"), GB_TABLE_TEXT, 12);
  gb_table_add_column (table, "value", header, GB_TABLE_NUMBER, 30);
  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_source (table, next_commune, reading, reading_free, view->communes->len);
  return table;
}

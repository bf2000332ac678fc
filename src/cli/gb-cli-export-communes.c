/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli-map.h"
#include "gb-map-geojson.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const GbTableColumn columns[] = {
  { "code", N_("Code"), GB_TABLE_CODE, 10 },
  { "name", N_("Commune"), GB_TABLE_TEXT, 26 },
  { "type", N_("Type"), GB_TABLE_TEXT, 12 },
  { "population", N_("Population"), GB_TABLE_INTEGER, 12 },
  { "area_km2", N_("Area, km²"), GB_TABLE_NUMBER, 14 },
  { "indicator", N_("Indicator's id"), GB_TABLE_CODE, 18 },
  { "indicator_name", N_("Indicator"), GB_TABLE_TEXT, 40 },
  { "unit", N_("Unit"), GB_TABLE_TEXT, 10 },
  { "value", N_("Amount"), GB_TABLE_NUMBER, 12 },
  { "numerator", N_("Numerator"), GB_TABLE_NUMBER, 12 },
  { "denominator", N_("Denominator"), GB_TABLE_NUMBER, 12 },
  { "as_of", N_("Counted at"), GB_TABLE_DATETIME, 0 },
  { "rank", N_("Rank"), GB_TABLE_INTEGER, 8 },
};

/* Where the writing is. */
typedef struct
{
  const GbMapView *view;
  const char *commune; /* (nullable): only this one */
  guint at;
} Reading;

static gboolean
parse (GbCliExport   *self,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  char *indicator = NULL;
  const GOptionEntry entries[] = {
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &indicator, N_("What is shown of the communes"), "ID" },
    { NULL }
  };
  gboolean parsed = gb_cli_parse (entries, argc, argv, error);

  self->wanted = indicator;
  return parsed;
}

static void
fill (GbTableRow      *row,
      const GbMapView *view,
      guint            place)
{
  const GbMapCommune *commune = view->communes->pdata[place];
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  const GbIndicatorValue *value = view->values->pdata[place];
  guint of;
  guint rank = gb_map_view_rank (view, place, &of);

  gb_table_row_text (row, commune->code);
  gb_table_row_text (row, commune->name);
  gb_table_row_text (row, commune->type);
  gb_table_row_integer (row, commune->population);
  gb_table_row_number (row, commune->km2);
  gb_table_row_text (row, indicator != NULL ? indicator->id : NULL);
  gb_table_row_text (row, indicator != NULL ? indicator->name : NULL);
  gb_table_row_text (row, indicator != NULL ? indicator->unit : NULL);
  gb_table_row_number (row, view->amounts[place]);
  gb_table_row_number (row, value != NULL ? value->numerator : NAN);
  gb_table_row_number (row, value != NULL ? value->denominator : NAN);
  gb_table_row_time (row, value != NULL ? value->as_of : 0);
  if (rank > 0)
    gb_table_row_integer (row, rank);
}

static gboolean
next_commune (GbTableRow    *row,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Reading *self = data;

  for (; self->at < self->view->communes->len; self->at++)
    {
      const GbMapCommune *commune = self->view->communes->pdata[self->at];

      if (self->commune == NULL || g_str_equal (commune->code, self->commune))
        {
          fill (row, self->view, self->at++);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  GbMapWanted wanted = { .indicator = self->wanted, .now = self->now };
  g_autoptr (GbMapView) view = gb_map_view_read_wanted (connection, &wanted, error);
  g_autoptr (GbTable) table = gb_table_new (_("Communes"), _("Communes"));
  Reading reading = { view, self->commune, 0 };
  guint n_rows = 0;

  if (view == NULL || !gb_cli_map_check_indicator (view, self->wanted, error))
    return FALSE;
  if (gb_cli_export_is (self, ".geojson"))
    {
      if (!gb_map_geojson_save (view, self->commune, self->file, &n_rows, cancellable, error))
        return FALSE;
      self->n_rows = n_rows;
      return TRUE;
    }
  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_source (table, next_commune, &reading, NULL, -1);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_communes = { "communes", ".geojson .xlsx .csv", parse, g_free, save };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-export.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-export-words.h"
#include "gb-map-print.h"
#include "gb-map-words.h"
#include "gb-toast.h"
#include "gb-viewport-projection.h"

/**
 * GbMapExport:
 *
 * What leaves the map: on paper, as pages, as a picture, as data. Lives as long as its button.
 */
struct _GbMapExport
{
  GObject parent_instance;

  GbClock *clock;         /* (owned) */
  GbMapModel *model;      /* (owned) */
  GbCommuneLayer *layer;  /* (nullable): weak */
  ShumateMap *map;        /* (nullable): weak */
  GtkWidget *button;      /* (nullable): weak */
  GSimpleActionGroup *actions; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
};

/* What a file is to be, while the user chooses where. */
typedef struct
{
  GbMapExport *self; /* (owned) */
  GbMapExportKind kind;
  GFile *file; /* (owned) (nullable) */
} Saving;

static const char *const suffixes[] = { "pdf", "png", "geojson", "xlsx", "csv" };

G_DEFINE_FINAL_TYPE (GbMapExport, gb_map_export, G_TYPE_OBJECT)

static void
saving_free (Saving *self)
{
  g_object_unref (self->self);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
is_on (GbMapExport *self,
       const char  *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);

  return g_variant_get_boolean (state);
}

/**
 * gb_map_export_make_sheet:
 * @table: whether there may be more pages than the map's
 *
 * Returns: (transfer full) (nullable): what is seen now, as pages; %NULL before anything was read
 */
GbMapSheet *
gb_map_export_make_sheet (GbMapExport *self,
                          gboolean     table)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  GbMapSheetOptions options = { .patterns = is_on (self, "patterns"), .table = table && is_on (self, "table"),
                                .now = gb_clock_now (self->clock) };
  guint selected;
  GbGeoProjection projection;
  GbGeoBounds bounds;

  if (view == NULL || self->map == NULL || self->layer == NULL)
    return NULL;
  projection = gb_viewport_projection (shumate_map_get_viewport (self->map), GTK_WIDGET (self->map));
  bounds = gb_geo_projection_visible (&projection, gtk_widget_get_width (GTK_WIDGET (self->map)),
                                      gtk_widget_get_height (GTK_WIDGET (self->map)));
  options.bounds = &bounds;
  selected = gb_commune_layer_get_selected (self->layer);
  if (selected < gb_geo_coverage_get_n_areas (view->coverage))
    options.chosen = gb_geo_coverage_get_area (view->coverage, selected)->id;
  return gb_map_sheet_new ((GbMapView *) view, &options);
}

/* --- telling -------------------------------------------------------------------------------------- */

static void
add_toast (GbMapExport *self,
           AdwToast    *toast)
{
  GtkWidget *overlay = self->button != NULL ? gtk_widget_get_ancestor (self->button, ADW_TYPE_TOAST_OVERLAY) : NULL;

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static char *
describe_saved (const Saving *saving,
                guint         n)
{
  g_autofree char *name = g_file_get_basename (saving->file);

  switch (saving->kind)
    {
    case GB_MAP_EXPORT_GEOJSON:
    case GB_MAP_EXPORT_XLSX:
    case GB_MAP_EXPORT_CSV:
      /* Translators: how many communes, and a file's name */
      return g_strdup_printf (ngettext ("%u commune saved in “%s”", "%u communes saved in “%s”", n), n, name);
    case GB_MAP_EXPORT_PNG:
      /* Translators: a file's name */
      return g_strdup_printf (_("The picture was saved in “%s”"), name);
    case GB_MAP_EXPORT_PDF:
    default:
      /* Translators: how many pages, and a file's name */
      return g_strdup_printf (ngettext ("%u page saved in “%s”", "%u pages saved in “%s”", n), n, name);
    }
}

static void
tell_failed (GbMapExport *self,
             const char  *message)
{
  AdwToast *toast = gb_toast_new (message);

  adw_toast_set_timeout (toast, 10);
  add_toast (self, toast);
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbMapExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  /* Translators: why not */
  text = g_strdup_printf (_("The file could not be opened: %s"), error->message);
  tell_failed (self, text);
}

static void
on_open_cb (AdwToast    *toast,
            GbMapExport *self)
{
  g_app_info_launch_default_for_uri_async (g_object_get_data (G_OBJECT (toast), "uri"), NULL, self->cancellable,
                                           on_opened_cb, g_object_ref (self));
}

static void
tell_saved (const Saving *saving,
            guint         n)
{
  g_autofree char *text = describe_saved (saving, n);
  AdwToast *toast = gb_toast_new (text);

  adw_toast_set_button_label (toast, _("Open"));
  g_object_set_data_full (G_OBJECT (toast), "uri", g_file_get_uri (saving->file), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_open_cb), saving->self, 0);
  add_toast (saving->self, toast);
}

/* --- saving --------------------------------------------------------------------------------------- */

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  guint n = gb_map_export_job_finish (result, &error);

  if (error == NULL)
    tell_saved (saving, n);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_failed (saving->self, error->message);
}

/**
 * gb_map_export_save:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves what is seen now, on another thread, and says so when it is done.
 */
void
gb_map_export_save (GbMapExport     *self,
                    GbMapExportKind  kind,
                    GFile           *file)
{
  g_autoptr (GbMapSheet) sheet = gb_map_export_make_sheet (self, kind == GB_MAP_EXPORT_PDF);
  GbMapExportRequest request = { kind, (GbMapView *) gb_map_model_get_view (self->model), sheet, is_on (self, "a3"),
                                 file, gb_clock_now (self->clock) };
  Saving *saving;

  g_return_if_fail (GB_IS_MAP_EXPORT (self));
  if (sheet == NULL)
    return;
  saving = g_new0 (Saving, 1);
  *saving = (Saving) { g_object_ref (self), kind, g_object_ref (file) };
  gb_map_export_job_async (&request, self->cancellable, on_saved_cb, saving);
}

/**
 * gb_map_export_suggest_name:
 *
 * Returns: (transfer full): a file's name without accents: "ban-do-ty-le-ho-so-qua-han-2026-08-26.pdf"
 */
char *
gb_map_export_suggest_name (GbMapExport     *self,
                            GbMapExportKind  kind)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  const GbIndicator *indicator = view != NULL ? gb_map_view_get_indicator (view) : NULL;
  const char *shown = indicator != NULL ? gb_map_words_indicator (indicator) : "";
  /* Translators: the beginning of a file's name, in ASCII */
  g_autofree char *title = g_strdup_printf ("%s %s", _("map"), shown);

  return gb_export_words_file_name (title, suffixes[kind], gb_time_day (gb_clock_now (self->clock)));
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, &error);

  if (file != NULL && saving->self->button != NULL)
    gb_map_export_save (saving->self, saving->kind, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_failed (saving->self, error->message);
}

static void
choose_file (GbMapExport     *self,
             GbMapExportKind  kind)
{
  static const char *const titles[] = { N_("Save the map as PDF"), N_("Save the map as a picture"),
                                        N_("Save the communes with their values"), N_("Save the communes with their values"),
                                        N_("Save the communes with their values") };
  g_autofree char *name = gb_map_export_suggest_name (self, kind);
  Saving *saving;

  if (self->button == NULL || gb_map_model_get_view (self->model) == NULL)
    return;
  saving = g_new0 (Saving, 1);
  *saving = (Saving) { g_object_ref (self), kind, NULL };
  gb_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (self->button)), _(titles[kind]), name, self->cancellable,
                             on_file_chosen_cb, saving);
}

static void
on_save_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  static const char *const names[] = { "save-pdf", "save-png", "save-geojson", "save-xlsx", "save-csv" };

  for (guint kind = 0; kind < G_N_ELEMENTS (names); kind++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), names[kind]))
      choose_file (user_data, (GbMapExportKind) kind);
}

/* --- printing ------------------------------------------------------------------------------------- */

static void
on_printed_cb (GtkPrintOperation       *operation,
               GtkPrintOperationResult  result,
               gpointer                 user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: why not */
  text = g_strdup_printf (_("The map could not be printed: %s"), error != NULL ? error->message : "");
  tell_failed (user_data, text);
}

static void
on_print_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GbMapExport *self = user_data;
  g_autoptr (GbMapSheet) sheet = gb_map_export_make_sheet (self, TRUE);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (sheet == NULL || self->button == NULL)
    return;
  operation = gb_map_print_new (sheet, is_on (self, "a3"));
  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed_cb), self, 0);
  /* "done" tells of errors. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (self->button)), NULL);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_export_dispose (GObject *object)
{
  GbMapExport *self = GB_MAP_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->layer);
  g_clear_weak_pointer (&self->map);
  g_clear_weak_pointer (&self->button);
  g_clear_object (&self->clock);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (gb_map_export_parent_class)->dispose (object);
}

static void
gb_map_export_finalize (GObject *object)
{
  GbMapExport *self = GB_MAP_EXPORT (object);

  g_object_unref (self->actions);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (gb_map_export_parent_class)->finalize (object);
}

static void
gb_map_export_class_init (GbMapExportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_map_export_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_map_export_finalize;
}

static void
gb_map_export_init (GbMapExport *self)
{
  static const GActionEntry entries[] = {
    { "print", on_print_cb },        { "save-pdf", on_save_cb },   { "save-png", on_save_cb },
    { "save-geojson", on_save_cb },  { "save-xlsx", on_save_cb },  { "save-csv", on_save_cb },
    { "a3", NULL, NULL, "false" }, { "table", NULL, NULL, "true" },  { "patterns", NULL, NULL, "false" },
  };

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * gb_map_export_new:
 * @clock: what time it is
 * @model: what the map shows
 * @layer: which commune is chosen
 * @map: what is seen of it
 */
GbMapExport *
gb_map_export_new (GbClock        *clock,
                   GbMapModel     *model,
                   GbCommuneLayer *layer,
                   ShumateMap     *map)
{
  GbMapExport *self = g_object_new (GB_TYPE_MAP_EXPORT, NULL);

  self->clock = g_object_ref (clock);
  self->model = g_object_ref (model);
  g_set_weak_pointer (&self->layer, layer);
  g_set_weak_pointer (&self->map, map);
  return self;
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) print = g_menu_new ();
  g_autoptr (GMenu) save = g_menu_new ();
  g_autoptr (GMenu) values = g_menu_new ();
  g_autoptr (GMenu) options = g_menu_new ();

  g_menu_append (print, _("_Print…"), "map-export.print");
  g_menu_append (save, _("Save as P_DF…"), "map-export.save-pdf");
  g_menu_append (save, _("Save as P_NG picture…"), "map-export.save-png");
  g_menu_append (save, _("Save _GeoJSON with values…"), "map-export.save-geojson");
  g_menu_append (values, _("_Excel workbook…"), "map-export.save-xlsx");
  g_menu_append (values, _("_CSV table…"), "map-export.save-csv");
  g_menu_append (options, _("Pages of size A_3"), "map-export.a3");
  g_menu_append (options, _("With a _table of the values"), "map-export.table");
  g_menu_append (options, _("_Patterns, for black-and-white paper"), "map-export.patterns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (print));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save));
  g_menu_append_section (menu, _("Values"), G_MENU_MODEL (values));
  g_menu_append_section (menu, _("Paper"), G_MENU_MODEL (options));
  return G_MENU_MODEL (menu);
}

/**
 * gb_map_export_make_button:
 *
 * Returns: (transfer floating): a button with the menu; it keeps the object
 */
GtkWidget *
gb_map_export_make_button (GbMapExport *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-print-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _("Print and save the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Print and save the map"), -1);
  gtk_widget_insert_action_group (button, "map-export", G_ACTION_GROUP (self->actions));
  g_set_weak_pointer (&self->button, button);
  g_object_set_data_full (G_OBJECT (button), "gb-map-export", g_object_ref (self), g_object_unref);
  return button;
}

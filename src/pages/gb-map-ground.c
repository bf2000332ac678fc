/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-ground.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-ground-repository.h"
#include "gb-map-ground-words.h"
#include "gb-tile-address.h"

/* Dragging and typing are not saved letter by letter. */
#define SAVE_MS 500

/* Maps are drawn for white paper: on a dark screen so much of their light is taken, by the colour that lies round the
 * communes. Half of what a group with an opacity costs a frame. */
#define DARK_COVER 0.55

static const guint64 limits[] = { 50 * 1000 * 1000, 100 * 1000 * 1000, 200 * 1000 * 1000, 500 * 1000 * 1000,
                                  1000 * 1000 * 1000 };

/**
 * GbMapGround:
 *
 * The button with which the user chooses what lies under the communes (bản đồ nền): nothing, as long as nobody chose;
 * what the province sent; its server; a file. A server is tried before it is used, and one that is known to be foreign
 * only after the user said that it is allowed. Emits "changed" when the communes are to be drawn otherwise.
 */
struct _GbMapGround
{
  AdwBin parent_instance;

  GtkWidget *button; /* the template's */
  GtkPopover *popover;
  GtkWidget *choices;
  GtkCheckButton *none;
  GtkCheckButton *province;
  GtkCheckButton *web;
  GtkCheckButton *file;
  AdwActionRow *province_row;
  AdwActionRow *web_row;
  AdwActionRow *file_row;
  GtkWidget *server;
  GtkEditable *address;
  GtkEditable *attribution;
  GtkCheckButton *allowed;
  GtkWidget *try;
  GtkLabel *said;
  GtkWidget *looks;
  GtkScale *opacity;
  GtkAdjustment *adjustment;
  GtkWidget *keeping;
  GtkSwitch *thrifty;
  AdwComboRow *limit;
  GtkWidget *clear;
  GtkWidget *scrolled;

  GtkLabel *caption;         /* (owned): for the page to put on the map */
  GbStore *store;            /* (owned) */
  GbTileGround *ground;      /* (owned) */
  GbGround *current;         /* (owned) (nullable): until it was read */
  GCancellable *cancellable; /* (owned): of everything */
  GCancellable *trying;      /* (owned) (nullable) */
  char *tried;               /* (owned) (nullable): the address that is being tried */
  char *answer;              /* (owned) (nullable): what came of it */
  guint save_timer;
  gboolean updating;
  gboolean was_shown;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbMapGround, gb_map_ground, ADW_TYPE_BIN)

/* What was under way when the page was closed comes back all the same. */
static gboolean
is_gone (GbMapGround *self)
{
  return self->ground == NULL;
}

/* --- saying --------------------------------------------------------------------------------------- */

static void
say (GbMapGround *self,
     const char  *text,
     const char  *css_class)
{
  static const char *const classes[] = { "error", "warning", "success" };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->said), classes[i]);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->said), css_class);
  gtk_label_set_label (self->said, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), text != NULL);
}

static void
update_caption (GbMapGround *self)
{
  g_autofree char *text = gb_map_ground_words_caption (&self->current->settings, gb_tile_ground_get_info (self->ground),
                                                       gb_tile_ground_get_error (self->ground));

  gtk_label_set_label (self->caption, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), text != NULL);
}

static GbGroundFile *
find_province (GbMapGround *self)
{
  GPtrArray *files = self->current->files;

  for (guint i = 0; i < files->len; i++)
    {
      if (g_strcmp0 (((GbGroundFile *) files->pdata[i])->name, self->current->settings.province) == 0)
        return files->pdata[i];
    }
  return files->len > 0 ? files->pdata[0] : NULL;
}

static void
update_rows (GbMapGround *self)
{
  const GbGroundSettings *settings = &self->current->settings;
  GbGroundFile *file = find_province (self);
  g_autofree char *host = settings->address != NULL ? gb_tile_address_dup_host (settings->address) : NULL;
  g_autofree char *base = settings->file != NULL ? g_path_get_basename (settings->file) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->province_row), file != NULL || settings->kind == GB_GROUND_PROVINCE);
  adw_action_row_set_subtitle (self->province_row, file != NULL ? file->name : _("Not fetched yet"));
  adw_action_row_set_subtitle (self->web_row, host != NULL ? host : "");
  adw_action_row_set_subtitle (self->file_row, base != NULL ? base : "");
  gtk_widget_set_visible (self->server, gtk_check_button_get_active (self->web));
  gtk_widget_set_visible (self->keeping, gtk_check_button_get_active (self->web));
  gtk_widget_set_visible (self->looks, settings->kind != GB_GROUND_NONE);
}

static void
update_said (GbMapGround *self)
{
  const GError *error = gb_tile_ground_get_error (self->ground);

  if (self->trying != NULL)
    say (self, _("Asking the server for one picture…"), NULL);
  else if (self->current->settings.kind == GB_GROUND_NONE && self->answer == NULL)
    say (self, NULL, NULL);
  else if (error != NULL)
    say (self, error->message, gb_tile_ground_get_info (self->ground) == NULL ? "error" : "warning");
  else
    say (self, self->answer, "success");
}

static void
on_ground_changed_cb (GbMapGround *self)
{
  gboolean is_shown = gb_tile_ground_get_info (self->ground) != NULL;

  update_caption (self);
  update_said (self);
  if (is_shown != self->was_shown)
    g_signal_emit (self, changed_signal, 0);
  self->was_shown = is_shown;
}

/* --- using and saving ----------------------------------------------------------------------------- */

static void
save (GbMapGround *self)
{
  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (self->current != NULL)
    gb_ground_save (self->store, &self->current->settings);
}

static gboolean
on_save_cb (gpointer user_data)
{
  GbMapGround *self = user_data;

  self->save_timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
save_soon (GbMapGround *self)
{
  g_clear_handle_id (&self->save_timer, g_source_remove);
  self->save_timer = g_timeout_add (SAVE_MS, on_save_cb, self);
}

static gboolean
is_allowed (const GbGroundSettings *settings)
{
  return settings->address != NULL && gb_tile_address_check (settings->address, NULL) &&
         (!gb_tile_address_is_foreign (settings->address) || g_strcmp0 (settings->allowed, settings->address) == 0);
}

/* Shows what was chosen; whatever is in the settings, nobody foreign is asked whom the user did not allow. */
static void
use (GbMapGround *self)
{
  const GbGroundSettings *settings = &self->current->settings;
  GbGroundFile *file = find_province (self);

  gb_tile_cache_set_limit (gb_tile_ground_get_cache (self->ground), settings->limit);
  gb_tile_ground_set_thrifty (self->ground, settings->thrifty);
  if (settings->kind == GB_GROUND_PROVINCE && file != NULL)
    gb_tile_ground_show_file (self->ground, file->path);
  else if (settings->kind == GB_GROUND_FILE && settings->file != NULL)
    gb_tile_ground_show_file (self->ground, settings->file);
  else if (settings->kind == GB_GROUND_WEB && is_allowed (settings))
    gb_tile_ground_show_web (self->ground, settings->address, self->current->authority);
  else
    gb_tile_ground_show_none (self->ground);
  update_rows (self);
  update_caption (self);
}

static void
choose (GbMapGround *self,
        GbGroundKind kind)
{
  g_clear_pointer (&self->answer, g_free);
  self->current->settings.kind = kind;
  save (self);
  use (self);
  update_said (self);
}

/* The button of what is used, whatever was looked at. */
static void
show_kind (GbMapGround *self)
{
  GtkCheckButton *const buttons[] = { self->none, self->province, self->web, self->file };

  self->updating = TRUE;
  gtk_check_button_set_active (buttons[self->current->settings.kind], TRUE);
  self->updating = FALSE;
}

/* --- what the user does --------------------------------------------------------------------------- */

static void on_choose_cb (GbMapGround *self);

static void
on_toggled_cb (GbMapGround    *self,
               GtkCheckButton *button)
{
  GbGroundSettings *settings;
  GbGroundFile *file;

  if (self->updating || self->current == NULL || !gtk_check_button_get_active (button))
    return;
  settings = &self->current->settings;
  file = find_province (self);
  if (button == self->none)
    choose (self, GB_GROUND_NONE);
  else if (button == self->province && file != NULL)
    {
      g_free (settings->province);
      settings->province = g_strdup (file->name);
      choose (self, GB_GROUND_PROVINCE);
    }
  else if (button == self->web && is_allowed (settings))
    choose (self, GB_GROUND_WEB);
  else if (button == self->file && settings->file != NULL)
    choose (self, GB_GROUND_FILE);
  else if (button == self->file)
    on_choose_cb (self);
  update_rows (self);
}

static void
on_address_cb (GbMapGround *self)
{
  const char *address = gtk_editable_get_text (self->address);
  gboolean foreign = gb_tile_address_is_foreign (address);

  if (self->updating || self->current == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->allowed), foreign);
  gtk_widget_set_sensitive (self->try, *address != '\0' && (!foreign || gtk_check_button_get_active (self->allowed)));
  g_clear_pointer (&self->answer, g_free);
  if (foreign)
    say (self, _("This is a foreign map. It is asked only after you say that it is allowed."), "warning");
  else
    update_said (self);
}

static void
on_attribution_cb (GbMapGround *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->attribution)));

  if (self->updating || self->current == NULL)
    return;
  g_free (self->current->settings.attribution);
  self->current->settings.attribution = *text != '\0' ? g_steal_pointer (&text) : NULL;
  update_caption (self);
  save_soon (self);
}

static void
take_address (GbMapGround *self)
{
  GbGroundSettings *settings = &self->current->settings;

  g_free (settings->address);
  settings->address = g_strdup (self->tried);
  g_free (settings->allowed);
  settings->allowed = gb_tile_address_is_foreign (self->tried) ? g_strdup (self->tried) : NULL;
}

static void
on_tried_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbMapGround) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbTileProbe) probe = gb_tile_ground_probe_finish (GB_TILE_GROUND (object), result, &error);

  if (is_gone (self) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->trying);
  if (probe == NULL)
    {
      update_said (self);
      say (self, error->message, "error");
      return;
    }
  take_address (self);
  choose (self, GB_GROUND_WEB);
  self->answer = gb_map_ground_words_probe (probe);
  update_said (self);
}

static void
on_try_cb (GbMapGround *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  g_autoptr (GError) error = NULL;

  if (self->current == NULL || !gtk_widget_get_sensitive (self->try))
    return;
  if (!gb_tile_address_check (address, &error))
    {
      say (self, error->message, "error");
      return;
    }
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  self->trying = g_cancellable_new ();
  g_free (self->tried);
  self->tried = g_steal_pointer (&address);
  update_said (self);
  gb_tile_ground_probe_async (self->ground, self->tried, self->current->authority, self->trying, on_tried_cb,
                              g_object_ref (self));
}

static void
on_file_chosen_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbMapGround) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_open_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (is_gone (self))
    return;
  if (path != NULL)
    {
      g_free (self->current->settings.file);
      self->current->settings.file = g_steal_pointer (&path);
      choose (self, GB_GROUND_FILE);
    }
  else if (error != NULL)
    say (self, error->message, "error");
  show_kind (self);
  update_rows (self);
  gtk_popover_popup (self->popover);
}

static void
on_choose_cb (GbMapGround *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->current == NULL || !GTK_IS_WINDOW (root))
    return;
  gtk_popover_popdown (self->popover);
  gb_compat_open_file_async (GTK_WINDOW (root), _("Choose an MBTiles file"), _("Map tiles (MBTiles)"), "*.mbtiles",
                             self->cancellable, on_file_chosen_cb, g_object_ref (self));
}

static void
on_opacity_cb (GbMapGround *self)
{
  if (self->updating || self->current == NULL)
    return;
  self->current->settings.opacity = gtk_adjustment_get_value (self->adjustment) / 100;
  g_signal_emit (self, changed_signal, 0);
  save_soon (self);
}

static void
on_thrifty_cb (GbMapGround *self)
{
  if (self->updating || self->current == NULL)
    return;
  self->current->settings.thrifty = gtk_switch_get_active (self->thrifty);
  gb_tile_ground_set_thrifty (self->ground, self->current->settings.thrifty);
  save (self);
}

static void
on_measured_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbMapGround) self = user_data;
  gint64 bytes = gb_tile_cache_measure_finish (GB_TILE_CACHE (object), result, NULL);
  g_autofree char *kept = gb_map_ground_words_kept (bytes);

  if (is_gone (self))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->limit), kept);
  gtk_widget_set_sensitive (self->clear, bytes > 0);
}

static void
measure (GbMapGround *self)
{
  gb_tile_cache_measure_async (gb_tile_ground_get_cache (self->ground), self->cancellable, on_measured_cb,
                               g_object_ref (self));
}

static void
on_limit_cb (GbMapGround *self)
{
  guint selected = adw_combo_row_get_selected (self->limit);

  if (self->updating || self->current == NULL || selected >= G_N_ELEMENTS (limits))
    return;
  self->current->settings.limit = limits[selected];
  gb_tile_cache_set_limit (gb_tile_ground_get_cache (self->ground), limits[selected]);
  save (self);
  measure (self);
}

static void
on_cleared_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbMapGround) self = user_data;
  g_autoptr (GError) error = NULL;

  gb_tile_cache_clear_finish (GB_TILE_CACHE (object), result, &error);
  if (is_gone (self))
    return;
  if (error != NULL)
    say (self, error->message, "error");
  measure (self);
}

static void
on_clear_cb (GbMapGround *self)
{
  gb_tile_cache_clear_async (gb_tile_ground_get_cache (self->ground), self->cancellable, on_cleared_cb,
                             g_object_ref (self));
}

static void read_again (GbMapGround *self);

/* The province's file may have come since: that it is whole nobody tells. */
static void
on_shown_cb (GbMapGround *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));

  /* The whole of it, or as much as the window has room for. */
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MAX (height - 140, 240));
  measure (self);
  read_again (self);
}

/* --- reading -------------------------------------------------------------------------------------- */

static void
fill (GbMapGround *self)
{
  const GbGroundSettings *settings = &self->current->settings;

  show_kind (self);
  self->updating = TRUE;
  gtk_editable_set_text (self->address, settings->address != NULL ? settings->address : "");
  gtk_editable_set_text (self->attribution, settings->attribution != NULL ? settings->attribution : "");
  gtk_check_button_set_active (self->allowed, settings->allowed != NULL);
  gtk_adjustment_set_value (self->adjustment, 100 * settings->opacity);
  gtk_switch_set_active (self->thrifty, settings->thrifty);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (limits[i] <= settings->limit)
        adw_combo_row_set_selected (self->limit, i);
    }
  self->updating = FALSE;
  gtk_widget_set_sensitive (self->try, settings->address != NULL);
}

/* A newer map of the province may have come in place of what is shown; what the user chose stays. */
static void
take_files (GbMapGround *self,
            GbGround    *read)
{
  GbGroundFile *before = find_province (self), *after;
  g_autofree char *path = before != NULL ? g_strdup (before->path) : NULL;
  GPtrArray *files = self->current->files;

  self->current->files = read->files;
  read->files = files;
  after = find_province (self);
  if (self->current->settings.kind == GB_GROUND_PROVINCE && after != NULL && g_strcmp0 (path, after->path) != 0)
    use (self);
  update_rows (self);
}

static void
on_read_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbMapGround) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGround) read = gb_ground_read_finish (GB_STORE (object), result, &error);

  if (is_gone (self))
    return;
  if (read == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The settings of the ground: %s", error->message);
      return;
    }
  if (self->current != NULL)
    {
      take_files (self, read);
      return;
    }
  self->current = g_steal_pointer (&read);
  fill (self);
  use (self);
}

static void
read_again (GbMapGround *self)
{
  gb_ground_read_async (self->store, self->cancellable, on_read_cb, g_object_ref (self));
}

static void
on_store_changed_cb (GbMapGround *self,
                     guint64      types)
{
  if (types & GB_RECORD_BIT (GB_RECORD_FILE))
    read_again (self);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_ground_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_map_ground_parent_class)->map (widget);
  read_again (GB_MAP_GROUND (widget));
}

static void
gb_map_ground_dispose (GObject *object)
{
  GbMapGround *self = GB_MAP_GROUND (object);

  if (self->save_timer != 0)
    save (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->ground);
  g_clear_object (&self->caption);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_map_ground_parent_class)->dispose (object);
}

static void
gb_map_ground_finalize (GObject *object)
{
  GbMapGround *self = GB_MAP_GROUND (object);

  g_clear_pointer (&self->current, gb_ground_free);
  g_free (self->tried);
  g_free (self->answer);
  G_OBJECT_CLASS (gb_map_ground_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-ground.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbMapGround, name)
  BIND (button);
  BIND (popover);
  BIND (choices);
  BIND (none);
  BIND (province);
  BIND (web);
  BIND (file);
  BIND (province_row);
  BIND (web_row);
  BIND (file_row);
  BIND (server);
  BIND (address);
  BIND (attribution);
  BIND (allowed);
  BIND (try);
  BIND (said);
  BIND (looks);
  BIND (opacity);
  BIND (adjustment);
  BIND (keeping);
  BIND (thrifty);
  BIND (limit);
  BIND (clear);
  BIND (scrolled);
#undef BIND
}

static void
gb_map_ground_class_init (GbMapGroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_map_ground_dispose;
  object_class->finalize = gb_map_ground_finalize;
  widget_class->map = gb_map_ground_map;
  bind_template (widget_class);
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (on_address_cb);
  CALLBACK (on_attribution_cb);
  CALLBACK (on_choose_cb);
  CALLBACK (on_clear_cb);
  CALLBACK (on_limit_cb);
  CALLBACK (on_opacity_cb);
  CALLBACK (on_shown_cb);
  CALLBACK (on_thrifty_cb);
  CALLBACK (on_toggled_cb);
  CALLBACK (on_try_cb);
#undef CALLBACK

  /**
   * GbMapGround::changed:
   *
   * The communes are to be drawn anew: there is a ground now, or none any more, or it is to be seen better.
   */
  changed_signal = g_signal_new ("changed", GB_TYPE_MAP_GROUND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static char *
format_opacity (GtkScale *scale,
                double    value,
                gpointer  user_data)
{
  return g_strdup_printf ("%.0f %%", value);
}

static void
make_limits (GbMapGround *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    gtk_string_list_take (list, gb_map_ground_words_limit (limits[i]));
  self->updating = TRUE;
  adw_combo_row_set_model (self->limit, G_LIST_MODEL (list));
  self->updating = FALSE;
}

static void
gb_map_ground_init (GbMapGround *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->caption = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "gb-map-caption");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->caption), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->caption), GTK_ALIGN_END);
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_label_set_xalign (self->caption, 1);
  gtk_label_set_justify (self->caption, GTK_JUSTIFY_RIGHT);
  gtk_scale_set_format_value_func (self->opacity, format_opacity, NULL, NULL);
  make_limits (self);
}

/**
 * gb_map_ground_new:
 * @store: where the choice is kept
 * @map: what the ground is for
 * @above: the layer that it lies under
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
gb_map_ground_new (GbStore      *store,
                   ShumateMap   *map,
                   ShumateLayer *above)
{
  GbMapGround *self = g_object_new (GB_TYPE_MAP_GROUND, NULL);
  g_autofree char *path = g_strconcat (gb_store_get_path (store), ".tiles", NULL);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, gb_store_get_clock (store), GB_TILE_CACHE_DEFAULT_LIMIT);

  self->store = g_object_ref (store);
  self->ground = gb_tile_ground_new (map, above, cache);
  g_signal_connect_object (self->ground, "changed", G_CALLBACK (on_ground_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (map), "gb-map");
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
  return GTK_WIDGET (self);
}

/**
 * gb_map_ground_get_caption:
 *
 * Returns: (transfer none): who made the ground, to be put on the map by the page; hidden where there is none
 */
GtkWidget *
gb_map_ground_get_caption (GbMapGround *self)
{
  g_return_val_if_fail (GB_IS_MAP_GROUND (self), NULL);
  return GTK_WIDGET (self->caption);
}

GbTileGround *
gb_map_ground_get_ground (GbMapGround *self)
{
  g_return_val_if_fail (GB_IS_MAP_GROUND (self), NULL);
  return self->ground;
}

/**
 * gb_map_ground_adjust_style:
 * @style: of the communes
 *
 * Makes the areas transparent as far as the user wants to see the ground, where there is one; what lies round them, too.
 */
void
gb_map_ground_adjust_style (GbMapGround *self,
                            GbMapStyle  *style)
{
  double opacity;

  g_return_if_fail (GB_IS_MAP_GROUND (self));
  if (self->current == NULL || gb_tile_ground_get_info (self->ground) == NULL)
    return;
  opacity = self->current->settings.opacity;
  style->ground.alpha = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? DARK_COVER : 0;
  style->unknown.alpha = opacity;
  for (guint i = 0; i < G_N_ELEMENTS (style->classes); i++)
    style->classes[i].alpha = opacity;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-files-row.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-files-add.h"
#include "gb-format.h"
#include "gb-photo.h"

/**
 * GbFilesRow:
 *
 * The files that go with something (tệp đính kèm): each with its size and what becomes of it. A row opens its file, by
 * the window's action "win.open-file". Where something is being written, files are added and taken away here, also by
 * dropping them on it.
 */
struct _GbFilesRow
{
  AdwBin parent_instance;

  GtkWidget *list;
  GtkWidget *metered; /* what waits for another network, and the button that does not */
  GtkWidget *add;
  GtkWidget *spinner;
  GtkWidget *problem;

  GPtrArray *files; /* (owned) (element-type GbAttachment) */
  GbStore *store; /* (owned) (nullable): while something is being written */
  GCancellable *cancellable; /* (owned): of files on their way into the store */
  guint n_adding;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbFilesRow, gb_files_row, ADW_TYPE_BIN)

static void update (GbFilesRow *self);

/* --- words ---------------------------------------------------------------------------------- */

/* What becomes of it; of one that is being written about there is nothing to say yet. */
static char *
state_words (GbFilesRow         *self,
             const GbAttachment *file)
{
  g_autofree char *time = file->next_attempt != 0 ? gb_format_time (file->next_attempt) : NULL;

  if (file->state == GB_ATTACHMENT_REFUSED)
    return g_strdup (_("could not be sent"));
  if (file->state == GB_ATTACHMENT_THERE)
    return file->is_here ? NULL : g_strdup (_("opens when it has come"));
  if (self->store != NULL)
    return NULL;
  if (time != NULL)
    /* Translators: %s is a time of day */
    return g_strdup_printf (_("to be sent again at %s"), time);
  if (file->sent > 0 && file->bytes > 0)
    return g_strdup_printf (_("%d %% sent"), (int) (file->sent * 100 / file->bytes));
  return g_strdup (_("waiting to be sent"));
}

static char *
caption (GbFilesRow         *self,
         const GbAttachment *file)
{
  g_autofree char *size = gb_format_bytes ((gint64) file->bytes);
  g_autofree char *state = state_words (self, file);

  if (file->bytes == 0)
    return g_steal_pointer (&state);
  /* Translators: a file's size, and what becomes of it */
  return state != NULL ? g_strdup_printf (_("%s · %s"), size, state) : g_steal_pointer (&size);
}

/* --- rows ----------------------------------------------------------------------------------- */

static void
remove_file (GbFilesRow *self,
             guint       index)
{
  g_ptr_array_remove_index (self->files, index);
  update (self);
  gtk_widget_grab_focus (self->add);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_clicked_cb (GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *self = gtk_widget_get_ancestor (row, GB_TYPE_FILES_ROW);

  remove_file (GB_FILES_ROW (self), (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static GtkWidget *
make_remove (const GbAttachment *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a file's name */
  g_autofree char *label = g_strdup_printf (_("Take away “%s”"), file->name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked_cb), NULL);
  return button;
}

static const char *
icon_of (const GbAttachment *file)
{
  if (file->state == GB_ATTACHMENT_REFUSED)
    return "dialog-warning-symbolic";
  return gb_photo_is_picture (file->name) ? "image-x-generic-symbolic" : "text-x-generic-symbolic";
}

static GtkWidget *
make_label (const char        *text,
            const char        *style,
            PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_label_set_wrap (GTK_LABEL (label), ellipsize == PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (GbFilesRow         *self,
          const GbAttachment *file)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *about = caption (self, file);
  g_autofree char *label = g_strdup_printf ("%s, %s", file->name, about != NULL ? about : "");

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_of (file), "accessible-role",
                                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (words), make_label (file->name, "row-title", PANGO_ELLIPSIZE_MIDDLE));
  if (about != NULL)
    gtk_box_append (GTK_BOX (words), make_label (about, "row-caption", PANGO_ELLIPSIZE_NONE));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  if (self->store != NULL)
    gtk_box_append (GTK_BOX (box), make_remove (file));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, file->problem != NULL ? file->problem : file->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
on_row_activated_cb (GbFilesRow    *self,
                     GtkListBoxRow *row)
{
  const GbAttachment *file = self->files->pdata[gtk_list_box_row_get_index (row)];

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "(sst)", file->sha256, file->name, file->bytes);
}

/* --- what waits for another network --------------------------------------------------------- */

static gboolean
waits (GbFilesRow *self)
{
  if (self->store != NULL)
    return FALSE;
  for (guint i = 0; i < self->files->len; i++)
    if (((GbAttachment *) self->files->pdata[i])->state == GB_ATTACHMENT_WAITING)
      return TRUE;
  return FALSE;
}

static void
update_metered (GbFilesRow *self)
{
  gtk_widget_set_visible (self->metered,
                          waits (self) && g_network_monitor_get_network_metered (g_network_monitor_get_default ()));
}

static GtkWidget *
make_metered (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = make_label (_("This network counts every byte: files wait for another one."), "gb-caption",
                                 PANGO_ELLIPSIZE_NONE);
  GtkWidget *button = gtk_button_new_with_label (_("Send files over this network, too"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.send-files");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* --- adding --------------------------------------------------------------------------------- */

static void
show_problem (GbFilesRow *self,
              const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

static gboolean
has_file (GbFilesRow *self,
          const char *sha256)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((GbAttachment *) self->files->pdata[i])->sha256, sha256))
      return TRUE;
  return FALSE;
}

static void
on_added_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbFilesRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAttachment) added = gb_files_add_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  self->n_adding--;
  if (added == NULL)
    show_problem (self, error->message);
  else if (!has_file (self, added->sha256))
    g_ptr_array_add (self->files, g_steal_pointer (&added));
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbFilesRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_open_file_finish (result, &error);

  if (error != NULL)
    show_problem (self, error->message);
  else if (file != NULL)
    gb_files_row_add_file (self, file);
}

static void
on_add_clicked_cb (GbFilesRow *self)
{
  show_problem (self, NULL);
  gb_compat_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Add a file"),
                             _("Pictures and papers"), "*.jpg;*.jpeg;*.JPG;*.png;*.PNG;*.webp;*.pdf;*.doc;*.docx;*.xls;*.xlsx",
                             NULL, on_chosen_cb, g_object_ref (self));
}

static gboolean
on_drop_cb (GbFilesRow   *self,
            const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (self->store == NULL)
    return FALSE;
  show_problem (self, NULL);
  for (GSList *l = files; l != NULL; l = l->next)
    gb_files_row_add_file (self, l->data);
  return files != NULL;
}

/* --- object --------------------------------------------------------------------------------- */

static void
update (GbFilesRow *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->files->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, self->files->pdata[i]));
  gtk_widget_set_visible (self->list, self->files->len > 0);
  gtk_widget_set_visible (self->add, self->store != NULL);
  gtk_widget_set_sensitive (self->add, self->files->len + self->n_adding < GB_ACTION_MAX_FILES);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->n_adding > 0);
  gtk_widget_set_visible (self->spinner, self->n_adding > 0);
  update_metered (self);
}

static void
gb_files_row_dispose (GObject *object)
{
  GbFilesRow *self = GB_FILES_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_files_row_parent_class)->dispose (object);
}

static void
gb_files_row_finalize (GObject *object)
{
  GbFilesRow *self = GB_FILES_ROW (object);

  g_ptr_array_unref (self->files);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gb_files_row_parent_class)->finalize (object);
}

static void
gb_files_row_class_init (GbFilesRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_files_row_dispose;
  object_class->finalize = gb_files_row_finalize;

  /**
   * GbFilesRow::changed:
   *
   * The user added or took away a file.
   */
  signals[CHANGED]
      = g_signal_new ("changed", GB_TYPE_FILES_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_add (GbFilesRow *self)
{
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "mail-attachment-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Add a file"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_add_clicked_cb), self);
  return button;
}

static void
gb_files_row_init (GbFilesRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_attachment_free);
  self->cancellable = g_cancellable_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "gb-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Files"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  self->metered = make_metered ();
  self->add = make_add (self);
  self->spinner = gtk_spinner_new ();
  self->problem = make_label (NULL, "error", PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (line), self->add);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->metered);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-metered", G_CALLBACK (update_metered),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gb_files_row_new:
 *
 * Returns: (transfer floating): a row without files
 */
GtkWidget *
gb_files_row_new (void)
{
  return g_object_new (GB_TYPE_FILES_ROW, NULL);
}

guint
gb_files_row_get_n_files (GbFilesRow *self)
{
  g_return_val_if_fail (GB_IS_FILES_ROW (self), 0);

  return self->files->len;
}

/**
 * gb_files_row_get_json:
 *
 * Returns: (transfer full): its files as a draft keeps them
 */
char *
gb_files_row_get_json (GbFilesRow *self)
{
  g_return_val_if_fail (GB_IS_FILES_ROW (self), NULL);

  return gb_attachment_list_to_json (self->files);
}

/**
 * gb_files_row_add_to:
 * @action: one that takes `files`
 *
 * Names the files in it.
 */
void
gb_files_row_add_to (GbFilesRow *self,
                     GbAction   *action)
{
  g_return_if_fail (GB_IS_FILES_ROW (self));

  for (guint i = 0; i < self->files->len; i++)
    {
      const GbAttachment *file = self->files->pdata[i];

      gb_action_add_file (action, file->sha256, file->name);
    }
}

/**
 * gb_files_row_add_file:
 * @file: one that the user chose; it shows once the store has it
 */
void
gb_files_row_add_file (GbFilesRow *self,
                       GFile      *file)
{
  g_return_if_fail (GB_IS_FILES_ROW (self));
  g_return_if_fail (self->store != NULL);

  if (self->files->len + self->n_adding >= GB_ACTION_MAX_FILES)
    {
      g_autofree char *problem = g_strdup_printf (ngettext ("At most %d file can be added", "At most %d files can be added",
                                                            GB_ACTION_MAX_FILES), GB_ACTION_MAX_FILES);

      show_problem (self, problem);
      return;
    }
  self->n_adding++;
  update (self);
  gb_files_add_async (self->store, file, self->cancellable, on_added_cb, g_object_ref (self));
}

/**
 * gb_files_row_edit:
 * @store: where files are kept; set once
 *
 * From now on files can be added and taken away.
 */
void
gb_files_row_edit (GbFilesRow *self,
                   GbStore    *store)
{
  g_return_if_fail (GB_IS_FILES_ROW (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  update (self);
}

static gboolean
is_same (const GbAttachment *one,
         const GbAttachment *other)
{
  return g_str_equal (one->sha256, other->sha256) && g_str_equal (one->name, other->name) && one->state == other->state
         && one->sent == other->sent && one->next_attempt == other->next_attempt && one->is_here == other->is_here;
}

/* The focus stays where it is while nothing changed. */
static gboolean
shows (GbFilesRow *self,
       GPtrArray  *files)
{
  if (self->files->len != files->len)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!is_same (self->files->pdata[i], files->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * gb_files_row_show:
 * @files: (element-type GbAttachment): what it shows from now on; copied
 */
void
gb_files_row_show (GbFilesRow *self,
                   GPtrArray  *files)
{
  g_return_if_fail (GB_IS_FILES_ROW (self));

  if (shows (self, files))
    return;
  g_ptr_array_set_size (self->files, 0);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (self->files, gb_attachment_copy (files->pdata[i]));
  update (self);
}

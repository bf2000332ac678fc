/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attendees.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-json-text.h"
#include "gb-notice-repository.h"
#include "gb-text.h"

#include <string.h>

/**
 * GbAttendees:
 *
 * Who of the commune goes to a class or conference: officers to be ticked, stored with a network or
 * without.
 */
struct _GbAttendees
{
  AdwBin parent_instance;

  GtkEditable *search; /* the template's */
  GtkListBox *list;
  GtkWidget *save;
  GtkLabel *problem;

  GbStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the officers on their way */
  GbNoticeRow *notice;       /* (owned) (nullable) */
  char *commune;             /* (owned) (nullable) */
  GHashTable *chosen;        /* (owned) (element-type utf8 utf8): ids as they are ticked */
  gboolean touched;
  gboolean masked;
};

G_DEFINE_FINAL_TYPE (GbAttendees, gb_attendees, ADW_TYPE_BIN)

/* --- what is ticked --------------------------------------------------------------------------------- */

static void
take_stored (GbAttendees *self)
{
  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; i < self->notice->people->len; i++)
    g_hash_table_add (self->chosen, g_strdup (((GbNoticeOfficer *) self->notice->people->pdata[i])->id));
}

static gboolean
differs (GbAttendees *self)
{
  if (g_hash_table_size (self->chosen) != self->notice->people->len)
    return TRUE;
  for (guint i = 0; i < self->notice->people->len; i++)
    if (!g_hash_table_contains (self->chosen, ((GbNoticeOfficer *) self->notice->people->pdata[i])->id))
      return TRUE;
  return FALSE;
}

static void
update (GbAttendees *self)
{
  self->touched = differs (self);
  gtk_widget_set_sensitive (self->save, self->touched);
}

static void
on_toggled_cb (GbAttendees    *self,
               GtkCheckButton *check)
{
  const char *id = g_object_get_data (G_OBJECT (check), "gb-officer");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (id));
  else
    g_hash_table_remove (self->chosen, id);
  update (self);
}

/* --- the list --------------------------------------------------------------------------------------- */

static gboolean
is_looked_for (GtkListBoxRow *row,
               gpointer       user_data)
{
  GbAttendees *self = user_data;
  g_autofree char *wanted = gb_text_fold (gtk_editable_get_text (self->search));

  return strstr (g_object_get_data (G_OBJECT (row), "gb-folded"), wanted) != NULL;
}

static void
on_search_changed_cb (GbAttendees *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static GtkWidget *
make_row (GbAttendees           *self,
          const GbNoticeOfficer *officer)
{
  g_autofree char *words = g_strdup_printf ("%s · %s", self->masked ? _("name hidden") : officer->name, officer->title);
  g_autofree char *all = g_strdup_printf ("%s %s", officer->name, officer->title);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "tooltip-text", words, NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "child", label, NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", check, "activatable", FALSE, "focusable", FALSE, NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->chosen, officer->id));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_object_set_data_full (G_OBJECT (check), "gb-officer", g_strdup (officer->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "gb-folded", gb_text_fold (all), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
on_officers_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbAttendees) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) officers = gb_store_read_finish (GB_STORE (source), result, &error);
  GtkListBoxRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->notice == NULL)
    return;
  g_clear_object (&self->cancellable);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    gtk_list_box_append (self->list, make_row (self, officers->pdata[i]));
  update (self);
}

typedef struct
{
  char *commune; /* (owned) (nullable) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->commune);
  g_free (self);
}

static gpointer
read_officers (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Request *request = data;

  return gb_notice_repository_officers (connection, request->commune, request->now, error);
}

static void
load (GbAttendees *self)
{
  Request *request = g_new0 (Request, 1);

  *request = (Request) { g_strdup (self->commune), gb_clock_now (gb_store_get_clock (self->store)) };
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, read_officers, request, request_free, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_officers_cb, g_object_ref (self));
}

/* --- storing ---------------------------------------------------------------------------------------- */

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbAttendees) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  gboolean stored = added != NULL && added->actions->len > 0;

  self->touched = !stored;
  gtk_widget_set_sensitive (self->save, !stored);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !stored);
  if (!stored)
    gtk_label_set_label (self->problem, added != NULL ? added->refusal->message : error->message);
  else if (toasts != NULL)
    gb_action_saver_toast (ADW_TOAST_OVERLAY (toasts), GB_STORE (source),
                           _("Who goes is stored"), added);
}

/* In the order of the list, so that the same choice is the same text. */
static char *
dup_chosen (GbAttendees *self)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->chosen), (GCompareFunc) g_strcmp0);
  GString *json = g_string_new ("[");

  for (GList *l = ids; l != NULL; l = l->next)
    {
      if (l != ids)
        g_string_append_c (json, ',');
      gb_json_text_append (json, l->data);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
on_save_clicked_cb (GbAttendees *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *officers = dup_chosen (self);
  GbAction *action = gb_action_new (GB_ACTION_NOTICE_ATTEND, self->notice->id);

  g_ptr_array_add (actions, action);
  gb_action_set (action, "officers", officers);
  gb_action_set (action, "commune", self->commune);
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_attendees_dispose (GObject *object)
{
  GbAttendees *self = GB_ATTENDEES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->notice, gb_notice_row_unref);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_attendees_parent_class)->dispose (object);
}

static void
gb_attendees_finalize (GObject *object)
{
  GbAttendees *self = GB_ATTENDEES (object);

  g_hash_table_unref (self->chosen);
  g_free (self->commune);

  G_OBJECT_CLASS (gb_attendees_parent_class)->finalize (object);
}

static void
gb_attendees_class_init (GbAttendeesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_attendees_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_attendees_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-attendees.ui");
  gtk_widget_class_bind_template_child (widget_class, GbAttendees, search);
  gtk_widget_class_bind_template_child (widget_class, GbAttendees, list);
  gtk_widget_class_bind_template_child (widget_class, GbAttendees, save);
  gtk_widget_class_bind_template_child (widget_class, GbAttendees, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
}

static void
gb_attendees_init (GbAttendees *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_looked_for, self, NULL);
}

/**
 * gb_attendees_show:
 * @store: where the officers come from
 * @commune: whose officers
 * @notice: a class or conference
 *
 * What was ticked and not stored stays while it is the same notice.
 */
void
gb_attendees_show (GbAttendees       *self,
                   GbStore           *store,
                   const char        *commune,
                   const GbNoticeRow *notice)
{
  gboolean same;

  g_return_if_fail (GB_IS_ATTENDEES (self));

  same = self->notice != NULL && g_str_equal (self->notice->id, notice->id) && g_strcmp0 (self->commune, commune) == 0;
  g_set_object (&self->store, store);
  g_clear_pointer (&self->notice, gb_notice_row_unref);
  self->notice = gb_notice_row_ref ((GbNoticeRow *) notice);
  if (same && self->touched)
    {
      update (self);
      return;
    }
  g_free (self->commune);
  self->commune = g_strdup (commune);
  take_stored (self);
  if (!same)
    gtk_editable_set_text (self->search, "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  load (self);
}

/**
 * gb_attendees_set_masked:
 * @masked: whether names must not be read on the screen
 */
void
gb_attendees_set_masked (GbAttendees *self,
                         gboolean     masked)
{
  g_return_if_fail (GB_IS_ATTENDEES (self));

  if (self->masked == masked)
    return;
  self->masked = masked;
  if (self->notice != NULL)
    load (self);
}

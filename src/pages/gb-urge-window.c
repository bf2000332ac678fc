/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-urge-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-draft.h"
#include "gb-letter-window.h"
#include "gb-letter-words.h"
#include "gb-setting-repository.h"
#include "gb-urge-officer-row.h"
#include "gb-urge-plan.h"

/**
 * GbUrgeWindow:
 *
 * Writes urging slips (phiếu đôn đốc), one for each dossier, to the officer who has it. Tells first
 * whom they go to, how those answered so far, and which dossiers have a slip that may still be
 * answered: they are urged once more only when the user wants it. What was written stays when the
 * machine goes off.
 */
struct _GbUrgeWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkWidget *print;
  GtkLabel *about;
  GtkListBox *officers;
  GtkWidget *again_list;
  AdwActionRow *again_row;
  GtkCheckButton *again;
  GtkLabel *refused;
  GtkTextView *text;
  GtkLabel *problem;

  GtkWidget *parent;         /* (nullable): of the page; weak */
  GbStore *store;            /* (owned) */
  GbDraft *draft;            /* (owned) (nullable): since there is a plan */
  AdwToastOverlay *toasts;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of the plan on its way */
  GbUrgePlan *plan;          /* (owned) (nullable): while it is on its way */
  char *signer;              /* (owned) (nullable): who signed the last letter */
  gboolean filling;          /* what is set is not what the user does */
  gboolean prints;
};

static guint stored_signal;

G_DEFINE_FINAL_TYPE (GbUrgeWindow, gb_urge_window, ADW_TYPE_WINDOW)

static void
show_problem (GbUrgeWindow *self,
              const char   *message)
{
  gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/* --- printing --- */

static gboolean
is_stored (const GbActionsAdded *added,
           const char           *code)
{
  for (guint i = 0; i < added->actions->len; i++)
    if (g_str_equal (((const GbAction *) added->actions->pdata[i])->target, code))
      return TRUE;
  return FALSE;
}

/* One paper for each officer. */
static void
print_stored (GbUrgeWindow         *self,
              const GbActionsAdded *added)
{
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (GB_LETTER_URGING);
  const GbLetterDraft draft = { .signer = self->signer };

  gb_letter_batch_set_draft (batch, &draft);
  for (guint i = 0; i < self->plan->officers->len; i++)
    {
      const GbUrgeOfficer *officer = self->plan->officers->pdata[i];
      g_autoptr (GPtrArray) codes = g_ptr_array_new ();

      for (guint j = 0; j < officer->items->len; j++)
        {
          const char *code = gb_dossier_get_code (((const GbUrgeItem *) officer->items->pdata[j])->dossier);

          if (is_stored (added, code))
            g_ptr_array_add (codes, (gpointer) code);
        }
      g_ptr_array_add (codes, NULL);
      if (codes->len > 1)
        gb_letter_batch_add_together (batch, (const char *const *) codes->pdata);
    }
  gb_letter_window_present (self->parent, self->store, batch);
}

/* --- storing --- */

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbUrgeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (added == NULL || added->actions->len == 0)
    {
      show_problem (self, added != NULL ? added->refusal->message : error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      gtk_widget_set_sensitive (self->print, TRUE);
      return;
    }
  text = gb_letter_words_saved (GB_ACTION_URGE, added->actions->len);
  if (self->toasts != NULL)
    gb_action_saver_toast (self->toasts, self->store, text, added);
  gb_draft_clear (self->draft);
  if (self->prints && self->parent != NULL)
    print_stored (self, added);
  g_signal_emit (self, stored_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static GPtrArray *
make_actions (GbUrgeWindow *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  g_strstrip (text);
  return gb_urge_plan_make_actions (self->plan, *text != '\0' ? text : NULL,
                                    gtk_check_button_get_active (self->again));
}

static void
store (GbUrgeWindow *self,
       gboolean      prints)
{
  g_autoptr (GPtrArray) actions = make_actions (self);

  self->prints = prints;
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

static void
save_cb (GbUrgeWindow *self)
{
  store (self, FALSE);
}

static void
print_cb (GbUrgeWindow *self)
{
  store (self, TRUE);
}

static void
update_save (GbUrgeWindow *self)
{
  g_autoptr (GPtrArray) actions = self->plan != NULL ? make_actions (self) : NULL;
  guint n = actions != NULL ? actions->len : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Store %u slip", "Store %u slips", n), n);

  gtk_button_set_label (GTK_BUTTON (self->save), n > 0 ? label : _("Store slip"));
  gtk_widget_set_sensitive (self->save, n > 0);
  gtk_widget_set_sensitive (self->print, n > 0);
}

/* --- draft --- */

static void
on_text_changed_cb (GbUrgeWindow *self)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *text = NULL;

  if (self->filling || self->draft == NULL)
    return;
  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  json_object_set_string_member (values, "text", text);
  gb_draft_keep (self->draft, values, "[]");
}

/* What was being written about just these dossiers. */
static GbDraft *
make_draft (GbUrgeWindow *self)
{
  g_autoptr (GChecksum) codes = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      const GbUrgeItem *item = self->plan->items->pdata[i];

      g_checksum_update (codes, (const guchar *) gb_dossier_get_code (item->dossier), -1);
    }
  name = g_strdup_printf ("urging-%.16s", g_checksum_get_string (codes));
  return gb_draft_new (self->store, name);
}

static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbUrgeWindow) self = user_data;
  g_autoptr (GbDraftContent) content = gb_draft_load_finish (GB_DRAFT (source), result, NULL);
  const char *text = content != NULL ? gb_draft_content_get (content, "text") : NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  if (self->store == NULL || text == NULL || gtk_text_buffer_get_modified (buffer))
    return;
  self->filling = TRUE;
  gtk_text_buffer_set_text (buffer, text, -1);
  self->filling = FALSE;
}

/* Who thinks better of it wants nothing of it kept. */
static void
cancel_cb (GbUrgeWindow *self)
{
  if (self->draft != NULL)
    gb_draft_clear (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- what there is to be written --- */

static char *
about_words (const GbUrgePlan *plan)
{
  g_autofree char *dossiers = NULL;
  guint n = plan->items->len;

  if (n == 1)
    {
      const GbUrgeItem *item = plan->items->pdata[0];

      return g_strdup_printf ("%s · %s", gb_dossier_get_code (item->dossier),
                              gb_dossier_get_procedure (item->dossier));
    }
  dossiers = g_strdup_printf (ngettext ("%u dossier", "%u dossiers", n), n);
  n = plan->officers->len;
  /* Translators: "12 dossiers", and the number of officers who have them */
  return g_strdup_printf (ngettext ("%s with %u officer", "%s with %u officers", n), dossiers, n);
}

static void
show_again (GbUrgeWindow *self)
{
  guint n = self->plan->counts[GB_URGE_STANDING_WAITING];
  g_autofree char *title = NULL;

  title = g_strdup_printf (ngettext ("Urge %u dossier again that was urged already",
                                     "Urge %u dossiers again that were urged already", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->again_row), title);
  gtk_widget_set_visible (self->again_list, n > 0);
}

/* Each reason once, with the number of dossiers it holds for. */
static void
show_refused (GbUrgeWindow *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer reason, count;

  for (guint i = 0; i < self->plan->items->len; i++)
    {
      const GbUrgeItem *item = self->plan->items->pdata[i];

      if (item->refusal != NULL)
        g_hash_table_insert (counts, item->refusal,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (
                                                   counts, item->refusal)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &reason, &count))
    {
      guint n = GPOINTER_TO_UINT (count);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a number, and why no slip is written */
      g_string_append_printf (text, ngettext ("No slip about %u dossier: %s",
                                              "No slip about %u dossiers: %s", n), n,
                              (const char *) reason);
    }
  gtk_label_set_label (self->refused, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), text->len > 0);
}

static void
show (GbUrgeWindow *self)
{
  const GbUrgePlan *plan = self->plan;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GbDossier *only = plan->items->len == 1 ? ((GbUrgeItem *) plan->items->pdata[0])->dossier : NULL;
  g_autofree char *about = about_words (plan);
  g_autofree char *text = gb_letter_words_urge (only, plan->day_seconds);

  gtk_label_set_label (self->about, about);
  for (guint i = 0; i < plan->officers->len; i++)
    gtk_list_box_append (self->officers, gb_urge_officer_row_new (plan, plan->officers->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->officers), plan->officers->len > 0);
  show_again (self);
  show_refused (self);
  self->filling = TRUE;
  if (gtk_text_buffer_get_char_count (buffer) == 0)
    gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->filling = FALSE;
  update_save (self);
  self->draft = make_draft (self);
  gb_draft_load_async (self->draft, self->cancellable, on_draft_loaded_cb, g_object_ref (self));
}

typedef struct
{
  GArray *numbers; /* (owned) (element-type gint64) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_array_unref (self->numbers);
  g_free (self);
}

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Request *request = data;

  return gb_urge_plan_load (connection, (const gint64 *) (gpointer) request->numbers->data,
                            request->numbers->len, request->now, error);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbUrgeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbUrgePlan) plan = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  if (plan == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  self->plan = g_steal_pointer (&plan);
  show (self);
}

static void
on_signer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbUrgeWindow) self = user_data;
  char *signer = gb_setting_read_finish (GB_STORE (source), result, NULL);

  g_free (self->signer);
  self->signer = signer != NULL && *signer != '\0' ? g_steal_pointer (&signer) : NULL;
  g_free (signer);
}

/* --- object --- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then
 * would look at. */
static void
gb_urge_window_unmap (GtkWidget *widget)
{
  GbUrgeWindow *self = GB_URGE_WINDOW (widget);

  GTK_WIDGET_CLASS (gb_urge_window_parent_class)->unmap (widget);

  if (self->draft != NULL)
    gb_draft_flush (self->draft);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_urge_window_dispose (GObject *object)
{
  GbUrgeWindow *self = GB_URGE_WINDOW (object);
  GtkWidget *row;

  g_cancellable_cancel (self->cancellable);
  /* The rows look at the plan. */
  while (self->officers != NULL &&
         (row = gtk_widget_get_first_child (GTK_WIDGET (self->officers))) != NULL)
    gtk_list_box_remove (self->officers, row);
  g_clear_pointer (&self->plan, gb_urge_plan_free);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (gb_urge_window_parent_class)->dispose (object);
}

static void
gb_urge_window_finalize (GObject *object)
{
  g_free (GB_URGE_WINDOW (object)->signer);

  G_OBJECT_CLASS (gb_urge_window_parent_class)->finalize (object);
}

static void
gb_urge_window_class_init (GbUrgeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_urge_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_urge_window_finalize;
  widget_class->unmap = gb_urge_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  /**
   * GbUrgeWindow::stored:
   *
   * Slips were stored; the window goes.
   */
  stored_signal = g_signal_new ("stored", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-urge-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, name)
  BIND (save);
  BIND (print);
  BIND (about);
  BIND (officers);
  BIND (again_list);
  BIND (again_row);
  BIND (again);
  BIND (refused);
  BIND (text);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_save);
}

static void
gb_urge_window_init (GbUrgeWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (on_text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gb_urge_window_present:
 * @parent: a widget of the page
 * @numbers: (array length=n_numbers): the dossiers' numbers in the cache
 *
 * Writes a slip about each of the dossiers that is to be urged.
 *
 * Returns: (transfer none): the window
 */
GbUrgeWindow *
gb_urge_window_present (GtkWidget    *parent,
                        GbStore      *store,
                        const gint64 *numbers,
                        gsize         n_numbers)
{
  GbUrgeWindow *self = g_object_new (GB_TYPE_URGE_WINDOW, "transient-for",
                                     gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  Request *request = g_new0 (Request, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  gb_setting_read_async (store, GB_SETTING_SIGNER, NULL, on_signer_cb, g_object_ref (self));
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  request->numbers = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), numbers,
                                          n_numbers);
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) gb_urge_plan_free,
                       G_PRIORITY_HIGH, self->cancellable, on_loaded_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-draft.h"
#include "gb-letter-window.h"
#include "gb-letter-words.h"
#include "gb-reason-box.h"
#include "gb-setting-repository.h"
#include "gb-sign-plan.h"
#include "gb-sign-row.h"
#include "gb-state-view.h"

/* Of the draft; there is one window of the kind. */
#define DRAFT "signing"

/**
 * GbSignWindow:
 *
 * Signs many apology letters at once (phải ký hôm nay) and prints them: which ones, one reason for all or each its own. The
 * calendar proposes each date. What was written stays when the machine goes off.
 */
struct _GbSignWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkWidget *print;
  GbStateView *state;
  GtkWidget *form;
  GbReasonBox *reason_box;
  GtkEditable *signer;
  GtkLabel *count;
  GtkLabel *left_out;
  GtkListView *view;
  GtkLabel *problem;

  GtkWidget *parent;         /* (nullable): of the page; weak */
  GbStore *store;            /* (owned) */
  GbDraft *draft;            /* (owned) */
  AdwToastOverlay *toasts;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is on its way */
  GListStore *items;         /* (owned) (element-type GbSignItem) */
  gint64 now;
  gboolean filling; /* what is set is not what the user does */
  gboolean prints;
};

static guint stored_signal;

G_DEFINE_FINAL_TYPE (GbSignWindow, gb_sign_window, ADW_TYPE_WINDOW)

static guint
get_n (GbSignWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* (transfer none): the list keeps it */
static GbSignItem *
get_item (GbSignWindow *self,
          guint         i)
{
  g_autoptr (GbSignItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  return item;
}

static void
show_problem (GbSignWindow *self,
              const char   *message)
{
  gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/* --- what is written ------------------------------------------------------------------------ */

/* How many are chosen, and whether each of them has a reason. */
static guint
count_chosen (GbSignWindow *self,
              gboolean     *complete)
{
  g_autofree char *common = gb_reason_box_dup_text (self->reason_box);
  guint chosen = 0;

  *complete = TRUE;
  for (guint i = 0; i < get_n (self); i++)
    {
      GbSignItem *item = get_item (self, i);

      if (!gb_sign_item_get_chosen (item))
        continue;
      chosen++;
      *complete = *complete && (*common != '\0' || *gb_sign_item_get_reason (item) != '\0');
    }
  return chosen;
}

static void
update (GbSignWindow *self)
{
  gboolean complete;
  guint chosen = count_chosen (self, &complete);
  /* Translators: how many letters are chosen, and how many there are */
  g_autofree char *count = g_strdup_printf (ngettext ("%u of %u letter", "%u of %u letters", get_n (self)), chosen,
                                            get_n (self));
  g_autofree char *label = g_strdup_printf (ngettext ("Sign %u letter", "Sign %u letters", chosen), chosen);
  const char *hint = complete ? NULL : _("Give a reason first");

  gtk_label_set_label (self->count, count);
  gtk_button_set_label (GTK_BUTTON (self->save), chosen > 0 ? label : _("Sign"));
  gtk_widget_set_sensitive (self->save, chosen > 0 && complete);
  gtk_widget_set_sensitive (self->print, chosen > 0 && complete);
  gtk_widget_set_tooltip_text (self->save, hint);
  gtk_widget_set_tooltip_text (self->print, hint);
}

static void
keep_draft (GbSignWindow *self)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonObject) reasons = json_object_new ();
  g_autoptr (JsonArray) left = json_array_new ();
  g_autofree char *common = gb_reason_box_dup_text (self->reason_box);

  for (guint i = 0; i < get_n (self); i++)
    {
      GbSignItem *item = get_item (self, i);

      if (!gb_sign_item_get_chosen (item))
        json_array_add_string_element (left, gb_sign_item_get_code (item));
      if (*gb_sign_item_get_reason (item) != '\0')
        json_object_set_string_member (reasons, gb_sign_item_get_code (item), gb_sign_item_get_reason (item));
    }
  json_object_set_string_member (values, "reason", common);
  json_object_set_string_member (values, "signer", gtk_editable_get_text (self->signer));
  json_object_set_object_member (values, "reasons", g_steal_pointer (&reasons));
  json_object_set_array_member (values, "left", g_steal_pointer (&left));
  gb_draft_keep (self->draft, values, "[]");
}

static void
changed_cb (GbSignWindow *self)
{
  if (self->filling || get_n (self) == 0)
    return;
  update (self);
  keep_draft (self);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbSignWindow *self = GB_SIGN_WINDOW (widget);

  self->filling = TRUE;
  for (guint i = 0; i < get_n (self); i++)
    gb_sign_item_set_chosen (get_item (self, i), g_str_equal (name, "sign.all"));
  self->filling = FALSE;
  changed_cb (self);
}

static void
fill_items (GbSignWindow *self,
            JsonObject   *values)
{
  JsonObject *reasons = json_object_has_member (values, "reasons") ? json_object_get_object_member (values, "reasons") : NULL;
  JsonArray *left = json_object_has_member (values, "left") ? json_object_get_array_member (values, "left") : NULL;
  g_autoptr (GHashTable) unchosen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; left != NULL && i < json_array_get_length (left); i++)
    g_hash_table_add (unchosen, (gpointer) json_array_get_string_element (left, i));
  for (guint i = 0; i < get_n (self); i++)
    {
      GbSignItem *item = get_item (self, i);
      const char *code = gb_sign_item_get_code (item);

      gb_sign_item_set_chosen (item, !g_hash_table_contains (unchosen, code));
      if (reasons != NULL)
        gb_sign_item_set_reason (item, json_object_get_string_member_with_default (reasons, code, ""));
    }
}

static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbSignWindow) self = user_data;
  g_autoptr (GbDraftContent) content = gb_draft_load_finish (GB_DRAFT (source), result, NULL);
  const char *reason = content != NULL ? gb_draft_content_get (content, "reason") : NULL;

  if (self->store == NULL)
    return;
  if (reason != NULL)
    {
      const char *signer = gb_draft_content_get (content, "signer");

      gb_reason_box_set_text (self->reason_box, reason);
      if (signer != NULL && *signer != '\0')
        gtk_editable_set_text (self->signer, signer);
      fill_items (self, content->values);
    }
  self->filling = FALSE;
  update (self);
  gb_state_view_show_content (self->state);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_box));
}

/* Who thinks better of it wants nothing of it kept. */
static void
cancel_cb (GbSignWindow *self)
{
  gb_draft_clear (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- signing -------------------------------------------------------------------------------- */

static void
print_signed (GbSignWindow         *self,
              const GbActionsAdded *added)
{
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (GB_LETTER_APOLOGY);

  for (guint i = 0; i < added->actions->len; i++)
    gb_letter_batch_add (batch, ((const GbAction *) added->actions->pdata[i])->target);
  gb_letter_window_present (self->parent, self->store, batch);
}

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbSignWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (self->form, TRUE);
  if (added == NULL || added->actions->len == 0)
    {
      show_problem (self, added != NULL ? added->refusal->message : error->message);
      update (self);
      return;
    }
  gb_setting_save (self->store, GB_SETTING_SIGNER, gtk_editable_get_text (self->signer));
  text = gb_letter_words_saved (GB_ACTION_APOLOGY, added->actions->len);
  if (self->toasts != NULL)
    gb_action_saver_toast (self->toasts, self->store, text, added);
  gb_draft_clear (self->draft);
  if (self->prints && self->parent != NULL)
    print_signed (self, added);
  g_signal_emit (self, stored_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
sign (GbSignWindow *self,
      gboolean      prints)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *common = gb_reason_box_dup_text (self->reason_box);
  g_autofree char *signer = g_strstrip (g_strdup (gtk_editable_get_text (self->signer)));

  for (guint i = 0; i < get_n (self); i++)
    {
      GbSignItem *item = get_item (self, i);
      g_autofree char *own = g_strstrip (g_strdup (gb_sign_item_get_reason (item)));

      if (gb_sign_item_get_chosen (item))
        g_ptr_array_add (actions, gb_action_new_apology (gb_sign_item_get_code (item), *own != '\0' ? own : common,
                                                         gb_sign_item_get_form (item)->letter->new_due,
                                                         *signer != '\0' ? signer : NULL));
    }
  self->prints = prints;
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

static void
save_cb (GbSignWindow *self)
{
  sign (self, FALSE);
}

static void
print_cb (GbSignWindow *self)
{
  sign (self, TRUE);
}

/* --- which ---------------------------------------------------------------------------------- */

typedef struct
{
  GbDossierQuery *query; /* (owned) (nullable) */
  GArray *numbers;       /* (owned) (nullable) (element-type gint64) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  gb_dossier_query_free (self->query);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_free (self);
}

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Request *request = data;

  if (request->numbers == NULL)
    return gb_sign_plan_load_query (connection, request->query, request->now, cancellable, error);
  return gb_sign_plan_load_numbers (connection, (const gint64 *) (gpointer) request->numbers->data,
                                    request->numbers->len, request->now, cancellable, error);
}

static void
show_left_out (GbSignWindow     *self,
               const GbSignPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (plan->n_signed > 0)
    g_string_append_printf (text, ngettext ("%u has a letter already", "%u have a letter already", plan->n_signed),
                            plan->n_signed);
  if (plan->n_refused > 0)
    {
      if (text->len > 0)
        g_string_append (text, "\n");
      /* Translators: how many dossiers, and why */
      g_string_append_printf (text, ngettext ("No letter about %u dossier: %s", "No letter about %u dossiers: %s",
                                              plan->n_refused),
                              plan->n_refused, plan->refusal);
    }
  gtk_label_set_label (self->left_out, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), text->len > 0);
}

static void
show (GbSignWindow *self,
      GbSignPlan   *plan)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (plan->forms->len > 0)
    {
      GbSignItem *item = gb_sign_item_new (g_ptr_array_steal_index (plan->forms, 0));

      g_signal_connect_object (item, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (items, item);
    }
  show_left_out (self, plan);
  if (items->len == 0)
    {
      gb_state_view_show_empty (self->state, _("No letter to be signed"), gtk_label_get_label (self->left_out));
      return;
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gb_draft_load_async (self->draft, self->cancellable, on_draft_loaded_cb, g_object_ref (self));
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSignWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSignPlan) plan = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  if (plan == NULL)
    gb_state_view_show_error (self->state, _("The dossiers cannot be read"), error->message);
  else
    show (self, plan);
}

/* Who signed last mostly signs again. */
static void
on_signer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSignWindow) self = user_data;
  g_autofree char *signer = gb_setting_read_finish (GB_STORE (source), result, NULL);
  gboolean filling = self->filling;

  if (signer == NULL || self->store == NULL || *gtk_editable_get_text (self->signer) != '\0')
    return;
  self->filling = TRUE;
  gtk_editable_set_text (self->signer, signer);
  self->filling = filling;
}

/* --- rows ----------------------------------------------------------------------------------- */

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, gb_sign_row_new ());
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *list_item,
            GbSignWindow             *self)
{
  gb_sign_row_set_item (GB_SIGN_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item), self->now);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gb_sign_row_set_item (GB_SIGN_ROW (gtk_list_item_get_child (list_item)), NULL, 0);
}

static void
make_rows (GbSignWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/* --- object --------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then would look at. */
static void
gb_sign_window_unmap (GtkWidget *widget)
{
  GbSignWindow *self = GB_SIGN_WINDOW (widget);

  GTK_WIDGET_CLASS (gb_sign_window_parent_class)->unmap (widget);

  if (self->draft != NULL)
    gb_draft_flush (self->draft);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_sign_window_dispose (GObject *object)
{
  GbSignWindow *self = GB_SIGN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->draft);
  g_clear_object (&self->items);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (gb_sign_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-sign-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbSignWindow, name)
  BIND (save);
  BIND (print);
  BIND (state);
  BIND (form);
  BIND (reason_box);
  BIND (signer);
  BIND (count);
  BIND (left_out);
  BIND (view);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gb_sign_window_class_init (GbSignWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_sign_window_dispose;
  widget_class->unmap = gb_sign_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  /**
   * GbSignWindow::stored:
   *
   * Letters were signed; the window goes.
   */
  stored_signal
      = g_signal_new ("stored", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GB_TYPE_REASON_BOX);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "sign.all", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "sign.none", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_sign_window_init (GbSignWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (GB_TYPE_SIGN_ITEM);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_rows (self);
}

/**
 * gb_sign_window_present:
 * @parent: a widget of the page
 * @query: (nullable): all of these dossiers
 * @numbers: (nullable) (element-type gint64): these dossiers by their numbers in the cache, in place of @query
 *
 * Returns: (transfer none): the window
 */
GbSignWindow *
gb_sign_window_present (GtkWidget            *parent,
                        GbStore              *store,
                        const GbDossierQuery *query,
                        GArray               *numbers)
{
  GbSignWindow *self = g_object_new (GB_TYPE_SIGN_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  Request *request = g_new0 (Request, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->draft = gb_draft_new (store, DRAFT);
  self->now = gb_clock_now (gb_store_get_clock (store));
  *request = (Request) { query != NULL ? gb_dossier_query_copy (query) : NULL,
                         numbers != NULL ? g_array_ref (numbers) : NULL, self->now };
  gb_setting_read_async (store, GB_SETTING_SIGNER, NULL, on_signer_cb, g_object_ref (self));
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) gb_sign_plan_free, G_PRIORITY_HIGH,
                       self->cancellable, on_loaded_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

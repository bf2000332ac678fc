/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-contact-card.h"
#include "gb-contact-repository.h"
#include "gb-format.h"
#include "gb-pane-parts.h"
#include "gb-procedure-detail.h"
#include "gb-procedure-view.h"
#include "gb-procedure-words.h"
#include "gb-property.h"

/**
 * GbLookupPane:
 *
 * One thing that was looked up: how a procedure is done, what a department said, or whom to ask. Follows what the cache
 * learns. Emits "changed" when something else is shown.
 */
struct _GbLookupPane
{
  AdwBin parent_instance;

  GtkLabel *code; /* the template's */
  GtkWidget *copy_code;
  GtkStack *states;
  AdwStatusPage *message;
  GtkScrolledWindow *scroller;
  GtkBox *content;

  GbStore *store;            /* (owned) (nullable) */
  char *commune;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of what is on its way */
  GbProcedure *procedure;    /* (owned) (nullable): the one that is shown */
  GbLookupKind kind;
  char *id; /* (owned) (nullable): nothing is open */
  char *name;
  char *looked_for;
  gboolean paged;
  gboolean masked; /* others look at the screen */
};

enum
{
  PROP_PAGED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbLookupPane, gb_lookup_pane, ADW_TYPE_BIN)

/* --- what is shown -------------------------------------------------------------------------------- */

static void
clear (GbLookupPane *self,
       const char   *code)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  gtk_label_set_label (self->code, code != NULL ? code : "");
  gtk_widget_set_visible (self->copy_code, code != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_code), "s", code != NULL ? code : "");
  g_clear_pointer (&self->procedure, gb_procedure_unref);
  gtk_stack_set_visible_child_name (self->states, "content");
}

static void
show_message (GbLookupPane *self,
              const GError *error)
{
  clear (self, NULL);
  adw_status_page_set_icon_name (self->message, error != NULL ? "dialog-warning-symbolic" : "gb-lookup-symbolic");
  adw_status_page_set_title (self->message, error != NULL ? _("It cannot be shown") : _("It is no longer here"));
  adw_status_page_set_description (self->message, error != NULL ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
show_guidance (GbLookupPane     *self,
               const GbGuidance *guidance)
{
  g_autofree char *title = gb_match_words_markup (guidance->title, self->looked_for);
  g_autofree char *answer = gb_match_words_markup (guidance->answer, self->looked_for);
  g_autofree char *day = guidance->answered != 0 ? gb_format_full_day (gb_time_day (guidance->answered)) : NULL;
  g_autofree char *who = g_strjoin (" · ", guidance->department_name != NULL ? guidance->department_name : guidance->field,
                                    guidance->department_name != NULL ? guidance->field : NULL, NULL);
  GtkWidget *open = gtk_button_new_with_label (_("Open the question"));

  clear (self, NULL);
  gb_pane_parts_add_markup (self->content, title, "pane-title");
  gb_pane_parts_add_text (self->content, who, "gb-caption");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", guidance->issue);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open-issue");
  gtk_widget_set_halign (open, GTK_ALIGN_START);
  gtk_widget_set_margin_top (open, 14);
  gtk_box_append (self->content, open);
  gb_pane_parts_add_heading (self->content, _("Answer"));
  gb_pane_parts_add_markup (self->content, answer, NULL);
  if (day != NULL)
    {
      g_autofree char *answered = g_strdup_printf (_("Answered on %s"), day);

      gb_pane_parts_add_text (self->content, answered, "gb-caption");
    }
  if (guidance->text != NULL)
    {
      g_autofree char *text = gb_match_words_markup (guidance->text, self->looked_for);

      gb_pane_parts_add_heading (self->content, _("Question"));
      gb_pane_parts_add_markup (self->content, text, NULL);
    }
}

static void
show_contact (GbLookupPane    *self,
              const GbContact *contact)
{
  GtkWidget *card = gb_contact_card_new (self->store);

  clear (self, NULL);
  gb_contact_card_set_contact (GB_CONTACT_CARD (card), contact, self->masked);
  gtk_box_append (self->content, card);
}

/* --- reading -------------------------------------------------------------------------------------- */

static gpointer
read_guidance (GbSqlConnection *connection,
               gpointer         id,
               GCancellable    *cancellable,
               GError         **error)
{
  return gb_guidance_get (connection, id, error);
}

/* The contact that has the channel. */
static gpointer
read_contact (GbSqlConnection *connection,
              gpointer         id,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GPtrArray) contacts = gb_contact_repository_list (connection, GB_CONTACT_FILTER_ALL, 0, error);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const GbContact *contact = contacts->pdata[i];

      for (guint k = 0; k < contact->points->len; k++)
        if (g_str_equal (((GbContactPoint *) contact->points->pdata[k])->id, id))
          return gb_contact_copy (contact);
    }
  return NULL;
}

/* What was asked for is still wanted; otherwise its answer is dropped. */
static gboolean
is_wanted (GbLookupPane *self,
           const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->id == NULL)
    return FALSE;
  g_clear_object (&self->cancellable);
  return TRUE;
}

static void
on_guidance_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbLookupPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGuidance) guidance = gb_store_read_finish (GB_STORE (source), result, &error);

  if (!is_wanted (self, error))
    return;
  if (guidance != NULL)
    show_guidance (self, guidance);
  else
    show_message (self, error);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_contact_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbLookupPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbContact) contact = gb_store_read_finish (GB_STORE (source), result, &error);

  if (!is_wanted (self, error))
    return;
  if (contact != NULL)
    show_contact (self, contact);
  else
    show_message (self, error);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_procedure_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GbLookupPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbProcedureDetail) detail = gb_procedure_detail_load_finish (GB_STORE (source), result, &error);

  if (!is_wanted (self, error))
    return;
  if (detail != NULL && detail->procedure != NULL)
    {
      clear (self, detail->procedure->code);
      self->procedure = gb_procedure_ref (detail->procedure);
      gb_procedure_view_fill (self->content, self->store, detail, self->looked_for);
      /* It may have been asked for by its code. */
      g_free (self->id);
      self->id = g_strdup (detail->procedure->id);
    }
  else
    show_message (self, error);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbLookupPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == NULL || self->store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  if (self->kind == GB_LOOKUP_PROCEDURES)
    gb_procedure_detail_load_async (self->store, self->id, self->name, self->commune, self->cancellable, on_procedure_cb,
                                    g_object_ref (self));
  else if (self->kind == GB_LOOKUP_GUIDANCE)
    gb_store_read_async (self->store, read_guidance, g_strdup (self->id), g_free, (GDestroyNotify) gb_guidance_unref,
                         G_PRIORITY_HIGH, self->cancellable, on_guidance_cb, g_object_ref (self));
  else
    gb_store_read_async (self->store, read_contact, g_strdup (self->id), g_free, (GDestroyNotify) gb_contact_free,
                         G_PRIORITY_HIGH, self->cancellable, on_contact_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_lookup_pane_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_PAGED)
    g_value_set_boolean (value, GB_LOOKUP_PANE (object)->paged);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_lookup_pane_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  if (id == PROP_PAGED)
    GB_LOOKUP_PANE (object)->paged = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_lookup_pane_dispose (GObject *object)
{
  GbLookupPane *self = GB_LOOKUP_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->procedure, gb_procedure_unref);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_lookup_pane_parent_class)->dispose (object);
}

static void
gb_lookup_pane_finalize (GObject *object)
{
  GbLookupPane *self = GB_LOOKUP_PANE (object);

  g_free (self->commune);
  g_free (self->name);
  g_free (self->looked_for);
  G_OBJECT_CLASS (gb_lookup_pane_parent_class)->finalize (object);
}

static void
gb_lookup_pane_class_init (GbLookupPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_lookup_pane_get_property;
  object_class->set_property = gb_lookup_pane_set_property;
  object_class->dispose = gb_lookup_pane_dispose;
  object_class->finalize = gb_lookup_pane_finalize;

  /* Whether the pane is a page of its own: a way back stands in place of the cross. */
  props[PROP_PAGED] = g_param_spec_boolean ("paged", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-lookup-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbLookupPane, name)
  BIND (code);
  BIND (copy_code);
  BIND (states);
  BIND (message);
  BIND (scroller);
  BIND (content);
#undef BIND
}

static void
gb_lookup_pane_init (GbLookupPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_lookup_pane_set_store:
 * @store: an open store; set once
 */
void
gb_lookup_pane_set_store (GbLookupPane *self,
                          GbStore      *store)
{
  g_return_if_fail (GB_IS_LOOKUP_PANE (self));
  g_return_if_fail (self->store == NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

/**
 * gb_lookup_pane_set_commune:
 * @commune: (nullable): whose open dossiers and whose calendar count
 */
void
gb_lookup_pane_set_commune (GbLookupPane *self,
                            const char   *commune)
{
  g_return_if_fail (GB_IS_LOOKUP_PANE (self));
  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  load (self);
}

/**
 * gb_lookup_pane_set_masked:
 * @masked: whether others look at the screen
 */
void
gb_lookup_pane_set_masked (GbLookupPane *self,
                           gboolean      masked)
{
  g_return_if_fail (GB_IS_LOOKUP_PANE (self));
  if (self->masked == masked)
    return;
  self->masked = masked;
  load (self);
}

/**
 * gb_lookup_pane_open:
 * @kind: procedure, guidance or contact
 * @id: what is to be shown; of a procedure its code, too
 * @name: (nullable): what it is called, where the id may not be known
 * @looked_for: (nullable): what was typed, to be marked
 *
 * What was shown stays until the new one is read.
 */
void
gb_lookup_pane_open (GbLookupPane *self,
                     GbLookupKind  kind,
                     const char   *id,
                     const char   *name,
                     const char   *looked_for)
{
  g_return_if_fail (GB_IS_LOOKUP_PANE (self));
  gb_lookup_pane_close (self);
  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->looked_for = g_strdup (looked_for);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  load (self);
}

/**
 * gb_lookup_pane_close:
 *
 * Forgets what is open.
 */
void
gb_lookup_pane_close (GbLookupPane *self)
{
  g_return_if_fail (GB_IS_LOOKUP_PANE (self));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->looked_for, g_free);
}

/**
 * gb_lookup_pane_get_id:
 *
 * Returns: (nullable): what is open
 */
const char *
gb_lookup_pane_get_id (GbLookupPane *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_PANE (self), NULL);
  return self->id;
}

gboolean
gb_lookup_pane_get_loading (GbLookupPane *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_PANE (self), FALSE);
  return self->cancellable != NULL;
}

/**
 * gb_lookup_pane_get_procedure:
 *
 * Returns: (transfer none) (nullable): the procedure that is shown
 */
GbProcedure *
gb_lookup_pane_get_procedure (GbLookupPane *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_PANE (self), NULL);
  return self->procedure;
}

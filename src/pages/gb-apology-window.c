/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-apology-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-deadline-words.h"
#include "gb-draft.h"
#include "gb-format.h"
#include "gb-letter-window.h"
#include "gb-letter-words.h"
#include "gb-reason-box.h"
#include "gb-setting-repository.h"

/**
 * GbApologyWindow:
 *
 * Signs an apology letter that gives an applicant a new date (phiếu xin lỗi và hẹn lại ngày trả kết
 * quả), and prints it. The calendar proposes the date; only a moment within working hours can be promised. What was
 * written stays when the machine goes off.
 */
struct _GbApologyWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkWidget *print;
  GtkLabel *about;
  GtkLabel *late;
  GbReasonBox *reason_box;
  GtkEditable *date;
  GtkEditable *time;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  GtkLabel *verdict;
  GtkEditable *signer;
  GtkLabel *problem;

  GtkWidget *parent;        /* (nullable): of the page; weak */
  GbStore *store;           /* (owned) */
  GbDraft *draft;           /* (owned) */
  AdwToastOverlay *toasts;  /* (owned) (nullable) */
  GbWorkCalendar *hours;    /* (owned) */
  char *code;               /* (owned) */
  gint64 due;
  gint64 now;
  gboolean filling; /* what is set is not what the user does */
  gboolean touched;
  gboolean prints;
};

G_DEFINE_FINAL_TYPE (GbApologyWindow, gb_apology_window, ADW_TYPE_WINDOW)

static gboolean
get_new_due (GbApologyWindow *self,
             gint64          *new_due)
{
  return gb_letter_words_parse (gtk_editable_get_text (self->date), gtk_editable_get_text (self->time), new_due);
}

static void
validate (GbApologyWindow *self)
{
  g_autofree char *reason = NULL;
  g_autofree char *verdict = NULL;
  gboolean valid = FALSE;
  gint64 new_due;

  if (self->hours == NULL)
    return;
  reason = gb_reason_box_dup_text (self->reason_box);
  if (get_new_due (self, &new_due))
    verdict = gb_letter_words_new_due (self->hours, self->due, new_due, self->now, &valid);
  else
    verdict = g_strdup (_("Write the day as 31/08/2026 and the time as 17:00"));
  gtk_label_set_label (self->verdict, verdict);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "error");
  gtk_widget_set_sensitive (self->save, valid && *reason != '\0');
  gtk_widget_set_sensitive (self->print, valid && *reason != '\0');
  gtk_widget_set_tooltip_text (self->save, *reason != '\0' ? NULL : _("Give a reason first"));
}

/* --- draft ---------------------------------------------------------------------------------- */

/* The fields that are kept, but for the reason. */
static GtkEditable *
get_field (GbApologyWindow *self,
           const char      *name)
{
  return g_str_equal (name, "date") ? self->date : g_str_equal (name, "time") ? self->time : self->signer;
}

static const char *const kept[] = { "date", "time", "signer" };

static void
keep_draft (GbApologyWindow *self)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *reason = gb_reason_box_dup_text (self->reason_box);

  json_object_set_string_member (values, "reason", reason);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    json_object_set_string_member (values, kept[i], gtk_editable_get_text (get_field (self, kept[i])));
  gb_draft_keep (self->draft, values, "[]");
}

static void
changed_cb (GbApologyWindow *self)
{
  if (self->filling || self->draft == NULL)
    return;
  self->touched = TRUE;
  validate (self);
  keep_draft (self);
}

static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbApologyWindow) self = user_data;
  g_autoptr (GbDraftContent) content = gb_draft_load_finish (GB_DRAFT (source), result, NULL);
  const char *reason = content != NULL ? gb_draft_content_get (content, "reason") : NULL;

  if (self->store == NULL || self->touched || reason == NULL)
    return;
  self->filling = TRUE;
  gb_reason_box_set_text (self->reason_box, reason);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = gb_draft_content_get (content, kept[i]);

      if (value != NULL)
        gtk_editable_set_text (get_field (self, kept[i]), value);
    }
  self->filling = FALSE;
  validate (self);
}

/* Who thinks better of it wants nothing of it kept. */
static void
cancel_cb (GbApologyWindow *self)
{
  gb_draft_clear (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the day -------------------------------------------------------------------------------- */

static void
set_day (GbApologyWindow *self,
         GbDay            day)
{
  g_autofree char *text = gb_format_full_day (day);

  gtk_editable_set_text (self->date, text);
}

static void
on_day_selected_cb (GbApologyWindow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  set_day (self, gb_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                  g_date_time_get_day_of_month (date)));
  gtk_menu_button_popdown (self->calendar_button);
}

/* --- signing -------------------------------------------------------------------------------- */

static void
print (GbApologyWindow *self)
{
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (GB_LETTER_APOLOGY);

  gb_letter_batch_add (batch, self->code);
  gb_letter_window_present (self->parent, self->store, batch);
}

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbApologyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (added != NULL && added->actions->len > 0)
    {
      const char *signer = gb_action_get (added->actions->pdata[0], "signer");

      gb_setting_save (self->store, GB_SETTING_SIGNER, signer != NULL ? signer : "");
      text = gb_letter_words_saved (GB_ACTION_APOLOGY, 1);
      if (self->toasts != NULL)
        gb_action_saver_toast (self->toasts, self->store, text, added);
      gb_draft_clear (self->draft);
      if (self->prints && self->parent != NULL)
        print (self);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, added != NULL ? added->refusal->message : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  validate (self);
}

static void
sign (GbApologyWindow *self,
      gboolean         prints)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *reason = gb_reason_box_dup_text (self->reason_box);
  g_autofree char *signer = g_strstrip (g_strdup (gtk_editable_get_text (self->signer)));
  gint64 new_due;

  if (!get_new_due (self, &new_due))
    return;
  g_ptr_array_add (actions, gb_action_new_apology (self->code, reason, new_due,
                                                   *signer != '\0' ? signer : NULL));
  self->prints = prints;
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

static void
save_cb (GbApologyWindow *self)
{
  sign (self, FALSE);
}

static void
print_cb (GbApologyWindow *self)
{
  sign (self, TRUE);
}

/* --- object --------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then
 * would look at. */
static void
gb_apology_window_unmap (GtkWidget *widget)
{
  GbApologyWindow *self = GB_APOLOGY_WINDOW (widget);

  GTK_WIDGET_CLASS (gb_apology_window_parent_class)->unmap (widget);

  if (self->draft != NULL)
    gb_draft_flush (self->draft);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

/* Who signed last mostly signs again. */
static void
on_signer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbApologyWindow) self = user_data;
  g_autofree char *signer = gb_setting_read_finish (GB_STORE (source), result, NULL);

  if (signer == NULL || self->store == NULL || *gtk_editable_get_text (self->signer) != '\0')
    return;
  self->filling = TRUE;
  gtk_editable_set_text (self->signer, signer);
  self->filling = FALSE;
}

static void
gb_apology_window_dispose (GObject *object)
{
  GbApologyWindow *self = GB_APOLOGY_WINDOW (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_object (&self->hours);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (gb_apology_window_parent_class)->dispose (object);
}

static void
gb_apology_window_class_init (GbApologyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_apology_window_dispose;
  widget_class->unmap = gb_apology_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  g_type_ensure (GB_TYPE_REASON_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-apology-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbApologyWindow, name)
  BIND (save);
  BIND (print);
  BIND (about);
  BIND (late);
  BIND (reason_box);
  BIND (date);
  BIND (time);
  BIND (calendar_button);
  BIND (calendar);
  BIND (verdict);
  BIND (signer);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected_cb);
}

static void
gb_apology_window_init (GbApologyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (GbApologyWindow       *self,
      const GbDossierDetail *detail)
{
  g_autofree char *about
      = g_strdup_printf ("%s · %s", self->code, gb_dossier_get_procedure (detail->dossier));
  g_autofree char *time = gb_format_time (detail->papers->proposed_due);

  gtk_label_set_label (self->about, about);
  self->filling = TRUE;
  gtk_editable_set_text (self->time, time);
  set_day (self, gb_time_day (detail->papers->proposed_due));
  self->filling = FALSE;
  if (detail->papers->apology_warnings & GB_ACTION_WARNING_APOLOGY_LATE)
    {
      gtk_label_set_label (self->late, gb_action_warning_text (GB_ACTION_WARNING_APOLOGY_LATE));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->late),
                                   gb_action_warning_source (GB_ACTION_WARNING_APOLOGY_LATE));
      gtk_widget_set_visible (GTK_WIDGET (self->late), TRUE);
    }
  validate (self);
}

/**
 * gb_apology_window_present:
 * @parent: a widget of the page
 * @detail: the dossier that will be late; its papers allow a letter
 */
void
gb_apology_window_present (GtkWidget             *parent,
                           GbStore               *store,
                           const GbDossierDetail *detail)
{
  GbApologyWindow *self = g_object_new (GB_TYPE_APOLOGY_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *draft = NULL;

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->hours = g_object_ref (detail->calendar);
  self->code = g_strdup (gb_dossier_get_code (detail->dossier));
  self->due = gb_dossier_get_due (detail->dossier);
  self->now = detail->now;
  draft = g_strconcat ("apology-", self->code, NULL);
  self->draft = gb_draft_new (store, draft);
  show (self, detail);
  gb_draft_load_async (self->draft, NULL, on_draft_loaded_cb, g_object_ref (self));
  gb_setting_read_async (store, GB_SETTING_SIGNER, NULL, on_signer_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->reason_box));
  gtk_window_present (GTK_WINDOW (self));
}

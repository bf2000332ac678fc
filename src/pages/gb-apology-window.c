/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-apology-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-deadline-words.h"
#include "gb-format.h"
#include "gb-letter-words.h"
#include "gb-setting-repository.h"
#include "gb-wrap-layout.h"

/**
 * GbApologyWindow:
 *
 * Signs an apology letter that gives an applicant a new date (phiếu xin lỗi và hẹn lại ngày trả kết
 * quả). The calendar proposes the date; only a moment within working hours can be promised.
 */
struct _GbApologyWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkLabel *about;
  GtkLabel *late;
  GtkTextView *reason;
  GtkWidget *reasons;
  GtkEditable *date;
  GtkEditable *time;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  GtkLabel *verdict;
  GtkEditable *signer;
  GtkLabel *problem;

  GbStore *store;           /* (owned) */
  AdwToastOverlay *toasts;  /* (owned) (nullable) */
  GbWorkCalendar *hours;    /* (owned) */
  char *code;               /* (owned) */
  gint64 due;
  gint64 now;
};

G_DEFINE_FINAL_TYPE (GbApologyWindow, gb_apology_window, ADW_TYPE_WINDOW)

static char *
dup_reason (GbApologyWindow *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->reason), "text", &text, NULL);
  return g_strstrip (text);
}

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
  reason = dup_reason (self);
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
  gtk_widget_set_tooltip_text (self->save, *reason != '\0' ? NULL : _("Give a reason first"));
}

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

static void
on_reason_clicked_cb (GbApologyWindow *self,
                      GtkButton       *button)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->reason), gtk_button_get_label (button), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
add_reasons (GbApologyWindow *self)
{
  const char *const *reasons = gb_letter_words_reasons ();

  for (guint i = 0; reasons[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (reasons[i]);

      gtk_widget_add_css_class (button, "gb-chip");
      gtk_widget_add_css_class (button, "compact");
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_reason_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->reasons), button);
    }
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
      text = gb_letter_words_saved (GB_ACTION_APOLOGY, 1, 0);
      if (self->toasts != NULL)
        gb_action_saver_toast (self->toasts, self->store, text, added);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, added != NULL ? added->refusal->message : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
save_cb (GbApologyWindow *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *reason = dup_reason (self);
  g_autofree char *signer = g_strstrip (g_strdup (gtk_editable_get_text (self->signer)));
  gint64 new_due;

  if (!get_new_due (self, &new_due))
    return;
  g_ptr_array_add (actions, gb_action_new_apology (self->code, reason, new_due,
                                                   *signer != '\0' ? signer : NULL));
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then
 * would look at. */
static void
gb_apology_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_apology_window_parent_class)->unmap (widget);

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

  if (signer != NULL && self->store != NULL && *gtk_editable_get_text (self->signer) == '\0')
    gtk_editable_set_text (self->signer, signer);
}

static void
gb_apology_window_dispose (GObject *object)
{
  GbApologyWindow *self = GB_APOLOGY_WINDOW (object);

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
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-apology-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbApologyWindow, name)
  BIND (save);
  BIND (about);
  BIND (late);
  BIND (reason);
  BIND (reasons);
  BIND (date);
  BIND (time);
  BIND (calendar_button);
  BIND (calendar);
  BIND (verdict);
  BIND (signer);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected_cb);
}

static void
gb_apology_window_init (GbApologyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_reasons (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason), "changed", G_CALLBACK (validate), self,
                           G_CONNECT_SWAPPED);
}

static void
show (GbApologyWindow       *self,
      const GbDossierDetail *detail)
{
  g_autofree char *about
      = g_strdup_printf ("%s · %s", self->code, gb_dossier_get_procedure (detail->dossier));
  g_autofree char *time = gb_format_time (detail->papers->proposed_due);

  gtk_label_set_label (self->about, about);
  gtk_editable_set_text (self->time, time);
  set_day (self, gb_time_day (detail->papers->proposed_due));
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

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->hours = g_object_ref (detail->calendar);
  self->code = g_strdup (gb_dossier_get_code (detail->dossier));
  self->due = gb_dossier_get_due (detail->dossier);
  self->now = detail->now;
  show (self, detail);
  gb_setting_read_async (store, GB_SETTING_SIGNER, NULL, on_signer_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->reason));
  gtk_window_present (GTK_WINDOW (self));
}

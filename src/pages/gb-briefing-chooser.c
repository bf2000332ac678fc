/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-chooser.h"

#include <glib/gi18n-lib.h>

#include "gb-briefing-recipient.h"
#include "gb-briefing-words.h"
#include "gb-day-entry.h"
#include "gb-entry-words.h"
#include "gb-wrap-layout.h"

/**
 * GbBriefingChooser:
 *
 * Which briefing: of which days, and whom it is addressed to. The buttons beside want the actions "briefing.earlier" and
 * "briefing.later" of the page.
 */
struct _GbBriefingChooser
{
  AdwBin parent_instance;

  GtkWidget *box; /* the template's */
  GtkMenuButton *kind_button;
  GtkPopover *kind_popover;
  GtkCheckButton *kind_day;
  GtkCheckButton *kind_week;
  GtkCheckButton *kind_month;
  GtkCheckButton *kind_range;
  GtkBox *days_line;
  GtkWidget *wrong;
  GtkMenuButton *recipient_button;
  GtkLabel *recipient_label;
  GtkBox *recipients;
  GtkEditable *recipient_entry;

  GtkCheckButton *choices[GB_N_BRIEFING_RECIPIENTS];
  GbDayEntry *days[2];    /* from, to */
  GbBriefingModel *model; /* (owned) (nullable) */
  gboolean filling;       /* what changes was not changed by the user */
};

G_DEFINE_FINAL_TYPE (GbBriefingChooser, gb_briefing_chooser, ADW_TYPE_BIN)

static GtkCheckButton *
kind_choice (GbBriefingChooser  *self,
             GbBriefingKind  kind)
{
  GtkCheckButton *const choices[GB_N_BRIEFING_KINDS] = {
    [GB_BRIEFING_DAY] = self->kind_day,
    [GB_BRIEFING_WEEK] = self->kind_week,
    [GB_BRIEFING_MONTH] = self->kind_month,
    [GB_BRIEFING_RANGE] = self->kind_range,
  };

  return choices[kind];
}

/* --- what is shown -------------------------------------------------------------------------------- */

static void
show_kind (GbBriefingChooser    *self,
           const GbBriefing *briefing)
{
  GbBriefingKind kind = gb_briefing_model_get_kind (self->model);
  const char *words = gb_briefing_words_kind (kind);
  /* Translators: %s is a kind of report such as "weekly report" */
  g_autofree char *told = g_strdup_printf (_("Period: %s"), words);

  gtk_menu_button_set_label (self->kind_button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_check_button_set_active (kind_choice (self, kind), TRUE);
  for (int i = 0; i < 2; i++)
    {
      gb_day_entry_set_today (self->days[i], gb_time_day (briefing->now));
      gb_day_entry_set_day (self->days[i], i == 0 ? briefing->period.from : briefing->period.to);
    }
  gtk_widget_set_visible (self->wrong, FALSE);
}

static void
show_recipient (GbBriefingChooser    *self,
                const GbBriefing *briefing)
{
  const char *text = gb_briefing_remarks_get (gb_briefing_model_get_remarks (self->model), GB_BRIEFING_PART_RECIPIENT);
  int which = gb_briefing_recipient_find (briefing, text);
  const char *words = which >= 0 ? gb_briefing_recipient_short (briefing, which) : text;
  /* Translators: %s is who gets a report */
  g_autofree char *told = g_strdup_printf (_("Addressed to: %s"), words);

  for (int i = 0; i < GB_N_BRIEFING_RECIPIENTS; i++)
    {
      gtk_check_button_set_label (self->choices[i], gb_briefing_recipient_short (briefing, i));
      gtk_check_button_set_active (self->choices[i], i == which);
    }
  if (which >= 0 && !gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (self->recipient_entry))))
    gtk_editable_set_text (self->recipient_entry, "");
  else if (which < 0)
    gb_entry_words_show (self->recipient_entry, text);
  gtk_label_set_label (self->recipient_label, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->recipient_button), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->recipient_button), told);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recipient_button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

static void
update (GbBriefingChooser *self)
{
  const GbBriefing *briefing = gb_briefing_model_get_briefing (self->model);

  if (briefing == NULL || self->filling || gb_briefing_model_get_loading (self->model))
    return;
  self->filling = TRUE;
  show_kind (self, briefing);
  show_recipient (self, briefing);
  self->filling = FALSE;
}

/* --- what the user does --------------------------------------------------------------------------- */

static void
on_kind_toggled_cb (GbBriefingChooser  *self,
                    GtkCheckButton *choice)
{
  if (self->filling || self->model == NULL || !gtk_check_button_get_active (choice))
    return;
  for (int kind = 0; kind < GB_N_BRIEFING_KINDS; kind++)
    if (kind_choice (self, kind) == choice)
      {
        /* Of a range the days are still to be said. */
        if (kind != GB_BRIEFING_RANGE)
          gtk_popover_popdown (self->kind_popover);
        gb_briefing_model_set_kind (self->model, kind);
        return;
      }
}

static void
on_day_changed_cb (GbBriefingChooser *self)
{
  const GbBriefingPeriod period = { GB_BRIEFING_RANGE, gb_day_entry_get_day (self->days[0]),
                                    gb_day_entry_get_day (self->days[1]) };

  if (self->filling || self->model == NULL || period.from <= 0 || period.to <= 0)
    return;
  gtk_widget_set_visible (self->wrong, period.to < period.from);
  if (period.to >= period.from)
    gb_briefing_model_set_period (self->model, &period);
}

static void
write_recipient (GbBriefingChooser *self,
                 const char    *text)
{
  gb_briefing_model_write (self->model, GB_BRIEFING_PART_RECIPIENT, text);
}

static void
on_recipient_toggled_cb (GbBriefingChooser  *self,
                         GtkCheckButton *choice)
{
  const GbBriefing *briefing = self->model != NULL ? gb_briefing_model_get_briefing (self->model) : NULL;

  if (self->filling || briefing == NULL || !gtk_check_button_get_active (choice))
    return;
  for (int i = 0; i < GB_N_BRIEFING_RECIPIENTS; i++)
    if (self->choices[i] == choice)
      {
        g_autofree char *text = gb_briefing_recipient_text (briefing, i);

        write_recipient (self, text);
      }
}

/* Nothing is nobody: then it goes to whom it mostly goes. */
static void
on_recipient_changed_cb (GbBriefingChooser *self)
{
  const GbBriefing *briefing = self->model != NULL ? gb_briefing_model_get_briefing (self->model) : NULL;
  g_autofree char *text = NULL;

  if (self->filling || briefing == NULL)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->recipient_entry)));
  if (*text == '\0')
    {
      g_free (text);
      text = gb_briefing_recipient_text (briefing, 0);
    }
  write_recipient (self, text);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_briefing_chooser_dispose (GObject *object)
{
  GbBriefingChooser *self = GB_BRIEFING_CHOOSER (object);

  /* An entry that loses the focus as it goes is no choice of the user's. */
  self->filling = TRUE;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_briefing_chooser_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbBriefingChooser, name)

static void
gb_briefing_chooser_class_init (GbBriefingChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_briefing_chooser_dispose;
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-chooser.ui");
  BIND (box);
  BIND (kind_button);
  BIND (kind_popover);
  BIND (kind_day);
  BIND (kind_week);
  BIND (kind_month);
  BIND (kind_range);
  BIND (days_line);
  BIND (wrong);
  BIND (recipient_button);
  BIND (recipient_label);
  BIND (recipients);
  BIND (recipient_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_recipient_changed_cb);
}

static void
add_days (GbBriefingChooser *self)
{
  const char *const labels[] = { _("From day"), _("To day") };

  for (int i = 0; i < 2; i++)
    {
      self->days[i] = GB_DAY_ENTRY (gb_day_entry_new (labels[i]));
      g_signal_connect_object (self->days[i], "changed", G_CALLBACK (on_day_changed_cb), self, G_CONNECT_SWAPPED);
      if (i == 1)
        gtk_box_append (self->days_line, gtk_label_new ("–"));
      gtk_box_append (self->days_line, GTK_WIDGET (self->days[i]));
    }
}

static void
add_recipients (GbBriefingChooser *self)
{
  for (int i = 0; i < GB_N_BRIEFING_RECIPIENTS; i++)
    {
      self->choices[i] = GTK_CHECK_BUTTON (gtk_check_button_new ());
      gtk_check_button_set_group (self->choices[i], i > 0 ? self->choices[0] : NULL);
      g_signal_connect_object (self->choices[i], "toggled", G_CALLBACK (on_recipient_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->recipients, GTK_WIDGET (self->choices[i]));
    }
}

static void
gb_briefing_chooser_init (GbBriefingChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = 0; kind < GB_N_BRIEFING_KINDS; kind++)
    gtk_check_button_set_label (kind_choice (self, kind), gb_briefing_words_kind (kind));
  add_days (self);
  add_recipients (self);
}

/**
 * gb_briefing_chooser_set_model:
 * @model: what is chosen; set once
 */
void
gb_briefing_chooser_set_model (GbBriefingChooser   *self,
                           GbBriefingModel *model)
{
  g_return_if_fail (GB_IS_BRIEFING_CHOOSER (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "written", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

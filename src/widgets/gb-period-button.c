/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-period-button.h"

#include <glib/gi18n-lib.h>

#include "gb-day-entry.h"

/**
 * GbPeriodButton:
 *
 * Chooses what a report is about: a button that opens the usual periods and two days to type. Emits
 * "changed" when the user chose one.
 */
struct _GbPeriodButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkWidget *popover;
  GtkCheckButton *choices[GB_PERIOD_DAYS];
  GbDayEntry *days[2]; /* from, to */
  GtkWidget *wrong;    /* says why two days are no period */

  GbPeriod period;
  GbDay today;
  gboolean filling; /* what changes was not changed by the user */
};

static const char *const names[GB_PERIOD_DAYS] = {
  [GB_PERIOD_THIS_WEEK] = N_ ("This week"),       [GB_PERIOD_THIS_MONTH] = N_ ("This month"),
  [GB_PERIOD_THIS_QUARTER] = N_ ("This quarter"), [GB_PERIOD_THIS_YEAR] = N_ ("This year"),
  [GB_PERIOD_LAST_MONTH] = N_ ("Last month"),
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbPeriodButton, gb_period_button, ADW_TYPE_BIN)

static void
show_period (GbPeriodButton *self)
{
  GbPeriodKind kind = self->period.kind;
  g_autofree char *words = kind == GB_PERIOD_DAYS
                               ? gb_period_format (self->period.from, self->period.to)
                               : g_strdup (_(names[kind]));
  /* Translators: %s is a period such as "this month" */
  g_autofree char *told = g_strdup_printf (_("Period: %s"), words);

  self->filling = TRUE;
  for (int i = 0; i < GB_PERIOD_DAYS; i++)
    gtk_check_button_set_active (self->choices[i], i == (int) kind);
  gb_day_entry_set_day (self->days[0], self->period.from);
  gb_day_entry_set_day (self->days[1], self->period.to);
  self->filling = FALSE;
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_menu_button_set_label (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, told,
                                  -1);
}

static void
take_period (GbPeriodButton *self,
             GbPeriod        period)
{
  self->period = period;
  show_period (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_choice_toggled_cb (GbPeriodButton *self,
                      GtkCheckButton *choice)
{
  if (self->filling || !gtk_check_button_get_active (choice))
    return;
  for (int i = 0; i < GB_PERIOD_DAYS; i++)
    if (self->choices[i] == choice)
      {
        gtk_popover_popdown (GTK_POPOVER (self->popover));
        take_period (self, gb_period_of (i, self->today));
        return;
      }
}

static void
on_day_changed_cb (GbPeriodButton *self)
{
  GbPeriod period = { GB_PERIOD_DAYS, gb_day_entry_get_day (self->days[0]),
                      gb_day_entry_get_day (self->days[1]) };

  if (self->filling || period.from <= 0 || period.to <= 0)
    return;
  gtk_widget_set_visible (self->wrong, period.to < period.from);
  if (period.to >= period.from)
    take_period (self, period);
}

static void
gb_period_button_dispose (GObject *object)
{
  /* An entry that loses the focus as it goes is no choice of the user's. */
  GB_PERIOD_BUTTON (object)->filling = TRUE;

  G_OBJECT_CLASS (gb_period_button_parent_class)->dispose (object);
}

static void
gb_period_button_class_init (GbPeriodButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_period_button_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_choices (GbPeriodButton *self,
             GtkWidget      *box)
{
  for (int i = 0; i < GB_PERIOD_DAYS; i++)
    {
      self->choices[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_(names[i])));
      if (i > 0)
        gtk_check_button_set_group (self->choices[i], self->choices[0]);
      g_signal_connect_object (self->choices[i], "toggled", G_CALLBACK (on_choice_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choices[i]));
    }
}

static void
add_days (GbPeriodButton *self,
          GtkWidget      *box)
{
  const char *const labels[] = { _("From day"), _("To day") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (int i = 0; i < 2; i++)
    {
      self->days[i] = GB_DAY_ENTRY (gb_day_entry_new (labels[i]));
      g_signal_connect_object (self->days[i], "changed", G_CALLBACK (on_day_changed_cb), self,
                               G_CONNECT_SWAPPED);
      if (i == 1)
        gtk_box_append (GTK_BOX (line), gtk_label_new ("–"));
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->days[i]));
    }
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), line);
  self->wrong = gtk_label_new (_("The last day is before the first"));
  gtk_label_set_xalign (GTK_LABEL (self->wrong), 0);
  gtk_label_set_wrap (GTK_LABEL (self->wrong), TRUE);
  gtk_widget_add_css_class (self->wrong, "error");
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_box_append (GTK_BOX (box), self->wrong);
}

static void
gb_period_button_init (GbPeriodButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_choices (self, box);
  add_days (self, box);
  gtk_widget_add_css_class (box, "gb-popover");
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, self->popover);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
gb_period_button_new (void)
{
  return g_object_new (GB_TYPE_PERIOD_BUTTON, NULL);
}

/**
 * gb_period_button_get_period:
 * @period: (out caller-allocates): what is chosen
 */
void
gb_period_button_get_period (GbPeriodButton *self,
                             GbPeriod       *period)
{
  g_return_if_fail (GB_IS_PERIOD_BUTTON (self));

  *period = self->period;
}

/**
 * gb_period_button_set_period:
 * @period: what is shown
 * @today: the day by the program's clock
 *
 * Does not emit "changed".
 */
void
gb_period_button_set_period (GbPeriodButton *self,
                             const GbPeriod *period,
                             GbDay           today)
{
  g_return_if_fail (GB_IS_PERIOD_BUTTON (self));

  self->period = *period;
  self->today = today;
  for (int i = 0; i < 2; i++)
    gb_day_entry_set_today (self->days[i], today);
  show_period (self);
}

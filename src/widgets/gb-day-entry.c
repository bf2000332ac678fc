/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-day-entry.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "gb-compat.h"
#include "gb-format.h"

/**
 * GbDayEntry:
 *
 * A day, or none: typed as 26/08/2026 or 26/8, or taken from a calendar. Emits "changed" when the
 * user has finished one. What is no day is marked and changes nothing.
 */
struct _GbDayEntry
{
  AdwBin parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *calendar;

  GbDay day;
  GbDay today; /* tells the year where none is typed */
  gboolean filling;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbDayEntry, gb_day_entry, ADW_TYPE_BIN)

/* "26/8", "26/08/2026", also with - or . between; FALSE for anything else. */
static gboolean
read_day (GbDayEntry *self,
          const char *text,
          GbDay      *day)
{
  g_autofree char *stripped = g_strstrip (g_strdelimit (g_strdup (text), "-.", '/'));
  int year, month, day_of_month, end = 0;

  *day = GB_DAY_NONE;
  if (*stripped == '\0')
    return TRUE;
  if (sscanf (stripped, "%2d/%2d%n/%4d%n", &day_of_month, &month, &end, &year, &end) < 3)
    gb_day_to_ymd (self->today, &year, &(int){ 0 }, &(int){ 0 });
  if (end == 0 || stripped[end] != '\0' || year < 1900 || !g_date_valid_dmy (day_of_month, month, year))
    return FALSE;
  *day = gb_day_from_ymd (year, month, day_of_month);
  return TRUE;
}

static void
show_day (GbDayEntry *self)
{
  g_autofree char *text = self->day > 0 ? gb_format_full_day (self->day) : NULL;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->filling = FALSE;
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
take_day (GbDayEntry *self,
          GbDay       day)
{
  gboolean changed = day != self->day;

  self->day = day;
  show_day (self);
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_finished_cb (GbDayEntry *self)
{
  GbDay day;

  if (read_day (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)), &day))
    {
      take_day (self, day);
      return;
    }
  gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
on_typed_cb (GbDayEntry *self)
{
  if (!self->filling)
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
on_icon_cb (GbDayEntry *self)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;
  GdkRectangle area;

  gb_day_to_ymd (self->day > 0 ? self->day : self->today, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->filling = TRUE;
  gb_compat_show_day (GTK_CALENDAR (self->calendar), date);
  self->filling = FALSE;
  gtk_entry_get_icon_area (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, &area);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &area);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_day_selected_cb (GbDayEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  if (self->filling)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  take_day (self, gb_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                   g_date_time_get_day_of_month (date)));
}

static void
gb_day_entry_dispose (GObject *object)
{
  GbDayEntry *self = GB_DAY_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (gb_day_entry_parent_class)->dispose (object);
}

static void
gb_day_entry_class_init (GbDayEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_day_entry_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_day_entry_init (GbDayEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->day = GB_DAY_NONE;
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("dd/mm/yyyy"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _("Choose from a calendar"));
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_swapped (self->entry, "icon-release", G_CALLBACK (on_icon_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_finished_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_finished_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  adw_bin_set_child (ADW_BIN (self), self->entry);

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  gtk_widget_set_parent (self->popover, self->entry);
}

/**
 * gb_day_entry_new:
 * @label: what the day is, told to screen readers: "Due from"
 */
GtkWidget *
gb_day_entry_new (const char *label)
{
  GbDayEntry *self = g_object_new (GB_TYPE_DAY_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

/**
 * gb_day_entry_get_day:
 *
 * Returns: the day, %GB_DAY_NONE for none
 */
GbDay
gb_day_entry_get_day (GbDayEntry *self)
{
  g_return_val_if_fail (GB_IS_DAY_ENTRY (self), GB_DAY_NONE);

  return self->day;
}

/**
 * gb_day_entry_set_day:
 * @day: the day, %GB_DAY_NONE or 0 for none
 *
 * Does not emit "changed".
 */
void
gb_day_entry_set_day (GbDayEntry *self,
                      GbDay       day)
{
  g_return_if_fail (GB_IS_DAY_ENTRY (self));

  if (day <= 0)
    day = GB_DAY_NONE;
  if (self->day == day)
    return;
  self->day = day;
  show_day (self);
}

/**
 * gb_day_entry_set_today:
 * @today: the day by the program's clock
 */
void
gb_day_entry_set_today (GbDayEntry *self,
                        GbDay       today)
{
  g_return_if_fail (GB_IS_DAY_ENTRY (self));

  self->today = today;
}

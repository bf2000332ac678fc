/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-cards.h"

#include <glib/gi18n-lib.h>

#include "gb-agenda-row.h"
#include "gb-contact.h"
#include "gb-format.h"
#include "gb-today-text.h"

/* What stands in the cards of the page of the day; each function replaces all of one card. */

/* More rows than that are no longer taken in at a glance. */
#define MOST_LOADS 8

/**
 * gb_today_cards_fill_items:
 * @items: (element-type GbAgendaItem): what asks for a decision
 * @limit: most rows wanted
 * @today: the day they are read on
 */
void
gb_today_cards_fill_items (GtkListBox *list,
                           GPtrArray  *items,
                           guint       limit,
                           GbDay       today)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < items->len && i < limit; i++)
    gtk_list_box_append (list, gb_agenda_row_new (g_ptr_array_index (items, i), today));
}

/* A class or conference opens where more of it is told; its meeting room is entered from here, too. */
static GtkWidget *
make_opener (const GbAgendaEvent *event,
             GtkWidget           *words,
             const char          *when,
             const char          *what)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", when, what);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", words, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gb-event-button");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", event->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-notice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (event->link != NULL && gb_contact_is_web_address (event->link))
    {
      GtkWidget *link = gtk_link_button_new (event->link);

      gtk_button_set_child (GTK_BUTTON (link), gtk_image_new_from_icon_name ("camera-video-symbolic"));
      gtk_widget_set_tooltip_text (link, _("Enter the meeting"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Enter the meeting"), -1);
      gtk_widget_add_css_class (link, "gb-event-link");
      gtk_box_append (GTK_BOX (box), link);
    }
  return box;
}

static GtkWidget *
create_event (const GbAgendaEvent *event,
              GbDay                today)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *box = words;
  g_autofree char *when = gb_today_text_event (event, today);
  g_autofree char *what = gb_today_text_event_more (event);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", when, "xalign", 0.0f, "wrap", TRUE, NULL);
  GtkWidget *caption = g_object_new (GTK_TYPE_LABEL, "label", what, "xalign", 0.0f, "wrap", TRUE,
                                     "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "tooltip-text",
                                     what, NULL);

  gtk_widget_add_css_class (title, "event-title");
  gtk_widget_add_css_class (caption, "gb-caption");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), caption);
  if (event->target != NULL)
    box = make_opener (event, words, when, what);
  gtk_widget_add_css_class (box, "gb-event");
  return box;
}

/**
 * gb_today_cards_fill_events:
 * @events: (element-type GbAgendaEvent): what comes next
 * @today: the day they are read on
 */
void
gb_today_cards_fill_events (GtkBox    *box,
                            GPtrArray *events,
                            GbDay      today)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < events->len; i++)
    gtk_box_append (box, create_event (g_ptr_array_index (events, i), today));
}

static gboolean
is_make_up (GbDaySummary *summary,
            GbDay         day)
{
  for (guint i = 0; i < summary->make_up_days->len; i++)
    if (g_array_index (summary->make_up_days, GbDay, i) == day)
      return TRUE;
  return FALSE;
}

/**
 * gb_today_cards_fill_chart:
 *
 * One bar for each working day; the first of each week bears its date.
 */
void
gb_today_cards_fill_chart (GbBarChart   *chart,
                           GbDaySummary *summary)
{
  GbDay today = gb_time_day (summary->now);
  GbDay previous = GB_DAY_NONE;

  gb_bar_chart_clear (chart);
  for (guint i = 0; i < summary->days->len; i++)
    {
      const GbDossierDay *day = &g_array_index (summary->days, GbDossierDay, i);
      gboolean make_up = is_make_up (summary, day->day);
      /* Monday, or what is the first working day of that week. */
      gboolean first_of_week = previous == GB_DAY_NONE ||
                               gb_day_weekday (day->day) <= gb_day_weekday (previous) ||
                               day->day - previous >= 7;
      g_autofree char *date = gb_format_day (day->day, today);
      g_autofree char *note = make_up ? g_strdup_printf (_("make-up day %s"), date) : NULL;
      g_autofree char *spoken = gb_today_text_bar (day, make_up);

      gb_bar_chart_add (chart, day->received, day->finished, first_of_week ? date : NULL,
                        note, spoken);
      previous = day->day;
    }
}

/* From @first on: what nobody has yet is nobody's. */
static guint
count_officers (GPtrArray *loads,
                guint      first)
{
  guint n = 0;

  for (guint i = first; i < loads->len; i++)
    n += *((const GbOfficerLoad *) loads->pdata[i])->officer != '\0' ? 1 : 0;
  return n;
}

/**
 * gb_today_cards_fill_loads:
 * @whole: whether @summary is of several communes, which are told then instead of the field
 *
 * The officers with most open dossiers.
 *
 * Returns: how many officers were left out
 */
guint
gb_today_cards_fill_loads (GbLoadChart  *chart,
                           GbDaySummary *summary,
                           gboolean      whole)
{
  GPtrArray *rows = summary->loads;
  GbLoad loads[MOST_LOADS] = { 0 };
  guint n_loads = MIN (rows->len, MOST_LOADS);

  for (guint i = 0; i < n_loads; i++)
    {
      const GbOfficerLoad *row = g_ptr_array_index (rows, i);
      static const GbDeadlineClass order[GB_N_STACK_PARTS]
          = { GB_DEADLINE_CLASS_OVERDUE, GB_DEADLINE_CLASS_DUE_TODAY, GB_DEADLINE_CLASS_DUE_SOON,
              GB_DEADLINE_CLASS_ON_TRACK, GB_DEADLINE_CLASS_PAUSED };

      loads[i].name = *row->officer != '\0' ? row->officer : _("Nobody yet");
      loads[i].field = whole && row->commune_name != NULL ? row->commune_name : row->field;
      loads[i].total = row->open;
      for (int j = 0; j < GB_N_STACK_PARTS; j++)
        loads[i].values[j] = row->classes[order[j]];
    }
  gb_load_chart_set_loads (chart, loads, n_loads);
  return count_officers (rows, n_loads);
}

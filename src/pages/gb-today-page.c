/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-agenda-row.h"
#include "gb-bar-chart.h"
#include "gb-format.h"
#include "gb-load-chart.h"
#include "gb-state-view.h"
#include "gb-tile-layout.h"
#include "gb-tile.h"
#include "gb-today-model.h"
#include "gb-today-text.h"
#include "gb-wrap-layout.h"

/* More rows than that are no longer taken in at a glance. */
#define MOST_LOADS 8
#define MOST_ITEMS 6

/**
 * GbTodayPage:
 *
 * The page "Hôm nay": what needs the chairman now.
 */
struct _GbTodayPage
{
  GbPage parent_instance;

  GbTodayModel *model; /* (owned) */
  GbStateView *state;
  GtkListBox *items;
  GtkLabel *items_count;
  GtkButton *more_items;
  gboolean all_items;
  GtkWidget *items_section;
  GtkBox *events;
  GtkWidget *events_section;
  GtkWidget *left;
  GbBarChart *chart;
  GbLoadChart *loads;
  GtkLabel *more_loads;
};

enum
{
  PROP_MODEL = 1,
  PROP_OVERDUE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTodayPage, gb_today_page, GB_TYPE_PAGE)

/* For the closures of the template: one for each sentence, and one for the figures. */
#define DEFINE_SENTENCE(name)                                                                      \
  static char *sentence_##name (GbTodayPage *self, GbDaySummary *summary)                          \
  {                                                                                                \
    return summary != NULL ? gb_today_text_##name (summary) : NULL;                                \
  }

DEFINE_SENTENCE (date)
DEFINE_SENTENCE (open)
DEFINE_SENTENCE (freshness)
DEFINE_SENTENCE (overdue)
DEFINE_SENTENCE (due_today)
DEFINE_SENTENCE (due_soon)
DEFINE_SENTENCE (paused)
DEFINE_SENTENCE (on_track)
DEFINE_SENTENCE (average)

static gint64
count_of (GbTodayPage  *self,
          GbDaySummary *summary,
          int           klass)
{
  return summary != NULL ? summary->counts.classes[klass] : -1;
}

static char *
sentence_narrow (GbTodayPage  *self,
                 GbDaySummary *summary)
{
  g_autofree char *date = sentence_date (self, summary);
  g_autofree char *open = sentence_open (self, summary);

  return summary != NULL ? g_strdup_printf ("%s · %s", date, open) : NULL;
}

static GtkOrientation
orientation_for (GbTodayPage *self,
                 gboolean     stacked)
{
  return stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static int
margin_for (GbTodayPage *self,
            gboolean     narrow)
{
  return narrow ? 18 : 24;
}

static char **
events_classes (GbTodayPage *self,
                gboolean     stacked)
{
  const char *classes[] = { "gb-card", "gb-events", stacked ? "stacked" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static void
fill_items (GbTodayPage *self)
{
  GPtrArray *items = gb_today_model_get_items (self->model);
  GbDay today = gb_time_day (gb_today_model_get_summary (self->model)->now);
  g_autofree char *count = gb_format_number (items->len);
  g_autofree char *more = g_strdup_printf (_("Show all %u"), items->len);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->items, 0)) != NULL)
    gtk_list_box_remove (self->items, GTK_WIDGET (row));
  for (guint i = 0; i < items->len && (i < MOST_ITEMS || self->all_items); i++)
    gtk_list_box_append (self->items, gb_agenda_row_new (g_ptr_array_index (items, i), today));
  gtk_label_set_label (self->items_count, count);
  gtk_button_set_label (self->more_items, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_items),
                          items->len > MOST_ITEMS && !self->all_items);
  gtk_widget_set_visible (self->items_section, items->len > 0);
}

static void
on_more_items_clicked_cb (GbTodayPage *self)
{
  self->all_items = TRUE;
  fill_items (self);
  gtk_widget_child_focus (GTK_WIDGET (self->items), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
create_event (const GbAgendaEvent *event,
              GbDay                today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *when = gb_today_text_event (event, today);
  g_autofree char *what = gb_today_text_event_more (event);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", when, "xalign", 0.0f, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *caption = g_object_new (GTK_TYPE_LABEL, "label", what, "xalign", 0.0f, "wrap", TRUE,
                                     "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "tooltip-text",
                                     what, NULL);

  gtk_widget_add_css_class (title, "event-title");
  gtk_widget_add_css_class (caption, "gb-caption");
  gtk_widget_add_css_class (box, "gb-event");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static void
fill_events (GbTodayPage *self)
{
  GPtrArray *events = gb_today_model_get_events (self->model);
  GbDay today = gb_time_day (gb_today_model_get_summary (self->model)->now);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->events))) != NULL)
    gtk_box_remove (self->events, child);
  for (guint i = 0; i < events->len; i++)
    gtk_box_append (self->events, create_event (g_ptr_array_index (events, i), today));
  gtk_widget_set_visible (self->events_section, events->len > 0);
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

static void
fill_chart (GbTodayPage *self)
{
  GbDaySummary *summary = gb_today_model_get_summary (self->model);
  GbDay today = gb_time_day (summary->now);
  GbDay previous = GB_DAY_NONE;

  gb_bar_chart_clear (self->chart);
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

      gb_bar_chart_add (self->chart, day->received, day->finished, first_of_week ? date : NULL,
                        note, spoken);
      previous = day->day;
    }
}

static void
fill_loads (GbTodayPage *self)
{
  GPtrArray *rows = gb_today_model_get_summary (self->model)->loads;
  GbLoad loads[MOST_LOADS] = { 0 };
  guint n_loads = MIN (rows->len, MOST_LOADS);
  g_autofree char *more = NULL;

  for (guint i = 0; i < n_loads; i++)
    {
      const GbOfficerLoad *row = g_ptr_array_index (rows, i);
      static const GbDeadlineClass order[GB_N_STACK_PARTS]
          = { GB_DEADLINE_CLASS_OVERDUE, GB_DEADLINE_CLASS_DUE_TODAY, GB_DEADLINE_CLASS_DUE_SOON,
              GB_DEADLINE_CLASS_ON_TRACK, GB_DEADLINE_CLASS_PAUSED };

      loads[i].name = *row->officer != '\0' ? row->officer : _("Nobody yet");
      loads[i].field = row->field;
      loads[i].total = row->open;
      for (int j = 0; j < GB_N_STACK_PARTS; j++)
        loads[i].values[j] = row->classes[order[j]];
    }
  gb_load_chart_set_loads (self->loads, loads, n_loads);
  if (rows->len > n_loads)
    more = g_strdup_printf (_("and %u more officers"), rows->len - n_loads);
  gtk_label_set_label (self->more_loads, more != NULL ? more : "");
}

static void
on_model_summary_cb (GbTodayPage *self)
{
  GbDaySummary *summary = gb_today_model_get_summary (self->model);
  const GError *error = gb_today_model_get_error (self->model);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OVERDUE]);
  if (error != NULL)
    {
      gb_state_view_show_error (self->state, _("The figures cannot be read"), error->message);
      return;
    }
  if (summary->counts.total == 0)
    {
      gb_state_view_show_empty (self->state, _("No dossiers yet"),
                                _("They appear after the first synchronisation."));
      return;
    }
  fill_items (self);
  fill_events (self);
  fill_chart (self);
  fill_loads (self);
  gtk_widget_set_visible (self->left, gtk_widget_get_visible (self->items_section) ||
                                          gtk_widget_get_visible (self->events_section));
  gb_state_view_show_content (self->state);
}

static void
gb_today_page_constructed (GObject *object)
{
  GbTodayPage *self = GB_TODAY_PAGE (object);

  G_OBJECT_CLASS (gb_today_page_parent_class)->constructed (object);

  self->model = gb_today_model_new (gb_page_get_store (GB_PAGE (self)));
  g_object_bind_property (self, "commune", self->model, "commune", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->model, "loading", self, "loading", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->model, "notify::summary", G_CALLBACK (on_model_summary_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (object, props[PROP_MODEL]);
}

static void
gb_today_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GbTodayPage *self = GB_TODAY_PAGE (object);

  switch (id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_OVERDUE:
      g_value_set_uint (value, (guint) MAX (0, count_of (self,
                                                         gb_today_model_get_summary (self->model),
                                                         GB_DEADLINE_CLASS_OVERDUE)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_today_page_dispose (GObject *object)
{
  GbTodayPage *self = GB_TODAY_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_today_page_parent_class)->dispose (object);
}

/* Not before: the template's bindings look at the model until the page is gone. */
static void
gb_today_page_finalize (GObject *object)
{
  GbTodayPage *self = GB_TODAY_PAGE (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (gb_today_page_parent_class)->finalize (object);
}

static void
gb_today_page_class_init (GbTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_today_page_constructed;
  object_class->get_property = gb_today_page_get_property;
  object_class->dispose = gb_today_page_dispose;
  object_class->finalize = gb_today_page_finalize;

  props[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, GB_TYPE_TODAY_MODEL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* How many dossiers are late: the sidebar shows it. */
  props[PROP_OVERDUE] = g_param_spec_uint ("overdue", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_BAR_CHART);
  g_type_ensure (GB_TYPE_LOAD_CHART);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_TILE);
  g_type_ensure (GB_TYPE_TILE_LAYOUT);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, state);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, items);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, items_count);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, items_section);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, more_items);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, events);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, events_section);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, left);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, chart);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, loads);
  gtk_widget_class_bind_template_child (widget_class, GbTodayPage, more_loads);
  gtk_widget_class_bind_template_callback (widget_class, sentence_date);
  gtk_widget_class_bind_template_callback (widget_class, sentence_open);
  gtk_widget_class_bind_template_callback (widget_class, sentence_freshness);
  gtk_widget_class_bind_template_callback (widget_class, sentence_overdue);
  gtk_widget_class_bind_template_callback (widget_class, sentence_due_today);
  gtk_widget_class_bind_template_callback (widget_class, sentence_due_soon);
  gtk_widget_class_bind_template_callback (widget_class, sentence_paused);
  gtk_widget_class_bind_template_callback (widget_class, sentence_on_track);
  gtk_widget_class_bind_template_callback (widget_class, sentence_average);
  gtk_widget_class_bind_template_callback (widget_class, sentence_narrow);
  gtk_widget_class_bind_template_callback (widget_class, count_of);
  gtk_widget_class_bind_template_callback (widget_class, orientation_for);
  gtk_widget_class_bind_template_callback (widget_class, margin_for);
  gtk_widget_class_bind_template_callback (widget_class, events_classes);
  gtk_widget_class_bind_template_callback (widget_class, on_more_items_clicked_cb);
}

static void
gb_today_page_init (GbTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-format.h"
#include "gb-state-view.h"
#include "gb-tile-layout.h"
#include "gb-tile.h"
#include "gb-today-cards.h"
#include "gb-today-model.h"
#include "gb-today-text.h"
#include "gb-wrap-layout.h"

/* More rows than that are no longer taken in at a glance. */
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

static char **
events_classes (GbTodayPage *self,
                gboolean     stacked)
{
  const char *classes[] = { "gb-card", "gb-events", stacked ? "stacked" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static void
fill_decisions (GbTodayPage *self)
{
  GPtrArray *items = gb_today_model_get_items (self->model);
  GPtrArray *events = gb_today_model_get_events (self->model);
  GbDay today = gb_time_day (gb_today_model_get_summary (self->model)->now);
  guint limit = self->all_items ? G_MAXUINT : MOST_ITEMS;
  g_autofree char *count = gb_format_number (items->len);
  g_autofree char *more = g_strdup_printf (_("Show all %u"), items->len);

  gb_today_cards_fill_items (self->items, items, limit, today);
  gtk_label_set_label (self->items_count, count);
  gtk_button_set_label (self->more_items, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_items), items->len > limit);
  gtk_widget_set_visible (self->items_section, items->len > 0);
  gb_today_cards_fill_events (self->events, events, today);
  gtk_widget_set_visible (self->events_section, events->len > 0);
  gtk_widget_set_visible (self->left, items->len + events->len > 0);
}

static void
fill_charts (GbTodayPage *self)
{
  GbDaySummary *summary = gb_today_model_get_summary (self->model);
  guint left_out = gb_today_cards_fill_loads (self->loads, summary, gb_page_get_commune (GB_PAGE (self)) == NULL);
  g_autofree char *more = g_strdup_printf (ngettext ("and %u more officer", "and %u more officers", left_out), left_out);

  gtk_label_set_label (self->more_loads, left_out > 0 ? more : "");
  gb_today_cards_fill_chart (self->chart, summary);
}

static void
on_more_items_clicked_cb (GbTodayPage *self)
{
  self->all_items = TRUE;
  fill_decisions (self);
  gtk_widget_child_focus (GTK_WIDGET (self->items), GTK_DIR_TAB_FORWARD);
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
                                _("They appear once the province has sent some."));
      return;
    }
  fill_decisions (self);
  fill_charts (self);
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
  gtk_widget_class_bind_template_callback (widget_class, events_classes);
  gtk_widget_class_bind_template_callback (widget_class, on_more_items_clicked_cb);
}

static void
gb_today_page_init (GbTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

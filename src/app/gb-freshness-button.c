/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-freshness-button.h"

#include <glib/gi18n-lib.h>

#include "gb-outbox-row.h"
#include "gb-property.h"
#include "gb-wrap-layout.h"

/* What a popover has room for; the outbox has a window of its own. */
#define MOST_ROWS 3

/**
 * GbFreshnessButton:
 *
 * Says in the header how old the figures are and whether something of the outbox needs a decision;
 * opens what lies behind it.
 */
struct _GbFreshnessButton
{
  AdwBin parent_instance;

  GbFreshness *freshness; /* (owned) (nullable) */
  GbOutboxModel *outbox;  /* (owned) (nullable) */
  gboolean narrow;
  GtkMenuButton *button;
  GtkListBox *outbox_list;
};

enum
{
  PROP_FRESHNESS = 1,
  PROP_NARROW,
  PROP_OUTBOX,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbFreshnessButton, gb_freshness_button, ADW_TYPE_BIN)

static gboolean
has_text (GbFreshnessButton *self,
          const char        *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_some (GbFreshnessButton *self,
         guint              number)
{
  return number > 0;
}

static char *
count_text (GbFreshnessButton *self,
            guint              number)
{
  return g_strdup_printf ("%u", number);
}

static char *
choose_text (GbFreshnessButton *self,
             const char        *text,
             const char        *short_text,
             gboolean           narrow)
{
  return g_strdup (narrow ? short_text : text);
}

/* A window that opens from the popover is not to lie beside it. */
static void
leave (GbFreshnessButton *self)
{
  gtk_menu_button_popdown (self->button);
}

static char **
style_classes (GbFreshnessButton *self,
               GbFreshnessState   state)
{
  static const char *const nicks[] = { "fresh", "running", "offline", "alone" };
  const char *classes[] = { "gb-freshness", "flat", nicks[state], NULL };

  return g_strdupv ((char **) classes);
}

/* The button says what its label and its number show, also where only the time has room. */
static void
update_label (GbFreshnessButton *self)
{
  g_autofree char *text = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *both = NULL;

  if (self->freshness != NULL)
    g_object_get (self->freshness, "text", &text, NULL);
  if (self->outbox != NULL)
    g_object_get (self->outbox, "summary", &summary, NULL);
  both = g_strjoin (has_text (self, summary) ? ". " : "", text != NULL ? text : "",
                    summary != NULL ? summary : "", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  both, -1);
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  GbFreshnessButton *self = data;
  GtkWidget *row = gb_outbox_row_new (item, gb_outbox_model_get_store (self->outbox));

  g_object_bind_property (self->outbox, "masked", row, "masked", G_BINDING_SYNC_CREATE);
  return row;
}

static gboolean
is_open (gpointer item,
         gpointer data)
{
  return gb_outbox_item_get_action (item)->state != GB_ACTION_APPLIED;
}

static void
set_outbox (GbFreshnessButton *self,
            GbOutboxModel     *outbox)
{
  GtkFilter *filter;
  GListModel *open;
  g_autoptr (GtkSliceListModel) first = NULL;

  if (!g_set_object (&self->outbox, outbox) || outbox == NULL)
    return;
  filter = GTK_FILTER (gtk_custom_filter_new (is_open, NULL, NULL));
  open = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (outbox)), filter));
  first = gtk_slice_list_model_new (open, 0, MOST_ROWS);
  gtk_list_box_bind_model (self->outbox_list, G_LIST_MODEL (first), make_row, self, NULL);
  g_signal_connect_object (outbox, "notify::summary", G_CALLBACK (update_label), self,
                           G_CONNECT_SWAPPED);
  update_label (self);
}

static void
set_freshness (GbFreshnessButton *self,
               GbFreshness       *freshness)
{
  if (!g_set_object (&self->freshness, freshness) || freshness == NULL)
    return;
  g_signal_connect_object (freshness, "notify::text", G_CALLBACK (update_label), self,
                           G_CONNECT_SWAPPED);
  update_label (self);
}

static void
gb_freshness_button_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  switch (id)
    {
    case PROP_FRESHNESS:
      g_value_set_object (value, self->freshness);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_freshness_button_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_FRESHNESS:
      set_freshness (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    case PROP_OUTBOX:
      set_outbox (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_freshness_button_dispose (GObject *object)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  if (self->outbox_list != NULL)
    gtk_list_box_bind_model (self->outbox_list, NULL, NULL, NULL, NULL);
  self->outbox_list = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_freshness_button_parent_class)->dispose (object);
}

/* Not before: the template's bindings look at it until the button is gone. */
static void
gb_freshness_button_finalize (GObject *object)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  g_clear_object (&self->freshness);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (gb_freshness_button_parent_class)->finalize (object);
}

static void
gb_freshness_button_class_init (GbFreshnessButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_freshness_button_get_property;
  object_class->set_property = gb_freshness_button_set_property;
  object_class->dispose = gb_freshness_button_dispose;
  object_class->finalize = gb_freshness_button_finalize;

  props[PROP_FRESHNESS] = g_param_spec_object ("freshness", NULL, NULL, GB_TYPE_FRESHNESS,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Whether only the time is shown. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, GB_TYPE_OUTBOX_MODEL,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/freshness-button.ui");
  gtk_widget_class_bind_template_child (widget_class, GbFreshnessButton, button);
  gtk_widget_class_bind_template_child (widget_class, GbFreshnessButton, outbox_list);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
  gtk_widget_class_bind_template_callback (widget_class, count_text);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_bind_template_callback (widget_class, choose_text);
  gtk_widget_class_bind_template_callback (widget_class, style_classes);
}

static void
gb_freshness_button_init (GbFreshnessButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-freshness-button.h"

/**
 * GbFreshnessButton:
 *
 * Says in the header how old the figures are; opens what lies behind it.
 */
struct _GbFreshnessButton
{
  AdwBin parent_instance;

  GbFreshness *freshness; /* (owned) (nullable) */
  gboolean narrow;
  GtkMenuButton *button;
};

enum
{
  PROP_FRESHNESS = 1,
  PROP_NARROW,
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

static char *
choose_text (GbFreshnessButton *self,
             const char        *text,
             const char        *short_text,
             gboolean           narrow)
{
  return g_strdup (narrow ? short_text : text);
}

static char **
style_classes (GbFreshnessButton *self,
               GbFreshnessState   state)
{
  static const char *const nicks[] = { "fresh", "running", "offline", "alone" };
  const char *classes[] = { "gb-freshness", "flat", nicks[state], NULL };

  return g_strdupv ((char **) classes);
}

/* The button says what its label shows, also where only the time has room. */
static void
update_label (GbFreshnessButton *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->freshness, "text", &text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
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

  switch (id)
    {
    case PROP_FRESHNESS:
      set_freshness (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_freshness_button_dispose (GObject *object)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_freshness_button_parent_class)->dispose (object);
}

/* Not before: the template's bindings look at it until the button is gone. */
static void
gb_freshness_button_finalize (GObject *object)
{
  GbFreshnessButton *self = GB_FRESHNESS_BUTTON (object);

  g_clear_object (&self->freshness);

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
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /* Whether only the time is shown. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/freshness-button.ui");
  gtk_widget_class_bind_template_child (widget_class, GbFreshnessButton, button);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, choose_text);
  gtk_widget_class_bind_template_callback (widget_class, style_classes);
}

static void
gb_freshness_button_init (GbFreshnessButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-first-run.h"

#include "gb-property.h"

/**
 * GbFirstRun:
 *
 * What is shown when there are no data yet: the ways to get some.
 */
struct _GbFirstRun
{
  AdwBin parent_instance;

  GtkLabel *notice; /* the template's */
};

enum
{
  PROP_NOTICE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbFirstRun, gb_first_run, ADW_TYPE_BIN)

static void
gb_first_run_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GbFirstRun *self = GB_FIRST_RUN (object);

  if (id == PROP_NOTICE)
    g_value_set_string (value, gtk_widget_get_visible (GTK_WIDGET (self->notice)) ? gtk_label_get_label (self->notice)
                                                                               : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_first_run_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GbFirstRun *self = GB_FIRST_RUN (object);
  const char *notice = g_value_get_string (value);

  if (!gb_property_changes (object, value, pspec))
    return;
  if (id != PROP_NOTICE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_label_set_label (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_first_run_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_first_run_parent_class)->dispose (object);
}

static void
gb_first_run_class_init (GbFirstRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_first_run_dispose;
  G_OBJECT_CLASS (klass)->get_property = gb_first_run_get_property;
  G_OBJECT_CLASS (klass)->set_property = gb_first_run_set_property;

  /* (nullable) what is to be known before: why there are no data any more */
  props[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/giaoban/GiaoBan/ui/first-run.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GbFirstRun, notice);
}

static void
gb_first_run_init (GbFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

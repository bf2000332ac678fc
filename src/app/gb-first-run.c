/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-first-run.h"

/**
 * GbFirstRun:
 *
 * What is shown when there are no data yet: the ways to get some.
 */
struct _GbFirstRun
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GbFirstRun, gb_first_run, ADW_TYPE_BIN)

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

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/giaoban/GiaoBan/ui/first-run.ui");
}

static void
gb_first_run_init (GbFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

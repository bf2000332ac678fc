/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-rescue-page.h"

#include <glib/gi18n-lib.h>

/**
 * GbRescuePage:
 *
 * What is shown in place of data that are damaged: what happened, what rebuilding them does, and afterwards what it did.
 */
struct _GbRescuePage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget *plan;
  GtkWidget *rescue;
  GtkWidget *open;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (GbRescuePage, gb_rescue_page, ADW_TYPE_BIN)

static void
gb_rescue_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_rescue_page_parent_class)->dispose (object);
}

static void
gb_rescue_page_class_init (GbRescuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_rescue_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/rescue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GbRescuePage, status);
  gtk_widget_class_bind_template_child (widget_class, GbRescuePage, plan);
  gtk_widget_class_bind_template_child (widget_class, GbRescuePage, rescue);
  gtk_widget_class_bind_template_child (widget_class, GbRescuePage, open);
  gtk_widget_class_bind_template_child (widget_class, GbRescuePage, detail);
}

static void
gb_rescue_page_init (GbRescuePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (GbRescuePage *self,
      gboolean      done,
      const char   *title,
      const char   *description,
      const char   *detail)
{
  adw_status_page_set_icon_name (self->status, done ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->plan, !done);
  gtk_widget_set_visible (self->rescue, !done);
  gtk_widget_set_visible (self->open, done);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL && *detail != '\0');
}

/* (transfer full): what became of what cannot be fetched again */
static char *
describe_actions (const GbStoreRescue *rescue)
{
  guint n = (guint) rescue->n_actions;

  if (!rescue->complete)
    return g_strdup (_("Some of what was done here could not be read: look in the outbox whether your last work is there, "
                       "and do it again where it is not."));
  if (n == 0)
    return g_strdup (_("Nothing waited to be sent."));
  if (rescue->parts & GB_STORE_RESCUE_LOCAL)
    return g_strdup_printf (ngettext ("%u change that waited to be sent was saved.",
                                      "%u changes that waited to be sent were saved.", n), n);
  return g_strdup_printf (ngettext ("%u change that waits to be sent is untouched.",
                                    "%u changes that wait to be sent are untouched.", n), n);
}

/**
 * gb_rescue_page_show_damage:
 * @detail: which file it is, for the user
 *
 * Says that the data are damaged, and offers to rebuild them.
 */
void
gb_rescue_page_show_damage (GbRescuePage *self,
                            const char   *detail)
{
  g_return_if_fail (GB_IS_RESCUE_PAGE (self));

  show (self, FALSE, _("The data on this machine are damaged"),
        _("This happens after a power cut, or when a disk wears out. Nothing was deleted."), detail);
}

/**
 * gb_rescue_page_show_result:
 * @rescue: what was found and done
 *
 * Says what there is now, and offers to open it.
 */
void
gb_rescue_page_show_result (GbRescuePage        *self,
                            const GbStoreRescue *rescue)
{
  g_autofree char *actions = describe_actions (rescue);
  g_autoptr (GString) text = g_string_new (actions);
  g_autoptr (GString) kept = g_string_new (NULL);
  const char *const files[] = { rescue->local_kept, rescue->cache_kept };

  g_return_if_fail (GB_IS_RESCUE_PAGE (self));

  if (rescue->parts & GB_STORE_RESCUE_CACHE)
    g_string_append_printf (text, "\n%s", _("Everything that comes from the province is fetched again now."));
  if (!rescue->rest_complete)
    g_string_append_printf (text, "\n%s", _("Saved views and what the program remembered of its use may be missing."));
  if (!rescue->boundaries_complete)
    g_string_append_printf (text, "\n%s", _("Boundaries that were taken in from a file could not be read, if there were any: "
                                            "take the file in again. Those of the province are fetched again."));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i] != NULL)
      {
        g_string_append (kept, kept->len > 0 ? "\n" : "");
        g_string_append_printf (kept, _("The damaged file is kept as “%s”."), files[i]);
      }
  show (self, TRUE, rescue->parts != 0 ? _("The data are rebuilt") : _("No damage was found"), text->str, kept->str);
}

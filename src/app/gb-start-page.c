/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-start-page.h"

#include <glib/gi18n-lib.h>

#include "gb-first-run.h"
#include "gb-net-error.h"
#include "gb-rescue-page.h"
#include "gb-secret-error.h"
#include "gb-state-view.h"
#include "gb-sync-error.h"
#include "gb-wipe.h"

/**
 * GbStartPage:
 *
 * What is shown in place of the data while there are none: how far their opening is, the ways to get some, or why they
 * cannot be had and what can be done about it.
 */
struct _GbStartPage
{
  AdwBin parent_instance;

  GbServices *services; /* (owned) (nullable) */

  GtkStack *stack; /* the template's */
  GbStateView *failure;
  GbRescuePage *rescue;
};

enum
{
  PROP_SERVICES = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbStartPage, gb_start_page, ADW_TYPE_BIN)

/* A locked keyring asks by itself to be unlocked when it is tried again. */
static void
show_failure (GbStartPage  *self,
              const GError *error)
{
  const char *title = _("The data cannot be opened");
  const char *action = _("Try again");

  if (g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT))
    {
      gb_rescue_page_show_damage (self->rescue, error->message);
      gtk_stack_set_visible_child_name (self->stack, "rescue");
      return;
    }
  g_object_set (self->failure, "action-name", "win.retry", NULL);
  if (g_error_matches (error, GB_WIPE_ERROR, GB_WIPE_ERROR_WIPED))
    {
      title = _("The data on this machine were deleted");
      action = _("Sign in again…");
      g_object_set (self->failure, "action-name", "win.sign-in", NULL);
    }
  else if (g_error_matches (error, GB_WIPE_ERROR, GB_WIPE_ERROR_ABSENT))
    title = _("No contact with the province for long");
  else if (g_error_matches (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOCKED))
    {
      title = _("The keyring is locked");
      action = _("Unlock");
    }
  else if (g_error_matches (error, GB_SECRET_ERROR, GB_SECRET_ERROR_UNAVAILABLE))
    title = _("There is no keyring");
  else if (error != NULL && (error->domain == GB_NET_ERROR || error->domain == GB_SYNC_ERROR))
    title = _("The data cannot be fetched");
  g_object_set (self->failure, "action-label", action, NULL);
  gb_state_view_show_error (self->failure, title, error != NULL ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_services_state_cb (GbStartPage *self)
{
  switch (gb_services_get_state (self->services))
    {
    case GB_SERVICES_STATE_OPENING:
      gtk_stack_set_visible_child_name (self->stack, "opening");
      break;
    case GB_SERVICES_STATE_FIRST_RUN:
      gtk_stack_set_visible_child_name (self->stack, "first-run");
      break;
    case GB_SERVICES_STATE_FAILED:
      show_failure (self, gb_services_get_error (self->services));
      break;
    case GB_SERVICES_STATE_RESCUED:
      gb_rescue_page_show_result (self->rescue, gb_services_get_rescue (self->services));
      gtk_stack_set_visible_child_name (self->stack, "rescue");
      break;
    case GB_SERVICES_STATE_READY:
    default:
      break;
    }
}

static void
gb_start_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_SERVICES)
    g_value_set_object (value, GB_START_PAGE (object)->services);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_start_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GbStartPage *self = GB_START_PAGE (object);

  if (id != PROP_SERVICES)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (!g_set_object (&self->services, g_value_get_object (value)))
    return;
  g_object_notify_by_pspec (object, pspec);
  if (self->services == NULL)
    return;
  g_signal_connect_object (self->services, "notify::state", G_CALLBACK (on_services_state_cb), self, G_CONNECT_SWAPPED);
  on_services_state_cb (self);
}

static void
gb_start_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_start_page_parent_class)->dispose (object);
}

/* Not before: the template's bindings look at them until the page is gone. */
static void
gb_start_page_finalize (GObject *object)
{
  g_clear_object (&GB_START_PAGE (object)->services);

  G_OBJECT_CLASS (gb_start_page_parent_class)->finalize (object);
}

static void
gb_start_page_class_init (GbStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_start_page_get_property;
  object_class->set_property = gb_start_page_set_property;
  object_class->dispose = gb_start_page_dispose;
  object_class->finalize = gb_start_page_finalize;

  props[PROP_SERVICES] = g_param_spec_object ("services", NULL, NULL, GB_TYPE_SERVICES,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_FIRST_RUN);
  g_type_ensure (GB_TYPE_RESCUE_PAGE);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GbStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GbStartPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GbStartPage, rescue);
}

static void
gb_start_page_init (GbStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

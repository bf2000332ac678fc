/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-people-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-button.h"
#include "gb-format.h"
#include "gb-hand-over-window.h"
#include "gb-officer-pane.h"
#include "gb-pairs-view.h"
#include "gb-people-model.h"
#include "gb-posts-view.h"
#include "gb-secondments-view.h"
#include "gb-staffing-view.h"
#include "gb-state-view.h"
#include "gb-tabs.h"
#include "gb-teams-view.h"

/**
 * GbPeoplePage:
 *
 * The page "Cán bộ": who can do it, whom do I call? Its views are pages of a stack; one officer stands beside them.
 */
struct _GbPeoplePage
{
  GbPage parent_instance;

  GbPeopleModel *model; /* (owned) */
  char *officer;        /* (owned) (nullable): the id of the one beside the views */

  GbStateView *state; /* the template's */
  GbAdaptiveBin *bin;
  GtkWidget *left;
  GbTabs *tabs;
  GbExportButton *export;
  AdwViewStack *views;
  GtkStack *scopes;
  GbStaffingView *staffing;       /* of a commune */
  GbSecondmentsView *secondments; /* of a whole scope */
  GbPostsView *posts;
  GbTeamsView *teams;
  GbPairsView *pairs;
  GbOfficerPane *pane;
  gboolean stale; /* what nobody sees is not filled */
};

G_DEFINE_FINAL_TYPE (GbPeoplePage, gb_people_page, GB_TYPE_PAGE)

/* Where there is no room for both, the officer is a page of its own. */
static void
on_width_changed_cb (GbPeoplePage *self)
{
  gtk_widget_set_visible (self->left, !gb_adaptive_bin_get_narrow (self->bin) ||
                                          !gb_page_get_detail_open (GB_PAGE (self)));
}

static void
close_officer (GbPeoplePage *self)
{
  g_clear_pointer (&self->officer, g_free);
  gb_page_set_detail_open (GB_PAGE (self), FALSE);
  on_width_changed_cb (self);
}

static void
show_officer (GbPeoplePage *self)
{
  GbPeople *people = gb_people_model_get_people (self->model);
  GbOfficer *officer = people != NULL && self->officer != NULL ? gb_people_find (people, self->officer) : NULL;

  if (officer != NULL)
    gb_officer_pane_set_officer (self->pane, people, officer, gb_page_get_masked (GB_PAGE (self)));
  else if (self->officer != NULL && people != NULL && !gb_people_model_get_loading (self->model))
    close_officer (self);
  gb_page_set_detail_open (GB_PAGE (self), officer != NULL);
  on_width_changed_cb (self);
}

static void
show_posts_title (GbPeoplePage *self,
                  GbPeople     *people)
{
  g_autoptr (GPtrArray) posts = gb_people_get_set (people, GB_PEOPLE_POSTS);
  g_autofree char *number = gb_format_number (posts->len);
  g_autofree char *title
      = people->commune != NULL
            ? g_strdup_printf (ngettext ("%s post by agency", "%s posts by agency", posts->len), number)
            : g_strdup_printf (ngettext ("%s post by commune", "%s posts by commune", posts->len), number);
  g_autofree char *short_title = g_strdup_printf (ngettext ("%s post", "%s posts", posts->len), number);

  gb_tabs_set_title (self->tabs, "posts", title, short_title);
}

static void
show_people (GbPeoplePage *self)
{
  GbPeople *people = gb_people_model_get_people (self->model);
  const GError *error = gb_people_model_get_error (self->model);
  gboolean masked = gb_page_get_masked (GB_PAGE (self));
  g_autoptr (GPtrArray) ending = NULL;

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The officers cannot be read"), error->message);
  if (error != NULL || people == NULL)
    return;
  if (people->officers->len == 0)
    {
      gb_state_view_show_empty (self->state, _("No officers yet"), _("The list appears once the province has sent it."));
      return;
    }
  ending = gb_people_get_set (people, GB_PEOPLE_ENDING);
  gb_page_set_badge (GB_PAGE (self), ending->len);
  show_posts_title (self, people);
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  if (people->commune != NULL)
    gb_staffing_view_set_people (self->staffing, people, masked);
  else
    gb_secondments_view_set_people (self->secondments, people, masked);
  gtk_stack_set_visible_child (self->scopes,
                               people->commune != NULL ? GTK_WIDGET (self->staffing) : GTK_WIDGET (self->secondments));
  gb_posts_view_set_people (self->posts, people, masked);
  show_officer (self);
  gb_state_view_show_content (self->state);
}

/* What nobody sees is not waited for, and not saved. */
static void
update_loading (GbPeoplePage *self)
{
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  gboolean loading = FALSE;

  gb_export_button_set_view (self->export, view == GTK_WIDGET (self->scopes)
                                               ? G_OBJECT (gtk_stack_get_visible_child (self->scopes))
                                               : G_OBJECT (view));
  if (view == GTK_WIDGET (self->scopes))
    view = GTK_WIDGET (gb_staffing_view_get_contacts (self->staffing));
  if (view != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (view), "loading") != NULL)
    g_object_get (view, "loading", &loading, NULL);
  gb_page_set_loading (GB_PAGE (self), loading || (self->model != NULL && gb_people_model_get_loading (self->model)));
}

static void
on_model_changed_cb (GbPeoplePage *self)
{
  if (!gb_people_model_get_loading (self->model))
    show_people (self);
  update_loading (self);
}

static void
on_masked_cb (GbPeoplePage *self)
{
  gb_pairs_view_set_masked (self->pairs, gb_page_get_masked (GB_PAGE (self)));
  if (gb_people_model_get_people (self->model) != NULL)
    show_people (self);
}

static void
on_commune_cb (GbPeoplePage *self)
{
  close_officer (self);
  gb_people_model_set_commune (self->model, gb_page_get_commune (GB_PAGE (self)));
  gb_teams_view_set_commune (self->teams, gb_page_get_commune (GB_PAGE (self)));
  gb_pairs_view_set_commune (self->pairs, gb_page_get_commune (GB_PAGE (self)));
}

/* --- actions --- */

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_people_model_reload (GB_PEOPLE_PAGE (widget)->model);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  close_officer (GB_PEOPLE_PAGE (widget));
  gtk_widget_child_focus (GB_PEOPLE_PAGE (widget)->left, GTK_DIR_TAB_FORWARD);
}

static void
open_officer_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_people_page_open_officer (GB_PEOPLE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GbPeoplePage *self = GB_PEOPLE_PAGE (widget);
  GbPeople *people = gb_people_model_get_people (self->model);
  GbOfficer *officer = people != NULL ? gb_people_find (people, g_variant_get_string (parameter, NULL)) : NULL;

  if (officer != NULL)
    gb_hand_over_window_present (widget, gb_page_get_store (GB_PAGE (self)), officer,
                                 gb_page_get_masked (GB_PAGE (self)));
}

/* --- object --- */

static void
gb_people_page_constructed (GObject *object)
{
  GbPeoplePage *self = GB_PEOPLE_PAGE (object);
  GbContactsView *contacts = gb_staffing_view_get_contacts (self->staffing);

  G_OBJECT_CLASS (gb_people_page_parent_class)->constructed (object);

  self->model = gb_people_model_new (gb_page_get_store (GB_PAGE (self)));
  gb_people_model_set_commune (self->model, gb_page_get_commune (GB_PAGE (self)));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
  g_signal_connect (self, "notify::masked", G_CALLBACK (on_masked_cb), NULL);
  gb_contacts_view_set_store (contacts, gb_page_get_store (GB_PAGE (self)));
  gb_contacts_view_set_store (gb_secondments_view_get_contacts (self->secondments), gb_page_get_store (GB_PAGE (self)));
  g_signal_connect_object (contacts, "notify::loading", G_CALLBACK (update_loading), self, G_CONNECT_SWAPPED);
  gb_teams_view_set_commune (self->teams, gb_page_get_commune (GB_PAGE (self)));
  gb_teams_view_set_store (self->teams, gb_page_get_store (GB_PAGE (self)));
  gb_pairs_view_set_commune (self->pairs, gb_page_get_commune (GB_PAGE (self)));
  gb_pairs_view_set_masked (self->pairs, gb_page_get_masked (GB_PAGE (self)));
  gb_pairs_view_set_store (self->pairs, gb_page_get_store (GB_PAGE (self)));
  on_model_changed_cb (self);
}

static void
gb_people_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_people_page_parent_class)->map (widget);

  if (GB_PEOPLE_PAGE (widget)->stale)
    show_people (GB_PEOPLE_PAGE (widget));
}

static void
gb_people_page_dispose (GObject *object)
{
  GbPeoplePage *self = GB_PEOPLE_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_people_page_parent_class)->dispose (object);
}

static void
gb_people_page_finalize (GObject *object)
{
  g_free (GB_PEOPLE_PAGE (object)->officer);

  G_OBJECT_CLASS (gb_people_page_parent_class)->finalize (object);
}

static void
gb_people_page_class_init (GbPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_people_page_constructed;
  object_class->dispose = gb_people_page_dispose;
  widget_class->map = gb_people_page_map;
  object_class->finalize = gb_people_page_finalize;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_EXPORT_BUTTON);
  g_type_ensure (GB_TYPE_OFFICER_PANE);
  g_type_ensure (GB_TYPE_PAIRS_VIEW);
  g_type_ensure (GB_TYPE_POSTS_VIEW);
  g_type_ensure (GB_TYPE_SECONDMENTS_VIEW);
  g_type_ensure (GB_TYPE_STAFFING_VIEW);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_TABS);
  g_type_ensure (GB_TYPE_TEAMS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-people-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbPeoplePage, name)
  BIND (state);
  BIND (bin);
  BIND (left);
  BIND (tabs);
  BIND (export);
  BIND (views);
  BIND (scopes);
  BIND (staffing);
  BIND (secondments);
  BIND (posts);
  BIND (teams);
  BIND (pairs);
  BIND (pane);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_loading);
  gtk_widget_class_install_action (widget_class, "people.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "people.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "people.open-officer", "s", open_officer_action);
  gtk_widget_class_install_action (widget_class, "people.hand-over", "s", hand_over_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "people.close", NULL);
}

static void
make_tabs (GbPeoplePage *self)
{
  gb_tabs_add (self->tabs, "staffing", _("Staffing and secondments"), C_ ("people", "Staffing"));
  gb_tabs_add (self->tabs, "posts", _("Posts by agency"), C_ ("people", "Posts"));
  gb_tabs_add (self->tabs, "teams", _("Teams"), NULL);
  gb_tabs_add (self->tabs, "pairs", _("Pairs"), NULL);
  g_object_bind_property (self->views, "visible-child-name", self->tabs, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
gb_people_page_init (GbPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_tabs (self);
}

/**
 * gb_people_page_show_view:
 * @name: "staffing", "posts", "teams" or "pairs"
 */
void
gb_people_page_show_view (GbPeoplePage *self,
                          const char   *name)
{
  g_return_if_fail (GB_IS_PEOPLE_PAGE (self));

  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}

/**
 * gb_people_page_open_officer:
 * @id: an officer's
 *
 * Shows the officer beside the views, as soon as the officers are read.
 */
void
gb_people_page_open_officer (GbPeoplePage *self,
                             const char   *id)
{
  g_return_if_fail (GB_IS_PEOPLE_PAGE (self));

  g_free (self->officer);
  self->officer = g_strdup (id);
  show_officer (self);
  if (gb_page_get_detail_open (GB_PAGE (self)))
    gb_officer_pane_focus (self->pane);
}

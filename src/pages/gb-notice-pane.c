/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-attendees.h"
#include "gb-deadline-words.h"
#include "gb-notice-words.h"
#include "gb-pane-facts.h"
#include "gb-property.h"
#include "gb-wrap-layout.h"

/**
 * GbNoticePane:
 *
 * One notice, class or conference beside the list: what it says, when and where, the way into its
 * meeting room, and who goes.
 */
struct _GbNoticePane
{
  AdwBin parent_instance;

  GtkStack *states; /* the template's */
  AdwStatusPage *message;
  GtkLabel *title;
  GtkGrid *facts;
  GtkWidget *links;
  GtkButton *open;
  GtkButton *copy;
  GtkLabel *address;
  GtkLabel *text;
  GbAttendees *attendees;

  GbTasksModel *model; /* (owned) (nullable) */
  char *id;            /* (owned) (nullable) */
  char *kind;          /* (owned) (nullable): what is shown, in words */
  gboolean paged;
  gboolean masked;
};

enum
{
  PROP_PAGED = 1,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbNoticePane, gb_notice_pane, ADW_TYPE_BIN)

static const GbNoticeRow *
find (GbNoticePane *self)
{
  GPtrArray *notices = gb_tasks_model_get_notices (self->model);

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (g_strcmp0 (((GbNoticeRow *) notices->pdata[i])->id, self->id) == 0)
      return notices->pdata[i];
  return NULL;
}

static void
show_facts (GbNoticePane      *self,
            const GbNoticeRow *notice,
            gint64             now)
{
  g_autofree char *when = gb_notice_words_when (notice, now);
  g_autofree char *published = gb_deadline_words_moment (notice->published, now);
  g_autofree char *registration
      = notice->registration_due != 0 ? gb_deadline_words_moment (notice->registration_due, now) : NULL;
  g_autofree char *people = self->masked && notice->people->len > 0 ? g_strdup (_("names hidden"))
                                                                    : gb_notice_words_names (notice);

  gb_pane_facts_clear (self->facts);
  if (notice->starts != 0)
    gb_pane_facts_add (self->facts, _("When"), when);
  gb_pane_facts_add (self->facts, _("Where"), notice->place);
  gb_pane_facts_add (self->facts, _("Register by"), registration);
  gb_pane_facts_add (self->facts, _("Published"), published);
  gb_pane_facts_add (self->facts, _("Who goes"), people);
}

static void
show_link (GbNoticePane      *self,
           const GbNoticeRow *notice)
{
  gtk_widget_set_visible (self->links, notice->link != NULL);
  if (notice->link == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", notice->link);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", notice->link);
  /* Not before there is a target. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "tasks.open-link");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy), "tasks.copy-link");
  gtk_button_set_label (self->open, notice->kind == GB_NOTICE_NOTICE ? _("Open the link") : _("Enter the meeting"));
  gtk_label_set_label (self->address, notice->link);
}

/* Of a whole province nobody chooses people. */
static void
show_attendees (GbNoticePane      *self,
                const GbNoticeRow *notice)
{
  const char *commune = gb_tasks_model_get_commune (self->model);
  gboolean shown = commune != NULL && notice->kind != GB_NOTICE_NOTICE && notice->stage == GB_NOTICE_STAGE_UPCOMING;

  gtk_widget_set_visible (GTK_WIDGET (self->attendees), shown);
  if (shown)
    gb_attendees_show (self->attendees, gb_tasks_model_get_store (self->model), commune, notice);
}

static void
show (GbNoticePane *self)
{
  const GbNoticeRow *notice;

  if (self->model == NULL || self->id == NULL)
    return;
  notice = find (self);
  if (notice == NULL)
    {
      gtk_stack_set_visible_child_name (self->states,
                                        gb_tasks_model_get_notices (self->model) == NULL ? "loading" : "message");
      return;
    }
  g_free (self->kind);
  self->kind = g_strdup (gb_notice_kind_label (notice->kind));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
  gtk_label_set_label (self->title, notice->title);
  gtk_label_set_label (self->text, notice->text != NULL ? notice->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), notice->text != NULL);
  show_facts (self, notice, gb_tasks_model_get_now (self->model));
  show_link (self, notice);
  show_attendees (self, notice);
  gtk_stack_set_visible_child_name (self->states, "notice");
}

static void
gb_notice_pane_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PAGED:
      g_value_set_boolean (value, GB_NOTICE_PANE (object)->paged);
      break;
    case PROP_KIND:
      g_value_set_string (value, GB_NOTICE_PANE (object)->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_notice_pane_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_PAGED:
      GB_NOTICE_PANE (object)->paged = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_notice_pane_dispose (GObject *object)
{
  GbNoticePane *self = GB_NOTICE_PANE (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->id, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_notice_pane_parent_class)->dispose (object);
}

static void
gb_notice_pane_finalize (GObject *object)
{
  g_free (GB_NOTICE_PANE (object)->kind);

  G_OBJECT_CLASS (gb_notice_pane_parent_class)->finalize (object);
}

static void
gb_notice_pane_class_init (GbNoticePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_notice_pane_get_property;
  object_class->set_property = gb_notice_pane_set_property;
  object_class->dispose = gb_notice_pane_dispose;
  object_class->finalize = gb_notice_pane_finalize;

  /* Whether the pane is a page of its own: a way back stands in place of the cross. */
  props[PROP_PAGED] = g_param_spec_boolean ("paged", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ATTENDEES);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-notice-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbNoticePane, name)
  BIND (states);
  BIND (message);
  BIND (title);
  BIND (facts);
  BIND (links);
  BIND (open);
  BIND (copy);
  BIND (address);
  BIND (text);
  BIND (attendees);
#undef BIND
}

static void
gb_notice_pane_init (GbNoticePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->message, "gb-tasks-symbolic");
  adw_status_page_set_title (self->message, _("The notice is no longer here"));
}

/**
 * gb_notice_pane_set_model:
 * @model: where the notices come from; set once
 */
void
gb_notice_pane_set_model (GbNoticePane *self,
                          GbTasksModel *model)
{
  g_return_if_fail (GB_IS_NOTICE_PANE (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

/**
 * gb_notice_pane_set_masked:
 * @masked: whether names must not be read on the screen
 */
void
gb_notice_pane_set_masked (GbNoticePane *self,
                           gboolean      masked)
{
  g_return_if_fail (GB_IS_NOTICE_PANE (self));

  self->masked = masked;
  gb_attendees_set_masked (self->attendees, masked);
  show (self);
}

/**
 * gb_notice_pane_set_id:
 * @id: (nullable): the notice to show
 */
void
gb_notice_pane_set_id (GbNoticePane *self,
                       const char   *id)
{
  g_return_if_fail (GB_IS_NOTICE_PANE (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  show (self);
}

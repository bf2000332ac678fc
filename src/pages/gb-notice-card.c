/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-card.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-notice-words.h"

/**
 * GbNoticeCard:
 *
 * One notice, class or conference in a list: when, where, who goes, and the way into its meeting room.
 */
struct _GbNoticeCard
{
  GtkListBoxRow parent_instance;

  char *id; /* (owned) */
  GtkImage *icon; /* the template's */
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *people;
  GtkWidget *join;
};

G_DEFINE_FINAL_TYPE (GbNoticeCard, gb_notice_card, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon;
  const char *style;
} looks[GB_N_NOTICE_KINDS] = {
  [GB_NOTICE_NOTICE] = { "gb-lookup-symbolic", "paused" },
  [GB_NOTICE_CLASS] = { "gb-people-symbolic", "due-soon" },
  [GB_NOTICE_CONFERENCE] = { "gb-briefing-symbolic", "due-soon" },
};

/* Where there is little room the detail has the button. */
static void
gb_notice_card_root (GtkWidget *widget)
{
  GbNoticeCard *self = GB_NOTICE_CARD (widget);
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_notice_card_parent_class)->root (widget);
  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin != NULL && gtk_widget_get_visible (self->join))
    g_object_bind_property (bin, "narrow", self->join, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
gb_notice_card_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_notice_card_parent_class)->dispose (object);
}

static void
gb_notice_card_finalize (GObject *object)
{
  g_free (GB_NOTICE_CARD (object)->id);

  G_OBJECT_CLASS (gb_notice_card_parent_class)->finalize (object);
}

static void
gb_notice_card_class_init (GbNoticeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_notice_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_notice_card_finalize;
  widget_class->root = gb_notice_card_root;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-notice-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GbNoticeCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GbNoticeCard, title);
  gtk_widget_class_bind_template_child (widget_class, GbNoticeCard, caption);
  gtk_widget_class_bind_template_child (widget_class, GbNoticeCard, people);
  gtk_widget_class_bind_template_child (widget_class, GbNoticeCard, join);
}

static void
gb_notice_card_init (GbNoticeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_people (GbNoticeCard      *self,
             const GbNoticeRow *notice,
             gboolean           masked,
             gint64             now)
{
  g_autofree char *people = masked && notice->people->len > 0 ? g_strdup (_("names hidden"))
                                                              : gb_notice_words_people (notice);
  g_autofree char *registration = gb_notice_words_registration (notice, now);
  g_autofree char *both = people != NULL && registration != NULL ? g_strdup_printf ("%s · %s", people, registration)
                                                                 : NULL;

  gtk_label_set_label (self->people, both != NULL ? both : people != NULL ? people : "");
  gtk_widget_set_visible (GTK_WIDGET (self->people), people != NULL);
}

/**
 * gb_notice_card_new:
 * @masked: whether names must not be read on the screen
 * @now: UTC seconds
 *
 * Returns: (transfer floating): a row that opens the notice
 */
GtkWidget *
gb_notice_card_new (const GbNoticeRow *notice,
                    gboolean           masked,
                    gint64             now)
{
  GbNoticeCard *self = g_object_new (GB_TYPE_NOTICE_CARD, "action-name", "tasks.open-notice", NULL);
  g_autofree char *caption = gb_notice_words_caption (notice, now);
  g_autofree char *spoken = NULL;

  self->id = g_strdup (notice->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", notice->id);
  gtk_image_set_from_icon_name (self->icon, looks[notice->kind].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[notice->kind].style);
  gtk_label_set_label (self->title, notice->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), notice->title);
  gtk_label_set_label (self->caption, caption);
  show_people (self, notice, masked, now);
  gtk_widget_set_visible (self->join, notice->link != NULL && notice->stage == GB_NOTICE_STAGE_UPCOMING);
  if (notice->link != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->join), "s", notice->link);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->join), "tasks.open-link");
      gtk_widget_set_tooltip_text (self->join, notice->link);
    }
  spoken = g_strdup_printf ("%s, %s", caption, gtk_label_get_label (self->people));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, notice->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * gb_notice_card_get_id:
 *
 * Returns: the notice's id
 */
const char *
gb_notice_card_get_id (GbNoticeCard *self)
{
  g_return_val_if_fail (GB_IS_NOTICE_CARD (self), NULL);

  return self->id;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-row.h"

#include "gb-contact-card.h"
#include "gb-contact-open.h"
#include "gb-contact-words.h"

/* As the header above has it. */
#define COLUMN_SPACING 20

/**
 * GbContactRow:
 *
 * Whom to ask about a field: hotline and group to press, when the first was last tried, the number to take along, and
 * the QR code with all other channels. One of the workstation's own is changed by "contacts.change".
 */
struct _GbContactRow
{
  GtkListBoxRow parent_instance;

  GtkBox *body; /* the template's */
  GtkLabel *title;
  GtkWidget *hotline;
  GtkLabel *number;
  GtkWidget *group;
  GtkImage *group_icon;
  GtkLabel *group_name;
  GtkWidget *end;
  GtkWidget *verified;
  GtkImage *verified_icon;
  GtkLabel *verified_label;
  GtkWidget *tools;
  GtkWidget *change;
  GtkWidget *copy;
  GtkMenuButton *code;

  GbStore *store;      /* (owned) */
  GbContact *contact;  /* (owned) (nullable) */
  GbContactCard *card; /* (nullable): the popover's, once it was opened */
};

G_DEFINE_FINAL_TYPE (GbContactRow, gb_contact_row, GTK_TYPE_LIST_BOX_ROW)

/* What stands in the second column: the group, else the first channel that is neither it nor the hotline. */
static const GbContactPoint *
other_of (const GbContact *contact)
{
  const GbContactPoint *group = gb_contact_find (contact, GB_CONTACT_ZALO);

  for (guint i = 0; group == NULL && i < contact->points->len; i++)
    {
      const GbContactPoint *point = contact->points->pdata[i];

      if (point->kind != GB_CONTACT_HOTLINE)
        group = point;
    }
  return group;
}

static void
on_hotline_clicked_cb (GbContactRow *self)
{
  gb_contact_open (GTK_WIDGET (self), self->store, gb_contact_find (self->contact, GB_CONTACT_HOTLINE));
}

static void
on_group_clicked_cb (GbContactRow *self)
{
  gb_contact_open (GTK_WIDGET (self), self->store, other_of (self->contact));
}

static void
on_copy_clicked_cb (GbContactRow *self)
{
  gb_contact_take (GTK_WIDGET (self), gb_contact_get_lead (self->contact));
}

/* Enter on the row does what one mostly wants of it. */
static void
on_activate_cb (GbContactRow *self)
{
  gtk_menu_button_popup (self->code);
}

/* A code for each row would be drawn for nothing. */
static void
create_popup (GtkMenuButton *button,
              gpointer       user_data)
{
  GbContactRow *self = GB_CONTACT_ROW (user_data);
  GtkWidget *popover;

  if (self->card == NULL)
    {
      popover = gtk_popover_new ();
      self->card = GB_CONTACT_CARD (gb_contact_card_new (self->store));
      gtk_widget_add_css_class (GTK_WIDGET (self->card), "gb-contact-card");
      gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->card));
      gtk_menu_button_set_popover (button, popover);
    }
  gb_contact_card_set_contact (self->card, self->contact, FALSE);
}

static void
gb_contact_row_dispose (GObject *object)
{
  GbContactRow *self = GB_CONTACT_ROW (object);

  if (self->code != NULL)
    {
      gtk_menu_button_set_create_popup_func (self->code, NULL, NULL, NULL);
      gtk_menu_button_set_popover (self->code, NULL);
    }
  self->card = NULL;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_contact_row_parent_class)->dispose (object);
}

static void
gb_contact_row_finalize (GObject *object)
{
  g_clear_pointer (&GB_CONTACT_ROW (object)->contact, gb_contact_free);

  G_OBJECT_CLASS (gb_contact_row_parent_class)->finalize (object);
}

static void
gb_contact_row_class_init (GbContactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_contact_row_dispose;
  object_class->finalize = gb_contact_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-contact-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbContactRow, name)
  BIND (body);
  BIND (title);
  BIND (hotline);
  BIND (number);
  BIND (group);
  BIND (group_icon);
  BIND (group_name);
  BIND (end);
  BIND (verified);
  BIND (verified_icon);
  BIND (verified_label);
  BIND (tools);
  BIND (change);
  BIND (copy);
  BIND (code);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_hotline_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_group_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
gb_contact_row_init (GbContactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->code, create_popup, self, NULL);
}

/**
 * gb_contact_row_new:
 * @store: where it is stored that a channel works
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
gb_contact_row_new (GbStore *store)
{
  GbContactRow *self = g_object_new (GB_TYPE_CONTACT_ROW, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

static void
set_label (GtkWidget  *button,
           const char *kind,
           const char *value)
{
  g_autofree char *label = g_strdup_printf ("%s %s", kind, value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_ways (GbContactRow *self)
{
  const GbContactPoint *hotline = gb_contact_find (self->contact, GB_CONTACT_HOTLINE);
  const GbContactPoint *group = other_of (self->contact);

  gtk_widget_set_visible (gtk_widget_get_first_child (self->hotline), hotline != NULL);
  gtk_widget_set_visible (gtk_widget_get_first_child (self->group), group != NULL);
  if (hotline != NULL)
    {
      gtk_label_set_label (self->number, hotline->value);
      gtk_widget_set_tooltip_text (self->hotline, gb_contact_words_open (hotline->kind));
      set_label (gtk_widget_get_first_child (self->hotline), gb_contact_words_open (hotline->kind), hotline->value);
    }
  if (group != NULL)
    {
      gtk_label_set_label (self->group_name, group->kind == GB_CONTACT_EMAIL ? group->value : group->name);
      gtk_image_set_from_icon_name (self->group_icon, gb_contact_words_icon (group->kind));
      gtk_widget_set_tooltip_text (self->group, gb_contact_words_open (group->kind));
      set_label (gtk_widget_get_first_child (self->group), gb_contact_words_open (group->kind), group->name);
    }
}

static void
show_trial (GbContactRow *self,
            GbDay         today)
{
  const GbContactPoint *lead = gb_contact_get_lead (self->contact);
  gboolean stale = gb_contact_point_is_stale (lead, today);
  g_autofree char *words = gb_contact_words_verified (lead, today);
  g_autofree char *trial = gb_contact_words_trial (lead, today);

  gtk_label_set_label (self->verified_label, words);
  gtk_image_set_from_icon_name (self->verified_icon, stale ? "gb-late-symbolic" : "emblem-ok-symbolic");
  gtk_widget_set_tooltip_text (self->verified, trial);
  gtk_widget_remove_css_class (self->verified, stale ? "on-track" : "due-today");
  gtk_widget_add_css_class (self->verified, stale ? "due-today" : "on-track");
}

/**
 * gb_contact_row_set_contact:
 * @today: decides which trials are too old
 */
void
gb_contact_row_set_contact (GbContactRow    *self,
                            const GbContact *contact,
                            GbDay            today)
{
  g_autofree char *title = gb_contact_words_title (contact);
  g_autofree char *words = gb_contact_words_row (contact, today);
  g_autofree char *copy = NULL;
  g_autoptr (GbContact) owned = gb_contact_copy (contact);

  g_return_if_fail (GB_IS_CONTACT_ROW (self));

  g_clear_pointer (&self->contact, gb_contact_free);
  self->contact = g_steal_pointer (&owned);
  copy = gb_contact_words_copy (gb_contact_get_lead (self->contact));
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  show_ways (self);
  show_trial (self, today);
  /* The target first: an action that takes one is in error without it. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->change), "s", gb_contact_get_lead (self->contact)->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->change), "contacts.change");
  gtk_widget_set_visible (self->change, gb_contact_is_own (self->contact));
  gtk_widget_set_tooltip_text (self->copy, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copy, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (self->card != NULL)
    gb_contact_card_set_contact (self->card, self->contact, FALSE);
}

/**
 * gb_contact_row_get_contact:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const GbContact *
gb_contact_row_get_contact (GbContactRow *self)
{
  g_return_val_if_fail (GB_IS_CONTACT_ROW (self), NULL);

  return self->contact;
}

/**
 * gb_contact_row_set_columns:
 * @columns: (array fixed-size=5): what makes all rows alike, by #GbContactColumn
 */
void
gb_contact_row_set_columns (GbContactRow  *self,
                            GtkSizeGroup **columns)
{
  GtkWidget *cells[GB_N_CONTACT_COLUMNS];

  g_return_if_fail (GB_IS_CONTACT_ROW (self));

  cells[GB_CONTACT_COLUMN_WHO] = GTK_WIDGET (self->title);
  cells[GB_CONTACT_COLUMN_HOTLINE] = self->hotline;
  cells[GB_CONTACT_COLUMN_GROUP] = self->group;
  cells[GB_CONTACT_COLUMN_VERIFIED] = self->verified;
  cells[GB_CONTACT_COLUMN_TOOLS] = self->tools;
  for (guint i = 0; i < GB_N_CONTACT_COLUMNS; i++)
    gtk_size_group_add_widget (columns[i], cells[i]);
}

/**
 * gb_contact_row_set_narrow:
 * @narrow: whether there is no room for columns
 */
void
gb_contact_row_set_narrow (GbContactRow *self,
                           gboolean      narrow)
{
  g_return_if_fail (GB_IS_CONTACT_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->body, narrow ? 2 : COLUMN_SPACING);
  gtk_widget_set_hexpand (self->verified, narrow);
}

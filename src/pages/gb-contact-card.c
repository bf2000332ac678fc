/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-card.h"

#include "gb-contact-open.h"
#include "gb-contact-words.h"
#include "gb-mask.h"
#include "gb-qr-code.h"

/**
 * GbContactCard:
 *
 * All channels of a contact, and of the chosen one the QR code and what can be done with it.
 */
struct _GbContactCard
{
  AdwBin parent_instance;

  GtkLabel *title; /* the template's */
  GtkLabel *about;
  GbQrCode *code;
  GtkLabel *scan;
  GtkListBox *points;
  GtkLabel *trial;
  GtkButton *open;
  GtkButton *works;
  GtkButton *copy;

  GbStore *store;     /* (owned) */
  GbContact *contact; /* (owned) (nullable) */
  gboolean masked;
};

G_DEFINE_FINAL_TYPE (GbContactCard, gb_contact_card, ADW_TYPE_BIN)

static GbDay
today_of (GbContactCard *self)
{
  return gb_time_day (gb_clock_now (gb_store_get_clock (self->store)));
}

static char *
dup_value (GbContactCard        *self,
           const GbContactPoint *point)
{
  return self->masked ? gb_mask_number (point->value) : g_strdup (point->value);
}

/* A code that nobody may read off the screen while others look at it is not shown. */
static void
show_code (GbContactCard        *self,
           const GbContactPoint *point)
{
  g_autofree char *uri = gb_contact_point_uri (point);
  g_autofree char *scan = gb_contact_words_scan (point);
  gboolean shown = uri != NULL && !self->masked;

  gb_qr_code_set_text (self->code, shown ? uri : NULL, scan);
  gtk_label_set_label (self->scan, scan);
  gtk_widget_set_visible (GTK_WIDGET (self->code), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->scan), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->open), uri != NULL);
}

static void
show_point (GbContactCard *self)
{
  const GbContactPoint *point = gb_contact_card_get_selected (self);
  g_autofree char *trial = NULL;
  g_autofree char *copy = NULL;

  if (point == NULL)
    return;
  show_code (self, point);
  trial = gb_contact_words_trial (point, today_of (self));
  copy = gb_contact_words_copy (point);
  gtk_label_set_label (self->trial, trial);
  gtk_widget_set_visible (GTK_WIDGET (self->trial), point->id != NULL);
  if (gb_contact_point_is_stale (point, today_of (self)))
    gtk_widget_add_css_class (GTK_WIDGET (self->trial), "gb-warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->trial), "gb-warning");
  gtk_button_set_label (self->open, gb_contact_words_open (point->kind));
  gtk_button_set_label (self->works, gb_contact_words_works (point->kind));
  gtk_widget_set_visible (GTK_WIDGET (self->works), point->id != NULL);
  if (!self->masked)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy), copy);
}

/* --- channels ------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_row (GbContactCard        *self,
         const GbContactPoint *point)
{
  g_autofree char *value = dup_value (self, point);
  g_autofree char *label = g_strdup_printf ("%s, %s", gb_contact_words_kind (point->kind), value);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", gb_contact_words_icon (point->kind),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gboolean number = point->kind == GB_CONTACT_HOTLINE || point->kind == GB_CONTACT_EMAIL;

  gtk_box_append (GTK_BOX (words), create_label (number ? value : point->name, "row-title"));
  gtk_box_append (GTK_BOX (words), create_label (gb_contact_words_kind (point->kind), "row-caption"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->points, row);
}

static void
on_open_clicked_cb (GbContactCard *self)
{
  gb_contact_open (GTK_WIDGET (self), self->store, gb_contact_card_get_selected (self));
}

static void
on_copy_clicked_cb (GbContactCard *self)
{
  gb_contact_take (GTK_WIDGET (self), gb_contact_card_get_selected (self));
}

static void
on_works_clicked_cb (GbContactCard *self)
{
  gb_contact_verify (GTK_WIDGET (self), self->store, gb_contact_card_get_selected (self));
}

static void
gb_contact_card_dispose (GObject *object)
{
  GbContactCard *self = GB_CONTACT_CARD (object);

  /* The list tells that nothing is chosen any more when it is gone already. */
  g_clear_pointer (&self->contact, gb_contact_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_contact_card_parent_class)->dispose (object);
}

static void
gb_contact_card_class_init (GbContactCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_contact_card_dispose;

  g_type_ensure (GB_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-contact-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbContactCard, name)
  BIND (title);
  BIND (about);
  BIND (code);
  BIND (scan);
  BIND (points);
  BIND (trial);
  BIND (open);
  BIND (works);
  BIND (copy);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, show_point);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_works_clicked_cb);
}

static void
gb_contact_card_init (GbContactCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_contact_card_new:
 * @store: where it is stored that a channel works
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
gb_contact_card_new (GbStore *store)
{
  GbContactCard *self = g_object_new (GB_TYPE_CONTACT_CARD, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

/**
 * gb_contact_card_set_contact:
 * @masked: whether the numbers must not be read on the screen
 *
 * The channel that was chosen stays chosen where the contact is the same.
 */
void
gb_contact_card_set_contact (GbContactCard   *self,
                             const GbContact *contact,
                             gboolean         masked)
{
  const GbContactPoint *old = gb_contact_card_get_selected (self);
  g_autofree char *id = old != NULL ? g_strdup (old->id) : NULL;
  g_autofree char *about = gb_contact_words_about (contact);
  g_autofree char *name = NULL;
  g_autoptr (GbContact) copy = gb_contact_copy (contact);
  GtkListBoxRow *row;
  int selected = 0;

  g_return_if_fail (GB_IS_CONTACT_CARD (self));

  while ((row = gtk_list_box_get_row_at_index (self->points, 0)) != NULL)
    gtk_list_box_remove (self->points, GTK_WIDGET (row));
  g_clear_pointer (&self->contact, gb_contact_free);
  self->contact = g_steal_pointer (&copy);
  self->masked = masked;
  name = masked ? gb_mask_name (contact->name) : g_strdup (contact->name);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), about != NULL);
  for (guint i = 0; i < contact->points->len; i++)
    {
      const GbContactPoint *point = contact->points->pdata[i];

      add_row (self, point);
      if (id != NULL && g_strcmp0 (point->id, id) == 0)
        selected = (int) i;
    }
  gtk_list_box_select_row (self->points, gtk_list_box_get_row_at_index (self->points, selected));
  show_point (self);
}

/**
 * gb_contact_card_get_selected:
 *
 * Returns: (transfer none) (nullable): the chosen channel
 */
const GbContactPoint *
gb_contact_card_get_selected (GbContactCard *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GB_IS_CONTACT_CARD (self), NULL);

  row = self->contact != NULL ? gtk_list_box_get_selected_row (self->points) : NULL;
  return row != NULL ? self->contact->points->pdata[gtk_list_box_row_get_index (row)] : NULL;
}

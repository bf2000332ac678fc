/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-button.h"

#include <glib/gi18n-lib.h>

#include "gb-contact-card.h"
#include "gb-contact-repository.h"
#include "gb-drop-down.h"
#include "gb-mask.h"
#include "gb-property.h"

/**
 * GbContactButton:
 *
 * Whom to call about something (gọi ai): the officer who has it, where one is named, then those of its agency and
 * field. They are read when the button is pressed. To be placed wherever somebody else has to do something; below an
 * #AdwToastOverlay.
 */
struct _GbContactButton
{
  AdwBin parent_instance;

  GtkMenuButton *button; /* the template's */
  GtkStack *states;
  GtkDropDown *choice;
  GtkLabel *message;
  AdwBin *place;

  GbStore *store;            /* (owned) (nullable) */
  char *agency;              /* (owned) (nullable) */
  char *field;               /* (owned) (nullable) */
  char *officer;             /* (owned) (nullable) */
  char *commune;             /* (owned) (nullable) */
  gboolean masked;           /* the officer */
  GPtrArray *contacts;       /* (owned) (nullable) (element-type GbContact) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
};

enum
{
  PROP_LABEL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbContactButton, gb_contact_button, ADW_TYPE_BIN)

/* What is asked of the store's thread. */
typedef struct
{
  char *agency;
  char *field;
  char *officer;
  char *commune;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->agency);
  g_free (self->field);
  g_free (self->officer);
  g_free (self->commune);
  g_free (self);
}

static gpointer
read_contacts (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) contacts
      = gb_contact_repository_for (connection, question->agency, question->field, error);
  g_autoptr (GbContact) officer = NULL;

  if (contacts == NULL)
    return NULL;
  if (question->officer != NULL &&
      !gb_contact_repository_officer (connection, question->officer, question->commune, &officer, error))
    return NULL;
  if (officer != NULL)
    g_ptr_array_insert (contacts, 0, g_steal_pointer (&officer));
  return g_steal_pointer (&contacts);
}

/* --- what is shown -------------------------------------------------------------------------------- */

static gboolean
is_officer (const GbContact *contact)
{
  return gb_contact_get_lead (contact)->id == NULL;
}

static void
show_contact (GbContactButton *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);
  GtkWidget *card = adw_bin_get_child (self->place);
  const GbContact *contact;

  if (self->contacts == NULL || selected >= self->contacts->len)
    return;
  if (card == NULL)
    {
      card = gb_contact_card_new (self->store);
      adw_bin_set_child (self->place, card);
    }
  contact = self->contacts->pdata[selected];
  gb_contact_card_set_contact (GB_CONTACT_CARD (card), contact, self->masked && is_officer (contact));
}

static void
show_contacts (GbContactButton *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->contacts->len; i++)
    {
      const GbContact *contact = self->contacts->pdata[i];
      g_autofree char *masked = self->masked && is_officer (contact) ? gb_mask_name (contact->name) : NULL;
      const char *name = masked != NULL ? masked : contact->name;
      g_autofree char *words = contact->field != NULL ? g_strdup_printf ("%s · %s", name, contact->field)
                                                      : g_strdup (name);

      gtk_string_list_append (names, words);
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), self->contacts->len > 1);
  show_contact (self);
  gtk_stack_set_visible_child_name (self->states, "contacts");
}

static void
show_message (GbContactButton *self,
              const char      *text)
{
  gtk_label_set_label (self->message, text);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbContactButton) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *contacts = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  self->contacts = contacts;
  if (error != NULL)
    show_message (self, error->message);
  else if (contacts->len == 0)
    show_message (self, _("No number is known for this. Look under People, Hotlines and Zalo groups"));
  else
    show_contacts (self);
}

static void
stop (GbContactButton *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_popover_shown_cb (GbContactButton *self)
{
  Question *question;

  if (self->store == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->agency = g_strdup (self->agency);
  question->field = g_strdup (self->field);
  question->officer = g_strdup (self->officer);
  question->commune = g_strdup (self->commune);
  gb_store_read_async (self->store, read_contacts, question, question_free, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_read_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_contact_button_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_menu_button_get_label (GB_CONTACT_BUTTON (object)->button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_contact_button_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_LABEL:
      gtk_menu_button_set_label (GB_CONTACT_BUTTON (object)->button, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_contact_button_dispose (GObject *object)
{
  GbContactButton *self = GB_CONTACT_BUTTON (object);

  stop (self);
  if (self->button != NULL)
    gtk_menu_button_set_popover (self->button, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_contact_button_parent_class)->dispose (object);
}

static void
gb_contact_button_finalize (GObject *object)
{
  GbContactButton *self = GB_CONTACT_BUTTON (object);

  g_free (self->agency);
  g_free (self->field);
  g_free (self->officer);
  g_free (self->commune);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);

  G_OBJECT_CLASS (gb_contact_button_parent_class)->finalize (object);
}

static void
gb_contact_button_class_init (GbContactButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_contact_button_get_property;
  object_class->set_property = gb_contact_button_set_property;
  object_class->dispose = gb_contact_button_dispose;
  object_class->finalize = gb_contact_button_finalize;

  /* In place of the icon. */
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-contact-button.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbContactButton, name)
  BIND (button);
  BIND (states);
  BIND (choice);
  BIND (message);
  BIND (place);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, show_contact);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown_cb);
}

static void
gb_contact_button_init (GbContactButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->choice);
}

GtkWidget *
gb_contact_button_new (void)
{
  return g_object_new (GB_TYPE_CONTACT_BUTTON, NULL);
}

/**
 * gb_contact_button_set_about:
 * @store: where the contacts are
 * @agency: (nullable): the id of the agency that has to do something
 * @field: (nullable): what it is about, as dossiers and issues name it
 *
 * Forgets the officer.
 */
void
gb_contact_button_set_about (GbContactButton *self,
                             GbStore         *store,
                             const char      *agency,
                             const char      *field)
{
  g_return_if_fail (GB_IS_CONTACT_BUTTON (self));

  g_set_object (&self->store, store);
  g_free (self->agency);
  g_free (self->field);
  self->agency = g_strdup (agency);
  self->field = g_strdup (field);
  gb_contact_button_set_officer (self, NULL, NULL, FALSE);
}

/**
 * gb_contact_button_set_officer:
 * @name: (nullable): the officer who has it
 * @commune: (nullable): where, for names repeat
 * @masked: whether the officer's name and number must not be read on the screen
 *
 * Puts an officer before the agency's contacts.
 */
void
gb_contact_button_set_officer (GbContactButton *self,
                               const char      *name,
                               const char      *commune,
                               gboolean         masked)
{
  g_return_if_fail (GB_IS_CONTACT_BUTTON (self));

  g_free (self->officer);
  g_free (self->commune);
  self->officer = g_strdup (name);
  self->commune = g_strdup (commune);
  self->masked = masked;
}

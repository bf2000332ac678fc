/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contacts-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-contact-repository.h"
#include "gb-contact-row.h"
#include "gb-contact-window.h"
#include "gb-format.h"
#include "gb-one-stop.h"
#include "gb-reading.h"
#include "gb-record.h"

/**
 * GbContactsView:
 *
 * Whom to call: hotlines and groups of each agency and field, which of them nobody has tried for long, and what the
 * workstation's users added themselves.
 */
struct _GbContactsView
{
  AdwBin parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GtkToggleButton *stale;
  GtkLabel *stale_count;
  GtkStack *states;
  GtkLabel *message;
  GtkWidget *header;
  GtkLabel *titles[GB_N_CONTACT_COLUMNS];
  GtkListBox *rows;

  GtkSizeGroup *columns[GB_N_CONTACT_COLUMNS]; /* (owned) */
  GbReading *reading;                          /* (owned) (nullable) */
  gboolean loading;
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbContactsView, gb_contacts_view, ADW_TYPE_BIN)

#define TYPES (GB_RECORD_BIT (GB_RECORD_CHANNEL) | GB_RECORD_BIT (GB_RECORD_AGENCY) | GB_STORE_CHANGED_ACTIONS)

/* What the predicates give, by #GbContactFilter. */
typedef struct
{
  GPtrArray *contacts[GB_N_CONTACT_FILTERS]; /* (owned) (element-type GbContact) */
} Contacts;

static void
contacts_free (gpointer data)
{
  Contacts *self = data;

  for (guint i = 0; i < GB_N_CONTACT_FILTERS; i++)
    g_clear_pointer (&self->contacts[i], g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_contacts (GbSqlConnection *connection,
               const char      *commune,
               gint64           now,
               GError         **error)
{
  Contacts *contacts = g_new0 (Contacts, 1);

  for (guint i = 0; i < GB_N_CONTACT_FILTERS; i++)
    {
      contacts->contacts[i] = gb_contact_repository_list (connection, i, gb_time_day (now), error);
      if (contacts->contacts[i] == NULL)
        {
          contacts_free (contacts);
          return NULL;
        }
    }
  return contacts;
}

/* --- rows ----------------------------------------------------------------------------------------- */

/* Rows are used again, so that what has the focus or is open stays. */
static void
show_rows (GbContactsView *self,
           GPtrArray      *contacts)
{
  GbDay today = gb_time_day (gb_reading_get_now (self->reading));
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);
  GtkListBoxRow *row;

  for (guint i = 0; i < contacts->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->rows, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gb_contact_row_new (gb_reading_get_store (self->reading)));
          gb_contact_row_set_columns (GB_CONTACT_ROW (row), self->columns);
          gb_contact_row_set_narrow (GB_CONTACT_ROW (row), narrow);
          gtk_list_box_append (self->rows, GTK_WIDGET (row));
        }
      gb_contact_row_set_contact (GB_CONTACT_ROW (row), contacts->pdata[i], today);
    }
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) contacts->len)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
show_message (GbContactsView *self,
              const char     *text)
{
  gtk_label_set_label (self->message, text);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
show_contacts (GbContactsView *self,
               const Contacts *contacts)
{
  gboolean stale = gtk_toggle_button_get_active (self->stale);
  GPtrArray *shown = gb_contacts_view_get_shown (self);
  guint n_stale = contacts->contacts[GB_CONTACT_FILTER_STALE]->len;
  g_autofree char *count = gb_format_number (n_stale);
  g_autofree char *spoken = g_strjoin (", ", _("To be tried again"), count, NULL);

  gtk_label_set_label (self->stale_count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stale), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->stale), n_stale > 0 || stale);
  show_rows (self, shown);
  if (shown->len > 0)
    gtk_stack_set_visible_child_name (self->states, "rows");
  else if (stale)
    show_message (self, _("All numbers were tried within the last 60 days"));
  else
    show_message (self, _("The province has not published any hotline or group yet"));
}

static void
set_loading (GbContactsView *self,
             gboolean        loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
update (GbContactsView *self)
{
  const Contacts *contacts = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;
  const GError *error = self->reading != NULL ? gb_reading_get_error (self->reading) : NULL;

  if (contacts != NULL)
    show_contacts (self, contacts);
  else if (error != NULL)
    show_message (self, error->message);
  set_loading (self, self->reading != NULL && gb_reading_get_loading (self->reading));
}

static void
on_narrow_cb (GbContactsView *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);
  GtkListBoxRow *row;

  for (guint i = 0; i < GB_N_CONTACT_COLUMNS; i++)
    gtk_size_group_set_mode (self->columns[i], narrow ? GTK_SIZE_GROUP_NONE : GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_set_visible (self->header, !narrow);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    gb_contact_row_set_narrow (GB_CONTACT_ROW (row), narrow);
}

/* --- actions -------------------------------------------------------------------------------------- */

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gb_contact_window_present (widget, gb_reading_get_store (GB_CONTACTS_VIEW (widget)->reading), NULL);
}

static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbContactsView *self = GB_CONTACTS_VIEW (widget);
  const Contacts *contacts = gb_reading_get_value (self->reading);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; contacts != NULL && i < contacts->contacts[GB_CONTACT_FILTER_ALL]->len; i++)
    {
      const GbContact *contact = contacts->contacts[GB_CONTACT_FILTER_ALL]->pdata[i];

      if (g_strcmp0 (gb_contact_get_lead (contact)->id, id) == 0)
        gb_contact_window_present (widget, gb_reading_get_store (self->reading), contact);
    }
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_contacts_view_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, GB_CONTACTS_VIEW (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_contacts_view_dispose (GObject *object)
{
  GbContactsView *self = GB_CONTACTS_VIEW (object);

  g_clear_object (&self->reading);
  adw_bin_set_child (ADW_BIN (self), NULL);
  for (guint i = 0; i < GB_N_CONTACT_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (gb_contacts_view_parent_class)->dispose (object);
}

static void
gb_contacts_view_class_init (GbContactsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_contacts_view_get_property;
  object_class->dispose = gb_contacts_view_dispose;

  /* Whether what it shows is still on its way. */
  props[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-contacts-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbContactsView, name)
  BIND (bin);
  BIND (stale);
  BIND (stale_count);
  BIND (states);
  BIND (message);
  BIND (header);
  BIND (rows);
#undef BIND
  for (guint i = 0; i < GB_N_CONTACT_COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("title%u", i);

      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                 G_STRUCT_OFFSET (GbContactsView, titles) + i * sizeof (GtkLabel *));
    }
  gtk_widget_class_install_action (widget_class, "contacts.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "contacts.change", "s", change_action);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
}

static void
gb_contacts_view_init (GbContactsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GB_N_CONTACT_COLUMNS; i++)
    {
      self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->columns[i], GTK_WIDGET (self->titles[i]));
    }
}

/**
 * gb_contacts_view_set_store:
 * @store: an open store
 *
 * Once.
 */
void
gb_contacts_view_set_store (GbContactsView *self,
                            GbStore        *store)
{
  g_return_if_fail (GB_IS_CONTACTS_VIEW (self) && self->reading == NULL);

  self->reading = gb_reading_new (store, TYPES, read_contacts, contacts_free);
  g_signal_connect_object (self->reading, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gb_contacts_view_get_shown:
 *
 * Returns: (transfer none) (nullable) (element-type GbContact): what its rows show; nobody changes it
 */
GPtrArray *
gb_contacts_view_get_shown (GbContactsView *self)
{
  const Contacts *contacts;
  gboolean stale;

  g_return_val_if_fail (GB_IS_CONTACTS_VIEW (self), NULL);

  contacts = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;
  stale = gtk_toggle_button_get_active (self->stale);
  return contacts != NULL ? contacts->contacts[stale ? GB_CONTACT_FILTER_STALE : GB_CONTACT_FILTER_ALL] : NULL;
}

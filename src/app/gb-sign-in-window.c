/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-in-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-compat.h"
#include "gb-dialog.h"
#include "gb-sign-in.h"

/**
 * GbSignInWindow:
 *
 * Makes this machine known to the province: with a code, or by signing in on another device. Nothing is
 * asked here that could be somebody's password, and a certificate that is wrong cannot be let pass.
 */
struct _GbSignInWindow
{
  AdwWindow parent_instance;

  GtkStack *stack; /* the template's */
  GtkLabel *problem;
  GtkEditable *endpoint;
  GtkEditable *name;
  AdwActionRow *authority_row;
  GtkEditable *code;
  GtkWidget *with_code;
  GtkWidget *with_device;
  GtkLinkButton *address;
  GtkLabel *address_text;
  GtkLabel *user_code;

  GbServices *services;      /* (owned) */
  GbSignIn *sign_in;         /* (owned) (nullable): under way */
  GCancellable *cancellable; /* (owned): of what is under way */
  char *ca_file;             /* (owned) (nullable) */
  gboolean by_device;
};

G_DEFINE_FINAL_TYPE (GbSignInWindow, gb_sign_in_window, ADW_TYPE_WINDOW)

/* (transfer full) */
static char *
trimmed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
update_buttons (GbSignInWindow *self)
{
  g_autofree char *endpoint = trimmed (self->endpoint);
  g_autofree char *code = trimmed (self->code);

  gtk_widget_set_sensitive (self->with_device, *endpoint != '\0');
  gtk_widget_set_sensitive (self->with_code, *endpoint != '\0' && *code != '\0');
}

/* (transfer full) of @error: back to the form, which says what can be done. */
static void
fail (GbSignInWindow *self,
      GError         *error)
{
  g_clear_object (&self->sign_in);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_stack_set_visible_child_name (self->stack, "form");
    }
  g_error_free (error);
}

static void
on_signed_in_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GbSignInWindow) self = user_data;
  GError *error = NULL;
  g_autoptr (GbAccount) account = gb_sign_in_finish (GB_SIGN_IN (source), result, &error);

  if (account == NULL)
    {
      fail (self, error);
      return;
    }
  gb_services_enrolled (self->services, account);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_user_code_cb (GbSignInWindow *self)
{
  const char *address = gb_sign_in_get_address (self->sign_in);
  const char *whole = gb_sign_in_get_whole_address (self->sign_in);

  gtk_label_set_label (self->address_text, address);
  gtk_link_button_set_uri (self->address, whole != NULL ? whole : address);
  gtk_label_set_label (self->user_code, gb_sign_in_get_user_code (self->sign_in));
  gtk_stack_set_visible_child_name (self->stack, "device");
}

static void
begin (GbSignInWindow *self,
       GbStore        *store)
{
  g_autofree char *endpoint = trimmed (self->endpoint);
  g_autofree char *name = trimmed (self->name);
  g_autofree char *code = trimmed (self->code);
  const GbSignInOptions options = { endpoint, self->ca_file, name };
  GError *error = NULL;

  self->sign_in = gb_sign_in_new (store, &options, &error);
  if (self->sign_in == NULL)
    {
      fail (self, error);
      return;
    }
  g_signal_connect_object (self->sign_in, "notify::user-code", G_CALLBACK (on_user_code_cb), self, G_CONNECT_SWAPPED);
  if (self->by_device)
    gb_sign_in_with_device_async (self->sign_in, self->cancellable, on_signed_in_cb, g_object_ref (self));
  else
    gb_sign_in_with_code_async (self->sign_in, code, self->cancellable, on_signed_in_cb, g_object_ref (self));
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSignInWindow) self = user_data;
  GError *error = NULL;
  GbStore *store = gb_services_open_finish (GB_SERVICES (source), result, &error);

  if (store == NULL)
    fail (self, error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    begin (self, store);
}

static void
start (GbSignInWindow *self,
       gboolean        by_device)
{
  self->by_device = by_device;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gb_services_open_async (self->services, on_opened_cb, g_object_ref (self));
}

static void
with_code_cb (GbSignInWindow *self)
{
  if (gtk_widget_get_sensitive (self->with_code))
    start (self, FALSE);
}

static void
with_device_cb (GbSignInWindow *self)
{
  start (self, TRUE);
}

/* --- the province's authority ------------------------------------------------------------------ */

static void
on_authority_chosen_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GbSignInWindow) self = user_data;
  g_autoptr (GFile) file = gb_compat_open_file_finish (result, NULL);
  g_autofree char *name = NULL;

  if (file == NULL)
    return;
  g_free (self->ca_file);
  self->ca_file = g_file_get_path (file);
  name = g_file_get_basename (file);
  adw_action_row_set_subtitle (self->authority_row, name);
}

static void
choose_authority_cb (GbSignInWindow *self)
{
  gb_compat_open_file_async (GTK_WINDOW (self), _("The province's own certificate authority"), _("Certificates"), "*.[cp][er][mrt]",
                             self->cancellable, on_authority_chosen_cb, g_object_ref (self));
}

/* --- object ------------------------------------------------------------------------------------ */

/* Whoever closes the window waits for nothing any more. */
static gboolean
gb_sign_in_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (GB_SIGN_IN_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (gb_sign_in_window_parent_class)->close_request (window);
}

static void
gb_sign_in_window_dispose (GObject *object)
{
  GbSignInWindow *self = GB_SIGN_IN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (gb_sign_in_window_parent_class)->dispose (object);
}

static void
gb_sign_in_window_finalize (GObject *object)
{
  GbSignInWindow *self = GB_SIGN_IN_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->ca_file);

  G_OBJECT_CLASS (gb_sign_in_window_parent_class)->finalize (object);
}

static void
gb_sign_in_window_class_init (GbSignInWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_sign_in_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_sign_in_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gb_sign_in_window_close_request;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/sign-in-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbSignInWindow, child)
  BIND (stack);
  BIND (problem);
  BIND (endpoint);
  BIND (name);
  BIND (authority_row);
  BIND (code);
  BIND (with_code);
  BIND (with_device);
  BIND (address);
  BIND (address_text);
  BIND (user_code);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
  gtk_widget_class_bind_template_callback (widget_class, with_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, with_device_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_authority_cb);
}

static void
gb_sign_in_window_init (GbSignInWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_sign_in_window_present:
 * @parent: the window it belongs to
 * @services: what is told of the account
 *
 * Returns: (transfer none): the window
 */
GbSignInWindow *
gb_sign_in_window_present (GtkWindow  *parent,
                           GbServices *services)
{
  GbSignInWindow *self = g_object_new (GB_TYPE_SIGN_IN_WINDOW, "transient-for", parent, NULL);
  const GbAccount *account = gb_services_get_account (services);

  self->services = g_object_ref (services);
  gtk_editable_set_text (self->endpoint, account != NULL ? account->endpoint : "https://");
  gtk_editable_set_text (self->name, g_get_host_name ());
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (account != NULL ? self->code : self->endpoint));
  gb_dialog_present (GTK_WINDOW (self));
  return self;
}

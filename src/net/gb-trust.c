/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-trust.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>

struct _GbTrust
{
  gatomicrefcount count;
  GTlsDatabase *database; /* (owned): the province's certificate authority */
};

/**
 * gb_trust_new:
 * @ca_file: the province's certificate authority, PEM
 * @error: %GB_NET_ERROR_TLS
 *
 * Returns: (transfer full): what is trusted beside the system's authorities, or %NULL
 */
GbTrust *
gb_trust_new (const char *ca_file,
              GError    **error)
{
  g_autofree char *path = g_canonicalize_filename (ca_file, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &cause);
  GList *certificates = NULL;
  GbTrust *self;

  /* A file without any certificate makes a database that trusts nobody: better said at once. */
  if (database != NULL)
    certificates = g_tls_certificate_list_new_from_file (path, &cause);
  if (certificates == NULL)
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_TLS, _("The certificates in “%s” cannot be read: %s"), ca_file,
                   cause != NULL ? cause->message : _("there are none"));
      return NULL;
    }
  g_list_free_full (certificates, g_object_unref);
  self = g_new0 (GbTrust, 1);
  g_atomic_ref_count_init (&self->count);
  self->database = g_steal_pointer (&database);
  return self;
}

GbTrust *
gb_trust_ref (GbTrust *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
gb_trust_unref (GbTrust *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_object_unref (self->database);
  g_free (self);
}

/* The system does not trust it. It is looked at anew, with name and dates, as the province's own. */
static gboolean
on_accept_certificate_cb (SoupMessage         *message,
                          GTlsCertificate     *certificate,
                          GTlsCertificateFlags errors,
                          gpointer             user_data)
{
  GbTrust *self = user_data;
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity = NULL;

  if (!(errors & G_TLS_CERTIFICATE_UNKNOWN_CA))
    return FALSE;
  identity = g_network_address_new (g_uri_get_host (uri), (guint16) MAX (g_uri_get_port (uri), 0));
  return g_tls_database_verify_chain (self->database, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                      identity, NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL)
         == G_TLS_CERTIFICATE_NO_FLAGS;
}

static void
on_watch_ended_cb (gpointer  data,
                   GClosure *closure)
{
  gb_trust_unref (data);
}

/**
 * gb_trust_watch:
 * @self: (nullable): what is trusted beside the system's authorities
 * @message: a message that was not sent yet
 *
 * Everything else that is wrong with a certificate ends the connection; nobody is asked.
 */
void
gb_trust_watch (GbTrust     *self,
                SoupMessage *message)
{
  if (self != NULL)
    g_signal_connect_data (message, "accept-certificate", G_CALLBACK (on_accept_certificate_cb),
                           gb_trust_ref (self), on_watch_ended_cb, 0);
}

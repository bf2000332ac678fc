/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-net-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (gb-net-error-quark, gb_net_error)

/**
 * gb_net_error_from_io:
 * @cause: what GIO or libsoup reported
 * @in_body: whether the answer had already begun
 *
 * Translates a fault of the transport. A cancellation stays what it is.
 *
 * Returns: (transfer full): an error of %GB_NET_ERROR or %G_IO_ERROR_CANCELLED
 */
GError *
gb_net_error_from_io (const GError *cause,
                      gboolean      in_body)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (cause->domain == G_TLS_ERROR && cause->code == G_TLS_ERROR_BAD_CERTIFICATE)
    return g_error_new (GB_NET_ERROR, GB_NET_ERROR_TLS,
                        _("The endpoint's certificate cannot be trusted: %s"), cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (GB_NET_ERROR, GB_NET_ERROR_TIMEOUT,
                        _("The endpoint did not answer in time; the network may be slow. What came stays, and "
                          "the next try goes on there."));
  if (in_body)
    return g_error_new (GB_NET_ERROR, GB_NET_ERROR_CUT,
                        _("The connection broke off in the middle of an answer; what came before stays, and the "
                          "next try goes on there (%s)"), cause->message);
  /* Of a link that broke during the handshake GIO says what it says of who speaks no TLS: neither is about trust. */
  if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_NOT_TLS && cause->code != G_TLS_ERROR_EOF
      && cause->code != G_TLS_ERROR_MISC)
    return g_error_new (GB_NET_ERROR, GB_NET_ERROR_TLS, _("No safe connection to the endpoint: %s"),
                        cause->message);
  return g_error_new (GB_NET_ERROR, GB_NET_ERROR_OFFLINE,
                      _("The endpoint cannot be reached; is this machine connected to a network? What is here can "
                        "be used without one (%s)"),
                      cause->message);
}

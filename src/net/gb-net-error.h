/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbNetError:
 * @GB_NET_ERROR_ADDRESS: the endpoint's address is none, or not secure
 * @GB_NET_ERROR_TOKEN: there is no token to show, or its file cannot be read
 * @GB_NET_ERROR_OFFLINE: the endpoint cannot be reached; try when the network is back
 * @GB_NET_ERROR_TIMEOUT: reached, but it did not answer in time
 * @GB_NET_ERROR_CUT: the answer broke off in the middle; ask for less
 * @GB_NET_ERROR_TLS: the connection is not safe: unknown or expired certificate
 * @GB_NET_ERROR_UNAUTHORIZED: sign in again (401)
 * @GB_NET_ERROR_CODE: the endpoint does not accept the code, or does not know who signed in (403)
 * @GB_NET_ERROR_DENIED: whoever was asked to sign in refused
 * @GB_NET_ERROR_EXPIRED: nobody signed in as long as the code was good
 * @GB_NET_ERROR_REVOKED: the workstation's access was withdrawn (403, type `/revoked`)
 * @GB_NET_ERROR_FORBIDDEN: the token's scope does not reach that far (403)
 * @GB_NET_ERROR_GONE: the cursor is no longer known; pull from the start (410)
 * @GB_NET_ERROR_NOT_OUR_SERVER: somebody else answered: a login page of a Wi-Fi network, a proxy
 * @GB_NET_ERROR_TOO_LARGE: the answer is bigger than was asked for; ask for less or give up
 * @GB_NET_ERROR_BUSY: the endpoint asks to come later (429, 503)
 * @GB_NET_ERROR_SERVER: a fault of the endpoint (5xx)
 * @GB_NET_ERROR_PROTOCOL: an answer that the protocol does not know
 *
 * What went wrong, by what a caller can do about it.
 */
typedef enum
{
  GB_NET_ERROR_ADDRESS,
  GB_NET_ERROR_TOKEN,
  GB_NET_ERROR_OFFLINE,
  GB_NET_ERROR_TIMEOUT,
  GB_NET_ERROR_CUT,
  GB_NET_ERROR_TLS,
  GB_NET_ERROR_UNAUTHORIZED,
  GB_NET_ERROR_CODE,
  GB_NET_ERROR_DENIED,
  GB_NET_ERROR_EXPIRED,
  GB_NET_ERROR_REVOKED,
  GB_NET_ERROR_FORBIDDEN,
  GB_NET_ERROR_GONE,
  GB_NET_ERROR_NOT_OUR_SERVER,
  GB_NET_ERROR_TOO_LARGE,
  GB_NET_ERROR_BUSY,
  GB_NET_ERROR_SERVER,
  GB_NET_ERROR_PROTOCOL,
} GbNetError;

#define GB_NET_ERROR (gb_net_error_quark ())
GQuark  gb_net_error_quark    (void);

GError *gb_net_error_from_io  (const GError *cause,
                               gboolean      in_body);

G_END_DECLS

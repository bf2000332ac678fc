/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbHubError:
 * @GB_HUB_ERROR_DATABASE: the hub's database cannot be opened or written
 * @GB_HUB_ERROR_INPUT: a whole file cannot be understood, nothing of it was taken
 * @GB_HUB_ERROR_CURSOR: a cursor is none of this hub's form, or of another scope or group
 * @GB_HUB_ERROR_GONE: a cursor's change is not in this hub's log (any more): pull from the start
 * @GB_HUB_ERROR_SCOPE: a text is no scope, or lies beyond the token's
 * @GB_HUB_ERROR_LISTEN: the address cannot be listened on
 * @GB_HUB_ERROR_USAGE: the command line cannot be understood
 * @GB_HUB_ERROR_IDENTITY: the identity provider does not vouch for who signs in
 * @GB_HUB_ERROR_UNAVAILABLE: the identity provider cannot be asked now
 */
typedef enum
{
  GB_HUB_ERROR_DATABASE,
  GB_HUB_ERROR_INPUT,
  GB_HUB_ERROR_CURSOR,
  GB_HUB_ERROR_GONE,
  GB_HUB_ERROR_SCOPE,
  GB_HUB_ERROR_LISTEN,
  GB_HUB_ERROR_USAGE,
  GB_HUB_ERROR_IDENTITY,
  GB_HUB_ERROR_UNAVAILABLE,
} GbHubError;

#define GB_HUB_ERROR (gb_hub_error_quark ())
GQuark gb_hub_error_quark (void);

G_END_DECLS

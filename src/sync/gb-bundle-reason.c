/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a bundle was refused, for scripts and for headings. */
#include "gb-bundle-reason.h"

#include "gb-store-error.h"
#include "gb-sync-error.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *label;
} reasons[] = {
  { "older", N_("Nothing new in this bundle") },
  { "gap", N_("Something is missing before this bundle") },
  { "other-feed", N_("This bundle continues another hub's data") },
  { "other-scope", N_("This bundle is for another place") },
  { "truncated", N_("This bundle is cut short") },
  { "tampered", N_("This bundle was damaged or changed") },
  { "wrong-key", N_("This bundle is not for this machine") },
  { "not-a-bundle", N_("This file is no bundle") },
};

static const char *
reason_of_wire (GbWireError code)
{
  switch (code)
    {
    case GB_WIRE_ERROR_TRUNCATED:
      return "truncated";
    case GB_WIRE_ERROR_SIGNER:
    case GB_WIRE_ERROR_RECIPIENT:
    case GB_WIRE_ERROR_SEAL:
      return "wrong-key";
    case GB_WIRE_ERROR_SYNTAX:
    case GB_WIRE_ERROR_VALUE:
      return "not-a-bundle";
    default:
      return "tampered";
    }
}

/**
 * gb_bundle_reason:
 * @error: of importing a bundle
 *
 * Returns: (transfer none) (nullable): "older", "gap", "other-feed", "other-scope", "truncated",
 *   "tampered", "wrong-key" or "not-a-bundle"; %NULL when the bundle is not to blame
 */
const char *
gb_bundle_reason (const GError *error)
{
  if (error->domain == GB_WIRE_ERROR)
    return reason_of_wire (error->code);
  if (g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE))
    return "other-scope";
  if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_OLDER))
    return "older";
  if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_GAP))
    return "gap";
  if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_FEED))
    return "other-feed";
  if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_KIND))
    return "not-a-bundle";
  return NULL;
}

/**
 * gb_bundle_reason_label:
 * @reason: of gb_bundle_reason()
 *
 * Returns: (transfer none): a heading for the user
 */
const char *
gb_bundle_reason_label (const char *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].name, reason) == 0)
      return _(reasons[i].label);
  return _("The bundle was not taken");
}

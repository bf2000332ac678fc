/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of what can go wrong in a run. The sync log keeps them in place of messages, which may name
 * files, addresses, or whatever another machine said. */
#include "gb-sync-problem.h"

#include "gb-net-error.h"
#include "gb-store-error.h"
#include "gb-sync-error.h"
#include "gb-wire-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  int code;
  const char *name;
  const char *label;
} Problem;

#define NET(code, name, label) { GB_NET_ERROR_##code, "net." name, label }
#define STORE(code, name, label) { GB_STORE_ERROR_##code, "cache." name, label }
#define SYNC(code, name, label) { GB_SYNC_ERROR_##code, "sync." name, label }
#define WIRE(code, name, label) { GB_WIRE_ERROR_##code, "bundle." name, label }

static const Problem network[] = {
  NET (ADDRESS, "address", N_("the endpoint's address cannot be used")),
  NET (TOKEN, "token", N_("not signed in")),
  NET (OFFLINE, "offline", N_("the endpoint cannot be reached")),
  NET (TIMEOUT, "timeout", N_("no answer in time")),
  NET (CUT, "cut", N_("the answers broke off")),
  NET (TLS, "tls", N_("the connection is not safe")),
  NET (UNAUTHORIZED, "unauthorized", N_("to be signed in again")),
  NET (REVOKED, "revoked", N_("access was withdrawn")),
  NET (FORBIDDEN, "forbidden", N_("not within this workstation's scope")),
  NET (GONE, "gone", N_("the endpoint does not know the position")),
  NET (NOT_OUR_SERVER, "not-our-server", N_("somebody else answered, perhaps the network's sign-in page")),
  NET (TOO_LARGE, "too-large", N_("the answer is larger than was asked for")),
  NET (BUSY, "busy", N_("the endpoint asks to come later")),
  NET (SERVER, "server", N_("a fault of the endpoint")),
  NET (PROTOCOL, "protocol", N_("an answer that nobody understands")),
};

static const Problem caches[] = {
  STORE (READ_ONLY, "read-only", N_("the data file cannot be written")),
  STORE (NO_SPACE, "no-space", N_("the disk is full")),
  STORE (CORRUPT, "corrupt", N_("the data file is damaged")),
  STORE (BUSY, "busy", N_("another program holds the data file")),
  STORE (OTHER_SCOPE, "other-scope", N_("the data are of another scope")),
  STORE (GAP, "gap", N_("something is missing in between")),
  STORE (CLOSED, "closed", N_("the program was ending")),
};

static const Problem runs[] = {
  SYNC (BUSY, "busy", N_("another program was fetching")),
  SYNC (NO_ACCOUNT, "no-account", N_("no endpoint was given")),
  SYNC (LOW_DISK, "low-disk", N_("too little free disk")),
  SYNC (BAD_PAGE, "bad-page", N_("a page that cannot be taken")),
  SYNC (NOT_ENROLLED, "not-enrolled", N_("this machine is not enrolled")),
  SYNC (BUNDLE_OLDER, "bundle-older", N_("the bundle has nothing new")),
  SYNC (BUNDLE_GAP, "bundle-gap", N_("something is missing before the bundle")),
  SYNC (BUNDLE_FEED, "bundle-feed", N_("the bundle is of another feed")),
  SYNC (BUNDLE_KIND, "bundle-kind", N_("the bundle is meant for the hub")),
};

static const Problem bundles[] = {
  WIRE (TRUNCATED, "truncated", N_("the bundle is cut short")),
  WIRE (TAMPERED, "tampered", N_("the bundle was damaged or changed")),
  WIRE (SIGNER, "signer", N_("the bundle is not of our hub")),
  WIRE (RECIPIENT, "recipient", N_("the bundle is for another machine")),
  WIRE (SYNTAX, "format", N_("the file is no bundle")),
  WIRE (VALUE, "contents", N_("the bundle's contents cannot be read")),
};

static const Problem other = { 0, "other", N_("something unforeseen") };

static const Problem *
find_code (const Problem *problems,
           gsize          n_problems,
           int            code)
{
  for (gsize i = 0; i < n_problems; i++)
    if (problems[i].code == code)
      return &problems[i];
  return &other;
}

static const Problem *
find_name (const Problem *problems,
           gsize          n_problems,
           const char    *name)
{
  for (gsize i = 0; i < n_problems; i++)
    if (g_str_equal (problems[i].name, name))
      return &problems[i];
  return NULL;
}

/**
 * gb_sync_problem_name:
 * @error: why a run broke off
 *
 * Returns: a name of its kind that tells nothing of anybody, "net.offline"
 */
const char *
gb_sync_problem_name (const GError *error)
{
  if (error->domain == GB_NET_ERROR)
    return find_code (network, G_N_ELEMENTS (network), error->code)->name;
  if (error->domain == GB_STORE_ERROR)
    return find_code (caches, G_N_ELEMENTS (caches), error->code)->name;
  if (error->domain == GB_SYNC_ERROR)
    return find_code (runs, G_N_ELEMENTS (runs), error->code)->name;
  if (error->domain == GB_WIRE_ERROR)
    return find_code (bundles, G_N_ELEMENTS (bundles), error->code)->name;
  return other.name;
}

/**
 * gb_sync_problem_label:
 * @name: as of gb_sync_problem_name()
 *
 * Returns: the same in words; those of an unforeseen one where @name is of another version
 */
const char *
gb_sync_problem_label (const char *name)
{
  const Problem *found = find_name (network, G_N_ELEMENTS (network), name);

  if (found == NULL)
    found = find_name (caches, G_N_ELEMENTS (caches), name);
  if (found == NULL)
    found = find_name (runs, G_N_ELEMENTS (runs), name);
  if (found == NULL)
    found = find_name (bundles, G_N_ELEMENTS (bundles), name);
  return _(found != NULL ? found->label : other.label);
}

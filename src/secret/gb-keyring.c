/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "gb-sandbox.h"
#include "gb-secret-error.h"

#define CACHE { "cache", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING }
#define ENDPOINT { "endpoint", SECRET_SCHEMA_ATTRIBUTE_STRING }

/* The user's keyring by the Secret Service (D-Bus) or, in a sandbox, the secret portal. Everything here
 * blocks, and may ask the user to unlock the keyring: it is for a thread that may wait. */
static const struct
{
  SecretSchema schema;
  gboolean with_endpoint;
  const char *label;
} kinds[] = {
  [GB_KEYRING_KIND_KEY] = { { "io.github.giaoban.GiaoBan.Key", SECRET_SCHEMA_NONE, { CACHE } }, FALSE,
                       N_ ("Giao Ban: key of the data in %s") },
  [GB_KEYRING_KIND_NEXT_KEY] = { { "io.github.giaoban.GiaoBan.NextKey", SECRET_SCHEMA_NONE, { CACHE } },
                            FALSE, N_ ("Giao Ban: new key of the data in %s") },
  [GB_KEYRING_KIND_TOKEN] = { { "io.github.giaoban.GiaoBan.Token", SECRET_SCHEMA_NONE,
                           { CACHE, ENDPOINT } }, TRUE, N_ ("Giao Ban: access for the data in %s") },
  [GB_KEYRING_KIND_WORKSTATION] = { { "io.github.giaoban.GiaoBan.Workstation", SECRET_SCHEMA_NONE,
                                 { CACHE } }, FALSE,
                               N_ ("Giao Ban: this workstation, for the data in %s") },
};

/* The file that libsecret keeps in a sandbox does not tell one schema from another: what has the same attributes takes the
 * place of what is there. The Secret Service does, and has items without this attribute. */
static gboolean
tells_kinds_by_attribute (void)
{
  return gb_sandbox_is_inside () || g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

static GHashTable *
make_attributes (GbKeyringKind kind,
                 const char   *cache,
                 const char   *endpoint)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "cache", g_canonicalize_filename (cache, NULL));
  if (kinds[kind].with_endpoint && endpoint != NULL)
    g_hash_table_insert (attributes, (gpointer) "endpoint", g_strdup (endpoint));
  if (tells_kinds_by_attribute ())
    g_hash_table_insert (attributes, (gpointer) "kind", g_strdup (kinds[kind].schema.name));
  return attributes;
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOCKED,
                       _("The keyring is locked and was not unlocked. Unlock it, then try again; nothing is "
                         "stored without its key."));
}

/* (transfer full) of @cause: what libsecret and D-Bus say, as what the user can do. A keyring that was
 * never set up and whose setting-up was dismissed shows as a collection that does not exist. */
static void
take_cause (GError  *cause,
            GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    set_locked (error);
  else
    g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_UNAVAILABLE,
                 _("No keyring can be reached (%s). Sign in to a desktop that keeps one; nothing is stored without its key."),
                 cause->message);
  g_error_free (cause);
}

/* A look-up that finds nothing and one that the user did not unlock look alike; the items do not. */
static gboolean
any_locked (GList *items)
{
  for (GList *item = items; item != NULL; item = item->next)
    if (SECRET_IS_ITEM (item->data) && secret_item_get_locked (item->data))
      return TRUE;
  return FALSE;
}

/**
 * gb_keyring_lookup:
 * @cache: the cache's file
 * @endpoint: (nullable): of a token
 * @secret: (out) (transfer full) (nullable): what the keyring has, %NULL when it has none
 *
 * Asks the user to unlock the keyring when what is wanted is in a locked one.
 *
 * Returns: whether the keyring could be asked; otherwise %GB_SECRET_ERROR_LOCKED,
 *   %GB_SECRET_ERROR_UNAVAILABLE or %G_IO_ERROR_CANCELLED
 */
gboolean
gb_keyring_lookup (GbKeyringKind kind,
                   const char   *cache,
                   const char   *endpoint,
                   char        **secret,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (kind, cache, endpoint);
  const SecretSchema *schema = &kinds[kind].schema;
  GError *cause = NULL;
  gboolean locked;
  GList *items;

  *secret = NULL;
  items = secret_password_searchv_sync (schema, attributes, SECRET_SEARCH_ALL, cancellable, &cause);
  locked = any_locked (items);
  g_list_free_full (items, g_object_unref);
  if (cause == NULL)
    *secret = secret_password_lookupv_nonpageable_sync (schema, attributes, cancellable, &cause);
  if (cause != NULL)
    {
      take_cause (cause, error);
      return FALSE;
    }
  if (*secret == NULL && locked)
    {
      set_locked (error);
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_keyring_store:
 * @cache: the cache's file
 * @endpoint: (nullable): of a token
 * @secret: what to keep, in place of what was kept before
 *
 * Returns: whether the keyring has it; otherwise as gb_keyring_lookup()
 */
gboolean
gb_keyring_store (GbKeyringKind kind,
                  const char   *cache,
                  const char   *endpoint,
                  const char   *secret,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (kind, cache, endpoint);
  g_autofree char *name = g_filename_display_name (cache);
  g_autoptr (GString) label = g_string_new (_(kinds[kind].label));
  GError *cause = NULL;

  g_string_replace (label, "%s", name, 1);
  if (secret_password_storev_sync (&kinds[kind].schema, attributes, SECRET_COLLECTION_DEFAULT, label->str,
                                   secret, cancellable, &cause))
    return TRUE;
  if (cause != NULL)
    take_cause (cause, error);
  else
    set_locked (error);
  return FALSE;
}

/**
 * gb_keyring_clear:
 * @cache: the cache's file
 *
 * Takes out what is kept, whatever the endpoint.
 *
 * Returns: whether the keyring has none; otherwise as gb_keyring_lookup()
 */
gboolean
gb_keyring_clear (GbKeyringKind kind,
                  const char   *cache,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (kind, cache, NULL);
  g_autoptr (GbKeyringSecret) left = NULL;
  GError *cause = NULL;

  secret_password_clearv_sync (&kinds[kind].schema, attributes, cancellable, &cause);
  if (cause != NULL)
    {
      take_cause (cause, error);
      return FALSE;
    }
  /* Nothing was there, or nothing was unlocked? */
  if (!gb_keyring_lookup (kind, cache, NULL, &left, cancellable, error))
    return FALSE;
  if (left == NULL)
    return TRUE;
  set_locked (error);
  return FALSE;
}

/**
 * gb_keyring_secret_free:
 * @secret: (nullable) (transfer full): what gb_keyring_lookup() gave
 */
void
gb_keyring_secret_free (char *secret)
{
  secret_password_free (secret);
}

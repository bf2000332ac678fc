/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions that a workstation wrote to a file and somebody carried here: see data/api/bundle.md. */
#include "gb-hub-hand-in.h"

#include "gb-bundle-reader.h"
#include "gb-hub-actions.h"
#include "gb-hub-error.h"
#include "gb-hub-keys.h"
#include "gb-hub-workstation.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

/**
 * gb_hub_hand_in_free:
 * @self: (transfer full): what was taken in
 */
void
gb_hub_hand_in_free (GbHubHandIn *self)
{
  g_clear_pointer (&self->header, gb_bundle_header_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self->name);
  g_free (self);
}

static gboolean
may_hand_in (const GbBundleHeader        *header,
             const GbHubKnownWorkstation *workstation,
             gboolean                     accept_revoked,
             GError                     **error)
{
  if (header->kind != GB_BUNDLE_KIND_ACTIONS)
    g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE,
                         _("This bundle is for a workstation and brings the hub nothing"));
  else if (workstation->id == NULL || !workstation->has_keys)
    g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SIGNER, _("This hub knows no workstation “%s” that could hand it in"),
                 header->workstation);
  else if (workstation->revoked != 0 && !accept_revoked)
    g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE,
                         _("the workstation's access was withdrawn; --accept-revoked takes in what it left all the same"));
  else
    return TRUE;
  return FALSE;
}

/* As if the workstation had sent them with its token. */
static gboolean
run_actions (GbHub            *hub,
             const GbHubToken *token,
             GbBundleReader   *reader,
             GPtrArray        *results,
             GError          **error)
{
  GbBundleItem item;

  while (TRUE)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) messages = NULL, some = NULL;

      if (!gb_bundle_reader_next (reader, &item, &bytes, NULL, error))
        return FALSE;
      if (item == GB_BUNDLE_ITEM_END)
        return TRUE;
      if (item != GB_BUNDLE_ITEM_ACTIONS)
        {
          g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("The file holds something else than actions"));
          return FALSE;
        }
      messages = gb_action_codec_decode (bytes, error);
      if (messages == NULL)
        return FALSE;
      some = gb_hub_actions_run (hub, token, messages);
      g_ptr_array_extend_and_steal (results, g_steal_pointer (&some));
    }
}

static gboolean
check (GbHub                       *hub,
       GbBundleReader              *reader,
       const GbHubKnownWorkstation *workstation,
       GError                     **error)
{
  g_autoptr (GbSealKeys) keys = gb_hub_load_keys (hub, error);

  return keys != NULL && gb_bundle_reader_check (reader, workstation->ed25519, keys, NULL, error);
}

/* (transfer full): read anew, for the reader keeps its own */
static GbBundleHeader *
copy_header (const GbBundleHeader *header)
{
  GbBundleHeader *copy = gb_bundle_header_new (header->kind, header->workstation, header->scope, header->made_at);

  copy->id = g_strdup (header->id);
  copy->sender = g_strdup (header->sender);
  copy->feed_id = g_strdup (header->feed_id);
  copy->n_actions = header->n_actions;
  for (guint i = 0; i < header->groups->len; i++)
    {
      const GbBundleGroup *group = header->groups->pdata[i];

      gb_bundle_header_add_group (copy, group->name, group->from);
    }
  return copy;
}

/**
 * gb_hub_hand_in_take:
 * @file: a file of actions
 * @accept_revoked: whether a workstation whose access was withdrawn may hand it in
 *
 * Applies the actions of a file as if its workstation had sent them. The same file again changes
 * nothing and is answered the same.
 *
 * Returns: (transfer full) (nullable): what became of them; %NULL with an error of #GbWireError when
 *   the file cannot be taken, %GB_HUB_ERROR_USAGE, an error of #GbSqlError or #GIOErrorEnum
 */
GbHubHandIn *
gb_hub_hand_in_take (GbHub    *hub,
                     GFile    *file,
                     gboolean  accept_revoked,
                     GError  **error)
{
  g_autoptr (GbBundleReader) reader = gb_bundle_reader_open (file, NULL, error);
  g_auto (GbHubKnownWorkstation) workstation = { NULL };
  g_autoptr (GbHubHandIn) self = NULL;
  g_auto (GbHubToken) token = { .state = GB_HUB_TOKEN_VALID };
  const GbBundleHeader *header;

  if (reader == NULL)
    return NULL;
  header = gb_bundle_reader_get_header (reader);
  if (!gb_hub_workstation_load (hub, header->workstation, &workstation, error)
      || !may_hand_in (header, &workstation, accept_revoked, error) || !check (hub, reader, &workstation, error)
      || !gb_hub_scope_parse (&token.scope, workstation.scope, error))
    return NULL;
  token.workstation = g_strdup (workstation.id);
  token.name = g_strdup (workstation.name);
  self = g_new0 (GbHubHandIn, 1);
  self->header = copy_header (header);
  self->name = g_strdup (workstation.name);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_result_free);
  return run_actions (hub, &token, reader, self->results, error) ? g_steal_pointer (&self) : NULL;
}

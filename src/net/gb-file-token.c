/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-file-token.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/**
 * GbFileToken:
 *
 * A token in a file, for machines without a Secret Service: servers, cron, tests. The file is only
 * ever read, and refused when others may read it, too.
 */
struct _GbFileToken
{
  GObject parent_instance;

  char *path; /* (owned) */
};

static void gb_file_token_iface_init (GbTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbFileToken, gb_file_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_TOKEN_PROVIDER, gb_file_token_iface_init))

static void
on_file_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbFileToken *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  if (!g_file_load_contents_finish (G_FILE (object), result, &contents, NULL, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                                 _("The token file “%s” cannot be read: %s"), self->path, error->message);
      return;
    }

  g_strstrip (contents);
  if (!gb_token_is_well_formed (contents))
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                             _("The file “%s” holds no token"), self->path);
  else
    g_task_return_pointer (task, g_steal_pointer (&contents), g_free);
}

static void
gb_file_token_lookup_async (GbTokenProvider    *provider,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GbFileToken *self = GB_FILE_TOKEN (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  GStatBuf info;

  g_task_set_source_tag (task, gb_file_token_lookup_async);
  if (g_stat (self->path, &info) == 0 && (info.st_mode & 0077) != 0)
    {
      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                               _("The token file “%s” must be readable for you alone: chmod 600"), self->path);
      return;
    }
  g_file_load_contents_async (file, cancellable, on_file_loaded_cb, g_steal_pointer (&task));
}

static char *
gb_file_token_lookup_finish (GbTokenProvider *provider,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gb_file_token_iface_init (GbTokenProviderInterface *iface)
{
  iface->lookup_async = gb_file_token_lookup_async;
  iface->lookup_finish = gb_file_token_lookup_finish;
}

static void
gb_file_token_finalize (GObject *object)
{
  GbFileToken *self = GB_FILE_TOKEN (object);

  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (gb_file_token_parent_class)->finalize (object);
}

static void
gb_file_token_class_init (GbFileTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_file_token_finalize;
}

static void
gb_file_token_init (GbFileToken *self)
{
}

/**
 * gb_file_token_new:
 * @path: a file whose only content is the token
 *
 * Returns: (transfer full): a provider that reads @path anew at each look-up
 */
GbFileToken *
gb_file_token_new (const char *path)
{
  GbFileToken *self = g_object_new (GB_TYPE_FILE_TOKEN, NULL);

  self->path = g_strdup (path);
  return self;
}

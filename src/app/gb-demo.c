/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-demo.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "gb-config.h"
#include "gb-sql-cipher.h"

/* What the hub is asked to make: as much as phường Nghĩa Lộ and its neighbours have in half a year. */
#define DEMO_DOSSIERS "40000"
#define DEMO_FROM     "2026-03-01"
#define DEMO_TO       "2026-08-26"
#define DEMO_SEED     "1"
#define DEMO_SERVED   "2026-08-26T07:12:00+07:00"

#define READ_OUTPUT (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE)

/* The exit code of a hub that refused some records and took the rest. */
#define PARTLY_DONE 7

#define PORT_INTERVAL 50
#define PORT_TRIES    400

/**
 * GbDemo:
 *
 * The illustration (dữ liệu minh họa): a hub of our own on the loopback, with invented people and
 * dossiers, which ends with the program. Its database is made once and kept in the user's cache
 * folder.
 */
struct _GbDemo
{
  GObject parent_instance;

  char *folder;   /* (owned) */
  char *hub;      /* (owned) (nullable): the program */
  char *database; /* (owned) */
  char *unfinished; /* (owned): the database while it is being made */
  char *token_file; /* (owned) */
  char *port_file; /* (owned) */
  char *key_file; /* (owned) */
  char *cache;    /* (owned) */
  char *endpoint; /* (owned) (nullable) */
  char *step;     /* (owned) (nullable): what is being done */
  GSubprocess *server; /* (owned) (nullable) */
};

enum
{
  PROP_STEP = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbDemo, gb_demo, G_TYPE_OBJECT)

static void make_token (GTask *task);

static void
set_step (GbDemo     *self,
          const char *step)
{
  g_free (self->step);
  self->step = g_strdup (step);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
}

/* Beside our own program first: what was built or installed together belongs together. */
static char *
find_hub (void)
{
  const char *given = g_getenv ("GIAOBAN_HUB");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "giaoban-hub", NULL) : NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_find_program_in_path ("giaoban-hub");
}

static char *
find_province (void)
{
  const char *given = g_getenv ("GIAOBAN_DATADIR");

  return g_build_filename (given != NULL && *given != '\0' ? given : GB_DATA_DIR, "provinces",
                           "quang-ngai", NULL);
}

/* A hub must not outlive a window that was killed. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
run_hub (GbDemo             *self,
         GSubprocessFlags    flags,
         const char *const  *arguments,
         GError            **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  if (self->hub == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _("The program giaoban-hub is not installed; the illustration needs it"));
      return NULL;
    }
  g_ptr_array_add (argv, self->hub);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
}

/* What a finished hub printed; its last words are the error when it failed. */
static char *
take_output (GSubprocess   *process,
             GAsyncResult  *result,
             GError       **error)
{
  g_autofree char *output = NULL;
  g_autofree char *words = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &output, &words, error))
    return NULL;
  /* Partly done: a record that was refused does not keep the rest away. */
  if (g_subprocess_get_successful (process) ||
      (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == PARTLY_DONE))
    return g_steal_pointer (&output);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("The illustration cannot be prepared: %s"),
               words != NULL && *words != '\0' ? g_strstrip (words) : _("giaoban-hub failed"));
  return NULL;
}

static gboolean
on_port_timer_cb (gpointer user_data)
{
  GTask *task = user_data;
  GbDemo *self = g_task_get_source_object (task);
  guint tries = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autofree char *port = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  if (g_file_get_contents (self->port_file, &port, NULL, NULL) && strchr (port, '\n') != NULL)
    {
      self->endpoint = g_strdup_printf ("http://127.0.0.1:%s", g_strstrip (port));
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  if (tries < PORT_TRIES && g_subprocess_get_identifier (self->server) != NULL)
    {
      g_task_set_task_data (task, GUINT_TO_POINTER (tries + 1), NULL);
      return G_SOURCE_CONTINUE;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("The illustration's hub does not answer"));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
serve (GTask *task)
{
  GbDemo *self = g_task_get_source_object (task);
  const char *const arguments[] = { "serve", "--database", self->database,
                                    "--listen", "127.0.0.1:0", "--port-file", self->port_file,
                                    "--now", DEMO_SERVED, NULL };
  GError *error = NULL;

  set_step (self, _("Starting the illustration…"));
  g_unlink (self->port_file);
  self->server = run_hub (self, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, arguments, &error);
  if (self->server == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GUINT_TO_POINTER (0), NULL);
  g_timeout_add (PORT_INTERVAL, on_port_timer_cb, task);
}

static void
on_token_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbDemo *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *token = take_output (G_SUBPROCESS (source), result, &error);

  if (token == NULL ||
      !g_file_set_contents_full (self->token_file, token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_task_return_error (task, error);
  else
    serve (g_steal_pointer (&task));
}

static void
make_token (GTask *task)
{
  GbDemo *self = g_task_get_source_object (task);
  const char *const arguments[] = { "token", "--database", self->database,
                                    "--scope", GB_DEMO_SCOPE, NULL };
  GError *error = NULL;
  g_autoptr (GSubprocess) process = run_hub (self, READ_OUTPUT, arguments, &error);

  if (process != NULL)
    {
      g_subprocess_communicate_utf8_async (process, NULL, g_task_get_cancellable (task),
                                           on_token_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_seeded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbDemo *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *output = take_output (G_SUBPROCESS (source), result, &error);

  if (output == NULL)
    {
      if (g_task_get_cancellable (task) != NULL &&
          g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        g_subprocess_send_signal (G_SUBPROCESS (source), SIGTERM);
      g_task_return_error (task, error);
      return;
    }
  /* Only a database that was made to its end gets its name. */
  if (g_rename (self->unfinished, self->database) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                               _("The illustration cannot be saved in “%s”: %s"), self->folder,
                               g_strerror (errno));
      return;
    }
  make_token (g_steal_pointer (&task));
}

/* With what an interrupted run left beside it: a new file must not meet an old log. */
static void
remove_database (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (index);
}

static void
seed (GTask *task)
{
  GbDemo *self = g_task_get_source_object (task);
  g_autofree char *province = find_province ();
  const char *const arguments[] = { "seed", "--database", self->unfinished, "--province", province,
                                    "--dossiers", DEMO_DOSSIERS, "--from", DEMO_FROM, "--to",
                                    DEMO_TO, "--seed", DEMO_SEED, NULL };
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  set_step (self, _("Making invented people and dossiers. This happens once and takes a minute."));
  remove_database (self->unfinished);
  process = run_hub (self, READ_OUTPUT, arguments, &error);
  if (process != NULL)
    {
      g_subprocess_communicate_utf8_async (process, NULL, g_task_get_cancellable (task),
                                           on_seeded_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Invented people need no secret: the key lies beside the cache, so that the illustration opens on
 * machines that keep no secrets. A cache whose key is gone is made anew. */
static gboolean
make_key (GbDemo  *self,
          GError **error)
{
  g_autoptr (GbSqlKey) key = NULL;
  g_autoptr (GbSqlKeyText) text = NULL;
  g_autofree char *local = g_strconcat (self->cache, ".local", NULL);

  if (!gb_sql_can_encrypt () || g_file_test (self->key_file, G_FILE_TEST_EXISTS))
    return TRUE;
  if (gb_sql_file_kind (self->cache) == GB_SQL_FILE_SEALED)
    remove_database (self->cache);
  if (gb_sql_file_kind (local) == GB_SQL_FILE_SEALED)
    remove_database (local);
  key = gb_sql_key_new_random ();
  text = gb_sql_key_to_hex (key);
  return g_file_set_contents_full (self->key_file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

/**
 * gb_demo_start_async:
 *
 * Makes the database where there is none yet, and starts the hub.
 */
void
gb_demo_start_async (GbDemo              *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, gb_demo_start_async);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                               _("The illustration cannot be saved in “%s”: %s"), self->folder,
                               g_strerror (errno));
      return;
    }
  if (!make_key (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  gb_demo_stop (self);
  self->hub = find_hub ();
  if (g_file_test (self->database, G_FILE_TEST_EXISTS))
    make_token (g_steal_pointer (&task));
  else
    seed (g_steal_pointer (&task));
}

gboolean
gb_demo_start_finish (GbDemo        *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gb_demo_stop:
 *
 * Ends the hub, if it runs, and takes its token away.
 */
void
gb_demo_stop (GbDemo *self)
{
  g_return_if_fail (GB_IS_DEMO (self));

  if (self->server != NULL)
    {
      g_subprocess_send_signal (self->server, SIGTERM);
      g_unlink (self->token_file);
      g_unlink (self->port_file);
    }
  g_clear_object (&self->server);
  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->hub, g_free);
}

static void
gb_demo_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GbDemo *self = GB_DEMO (object);

  switch (id)
    {
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_demo_dispose (GObject *object)
{
  gb_demo_stop (GB_DEMO (object));

  G_OBJECT_CLASS (gb_demo_parent_class)->dispose (object);
}

static void
gb_demo_finalize (GObject *object)
{
  GbDemo *self = GB_DEMO (object);

  g_free (self->folder);
  g_free (self->database);
  g_free (self->unfinished);
  g_free (self->token_file);
  g_free (self->port_file);
  g_free (self->key_file);
  g_free (self->cache);
  g_free (self->step);

  G_OBJECT_CLASS (gb_demo_parent_class)->finalize (object);
}

static void
gb_demo_class_init (GbDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_demo_get_property;
  object_class->dispose = gb_demo_dispose;
  object_class->finalize = gb_demo_finalize;

  /* What is being done, for the user. */
  props[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_demo_init (GbDemo *self)
{
}

/**
 * gb_demo_new:
 * @folder: where its files are kept; made when it does not exist
 *
 * Returns: (transfer full): an illustration that was not started yet
 */
GbDemo *
gb_demo_new (const char *folder)
{
  GbDemo *self = g_object_new (GB_TYPE_DEMO, NULL);
  /* Two programs at once share the database, not the hub. */
  g_autofree char *token = g_strdup_printf ("token-%d", (int) getpid ());
  g_autofree char *port = g_strdup_printf ("port-%d", (int) getpid ());

  self->folder = g_strdup (folder);
  self->database = g_build_filename (folder, "hub.db", NULL);
  self->unfinished = g_build_filename (folder, "hub-unfinished.db", NULL);
  self->token_file = g_build_filename (folder, token, NULL);
  self->port_file = g_build_filename (folder, port, NULL);
  self->cache = g_build_filename (folder, "cache.db", NULL);
  self->key_file = g_build_filename (folder, "cache.key", NULL);
  return self;
}

/**
 * gb_demo_get_endpoint:
 *
 * Returns: (nullable): where the hub listens; %NULL before it was started
 */
const char *
gb_demo_get_endpoint (GbDemo *self)
{
  g_return_val_if_fail (GB_IS_DEMO (self), NULL);

  return self->endpoint;
}

/**
 * gb_demo_get_token_file:
 *
 * Returns: the file with the token for its hub
 */
const char *
gb_demo_get_token_file (GbDemo *self)
{
  g_return_val_if_fail (GB_IS_DEMO (self), NULL);

  return self->token_file;
}

/**
 * gb_demo_get_cache:
 *
 * Returns: the cache beside it, apart from the user's own
 */
const char *
gb_demo_get_cache (GbDemo *self)
{
  g_return_val_if_fail (GB_IS_DEMO (self), NULL);

  return self->cache;
}

/**
 * gb_demo_get_key_file:
 *
 * Returns: (nullable): the file with the cache's key; %NULL in a build without encryption
 */
const char *
gb_demo_get_key_file (GbDemo *self)
{
  g_return_val_if_fail (GB_IS_DEMO (self), NULL);

  return gb_sql_can_encrypt () ? self->key_file : NULL;
}

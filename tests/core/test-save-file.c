/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* O_TMPFILE */
#include "gb-save-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a test writes, and what goes wrong after it. */
typedef struct
{
  const char *text;
  int failure; /* a GIOErrorEnum, or -1 */
} Contents;

static gboolean
write_contents (GOutputStream *stream,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  const Contents *contents = data;

  if (!g_output_stream_write_all (stream, contents->text, strlen (contents->text), NULL, cancellable, error))
    return FALSE;
  if (contents->failure < 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, contents->failure, "ENOWORDS");
  return FALSE;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_replaced (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bản đồ.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Contents first = { "first", -1 }, broken = { "half of the sec", G_IO_ERROR_NO_SPACE }, second = { "second", -1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  g_assert_true (gb_save_file (file, write_contents, &first, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (folder), ==, 1);

  /* What is there stays, and nothing lies beside it. */
  g_assert_false (gb_save_file (file, write_contents, &broken, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "first");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_clear_error (&error);
  g_clear_pointer (&text, g_free);

  g_assert_true (gb_save_file (file, write_contents, &second, NULL, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "second");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Contents contents = { "text", -1 };

  g_cancellable_cancel (cancellable);
  g_assert_false (gb_save_file (file, write_contents, &contents, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_rmdir (folder);
}

/* Every fault that a user can do something about says what. */
static void
test_messages (void)
{
  static const struct
  {
    const char *name; /* within the folder */
    int failure;
    int code;
    const char *words;
  } cases[] = {
    { "a.pdf", G_IO_ERROR_NO_SPACE, G_IO_ERROR_NO_SPACE, "disk is full" },
    { "a.pdf", G_IO_ERROR_READ_ONLY, G_IO_ERROR_READ_ONLY, "read-only" },
    { "a.pdf", G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_PERMISSION_DENIED, "read-only" },
    { "no such folder/a.pdf", -1, G_IO_ERROR_NOT_FOUND, "no folder" },
    { "a folder", -1, G_IO_ERROR_IS_DIRECTORY, "is a folder" },
    { "a.pdf", G_IO_ERROR_TIMED_OUT, G_IO_ERROR_TIMED_OUT, "ENOWORDS" },
  };
  g_autofree char *folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  g_autofree char *taken = g_build_filename (folder, "a folder", NULL);

  g_mkdir (taken, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      Contents contents = { "text", cases[i].failure };

      g_assert_false (gb_save_file (file, write_contents, &contents, NULL, &error));
      g_assert_error (error, G_IO_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_cmpuint (count_files (folder), ==, 1);
    }
  g_rmdir (taken);
  g_rmdir (folder);
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  Contents contents = { "text", -1 };

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  path = g_build_filename (folder, "a.pdf", NULL);
  file = g_file_new_for_path (path);
  g_chmod (folder, 0500);
  g_assert_false (gb_save_file (file, write_contents, &contents, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, folder));
  g_chmod (folder, 0700);
  g_rmdir (folder);
}

static gboolean
write_and_die (GOutputStream *stream,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_output_stream_write_all (stream, "half of what is about citizens", 30, NULL, NULL, NULL);
  raise (SIGKILL);
  return FALSE;
}

/* However the program ends, nothing half is on the disk, under no name. */
static void
test_killed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int probe = open (folder, O_TMPFILE | O_WRONLY, 0600), status;
  pid_t child;

  if (probe < 0)
    {
      g_test_skip ("this file system has no files without a name");
      g_rmdir (folder);
      return;
    }
  close (probe);
  child = fork ();
  if (child == 0)
    {
      gb_save_file (file, write_and_die, NULL, NULL, NULL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_text (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "lịch.ics", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "x.ics", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad = g_file_new_for_path (nowhere);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (gb_save_text (file, "BEGIN:VCALENDAR\r\n", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "BEGIN:VCALENDAR\r\n");
  g_assert_false (gb_save_text (bad, "x", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save-file/replaced", test_replaced);
  g_test_add_func ("/save-file/cancelled", test_cancelled);
  g_test_add_func ("/save-file/messages", test_messages);
  g_test_add_func ("/save-file/read-only-folder", test_read_only_folder);
  g_test_add_func ("/save-file/killed", test_killed);
  g_test_add_func ("/save-file/text", test_text);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-error.h"

#include <glib/gi18n-lib.h>

#include "gb-sql-error.h"

G_DEFINE_QUARK (gb-store-error-quark, gb_store_error)

typedef struct
{
  GbSqlError from;
  GbStoreError to;
  const char *text; /* with %s for the file */
} Translation;

static const Translation translations[] = {
  { GB_SQL_ERROR_NEWER, GB_STORE_ERROR_NEWER,
    N_ ("The data file “%s” was made by a newer version of Giao Ban. Update Giao Ban, or choose "
        "another file. Nothing in it was changed.") },
  { GB_SQL_ERROR_READ_ONLY, GB_STORE_ERROR_READ_ONLY,
    N_ ("“%s” cannot be written. Check the permissions of the file and its folder, or choose "
        "another place.") },
  { GB_SQL_ERROR_CANT_OPEN, GB_STORE_ERROR_READ_ONLY,
    N_ ("“%s” cannot be opened. Check that its folder exists and that you may write to it.") },
  { GB_SQL_ERROR_FULL, GB_STORE_ERROR_NO_SPACE,
    N_ ("The disk is full, so “%s” could not be written. Free some space and try again; nothing "
        "was lost.") },
  { GB_SQL_ERROR_CORRUPT, GB_STORE_ERROR_CORRUPT,
    N_ ("The data file “%s” is damaged. The hub still has everything that came from it, and what "
        "waits to be sent can be saved.") },
  { GB_SQL_ERROR_BUSY, GB_STORE_ERROR_BUSY,
    N_ ("Another program is using “%s”. Close it and try again.") },
  { GB_SQL_ERROR_NOT_A_DATABASE, GB_STORE_ERROR_NOT_A_CACHE,
    N_ ("“%s” is not a data file of Giao Ban. Choose another file. Nothing in it was changed.") },
  { GB_SQL_ERROR_KEY, GB_STORE_ERROR_KEY,
    N_ ("“%s” is encrypted, and the key at hand does not open it. It may have been made by another "
        "account or on another machine. Nothing in it was changed or deleted.") },
  { GB_SQL_ERROR_FOREIGN, GB_STORE_ERROR_NOT_A_CACHE,
    N_ ("“%s” belongs to another program. Choose another file. Nothing in it was changed.") },
};

/**
 * gb_store_error_translate:
 * @error: (inout) (optional): an error; one of #GB_SQL_ERROR becomes one of #GB_STORE_ERROR
 * @path: the file it is about
 *
 * Turns what SQLite says into what the user can do. A cancellation stays what it is.
 */
void
gb_store_error_translate (GError    **error,
                          const char *path)
{
  g_autofree char *name = NULL;
  GError *translated = NULL;

  if (error == NULL || *error == NULL || (*error)->domain != GB_SQL_ERROR)
    return;

  name = g_filename_display_name (path);
  for (gsize i = 0; i < G_N_ELEMENTS (translations) && translated == NULL; i++)
    if ((*error)->code == (int) translations[i].from)
      {
        g_autoptr (GString) text = g_string_new (_ (translations[i].text));

        g_string_replace (text, "%s", name, 1);
        translated = g_error_new_literal (GB_STORE_ERROR, translations[i].to, text->str);
      }
  if (translated == NULL)
    translated = g_error_new (GB_STORE_ERROR, GB_STORE_ERROR_FAILED,
                              _ ("The data file “%s” could not be used: %s"), name,
                              (*error)->message);
  g_clear_error (error);
  *error = translated;
}

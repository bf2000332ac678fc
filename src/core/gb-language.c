/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-language.h"

#include "gb-config.h"

#include <libintl.h>
#include <locale.h>

/* Any locale but "C", and since glibc 2.39 "C.UTF-8", makes gettext look at LANGUAGE; the first that this machine has will
 * do. The empty one is the machine's own. */
static const char *const locales[] = { "vi_VN.UTF-8", "en_US.UTF-8", "", "C.UTF-8", NULL };

static gboolean
choose_locale (const char *locale)
{
  const char *chosen = setlocale (LC_MESSAGES, locale);

  if (chosen == NULL || (*locale == '\0' && g_str_has_prefix (chosen, "C")) || g_str_equal (chosen, "POSIX"))
    return FALSE;
  g_setenv ("LC_MESSAGES", chosen, TRUE);
  return TRUE;
}

/**
 * gb_language_init:
 * @language: (nullable): "vi", "en", or %NULL for what LANGUAGE says, else Vietnamese
 *
 * Sets the interface's language, whatever the system's locale: the program was made for Vietnamese
 * officials whose machines often run in English. To be called once, first thing in main().
 */
void
gb_language_init (const char *language)
{
  const char *directory = g_getenv ("GIAOBAN_LOCALEDIR");
  const char *wanted = g_getenv ("LANGUAGE");

  if (language != NULL)
    wanted = language;
  else if (wanted == NULL || *wanted == '\0')
    wanted = "vi";
  g_setenv ("LANGUAGE", wanted, TRUE);

  setlocale (LC_ALL, "C.UTF-8");
  for (gsize i = 0; locales[i] != NULL && !choose_locale (locales[i]); i++)
    continue;
  /* GTK reads the environment again, where LC_ALL would win over what is set here. */
  g_unsetenv ("LC_ALL");
  setlocale (LC_NUMERIC, "C");

  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : GB_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * gb_language_prefer:
 * @language: "vi" or "en"; empty leaves it as it is
 *
 * What the user chose for good, after gb_language_init(): that has set the variable already, so that threads which
 * settings have by now only see one value in place of another.
 */
void
gb_language_prefer (const char *language)
{
  if (*language == '\0')
    return;
  g_setenv ("LANGUAGE", language, TRUE);
  /* what was looked up until now is forgotten */
  textdomain (GETTEXT_PACKAGE);
  setlocale (LC_MESSAGES, setlocale (LC_MESSAGES, NULL));
}

/**
 * gb_language_is_english:
 *
 * Returns: whether words that exist in both languages are wanted in English
 */
gboolean
gb_language_is_english (void)
{
  const char *wanted = g_getenv ("LANGUAGE");

  return wanted != NULL && g_str_has_prefix (wanted, "en");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-options.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "gb-sql-key.h"
#include "gb-time.h"

static const char *const pages[] = { "today", "dossiers", "issues", "tasks", "people", "map", "indicators", "lookup", "briefing",
                                      NULL };
static const char *const schemes[] = { "light", "dark", "high-contrast", "high-contrast-dark",
                                       NULL };

static gboolean
take_now (GbOptions    *self,
          GVariantDict *dict,
          GError      **error)
{
  const char *text;

  if (!g_variant_dict_lookup (dict, "now", "&s", &text))
    return TRUE;
  return gb_time_parse (text, &self->now, error);
}

static gboolean
take_size (GbOptions    *self,
           GVariantDict *dict,
           GError      **error)
{
  const char *text;

  if (!g_variant_dict_lookup (dict, "size", "&s", &text))
    return TRUE;
  if (sscanf (text, "%dx%d", &self->width, &self->height) == 2 && self->width >= 200 &&
      self->height >= 200 && self->width <= 8000 && self->height <= 8000)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“%s” is no size such as 1440x900"), text);
  return FALSE;
}

static gboolean
take_choice (const char        *option,
             const char *const *choices,
             GVariantDict      *dict,
             char             **choice,
             GError           **error)
{
  g_autofree char *known = NULL;

  if (!g_variant_dict_lookup (dict, option, "s", choice) || g_strv_contains (choices, *choice))
    return TRUE;
  known = g_strjoinv (", ", (char **) choices);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--%s cannot be “%s”; it is one of %s"), option, *choice, known);
  return FALSE;
}

/**
 * gb_options_new:
 * @dict: what was given, by the options' long names
 *
 * Returns: (transfer full): the options; %NULL with @error set when one of them cannot be
 */
GbOptions *
gb_options_new (GVariantDict  *dict,
                GError       **error)
{
  g_autoptr (GbOptions) self = g_new0 (GbOptions, 1);

  if (g_variant_dict_contains (dict, "key-file") && !gb_sql_can_encrypt ())
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   _("This version keeps no encrypted data, so --key-file cannot be used with it"));
      return NULL;
    }
  g_variant_dict_lookup (dict, "cache", "^ay", &self->cache);
  g_variant_dict_lookup (dict, "token-file", "^ay", &self->token_file);
  g_variant_dict_lookup (dict, "key-file", "^ay", &self->key_file);
  g_variant_dict_lookup (dict, "screenshot", "^ay", &self->screenshot);
  g_variant_dict_lookup (dict, "endpoint", "s", &self->endpoint);
  g_variant_dict_lookup (dict, "scope", "s", &self->scope);
  g_variant_dict_lookup (dict, "demo", "b", &self->demo);
  g_variant_dict_lookup (dict, "remind", "b", &self->remind);
  g_variant_dict_lookup (dict, "text-scale", "d", &self->text_scale);
  if (!take_now (self, dict, error) || !take_size (self, dict, error) ||
      !take_choice ("page", pages, dict, &self->page, error) ||
      !take_choice ("color-scheme", schemes, dict, &self->color_scheme, error))
    return NULL;
  if (self->text_scale != 0 && (self->text_scale < 0.5 || self->text_scale > 4))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("The text scale must be between 0.5 and 4"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
gb_options_free (GbOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->cache);
  g_free (self->token_file);
  g_free (self->key_file);
  g_free (self->endpoint);
  g_free (self->scope);
  g_free (self->page);
  g_free (self->screenshot);
  g_free (self->color_scheme);
  g_free (self);
}

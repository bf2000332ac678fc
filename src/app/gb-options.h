/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbOptions:
 * @cache: (nullable): the file that holds the data; %NULL = the user's own
 * @token_file: (nullable): a file with the token
 * @key_file: (nullable): a file with the cache's key
 * @endpoint: (nullable): where the data come from; %NULL = as the cache remembers
 * @scope: (nullable): what to fetch into a new cache
 * @now: UTC seconds where the clock stands still, 0 = the machine's clock
 * @demo: whether to open the illustration
 * @remind: whether only to say what is due
 * @page: (nullable): the page to show first
 * @screenshot: (nullable): where to save a picture and end
 * @color_scheme: (nullable): "light", "dark", "high-contrast", "high-contrast-dark"
 * @width: of the window, 0 = its own
 * @height: of the window, 0 = its own
 * @text_scale: of all text, 0 = the desktop's
 *
 * What the command line says.
 */
typedef struct
{
  char *cache;
  char *token_file;
  char *key_file;
  char *endpoint;
  char *scope;
  gint64 now;
  gboolean demo;
  gboolean remind;
  char *page;
  char *screenshot;
  char *color_scheme;
  int width;
  int height;
  double text_scale;
} GbOptions;

GbOptions *gb_options_new   (GVariantDict     *dict,
                             GError          **error);
void       gb_options_free  (GbOptions        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbOptions, gb_options_free)

G_END_DECLS

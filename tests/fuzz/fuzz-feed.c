/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "gb-feed-frame.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const GbFeedExpect expect = { "f", "commune:21028", "work", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GbFeedFrame) frame = gb_feed_frame_parse (bytes, &expect, NULL);

  if (frame == NULL)
    return 0;
  g_assert_nonnull (gb_feed_frame_get_cursor (frame));
  for (guint i = 0; i < gb_feed_frame_get_n_lines (frame); i++)
    {
      gsize length;
      const char *line = gb_feed_frame_get_line (frame, i, &length);

      g_assert_true (line[0] != '\n');
      (void) gb_feed_frame_get_fault (frame, i);
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-test-hub.h"
#include "gb-window.h"

G_BEGIN_DECLS

/* What a window is looked at in. */
typedef struct
{
  const char *name;
  int width, height;
  double scale;
  gboolean dark;
} GbTestLook;

int       gb_test_scenes_main    (int               argc,
                                  char            **argv,
                                  void            (*add) (const char *home));
gboolean  gb_test_scenes_is_wanted (const GbTestLook *look);
char     *gb_test_scenes_cache   (const char       *folder,
                                  GbTestHub        *hub,
                                  const char       *scope);
GbWindow *gb_test_scenes_open    (GbServices       *services);
void      gb_test_scenes_put_on  (GbWindow         *window,
                                  const GbTestLook *look);
guint     gb_test_scenes_look_at (GbWindow         *window,
                                  const char       *name,
                                  const GbTestLook *look);

G_END_DECLS

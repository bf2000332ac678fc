/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-secret-process.h"

#include <sys/resource.h>

/**
 * gb_secret_process_guard:
 *
 * Lets the process leave no picture of its memory behind when it crashes: keys, tokens and citizens'
 * names are in it. Not by making it undumpable, for portals refuse such processes.
 */
void
gb_secret_process_guard (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("core dumps could not be turned off");
}

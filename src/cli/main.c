/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli.h"

int
main (int    argc,
      char **argv)
{
  return gb_cli_main (argc, argv);
}

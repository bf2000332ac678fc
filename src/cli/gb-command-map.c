/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-map.h"
#include "gb-map-sheet-file.h"

#include <glib/gi18n-lib.h>

/* What was asked for. */
typedef struct
{
  char *out;       /* (owned) */
  char *indicator; /* (owned) (nullable) */
  char *size;      /* (owned) (nullable) */
  double scale;
  gboolean patterns;
  gboolean no_table;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->out);
  g_free (self->indicator);
  g_free (self->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check (const Wish *wish,
       GError    **error)
{
  if (wish->out == NULL || !(g_str_has_suffix (wish->out, ".pdf") || g_str_has_suffix (wish->out, ".png")))
    return refuse (error, _("It can be: map --out FILE.pdf, or FILE.png"));
  if (wish->size != NULL && !g_str_equal (wish->size, "A4") && !g_str_equal (wish->size, "A3"))
    return refuse (error, _("The paper can be A4 or A3"));
  if (!(wish->scale >= 1 && wish->scale <= 4))
    return refuse (error, _("A picture can be 1 to 4 times as large as on the screen"));
  return TRUE;
}

static gboolean
save (const Wish *wish,
      GbMapSheet *sheet,
      guint      *n_pages,
      GError    **error)
{
  gboolean large = g_strcmp0 (wish->size, "A3") == 0;
  double width = large ? GB_MAP_A3_WIDTH : GB_MAP_A4_WIDTH, height = large ? GB_MAP_A3_HEIGHT : GB_MAP_A4_HEIGHT;
  g_autoptr (GFile) file = g_file_new_for_path (wish->out);

  *n_pages = 1;
  if (g_str_has_suffix (wish->out, ".png"))
    return gb_map_sheet_save_png (sheet, width, height, wish->scale, file, NULL, error);
  *n_pages = gb_map_sheet_get_n_pages (sheet, width, height);
  return gb_map_sheet_save_pdf (sheet, width, height, file, NULL, error);
}

/* With a commune in the filter it is the chosen one. */
static GbCliExit
make (GbCli      *cli,
      const Wish *wish,
      GError    **error)
{
  g_autoptr (GbMapView) view = gb_cli_map_read (cli, wish->indicator, error);
  GbMapSheetOptions options = { .chosen = gb_cli_filter_commune (cli), .patterns = wish->patterns,
                                .table = !wish->no_table && g_str_has_suffix (wish->out, ".pdf"), .now = gb_cli_now (cli) };
  g_autoptr (GbMapSheet) sheet = view != NULL ? gb_map_sheet_new (view, &options) : NULL;
  g_autoptr (GError) failure = NULL;
  guint n_pages;

  if (sheet == NULL)
    return GB_CLI_EXIT_CACHE;
  if (view->communes->len == 0)
    {
      gb_cli_map_print (cli, wish->out, "pages", 0);
      return GB_CLI_EXIT_NOTHING;
    }
  if (!save (wish, sheet, &n_pages, &failure))
    {
      gb_cli_map_refuse (failure, error);
      return GB_CLI_EXIT_USAGE;
    }
  gb_cli_map_print (cli, wish->out, "pages", n_pages);
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Wish) wish = { .scale = 2 };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wish.out, N_("Where to"), N_("FILE") },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &wish.indicator, N_("What is shown of the communes"), "ID" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &wish.size, N_("The paper"), "A4|A3" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &wish.scale, N_("How large a picture is, 1 for as on the screen"), "1-4" },
    { "patterns", 0, 0, G_OPTION_ARG_NONE, &wish.patterns, N_("Patterns beside colours, for black-and-white paper"), NULL },
    { "no-table", 0, 0, G_OPTION_ARG_NONE, &wish.no_table, N_("Without the table of values"), NULL },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error) ||
      !check (&wish, error))
    return GB_CLI_EXIT_USAGE;
  return make (cli, &wish, error);
}

const GbCommand gb_command_map = { "map", N_("--out FILE"), N_("Draw the map of the communes as PDF or PNG"), run };

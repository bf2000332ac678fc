/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-remarks.h"
#include "gb-briefing-sheet.h"
#include "gb-briefing.h"
#include "gb-cli-map.h"
#include "gb-map-repository.h"
#include "gb-paper-file.h"
#include "gb-table-file.h"

#include <glib/gi18n-lib.h>

/* What was asked for. */
typedef struct
{
  char *out;       /* (owned) */
  char *kind;      /* (owned) (nullable) */
  char *from;      /* (owned) (nullable) */
  char *to;        /* (owned) (nullable) */
  char *number;    /* (owned) (nullable) */
  char *recipient; /* (owned) (nullable) */
  char *signer;    /* (owned) (nullable) */
  gboolean vice;
  const char *commune; /* (nullable) */
  gint64 now;
  GbBriefingPeriod period;
} Wish;

typedef struct
{
  GbBriefing *briefing;       /* (owned) */
  GbBriefingRemarks *remarks; /* (owned) */
} Told;

static void
wish_clear (Wish *self)
{
  g_free (self->out);
  g_free (self->kind);
  g_free (self->from);
  g_free (self->to);
  g_free (self->number);
  g_free (self->recipient);
  g_free (self->signer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static void
told_free (Told *self)
{
  g_clear_pointer (&self->briefing, gb_briefing_unref);
  g_clear_pointer (&self->remarks, gb_briefing_remarks_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* With a kind and a first day, the one that begins there; a month, whichever of its days was named. */
static gboolean
take_days (Wish    *wish,
           GError **error)
{
  GbBriefingPeriod *period = &wish->period;

  if (wish->kind != NULL && wish->to != NULL)
    return refuse (error, _("A day, a week or a month ends by itself: --to is of a range alone"));
  if ((wish->from != NULL && !gb_day_parse (wish->from, &period->from, error)) ||
      (wish->to != NULL && !gb_day_parse (wish->to, &period->to, error)))
    return FALSE;
  if (period->kind == GB_BRIEFING_RANGE)
    return period->from <= period->to || refuse (error, _("The period ends before it begins"));
  if (period->from == GB_DAY_NONE)
    return TRUE;
  period->to = period->kind == GB_BRIEFING_WEEK ? period->from + 6 : period->from;
  if (period->kind == GB_BRIEFING_MONTH)
    *period = gb_briefing_period_step (period, NULL, 0);
  return TRUE;
}

static gboolean
check (Wish    *wish,
       GError **error)
{
  gboolean range = wish->kind == NULL && (wish->from != NULL || wish->to != NULL);

  if (wish->out == NULL || !(g_str_has_suffix (wish->out, ".pdf") || g_str_has_suffix (wish->out, ".xlsx")))
    return refuse (error, _("It can be: briefing --out FILE.pdf, or FILE.xlsx"));
  wish->period = (GbBriefingPeriod) { range ? GB_BRIEFING_RANGE : GB_BRIEFING_WEEK, GB_DAY_NONE, GB_DAY_NONE };
  if (range && (wish->from == NULL || wish->to == NULL))
    return refuse (error, _("A range has --from and --to"));
  if (wish->kind != NULL &&
      (!gb_briefing_kind_parse (wish->kind, &wish->period.kind) || wish->period.kind == GB_BRIEFING_RANGE))
    return refuse (error, _("The period can be day, week or month"));
  return take_days (wish, error);
}

/* What users wrote of the same days into the page is on the sheet, too; what was asked for here goes before it. */
static void
take_words (const Wish        *wish,
            GbBriefingRemarks *remarks)
{
  if (wish->number != NULL)
    gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_NUMBER, wish->number);
  if (wish->recipient != NULL)
    gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_RECIPIENT, wish->recipient);
  if (wish->signer != NULL)
    gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_SIGNER, wish->signer);
  if (wish->vice)
    gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_ROLE, GB_BRIEFING_ROLE_VICE);
}

/* A cache of one commune makes its sheet without being asked for it. */
static gpointer
read_briefing (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Wish *wish = data;
  g_auto (GbMapReach) reach = { NULL };
  g_autoptr (Told) told = g_new0 (Told, 1);
  const char *commune;

  if (!gb_map_repository_reach (connection, &reach, error))
    return NULL;
  commune = wish->commune != NULL ? wish->commune : reach.commune;
  told->briefing = gb_briefing_load (connection, commune, &wish->period, wish->now, error);
  if (told->briefing == NULL)
    return NULL;
  told->remarks = gb_briefing_remarks_load (connection, commune, told->briefing->period.from, told->briefing->period.to,
                                            error);
  if (told->remarks == NULL)
    return NULL;
  take_words (wish, told->remarks);
  return g_steal_pointer (&told);
}

static gboolean
save (const Wish *wish,
      const Told *told,
      guint      *count,
      GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (wish->out);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GbPaper) paper = NULL;
  gint64 n_rows;

  if (g_str_has_suffix (wish->out, ".pdf"))
    {
      paper = gb_briefing_sheet_new (told->briefing, told->remarks);
      *count = gb_paper_get_n_pages (paper);
      return gb_paper_save (paper, file, NULL, error);
    }
  tables = gb_briefing_sheet_tables (told->briefing, told->remarks);
  n_rows = gb_table_save ((GbTable **) tables->pdata, tables->len, GB_TABLE_XLSX, told->briefing->now, file, NULL, NULL,
                          NULL, error);
  *count = (guint) MAX (n_rows, 0);
  return n_rows >= 0;
}

static GbCliExit
make (GbCli   *cli,
      Wish    *wish,
      GError **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  const char *counted = g_str_has_suffix (wish->out, ".pdf") ? "pages" : "rows";
  g_autoptr (GError) failure = NULL;
  g_autoptr (Told) told = NULL;
  guint count = 0;

  wish->commune = gb_cli_filter_commune (cli);
  /* Once it is open it is known what time it is. */
  wish->now = gb_cli_now (cli);
  told = store != NULL ? gb_store_read (store, read_briefing, wish, NULL, error) : NULL;
  if (told == NULL)
    return GB_CLI_EXIT_CACHE;
  if (gb_briefing_is_empty (told->briefing))
    {
      gb_cli_map_print (cli, wish->out, counted, 0);
      return GB_CLI_EXIT_NOTHING;
    }
  if (!save (wish, told, &count, &failure))
    {
      gb_cli_map_refuse (failure, error);
      return GB_CLI_EXIT_USAGE;
    }
  gb_cli_map_print (cli, wish->out, counted, count);
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Wish) wish = { NULL };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wish.out, N_("Where to"), N_("FILE") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &wish.kind, N_("What it is about"), "day|week|month" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from, N_("The period's first day"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &wish.to, N_("The period's last day"), N_("DAY") },
    { "number", 0, 0, G_OPTION_ARG_STRING, &wish.number, N_("Its number in the register"), N_("NUMBER") },
    { "recipient", 0, 0, G_OPTION_ARG_STRING, &wish.recipient, N_("Whom it goes to"), N_("NAME") },
    { "signer", 0, 0, G_OPTION_ARG_STRING, &wish.signer, N_("Who signs"), N_("NAME") },
    { "vice", 0, 0, G_OPTION_ARG_NONE, &wish.vice, N_("A vice chairman signs"), NULL },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error) ||
      !check (&wish, error))
    return GB_CLI_EXIT_USAGE;
  return make (cli, &wish, error);
}

const GbCommand gb_command_briefing
    = { "briefing", "--out FILE", N_("Make the leadership briefing as PDF or XLSX"), run };

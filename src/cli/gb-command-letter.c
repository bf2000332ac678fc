/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-map.h"
#include "gb-letter-batch.h"
#include "gb-urge-form.h"

#include <glib/gi18n-lib.h>

/* What was asked for. */
typedef struct
{
  char *out;        /* (owned) */
  char *type_nick;  /* (owned) */
  char *codes;      /* (owned) (nullable): a file with codes */
  char *lists;      /* (owned) (nullable) */
  char *officer;    /* (owned) (nullable) */
  char *reason;     /* (owned) (nullable) */
  char *new_due;    /* (owned) (nullable) */
  char *signer;     /* (owned) (nullable) */
  char *text;       /* (owned) (nullable) */
  gboolean all;
  GStrv dossiers;   /* (owned): as typed or as the file has them */
  GbLetterType type;
  gint64 due;
  const char *commune;
  gint64 now;
  GFile *file;                /* (owned) */
  GbActionWarnings warnings;  /* (out) */
  guint n_papers;             /* (out) */
  guint n_pages;              /* (out) */
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->out);
  g_free (self->type_nick);
  g_free (self->codes);
  g_free (self->lists);
  g_free (self->officer);
  g_free (self->reason);
  g_free (self->new_due);
  g_free (self->signer);
  g_free (self->text);
  g_strfreev (self->dossiers);
  g_clear_object (&self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* --- what was asked for ----------------------------------------------------------------------- */

/* A code on each line, or several with spaces between; "-" is what comes in. */
static gboolean
read_codes (const char *path,
            char      **text,
            GError    **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_file_get_contents (g_str_equal (path, "-") ? "/dev/stdin" : path, text, NULL, &failure))
    return TRUE;
  return refuse (error, failure->message);
}

static gboolean
take_dossiers (Wish    *wish,
               int      argc,
               char   **argv,
               GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (wish->codes != NULL && !read_codes (wish->codes, &text, error))
    return FALSE;
  words = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);
  for (int i = 1; i < argc; i++)
    if (g_hash_table_add (seen, argv[i]))
      g_strv_builder_add (builder, argv[i]);
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_hash_table_add (seen, words[i]))
      g_strv_builder_add (builder, words[i]);
  wish->dossiers = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
check_lists (const char *lists,
             GError    **error)
{
  g_auto (GStrv) nicks = g_strsplit (lists, ",", -1);

  for (gsize i = 0; nicks[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (int kind = 0; kind <= GB_LETTER_ISSUED; kind++)
        known = known || g_str_equal (nicks[i], gb_letter_kind_nick (kind));
      if (!known)
        {
          g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                       _("“%s” is no list; it can be: sign-today, missed, waiting, issued"), nicks[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_choice (const Wish *wish,
              GError    **error)
{
  gboolean named = wish->dossiers[0] != NULL || wish->codes != NULL;
  gboolean apology = wish->type == GB_LETTER_APOLOGY, urging = wish->type == GB_LETTER_URGING;

  if (named + (wish->lists != NULL) + wish->all + (wish->officer != NULL) != 1)
    return refuse (error, _("Say which dossiers: their codes, --codes FILE, --list, --officer or --all"));
  if ((wish->lists != NULL && !apology) || (wish->officer != NULL && !urging))
    return refuse (error, _("--list is for apology letters, --officer for urging slips"));
  if (wish->type == GB_LETTER_DOSSIER && !named)
    return refuse (error, _("A dossier's summary wants its code"));
  if (!apology && (wish->reason != NULL || wish->new_due != NULL))
    return refuse (error, _("--reason and --new-due are for apology letters"));
  if (!urging && wish->text != NULL)
    return refuse (error, _("--text is for urging slips"));
  return wish->lists == NULL || check_lists (wish->lists, error);
}

static gboolean
check (Wish    *wish,
       GError **error)
{
  if (wish->out == NULL || !g_str_has_suffix (wish->out, ".pdf"))
    return refuse (error, _("It can be: letter CODE --kind apology|urging|dossier --out FILE.pdf"));
  if (!gb_letter_type_parse (wish->type_nick, &wish->type))
    return refuse (error, _("--kind can be apology, urging or dossier"));
  if (wish->new_due != NULL && !gb_time_parse (wish->new_due, &wish->due, NULL))
    return refuse (error, _("--new-due wants a moment such as 2026-09-04T17:00:00+07:00"));
  wish->file = g_file_new_for_path (wish->out);
  return check_choice (wish, error);
}

/* --- what is made ----------------------------------------------------------------------------- */

static gboolean
is_listed (const Wish     *wish,
           const GbLetter *letter)
{
  g_auto (GStrv) nicks = wish->lists != NULL ? g_strsplit (wish->lists, ",", -1) : NULL;

  return nicks == NULL || g_strv_contains ((const char *const *) nicks, gb_letter_kind_nick (letter->kind));
}

/* The newest letter about a dossier is the one that is printed, and once. */
static gboolean
add_listed (const Wish      *wish,
            GbLetterBatch   *batch,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GPtrArray) letters = gb_letters_list (connection, wish->commune, wish->now, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      const GbLetter *letter = letters->pdata[i];
      const char *code = gb_dossier_get_code (letter->dossier);

      if (is_listed (wish, letter) && g_hash_table_add (seen, (gpointer) code))
        gb_letter_batch_add (batch, code);
    }
  return letters != NULL;
}

static gboolean
add_slips (const Wish      *wish,
           GbLetterBatch   *batch,
           GbSqlConnection *connection,
           GError         **error)
{
  g_autoptr (GPtrArray) groups = wish->all || wish->officer != NULL
                                     ? gb_urge_form_overdue (connection, wish->commune, wish->officer, wish->now, error)
                                     : gb_urge_form_group (connection, (const char *const *) wish->dossiers, wish->now,
                                                           error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    gb_letter_batch_add_together (batch, groups->pdata[i]);
  return groups != NULL;
}

static GbLetterBatch *
make_batch (const Wish      *wish,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (wish->type);
  const GbLetterDraft draft = { wish->reason, wish->due, wish->signer };
  gboolean ok = TRUE;

  gb_letter_batch_set_draft (batch, &draft);
  gb_letter_batch_set_text (batch, wish->text);
  if (wish->type == GB_LETTER_URGING)
    ok = add_slips (wish, batch, connection, error);
  else if (wish->all || wish->lists != NULL)
    ok = add_listed (wish, batch, connection, error);
  else
    for (gsize i = 0; wish->dossiers[i] != NULL; i++)
      gb_letter_batch_add (batch, wish->dossiers[i]);
  return ok ? g_steal_pointer (&batch) : NULL;
}

static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Wish *wish = data;
  g_autoptr (GbLetterBatch) batch = make_batch (wish, connection, error);

  wish->n_papers = batch != NULL ? gb_letter_batch_get_n_papers (batch) : 0;
  if (wish->n_papers > 0)
    wish->n_pages = gb_letter_batch_save (batch, connection, wish->now, wish->file, NULL, NULL, &wish->warnings,
                                          cancellable, error);
  return NULL;
}

/* A letter that may not be written, a place that cannot be used, or a cache at fault. */
static GbCliExit
explain (GbCli      *cli,
         const Wish *wish,
         GError     *failure,
         GError    **error)
{
  if (g_error_matches (failure, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET))
    {
      gb_cli_map_print (cli, wish->out, "pages", 0);
      g_printerr ("%s\n", failure->message);
      g_error_free (failure);
      return GB_CLI_EXIT_NOTHING;
    }
  if (failure->domain == GB_ACTION_ERROR)
    {
      g_propagate_error (error, failure);
      return GB_CLI_EXIT_REFUSED;
    }
  if (failure->domain == G_IO_ERROR)
    {
      gb_cli_map_refuse (failure, error);
      g_error_free (failure);
      return GB_CLI_EXIT_USAGE;
    }
  g_propagate_error (error, failure);
  return GB_CLI_EXIT_CACHE;
}

static GbCliExit
make (GbCli   *cli,
      Wish    *wish,
      GError **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  GError *failure = NULL;

  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  wish->commune = gb_cli_filter_commune (cli);
  wish->now = gb_cli_now (cli);
  gb_store_read (store, save, wish, NULL, &failure);
  if (failure != NULL)
    return explain (cli, wish, failure, error);
  for (int i = 0; i < GB_N_ACTION_WARNINGS; i++)
    if (wish->warnings & (1 << i))
      g_printerr ("%s\n", gb_action_warning_text (1 << i));
  gb_cli_map_print (cli, wish->out, "pages", wish->n_pages);
  return wish->n_papers > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Wish) wish = { NULL };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &wish.type_nick, N_("What is written"), "apology|urging|dossier" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wish.out, N_("Where to"), N_("FILE") },
    { "codes", 0, 0, G_OPTION_ARG_FILENAME, &wish.codes, N_("A file with the dossiers' codes, - for what comes in"),
      N_("FILE") },
    { "list", 0, 0, G_OPTION_ARG_STRING, &wish.lists, N_("The letters of these lists of “letters”"),
      "sign-today,missed,waiting,issued" },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &wish.officer, N_("One slip about all overdue dossiers of this officer"),
      N_("NAME") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &wish.all, N_("All letters, or a slip to each officer with overdue dossiers"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &wish.reason, N_("Why it is late, in a letter that is not signed yet"),
      N_("TEXT") },
    { "new-due", 0, 0, G_OPTION_ARG_STRING, &wish.new_due, N_("The new date of such a letter"), N_("TIME") },
    { "signer", 0, 0, G_OPTION_ARG_STRING, &wish.signer, N_("Who signs: a name or a role"), N_("NAME") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &wish.text, N_("What a slip says that is not written yet"), N_("TEXT") },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !take_dossiers (&wish, argc, argv, error) || !check (&wish, error))
    return GB_CLI_EXIT_USAGE;
  return make (cli, &wish, error);
}

const GbCommand gb_command_letter = { "letter", N_("CODE…"),
                                      N_("Write apology letters, urging slips or dossiers' summaries as PDF"), run };

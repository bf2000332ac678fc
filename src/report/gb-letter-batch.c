/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-batch.h"

#include <glib/gi18n-lib.h>

#include "gb-dossier-paper.h"
#include "gb-letter-apology.h"
#include "gb-letter-urging.h"

struct _GbLetterBatch
{
  GbLetterType type;
  GPtrArray *papers; /* (owned) (element-type GStrv): the dossiers of each */
  char *reason;      /* (owned) (nullable): of letters that are not signed */
  gint64 new_due;
  char *signer;      /* (owned) (nullable) */
  char *text;        /* (owned) (nullable): of slips that are not written */
};

static const struct
{
  const char *nick;
  const char *file; /* how a file's name begins */
} types[GB_N_LETTER_TYPES] = {
  [GB_LETTER_APOLOGY] = { "apology", "phieu-xin-loi" },
  [GB_LETTER_URGING] = { "urging", "phieu-don-doc" },
  [GB_LETTER_DOSSIER] = { "dossier", "tom-tat-ho-so" },
};

/**
 * gb_letter_type_nick:
 *
 * Returns: the name that the command line uses: "apology"
 */
const char *
gb_letter_type_nick (GbLetterType type)
{
  g_return_val_if_fail (type < GB_N_LETTER_TYPES, NULL);

  return types[type].nick;
}

gboolean
gb_letter_type_parse (const char   *nick,
                      GbLetterType *type)
{
  for (int i = 0; i < GB_N_LETTER_TYPES; i++)
    if (g_strcmp0 (types[i].nick, nick) == 0)
      {
        *type = (GbLetterType) i;
        return TRUE;
      }
  return FALSE;
}

/* --- which ---------------------------------------------------------------------------------- */

static void
clear_batch (gpointer data)
{
  GbLetterBatch *self = data;

  g_ptr_array_unref (self->papers);
  g_free (self->reason);
  g_free (self->signer);
  g_free (self->text);
}

GbLetterBatch *
gb_letter_batch_new (GbLetterType type)
{
  GbLetterBatch *self = g_atomic_rc_box_new0 (GbLetterBatch);

  self->type = type;
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

GbLetterBatch *
gb_letter_batch_ref (GbLetterBatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_letter_batch_unref (GbLetterBatch *self)
{
  g_atomic_rc_box_release_full (self, clear_batch);
}

/**
 * gb_letter_batch_add:
 * @dossier: a code
 *
 * Adds a paper about one dossier.
 */
void
gb_letter_batch_add (GbLetterBatch *self,
                     const char    *dossier)
{
  const char *dossiers[] = { dossier, NULL };

  gb_letter_batch_add_together (self, dossiers);
}

/**
 * gb_letter_batch_add_together:
 * @dossiers: (array zero-terminated=1): codes; at least one, and one only where the type has no paper about several
 *
 * Adds a paper about several dossiers of one officer.
 */
void
gb_letter_batch_add_together (GbLetterBatch     *self,
                              const char *const *dossiers)
{
  g_return_if_fail (dossiers != NULL && dossiers[0] != NULL);
  g_return_if_fail (dossiers[1] == NULL || self->type == GB_LETTER_URGING);

  g_ptr_array_add (self->papers, g_strdupv ((char **) dossiers));
}

/**
 * gb_letter_batch_set_draft:
 * @draft: who signs slips, and what letters say that are not signed yet; with a reason or a date all of them must be such
 */
void
gb_letter_batch_set_draft (GbLetterBatch       *self,
                           const GbLetterDraft *draft)
{
  g_free (self->reason);
  g_free (self->signer);
  self->reason = g_strdup (draft->reason);
  self->signer = g_strdup (draft->signer);
  self->new_due = draft->new_due;
}

/**
 * gb_letter_batch_set_text:
 * @text: (nullable): what slips say that are not written yet
 */
void
gb_letter_batch_set_text (GbLetterBatch *self,
                          const char    *text)
{
  char *old = self->text;

  self->text = g_strdup (text);
  g_free (old);
}

GbLetterType
gb_letter_batch_get_letter_type (GbLetterBatch *self)
{
  return self->type;
}

guint
gb_letter_batch_get_n_papers (GbLetterBatch *self)
{
  return self->papers->len;
}

/**
 * gb_letter_batch_dup_name:
 * @now: UTC seconds
 *
 * Returns: (transfer full): a file's name that says what is in it
 */
char *
gb_letter_batch_dup_name (GbLetterBatch *self,
                          gint64         now)
{
  char **first = self->papers->len == 1 ? self->papers->pdata[0] : NULL;
  g_autofree char *day = gb_day_format (gb_time_day (now));
  g_autofree char *code = first != NULL && first[1] == NULL ? g_strdup (first[0]) : NULL;

  if (code != NULL)
    g_strdelimit (code, "/\\:*?\"<>|", '-');
  return g_strdup_printf ("%s-%s.pdf", types[self->type].file, code != NULL ? code : day);
}

/* --- making --------------------------------------------------------------------------------- */

static GbPaper *
make_apology (GbLetterBatch    *self,
              GbLetterDesk     *desk,
              GbSqlConnection  *connection,
              const char       *dossier,
              GbActionWarnings *warnings,
              GError          **error)
{
  const GbLetterDraft draft = { self->reason, self->new_due, self->signer };
  g_autoptr (GbLetterForm) form = gb_letter_form_load (desk, connection, dossier, &draft, error);

  if (form == NULL)
    return NULL;
  *warnings |= form->warnings;
  return gb_letter_apology_paper (form, desk->now);
}

static GbPaper *
make_urging (GbLetterBatch    *self,
             GbLetterDesk     *desk,
             GbSqlConnection  *connection,
             char            **dossiers,
             GError          **error)
{
  g_autoptr (GbUrgeForm) form = gb_urge_form_load (desk, connection, (const char *const *) dossiers, self->text,
                                                   self->signer, error);

  return form != NULL ? gb_letter_urging_paper (form, desk->now) : NULL;
}

static GbPaper *
make_summary (GbLetterDesk     *desk,
              GbSqlConnection  *connection,
              const char       *dossier,
              GError          **error)
{
  g_autoptr (GbDossierDetail) detail = gb_dossier_detail_load (connection, dossier, desk->now, error);

  if (detail == NULL)
    return NULL;
  if (detail->dossier != NULL)
    return gb_dossier_paper_new (detail);
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET, _("There is no dossier “%s” in these data"), dossier);
  return NULL;
}

/**
 * gb_letter_batch_make:
 * @connection: one for reading, of a store
 * @i: which, from 0
 * @warnings: (out) (optional): what who prints it should know; none of that is on the paper
 *
 * Returns: (transfer full): the paper; %NULL where it cannot be written, with one of #GB_ACTION_ERROR and a message for
 *   the user, or with an error of the file
 */
GbPaper *
gb_letter_batch_make (GbLetterBatch    *self,
                      GbLetterDesk     *desk,
                      GbSqlConnection  *connection,
                      guint             i,
                      GbActionWarnings *warnings,
                      GError          **error)
{
  GbActionWarnings found = 0;
  char **dossiers;
  GbPaper *paper;

  g_return_val_if_fail (i < self->papers->len, NULL);

  dossiers = self->papers->pdata[i];
  if (self->type == GB_LETTER_APOLOGY)
    paper = make_apology (self, desk, connection, dossiers[0], &found, error);
  else if (self->type == GB_LETTER_URGING)
    paper = make_urging (self, desk, connection, dossiers, error);
  else
    paper = make_summary (desk, connection, dossiers[0], error);
  /* Of many, which one it is. */
  if (paper == NULL && self->papers->len > 1)
    g_prefix_error (error, "%s: ", dossiers[0]);
  if (warnings != NULL)
    *warnings = found;
  return paper;
}

typedef struct
{
  GbLetterBatch *batch;
  GbLetterDesk *desk;
  GbSqlConnection *connection;
  GbLetterBatchFunc progress;
  gpointer data;
  GbActionWarnings warnings;
} Work;

static GbPaper *
make_one (guint    i,
          gpointer data,
          GError **error)
{
  Work *work = data;
  GbActionWarnings warnings = 0;
  GbPaper *paper = gb_letter_batch_make (work->batch, work->desk, work->connection, i, &warnings, error);

  work->warnings |= warnings;
  return paper;
}

static void
tell (guint    done,
      guint    n,
      gpointer data)
{
  Work *work = data;

  if (work->progress != NULL)
    work->progress (done, n, work->data);
}

/**
 * gb_letter_batch_save:
 * @connection: one for reading, of a store
 * @now: UTC seconds
 * @file: where to; what is there already stays until the new one is whole
 * @progress: (nullable): told after each paper
 * @warnings: (out) (optional): what holds for any of the papers
 *
 * Saves all papers as one PDF. Only one of them is held at a time.
 *
 * Returns: how many pages it has, 0 with an error: one of #GB_ACTION_ERROR where a paper cannot be written
 */
guint
gb_letter_batch_save (GbLetterBatch     *self,
                      GbSqlConnection   *connection,
                      gint64             now,
                      GFile             *file,
                      GbLetterBatchFunc  progress,
                      gpointer           data,
                      GbActionWarnings  *warnings,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (GbLetterDesk) desk = gb_letter_desk_load (connection, now, error);
  Work work = { self, desk, connection, progress, data, 0 };
  const GbPaperMany many = { self->papers->len, make_one, tell, &work };
  guint n_pages;

  g_return_val_if_fail (self->papers->len > 0, 0);

  if (desk == NULL)
    return 0;
  n_pages = gb_paper_save_many (&many, file, cancellable, error);
  if (warnings != NULL)
    *warnings = work.warnings;
  return n_pages;
}

/**
 * gb_letter_batch_make_all:
 * @connection: one for reading, of a store
 * @now: UTC seconds
 * @progress: (nullable): told after each paper
 *
 * For a printer, which asks for pages in any order. Papers hold text, no layouts.
 *
 * Returns: (transfer full) (element-type GbPaper): all papers
 */
GPtrArray *
gb_letter_batch_make_all (GbLetterBatch     *self,
                          GbSqlConnection   *connection,
                          gint64             now,
                          GbLetterBatchFunc  progress,
                          gpointer           data,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_paper_unref);
  g_autoptr (GbLetterDesk) desk = gb_letter_desk_load (connection, now, error);

  for (guint i = 0; desk != NULL && i < self->papers->len; i++)
    {
      GbPaper *paper;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      paper = gb_letter_batch_make (self, desk, connection, i, NULL, error);
      if (paper == NULL)
        return NULL;
      g_ptr_array_add (papers, paper);
      /* A page is counted here, so that nothing is laid out on the main thread. */
      gb_paper_get_n_pages (paper);
      if (progress != NULL)
        progress (i + 1, self->papers->len, data);
    }
  return desk != NULL ? g_steal_pointer (&papers) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure.h"

#include "gb-procedure-limits.h"
#include "gb-text.h"

static void
clear_procedure (gpointer data)
{
  GbProcedure *self = data;

  g_free (self->id);
  g_free (self->code);
  g_free (self->name);
  g_free (self->field);
  g_free (self->limit_source);
  g_free (self->fee_note);
  g_ptr_array_unref (self->papers);
  g_ptr_array_unref (self->steps);
  g_free (self->online);
  g_free (self->authority);
  g_free (self->source);
  g_bytes_unref (self->name_key);
  g_free (self->folded_name);
  g_free (self->folded_field);
  g_free (self->folded_code);
  g_free (self->folded_rest);
}

GbProcedure *
gb_procedure_ref (GbProcedure *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_procedure_unref (GbProcedure *self)
{
  g_atomic_rc_box_release_full (self, clear_procedure);
}

void
gb_procedure_step_free (GbProcedureStep *self)
{
  g_free (self->name);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

static GbDay
get_day (GbSqlStatement *s,
         int             column)
{
  const char *text = gb_sql_statement_get_text (s, column);
  GbDay day;

  return text != NULL && gb_day_parse (text, &day, NULL) ? day : GB_DAY_NONE;
}

static int
get_known (GbSqlStatement *s,
           int             column)
{
  return gb_sql_statement_is_null (s, column) ? GB_PROCEDURE_UNKNOWN : gb_sql_statement_get_int (s, column) != 0;
}

/**
 * gb_procedure_new_from_row:
 * @statement: at a row of the columns number, id, code, name, field, limit_unit, limit_amount, limit_rule, limit_cutoff,
 *   limit_source, fee, fee_note, online, paper_result, post, authority, source, valid_from, valid_to, shipped
 *
 * Returns: (transfer full): the procedure, without papers and steps
 */
GbProcedure *
gb_procedure_new_from_row (GbSqlStatement *statement)
{
  GbProcedure *self = g_atomic_rc_box_new0 (GbProcedure);

  self->number = gb_sql_statement_get_int (statement, 0);
  self->id = gb_sql_statement_dup_text (statement, 1);
  self->code = gb_sql_statement_dup_text (statement, 2);
  self->name = gb_sql_statement_dup_text (statement, 3);
  self->field = gb_sql_statement_dup_text (statement, 4);
  self->limited = gb_procedure_limits_get (statement, 5, &self->limit);
  self->limit_source = gb_sql_statement_dup_text (statement, 9);
  self->fee = gb_sql_statement_is_null (statement, 10) ? GB_PROCEDURE_UNKNOWN : gb_sql_statement_get_int (statement, 10);
  self->fee_note = gb_sql_statement_dup_text (statement, 11);
  self->online = gb_sql_statement_dup_text (statement, 12);
  self->paper_result = get_known (statement, 13);
  self->post = get_known (statement, 14);
  self->authority = gb_sql_statement_dup_text (statement, 15);
  self->source = gb_sql_statement_dup_text (statement, 16);
  self->valid_from = get_day (statement, 17);
  self->valid_to = get_day (statement, 18);
  self->shipped = gb_sql_statement_get_int (statement, 19) != 0;
  self->papers = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_procedure_step_free);
  self->name_key = gb_text_sort_key (self->name);
  return self;
}

static void
append_text (GString    *text,
             const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " \n" : "", part);
}

/* Folded, and signs between words are as nothing, as in what is typed. */
static char *
fold_words (const char *text)
{
  g_autofree char *plain = g_strdup (text != NULL ? text : "");

  return gb_text_fold (g_strdelimit (plain, ",;:()\"", ' '));
}

/**
 * gb_procedure_fold:
 *
 * Makes what is searched, once papers and steps are there.
 */
void
gb_procedure_fold (GbProcedure *self)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; i < self->papers->len; i++)
    append_text (rest, self->papers->pdata[i]);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const GbProcedureStep *step = self->steps->pdata[i];

      append_text (rest, step->name);
      append_text (rest, step->unit);
      append_text (rest, step->note);
    }
  append_text (rest, self->authority);
  append_text (rest, self->source);
  append_text (rest, self->limit_source);
  append_text (rest, self->fee_note);
  self->folded_name = fold_words (self->name);
  self->folded_field = fold_words (self->field);
  self->folded_code = gb_text_fold (self->code);
  self->folded_rest = fold_words (rest->str);
}

/**
 * gb_procedure_is_same:
 *
 * Returns: whether both are versions of one procedure: by code, or by name where one of them has no code
 */
gboolean
gb_procedure_is_same (const GbProcedure *a,
                      const GbProcedure *b)
{
  if (a->code != NULL && b->code != NULL)
    return g_str_equal (a->code, b->code);
  return g_str_equal (a->name, b->name);
}

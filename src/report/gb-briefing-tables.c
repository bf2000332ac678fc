/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-briefing-sheet.h that gives the figures to a workbook. */
#include "gb-briefing-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-briefing-words.h"
#include "gb-issue-repository.h"
#include "gb-task.h"

typedef void (*FillFunc) (GbTableRow *row,
                          gpointer    item,
                          gpointer    data);

/* A heading and its text, of the sheet with the words. */
typedef struct
{
  const char *heading; /* (not owned) */
  char *text;          /* (owned) */
} Passage;

static void
passage_free (gpointer data)
{
  Passage *self = data;

  g_free (self->text);
  g_free (self);
}

static GbBriefing *
hold (const GbBriefing *briefing)
{
  return gb_briefing_ref ((GbBriefing *) briefing);
}

/* A sheet for whatever there is something of. */
static void
add (GPtrArray           *tables,
     const GbBriefing    *briefing,
     const char          *name,
     const GbTableColumn *columns,
     guint                n_columns,
     GPtrArray           *items,
     FillFunc             fill)
{
  g_autofree char *title = gb_briefing_words_about (briefing);
  GbTable *table;

  if (items->len == 0)
    return;
  g_strdelimit (title, "\n", ' ');
  table = gb_table_new (name, title);
  gb_table_set_as_of (table, briefing->as_of);
  if (briefing->note.illustration)
    gb_table_add_note (table, _("Illustration data"));
  gb_table_add_columns (table, columns, n_columns);
  /* The items belong to the briefing: it stays as long as the table. */
  gb_table_set_items (table, items, fill, hold (briefing), (GDestroyNotify) gb_briefing_unref);
  g_ptr_array_add (tables, table);
}

/* --- figures -------------------------------------------------------------------------------- */

static const GbTableColumn figure_columns[] = {
  { "indicator", N_("Indicator"), GB_TABLE_TEXT, 34 },
  { "value", N_("This period"), GB_TABLE_INTEGER, 0 },
  { "before", N_("Period before"), GB_TABLE_INTEGER, 0 },
  { "change", N_("Change"), GB_TABLE_INTEGER, 0 },
};

static void
fill_figure (GbTableRow *row,
             gpointer    item,
             gpointer    data)
{
  const GbBriefing *briefing = data;
  const GbBriefingFigure *figure = item;

  gb_table_row_text (row, gb_briefing_words_figure ((GbBriefingFigureId) (figure - briefing->figures)));
  gb_table_row_integer (row, figure->value);
  gb_table_row_integer (row, figure->before);
  gb_table_row_integer (row, figure->value - figure->before);
}

static const GbTableColumn bar_columns[] = {
  { "from", N_("From"), GB_TABLE_DATE, 0 },
  { "to", N_("To"), GB_TABLE_DATE, 0 },
  { "received", N_("Accepted in the period"), GB_TABLE_INTEGER, 0 },
  { "done", N_("Settled in the period"), GB_TABLE_INTEGER, 0 },
};

static void
fill_bar (GbTableRow *row,
          gpointer    item,
          gpointer    data)
{
  const GbBriefingBar *bar = item;

  gb_table_row_day (row, bar->from);
  gb_table_row_day (row, bar->to);
  gb_table_row_integer (row, bar->received);
  gb_table_row_integer (row, bar->done);
}

static void
add_figures (GPtrArray        *tables,
             const GbBriefing *briefing)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new (), bars = g_ptr_array_new ();

  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    g_ptr_array_add (figures, (gpointer) &briefing->figures[i]);
  add (tables, briefing, _("Figures"), figure_columns, G_N_ELEMENTS (figure_columns), figures, fill_figure);
  for (guint i = 0; i < briefing->bars->len; i++)
    g_ptr_array_add (bars, &g_array_index (briefing->bars, GbBriefingBar, i));
  add (tables, briefing, _("By day"), bar_columns, G_N_ELEMENTS (bar_columns), bars, fill_bar);
}

/* --- units ---------------------------------------------------------------------------------- */

static const GbTableColumn commune_columns[] = {
  { "unit", N_("Unit"), GB_TABLE_TEXT, 28 },
  { "received", N_("Accepted in the period"), GB_TABLE_INTEGER, 0 },
  { "done", N_("Settled in the period"), GB_TABLE_INTEGER, 0 },
  { "open", N_("Still in hand"), GB_TABLE_INTEGER, 0 },
  { "late", N_("Late"), GB_TABLE_INTEGER, 0 },
  { "before", N_("Late, period before"), GB_TABLE_INTEGER, 0 },
};

static void
fill_commune (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const GbTrackingRow *commune = item;

  gb_table_row_text (row, commune->name);
  gb_table_row_integer (row, commune->counts[GB_TRACKING_PERIOD]);
  gb_table_row_integer (row, commune->counts[GB_TRACKING_DONE]);
  gb_table_row_integer (row, commune->counts[GB_TRACKING_PROCESSING] + commune->counts[GB_TRACKING_PAUSED]);
  gb_table_row_integer (row, commune->counts[GB_TRACKING_PROCESSING_LATE]);
  gb_table_row_integer (row, commune->previous[GB_TRACKING_PROCESSING_LATE]);
}

/* --- late dossiers -------------------------------------------------------------------------- */

static const GbTableColumn field_columns[] = {
  { "field", N_("Field"), GB_TABLE_TEXT, 30 },
  { "late", N_("Late"), GB_TABLE_INTEGER, 0 },
  { "before", N_("Late, period before"), GB_TABLE_INTEGER, 0 },
};

static const GbTableColumn officer_columns[] = {
  { "officer", N_("Officer"), GB_TABLE_TEXT, 30 },
  { "late", N_("Late"), GB_TABLE_INTEGER, 0 },
  { "before", N_("Late, period before"), GB_TABLE_INTEGER, 0 },
};

static void
fill_group (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbBriefingGroup *group = item;

  gb_table_row_text (row, *group->name != '\0' ? group->name : _("Not assigned"));
  gb_table_row_integer (row, group->late);
  gb_table_row_integer (row, group->before);
}

static const GbTableColumn late_columns[] = {
  { "code", N_("Code"), GB_TABLE_CODE, 0 },   { "procedure", N_("Procedure"), GB_TABLE_TEXT, 44 },
  { "field", N_("Field"), GB_TABLE_TEXT, 22 },        { "unit", N_("Unit"), GB_TABLE_TEXT, 24 },
  { "officer", N_("Officer"), GB_TABLE_TEXT, 22 },
  { "due", N_("Due"), GB_TABLE_DATETIME, 0 }, { "late", N_("Late by"), GB_TABLE_MINUTES, 0 },
  { "reason", N_("Reason"), GB_TABLE_TEXT, 44 },
};

/* Of a commune's own briefing it is that one. */
static const char *
unit_of (const GbBriefing     *briefing,
         const GbBriefingLate *late)
{
  for (guint i = 0; i < briefing->communes->len; i++)
    if (g_strcmp0 (((GbTrackingRow *) briefing->communes->pdata[i])->key, late->commune) == 0)
      return ((GbTrackingRow *) briefing->communes->pdata[i])->name;
  return g_strcmp0 (briefing->commune, late->commune) == 0 ? briefing->commune_name : late->commune;
}

static void
fill_late (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbBriefingLate *late = item;

  gb_table_row_text (row, late->code);
  gb_table_row_text (row, late->procedure);
  gb_table_row_text (row, late->field);
  gb_table_row_text (row, unit_of (data, late));
  gb_table_row_text (row, *late->officer != '\0' ? late->officer : _("Not assigned"));
  gb_table_row_time (row, late->due);
  gb_table_row_integer (row, late->late / 60);
  gb_table_row_text (row, late->reason);
}

static void
add_late (GPtrArray        *tables,
          const GbBriefing *briefing)
{
  add (tables, briefing, _("Late by field"), field_columns, G_N_ELEMENTS (field_columns), briefing->fields, fill_group);
  add (tables, briefing, _("Late by officer"), officer_columns, G_N_ELEMENTS (officer_columns), briefing->officers,
       fill_group);
  add (tables, briefing, _("Late dossiers"), late_columns, G_N_ELEMENTS (late_columns), briefing->late, fill_late);
}

/* --- issues, tasks, staff ------------------------------------------------------------------- */

static const GbTableColumn wait_columns[] = {
  { "department", N_("Department"), GB_TABLE_TEXT, 40 },
  { "open", N_("Waited for"), GB_TABLE_INTEGER, 0 },
  { "overdue", N_("Past its day"), GB_TABLE_INTEGER, 0 },
  { "worst", N_("Longest wait (working days)"), GB_TABLE_INTEGER, 0 },
};

static void
fill_wait (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbIssueWait *wait = item;

  gb_table_row_text (row, wait->name != NULL ? wait->name : _("Own authority"));
  gb_table_row_integer (row, wait->open);
  gb_table_row_integer (row, wait->overdue);
  gb_table_row_integer (row, wait->worst);
}

static const GbTableColumn task_columns[] = {
  { "document", N_("Document"), GB_TABLE_CODE, 0 }, { "title", N_("Task"), GB_TABLE_TEXT, 50 },
  { "unit", N_("Unit"), GB_TABLE_TEXT, 24 },        { "done", N_("Pieces done"), GB_TABLE_NUMBER, 0 },
  { "total", N_("Pieces in all"), GB_TABLE_NUMBER, 0 }, { "due", N_("Deadline"), GB_TABLE_DATETIME, 0 },
};

static void
fill_task (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbTask *task = item;

  gb_table_row_text (row, task->document);
  gb_table_row_text (row, task->title);
  gb_table_row_text (row, task->commune_name);
  gb_table_row_number (row, task->done);
  gb_table_row_number (row, task->total);
  gb_table_row_time (row, task->due);
}

static const GbTableColumn officer_end_columns[] = {
  { "officer", N_("Officer"), GB_TABLE_TEXT, 26 },
  { "unit", N_("Unit"), GB_TABLE_TEXT, 24 },
  { "home", N_("Sent by"), GB_TABLE_TEXT, 36 },
  { "field", N_("Field"), GB_TABLE_TEXT, 22 },
  { "to", N_("Last day"), GB_TABLE_DATE, 0 },
};

static void
fill_ending (GbTableRow *row,
             gpointer    item,
             gpointer    data)
{
  const GbOfficer *officer = item;

  gb_table_row_text (row, officer->name);
  gb_table_row_text (row, officer->commune_name);
  gb_table_row_text (row, officer->home_name);
  gb_table_row_text (row, officer->field);
  gb_table_row_day (row, officer->to);
}

static void
add_work (GPtrArray        *tables,
          const GbBriefing *briefing)
{
  const char *const names[GB_N_ISSUE_KINDS] = {
    [GB_ISSUE_DIFFICULTY] = _("Petitions that wait"),
    [GB_ISSUE_GUIDANCE] = _("Questions that wait"),
    [GB_ISSUE_REPORT] = _("Reports that wait"),
  };

  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    add (tables, briefing, names[kind], wait_columns, G_N_ELEMENTS (wait_columns), briefing->asked[kind].waits, fill_wait);
  add (tables, briefing, _("Tasks"), task_columns, G_N_ELEMENTS (task_columns), briefing->tasks.pressing, fill_task);
  add (tables, briefing, _("Secondments that end"), officer_end_columns, G_N_ELEMENTS (officer_end_columns),
       briefing->ending, fill_ending);
}

/* --- words ---------------------------------------------------------------------------------- */

static const GbTableColumn passage_columns[] = {
  { "section", N_("Section"), GB_TABLE_TEXT, 26 },
  { "text", N_("Text"), GB_TABLE_TEXT, 100 },
};

static void
fill_passage (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const Passage *passage = item;

  gb_table_row_text (row, passage->heading);
  gb_table_row_text (row, passage->text);
}

/* Takes @text. */
static void
add_passage (GPtrArray  *passages,
             const char *heading,
             char       *text)
{
  Passage *passage = g_new0 (Passage, 1);

  passage->heading = heading;
  passage->text = text;
  g_ptr_array_add (passages, passage);
}

static void
add_words (GPtrArray               *tables,
           const GbBriefing        *briefing,
           const GbBriefingRemarks *remarks)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func (passage_free);
  char *score = gb_briefing_words_score (briefing);

  if (score != NULL)
    add_passage (passages, _("Scorecard"), score);
  add_passage (passages, _("Late dossiers"), gb_briefing_words_late (briefing));
  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    add_passage (passages, gb_briefing_words_heading (section), gb_briefing_sheet_text (briefing, remarks, section));
  add (tables, briefing, _("Words"), passage_columns, G_N_ELEMENTS (passage_columns), passages, fill_passage);
}

/**
 * gb_briefing_sheet_tables:
 * @remarks: (nullable): what users wrote
 *
 * The briefing for a workbook: its figures, and what they are made of, a sheet for each.
 *
 * Returns: (transfer full) (element-type GbTable): the sheets, for gb_table_save()
 */
GPtrArray *
gb_briefing_sheet_tables (const GbBriefing        *briefing,
                          const GbBriefingRemarks *remarks)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);

  add_figures (tables, briefing);
  if (briefing->commune == NULL)
    add (tables, briefing, _("Units"), commune_columns, G_N_ELEMENTS (commune_columns), briefing->communes, fill_commune);
  add_late (tables, briefing);
  add_work (tables, briefing);
  add_words (tables, briefing, remarks);
  return tables;
}

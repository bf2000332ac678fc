/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-view.h"

#include <glib/gi18n-lib.h>

#include "gb-contact-row.h"
#include "gb-format.h"
#include "gb-pane-parts.h"
#include "gb-procedure-words.h"
#include "gb-wrap-layout.h"

/* How a procedure is done: what an officer reads out to who asks. */

static GtkWidget *
add_line_of (GtkBox *box,
             int     margin_top)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkLayoutManager *layout = gb_wrap_layout_new ();

  g_object_set (layout, "spacing", 6, "line-spacing", 6, NULL);
  gtk_widget_set_layout_manager (line, layout);
  gtk_widget_set_margin_top (line, margin_top);
  gtk_box_append (box, line);
  return line;
}

static void
add_chip (GtkWidget  *line,
          const char *icon_name,
          const char *text,
          const char *state)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (text == NULL)
    return;
  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (chip), gtk_label_new (text));
  gtk_widget_add_css_class (chip, "gb-state-chip");
  gtk_widget_add_css_class (chip, state);
  gtk_box_append (GTK_BOX (line), chip);
}

static GtkWidget *
add_button (GtkWidget  *line,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

static void
add_head (GtkBox                  *box,
          const GbProcedureDetail *detail,
          const char              *looked_for)
{
  const GbProcedure *procedure = detail->procedure;
  GbDay today = gb_time_day (detail->now);
  gboolean ended = procedure->valid_to != GB_DAY_NONE && procedure->valid_to < today;
  gboolean coming = procedure->valid_from != GB_DAY_NONE && procedure->valid_from > today;
  g_autofree char *title = gb_match_words_markup (procedure->name, looked_for);
  g_autofree char *validity = gb_procedure_words_validity (procedure, today);
  GtkWidget *chips;

  gb_pane_parts_add_markup (box, title, "pane-title");
  chips = add_line_of (box, 8);
  add_chip (chips, NULL, procedure->field, "due-soon");
  add_chip (chips, NULL, gb_procedure_words_online (procedure),
            g_strcmp0 (procedure->online, "full") == 0 ? "on-track" : "paused");
  if (ended || coming)
    add_chip (chips, "dialog-warning-symbolic", validity, ended ? "late" : "due-today");
}

static void
add_actions (GtkBox                  *box,
             const GbProcedureDetail *detail)
{
  GtkWidget *line = add_line_of (box, 14);
  g_autofree char *number = gb_format_number (detail->n_open);
  g_autofree char *label = g_strdup_printf (ngettext ("Its %s open dossier", "Its %s open dossiers", (gulong) detail->n_open),
                                            number);
  GtkWidget *open = add_button (line, label, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "(ss)", "procedure", detail->procedure->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.show-dossiers-of");
  gtk_widget_set_sensitive (open, detail->n_open > 0);
  if (detail->procedure->papers->len > 0)
    {
      add_button (line, _("Print the papers…"), "lookup.print-papers");
      add_button (line, _("Copy the papers"), "lookup.copy-papers");
    }
}

static void
add_limit (GtkBox                  *box,
           const GbProcedureDetail *detail)
{
  const GbProcedure *procedure = detail->procedure;
  g_autofree char *limit = gb_procedure_words_limit (procedure);
  g_autofree char *rule = gb_procedure_words_rule (procedure);
  g_autofree char *due = detail->due != 0 ? gb_format_moment (detail->due, detail->now) : NULL;
  /* Translators: a moment */
  g_autofree char *now = due != NULL ? g_strdup_printf (_("Accepted now, it is due at %s."), due) : NULL;

  gb_pane_parts_add_heading (box, _("Time limit"));
  if (limit == NULL)
    {
      gb_pane_parts_add_text (box, _("not known yet"), "gb-secondary");
      return;
    }
  gb_pane_parts_add_text (box, limit, "lookup-fact");
  if (now != NULL)
    gb_pane_parts_add_text (box, now, NULL);
  gb_pane_parts_add_text (box, rule, "gb-caption");
  if (procedure->limit_source != NULL)
    gb_pane_parts_add_text (box, procedure->limit_source, "gb-caption");
}

static void
add_papers (GtkBox            *box,
            const GbProcedure *procedure,
            const char        *looked_for)
{
  g_autofree char *text = g_strdup_printf ("%s (%u)", _("Papers to hand in"), procedure->papers->len);
  GtkWidget *heading, *list;

  if (procedure->papers->len == 0)
    return;
  heading = gb_pane_parts_add_heading (box, text);
  list = gb_pane_parts_add_list (box, heading);
  for (guint i = 0; i < procedure->papers->len; i++)
    {
      g_autofree char *markup = gb_match_words_markup (procedure->papers->pdata[i], looked_for);

      gb_pane_parts_add_numbered (list, i + 1, markup, NULL);
    }
}

static void
add_steps (GtkBox            *box,
           const GbProcedure *procedure,
           const char        *looked_for)
{
  GtkWidget *heading, *list;

  if (procedure->steps->len == 0)
    return;
  heading = gb_pane_parts_add_heading (box, _("Steps"));
  list = gb_pane_parts_add_list (box, heading);
  for (guint i = 0; i < procedure->steps->len; i++)
    {
      const GbProcedureStep *step = procedure->steps->pdata[i];
      g_autofree char *markup = gb_match_words_markup (step->name, looked_for);
      g_autofree char *note = g_strjoin (" · ", step->unit != NULL ? step->unit : step->note,
                                         step->unit != NULL ? step->note : NULL, NULL);

      gb_pane_parts_add_numbered (list, i + 1, markup, note);
    }
}

static void
add_fact (GtkBox     *box,
          const char *heading,
          const char *fact,
          const char *note)
{
  if (fact == NULL || *fact == '\0')
    return;
  gb_pane_parts_add_heading (box, heading);
  gb_pane_parts_add_text (box, fact, NULL);
  if (note != NULL && *note != '\0')
    gb_pane_parts_add_text (box, note, "gb-caption");
}

static void
add_contacts (GtkBox          *box,
              const GPtrArray *contacts,
              GbStore         *store,
              GbDay            today)
{
  GtkWidget *heading, *list;

  if (contacts->len == 0)
    return;
  heading = gb_pane_parts_add_heading (box, _("Whom to ask"));
  list = gb_pane_parts_add_list (box, heading);
  gtk_widget_remove_css_class (list, "gb-sentences");
  for (guint i = 0; i < contacts->len; i++)
    {
      GtkWidget *row = gb_contact_row_new (store);

      gb_contact_row_set_contact (GB_CONTACT_ROW (row), contacts->pdata[i], today);
      gb_contact_row_set_narrow (GB_CONTACT_ROW (row), TRUE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
}

/**
 * gb_procedure_view_fill:
 * @box: an empty one
 * @store: where trials of contacts are noted
 * @detail: of a procedure that there is
 * @looked_for: (nullable): what was typed
 */
void
gb_procedure_view_fill (GtkBox                  *box,
                        GbStore                 *store,
                        const GbProcedureDetail *detail,
                        const char              *looked_for)
{
  const GbProcedure *procedure = detail->procedure;
  g_autofree char *fee = gb_procedure_words_fee (procedure);
  g_autofree char *ways = gb_procedure_words_ways (procedure);
  g_autofree char *validity = gb_procedure_words_validity (procedure, gb_time_day (detail->now));
  g_autofree char *checked = gb_procedure_words_checked (procedure);

  add_head (box, detail, looked_for);
  add_actions (box, detail);
  add_limit (box, detail);
  add_papers (box, procedure, looked_for);
  add_steps (box, procedure, looked_for);
  add_fact (box, _("Fee"), fee, procedure->fee_note);
  add_fact (box, _("Where to hand it in"), ways,
            procedure->paper_result == 1 ? _("At the end a paper, or its electronic form, is handed over.") : NULL);
  add_fact (box, _("Who decides"), procedure->authority, NULL);
  add_contacts (box, detail->contacts, store, gb_time_day (detail->now));
  add_fact (box, _("Sources"), procedure->source, validity);
  gb_pane_parts_add_heading (box, _("How sure this is"));
  gb_pane_parts_add_text (box, checked, NULL);
  gb_pane_parts_add_text (box, procedure->shipped ? _("From the list that comes with the program; the province's own has not come yet.")
                                                  : _("From the province's list."), "gb-caption");
}

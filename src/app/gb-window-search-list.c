/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-search-list.h"

#include <glib/gi18n-lib.h>

#include "gb-class-label.h"
#include "gb-commune-words.h"
#include "gb-dossiers-words.h"
#include "gb-format.h"
#include "gb-found-row.h"

/* A name such as "Nguyễn" begins many, and may be a person's. */
#define MOST_PLACES 8
#define MOST_BEGINNINGS 3

#define DATA_GROUP "gb-group"
#define DATA_ACTION "gb-action"
#define DATA_TARGET "gb-target"

/**
 * GbWindowSearchList:
 *
 * What a search of the window found, grouped: places with their answer, dossiers with their class, and all the rest.
 * The entry keeps the focus while rows are chosen by the arrows. Emits "chosen" before the action of a row is done.
 */
struct _GbWindowSearchList
{
  GtkPopover parent_instance;

  GtkScrolledWindow *scroller; /* the template's */
  GtkListBox *list;
  GtkLabel *status;
  GtkLabel *nothing;

  guint n_rows;
  char *text; /* (owned) (nullable): what they answer */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GbWindowSearchList, gb_window_search_list, GTK_TYPE_POPOVER)

/* --- rows ----------------------------------------------------------------------------------------- */

/* @action does what the row is there for, with @target (floating). */
static void
add_row (GbWindowSearchList *self,
         GtkWidget          *row,
         const char         *group,
         const char         *action,
         GVariant           *target)
{
  g_object_set_data (G_OBJECT (row), DATA_GROUP, (gpointer) group);
  g_object_set_data (G_OBJECT (row), DATA_ACTION, (gpointer) action);
  g_object_set_data_full (G_OBJECT (row), DATA_TARGET, g_variant_ref_sink (target), (GDestroyNotify) g_variant_unref);
  gtk_list_box_append (self->list, row);
  self->n_rows++;
}

static GVariant *
place_target (const GbCommune *commune)
{
  return g_variant_new ("(ss)", commune->code,
                        commune->matched_old && !commune->matched_district ? commune->old_unit : "");
}

static guint
count_of_district (GPtrArray *places,
                   guint      first)
{
  const GbCommune *district = places->pdata[first];
  guint n = 0;

  while (first + n < places->len)
    {
      const GbCommune *commune = places->pdata[first + n];

      if (!commune->matched_district || strcmp (commune->old_unit, district->old_unit) != 0)
        break;
      n++;
    }
  return n;
}

/* A district, which leads to the first commune that it became, and beneath it each of them. */
static void
add_district (GbWindowSearchList *self,
              GPtrArray          *places,
              guint               first,
              guint               n)
{
  const GbCommune *district = places->pdata[first];
  g_autofree char *name = gb_commune_words_name (district);
  g_autofree char *answer = gb_commune_words_district (places, first, n);
  GtkWidget *head = gb_found_row_new ("gb-map-symbolic", name, _("(former)"), answer);

  add_row (self, head, _("Places"), "win.open-place", place_target (district));
  for (guint i = first; i < first + n; i++)
    {
      const GbCommune *commune = places->pdata[i];
      g_autofree char *plain = g_strconcat (commune->type, " ", commune->name, NULL);
      g_autofree char *title = gb_commune_words_capital (plain);
      g_autofree char *made_of = gb_commune_words_answer (commune);
      GtkWidget *row = gb_found_row_new ("gb-ward-symbolic", title, NULL, made_of);

      gb_found_row_set_indented (GB_FOUND_ROW (row), TRUE);
      add_row (self, row, _("Places"), "win.open-place", place_target (commune));
    }
}

static void
add_places (GbWindowSearchList *self,
            GPtrArray          *places)
{
  for (guint i = 0; places != NULL && i < places->len && self->n_rows < MOST_PLACES;)
    {
      const GbCommune *commune = places->pdata[i];
      guint n;

      if (!commune->whole && self->n_rows >= MOST_BEGINNINGS)
        return;
      n = commune->matched_district ? count_of_district (places, i) : 1;

      if (commune->matched_district)
        add_district (self, places, i, n);
      else
        add_row (self, gb_found_row_new_for_commune (commune), _("Places"), "win.open-place", place_target (commune));
      i += n;
    }
}

static void
add_dossier (GbWindowSearchList         *self,
             const GbWindowSearchResult *result,
             GbDossier                  *dossier,
             gboolean                    masked)
{
  g_autofree char *applicant = gb_dossiers_words_applicant (dossier, masked);
  g_autofree char *remaining = gb_dossiers_words_remaining (dossier, result->day_seconds);
  g_autofree char *answer = g_markup_printf_escaped ("%s · %s", gb_dossier_get_code (dossier),
                                                     gb_dossier_get_procedure (dossier));
  g_autofree char *sentence = gb_dossiers_words_row (dossier, result->day_seconds, masked, result->now);
  GtkWidget *row = gb_found_row_new ("gb-dossiers-symbolic",
                                     applicant != NULL ? applicant : gb_dossier_get_procedure (dossier), NULL, answer);
  GtkWidget *klass = gb_class_label_new ();

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (klass), (int) gb_dossier_get_class (dossier));
  gb_class_label_set_text (GB_CLASS_LABEL (klass), remaining);
  gb_found_row_set_suffix (GB_FOUND_ROW (row), klass);
  gb_found_row_set_sentence (GB_FOUND_ROW (row), sentence);
  add_row (self, row, _("Dossiers"), "win.open-dossier", g_variant_new_string (gb_dossier_get_code (dossier)));
}

static char *
all_words (const GbWindowSearchResult *result)
{
  g_autofree char *number = gb_format_number (result->n_dossiers);

  if (result->more)
    /* Translators: a number */
    return g_strdup_printf (_("More than %s dossiers: look on their page"), number);
  /* Translators: a number */
  return g_strdup_printf (ngettext ("%s dossier: look on their page", "%s dossiers: look on their page",
                                    (gulong) result->n_dossiers), number);
}

static void
add_dossiers (GbWindowSearchList         *self,
              const GbWindowSearchResult *result,
              gboolean                    masked)
{
  g_autofree char *all = NULL;

  if (result->dossiers == NULL || result->dossiers->len == 0)
    return;
  for (guint i = 0; i < result->dossiers->len; i++)
    add_dossier (self, result, result->dossiers->pdata[i], masked);
  if (!result->counted || result->n_dossiers <= result->dossiers->len)
    return;
  all = all_words (result);
  add_row (self, gb_found_row_new ("system-search-symbolic", all, NULL, NULL), _("Dossiers"), "win.search",
           g_variant_new_string (result->text));
}

/* What a row of each kind looks like and opens: an action whose parameter is its id, or its kind and id. */
static const struct
{
  GbSearchKind kind;
  const char *group;
  const char *icon_name;
  const char *action;
  const char *look_up; /* (nullable): as which kind it is looked up */
} others[] = {
  { GB_SEARCH_PROCEDURES, N_ ("Procedures"), "gb-lookup-symbolic", "win.look-up", "procedure" },
  { GB_SEARCH_OFFICERS, N_ ("People"), "gb-people-symbolic", "win.open-officer", NULL },
  { GB_SEARCH_ISSUES, N_ ("Issues"), "gb-issues-symbolic", "win.open-issue", NULL },
  { GB_SEARCH_TASKS, N_ ("Tasks"), "gb-tasks-symbolic", "win.open-task", NULL },
  { GB_SEARCH_GUIDANCE, N_ ("Guidance"), "gb-lookup-symbolic", "win.look-up", "guidance" },
  { GB_SEARCH_CHANNELS, N_ ("Departments' contacts"), "call-start-symbolic", "win.look-up", "contact" },
};

static void
add_others (GbWindowSearchList         *self,
            const GbWindowSearchResult *result)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GPtrArray *rows = result->others[others[i].kind];

      for (guint k = 0; rows != NULL && k < rows->len; k++)
        {
          const GbSearchRow *row = rows->pdata[k];
          g_autofree char *detail = row->detail != NULL ? g_markup_escape_text (row->detail, -1) : NULL;

          add_row (self, gb_found_row_new (others[i].icon_name, row->title, NULL, detail), _(others[i].group),
                   others[i].action,
                   others[i].look_up != NULL ? g_variant_new ("(ss)", others[i].look_up, row->id)
                                             : g_variant_new_string (row->id));
        }
    }
}

/* --- the list ------------------------------------------------------------------------------------- */

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *group = g_object_get_data (G_OBJECT (row), DATA_GROUP);
  const char *last = before != NULL ? g_object_get_data (G_OBJECT (before), DATA_GROUP) : NULL;
  GtkWidget *label;

  if (g_strcmp0 (group, last) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", group, "xalign", 0.0, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                        NULL);
  gtk_widget_add_css_class (label, "found-group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_activated_cb (GbWindowSearchList *self,
                     GtkListBoxRow      *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), DATA_ACTION);
  g_autoptr (GVariant) target = g_variant_ref (g_object_get_data (G_OBJECT (row), DATA_TARGET));
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  g_signal_emit (self, chosen_signal, 0);
  if (window != NULL)
    gtk_widget_activate_action_variant (window, action, target);
}

/* An entry keeps the focus: the row that Enter opens is brought into view by hand. */
static void
show_row (GbWindowSearchList *self,
          GtkListBoxRow      *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (row == gtk_list_box_get_row_at_index (self->list, 0))
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
gb_window_search_list_finalize (GObject *object)
{
  g_free (GB_WINDOW_SEARCH_LIST (object)->text);
  G_OBJECT_CLASS (gb_window_search_list_parent_class)->finalize (object);
}

static void
gb_window_search_list_class_init (GbWindowSearchListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_window_search_list_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/window-search-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearchList, scroller);
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearchList, list);
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearchList, status);
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearchList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  /**
   * GbWindowSearchList::chosen:
   *
   * A row was chosen; what it is there for comes next.
   */
  chosen_signal = g_signal_new ("chosen", GB_TYPE_WINDOW_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
gb_window_search_list_init (GbWindowSearchList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

GtkWidget *
gb_window_search_list_new (void)
{
  return g_object_new (GB_TYPE_WINDOW_SEARCH_LIST, NULL);
}

static void
clear (GbWindowSearchList *self)
{
  GtkListBoxRow *row;

  self->n_rows = 0;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* What the chosen row is there for, so that it stays chosen while rows come late. */
static GVariant *
get_chosen (GbWindowSearchList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL || gtk_list_box_row_get_index (row) == 0)
    return NULL;
  return g_variant_ref (g_object_get_data (G_OBJECT (row), DATA_TARGET));
}

static void
choose (GbWindowSearchList *self,
        GVariant           *target)
{
  GtkListBoxRow *chosen = gtk_list_box_get_row_at_index (self->list, 0);

  for (guint i = 0; target != NULL && i < self->n_rows; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (g_variant_equal (g_object_get_data (G_OBJECT (row), DATA_TARGET), target))
        chosen = row;
    }
  if (chosen != NULL)
    gtk_list_box_select_row (self->list, chosen);
}

static char *
status_words (GbWindowSearchList         *self,
              const GbWindowSearchResult *result,
              const GError               *error)
{
  if (error != NULL)
    /* Translators: why */
    return g_strdup_printf (_("Not all could be searched: %s"), error->message);
  if (result->dossiers == NULL)
    return g_strdup (_("Looking among the dossiers…"));
  return g_strdup_printf (ngettext ("%u result", "%u results", self->n_rows), self->n_rows);
}

/**
 * gb_window_search_list_show:
 * @result: what was found
 * @error: (nullable): why not all could be read
 * @masked: whether others look at the screen
 *
 * Fills the list and chooses its first row.
 */
void
gb_window_search_list_show (GbWindowSearchList         *self,
                            const GbWindowSearchResult *result,
                            const GError               *error,
                            gboolean                    masked)
{
  g_autofree char *status = NULL;
  g_autofree char *nothing = NULL;
  g_autoptr (GVariant) chosen = NULL;

  g_return_if_fail (GB_IS_WINDOW_SEARCH_LIST (self));
  if (g_strcmp0 (self->text, result->text) == 0)
    chosen = get_chosen (self);
  g_free (self->text);
  self->text = g_strdup (result->text);
  clear (self);
  add_places (self, result->places);
  add_dossiers (self, result, masked);
  add_others (self, result);

  status = status_words (self, result, error);
  gtk_label_set_label (self->status, status);
  /* Translators: what was typed */
  nothing = g_strdup_printf (_("Nothing is called “%s”"), result->text);
  gtk_label_set_label (self->nothing, nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), self->n_rows == 0 && result->dossiers != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), self->n_rows > 0);
  choose (self, chosen);
}

/**
 * gb_window_search_list_set_width:
 * @width: pixels
 * @height: pixels, at most
 */
void
gb_window_search_list_set_width (GbWindowSearchList *self,
                                 int                 width,
                                 int                 height)
{
  g_return_if_fail (GB_IS_WINDOW_SEARCH_LIST (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), width, -1);
  gtk_scrolled_window_set_max_content_height (self->scroller, height);
}

/**
 * gb_window_search_list_move:
 * @by: how many rows down; it stops at either end
 */
void
gb_window_search_list_move (GbWindowSearchList *self,
                            int                 by)
{
  GtkListBoxRow *row;
  int index;

  g_return_if_fail (GB_IS_WINDOW_SEARCH_LIST (self));
  if (self->n_rows == 0)
    return;
  row = gtk_list_box_get_selected_row (self->list);
  index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  row = gtk_list_box_get_row_at_index (self->list, CLAMP (index, 0, (int) self->n_rows - 1));
  gtk_list_box_select_row (self->list, row);
  show_row (self, row);
}

/**
 * gb_window_search_list_activate:
 *
 * Does what the chosen row is there for.
 *
 * Returns: whether there is one
 */
gboolean
gb_window_search_list_activate (GbWindowSearchList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_LIST (self), FALSE);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    on_row_activated_cb (self, row);
  return row != NULL;
}

/**
 * gb_window_search_list_get_selected:
 *
 * Returns: (transfer none) (nullable): the chosen row, a #GbFoundRow
 */
GtkListBoxRow *
gb_window_search_list_get_selected (GbWindowSearchList *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_LIST (self), NULL);
  return gtk_list_box_get_selected_row (self->list);
}

/**
 * gb_window_search_list_get_rows:
 *
 * Returns: (transfer none): the list that an entry controls
 */
GtkWidget *
gb_window_search_list_get_rows (GbWindowSearchList *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_LIST (self), NULL);
  return GTK_WIDGET (self->list);
}

guint
gb_window_search_list_get_n_rows (GbWindowSearchList *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_LIST (self), 0);
  return self->n_rows;
}

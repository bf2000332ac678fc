/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-bar.h"

#include <glib/gi18n-lib.h>

#include "gb-class-chip.h"
#include "gb-dossier-filters.h"
#include "gb-dossier-limits.h"
#include "gb-wrap-layout.h"

/**
 * GbDossiersBar:
 *
 * What stands over the table: a chip for each set with its count, the buttons for filters, views
 * and groups, and beneath them the filters in use, each to be taken away. Emits "limited" when the
 * user wants other filters.
 */
struct _GbDossiersBar
{
  AdwBin parent_instance;

  GtkWidget *row;
  GtkWidget *chips;
  GtkWidget *tools;
  GtkWidget *limits;
  GtkWidget *limits_line;
  GbDossierFilters *filters;
  GbDossierFilter filter;
  gboolean whole; /* finished ones, too, are among the rows */
};

static guint limited_signal;

G_DEFINE_FINAL_TYPE (GbDossiersBar, gb_dossiers_bar, ADW_TYPE_BIN)

static void
on_filters_changed_cb (GbDossiersBar *self)
{
  g_signal_emit (self, limited_signal, 0);
}

static GtkWidget *
make_wrap (int margin_bottom)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (GB_TYPE_WRAP_LAYOUT, "spacing", 8,
                                                    "line-spacing", 8, NULL));
  gtk_widget_set_margin_bottom (box, margin_bottom);
  return box;
}

static void
make_chips (GbDossiersBar *self)
{
  static const GbDossierFilter filters[] = {
    GB_DOSSIER_FILTER_ALL,        GB_DOSSIER_FILTER_OPEN,        GB_DOSSIER_FILTER_OVERDUE,
    GB_DOSSIER_FILTER_DUE_TODAY,  GB_DOSSIER_FILTER_DUE_SOON,    GB_DOSSIER_FILTER_PAUSED,
    GB_DOSSIER_FILTER_ON_TRACK,   GB_DOSSIER_FILTER_NO_DUE,      GB_DOSSIER_FILTER_AWAITING,
    GB_DOSSIER_FILTER_FINISHED,   GB_DOSSIER_FILTER_LATE_RECEPTION,
    GB_DOSSIER_FILTER_CROSS_BOUNDARY, GB_DOSSIER_FILTER_SIGN_TODAY,
    GB_DOSSIER_FILTER_SIGN_MISSED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GtkWidget *chip = gb_class_chip_new (gb_dossier_filter_nick (filters[i]));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "dossiers.filter");
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
}

static GtkWidget *
make_limit (GbDossierLimit        limit,
            const GbDossierQuery *query,
            GbDay                 today)
{
  g_autofree char *words = gb_dossier_limit_words (limit, query, today);
  /* Translators: what is filtered by, and what is wanted: "Field: Đất đai" */
  g_autofree char *text = limit != GB_DOSSIER_LIMIT_SET
                              ? g_strdup_printf (_("%s: %s"), gb_dossier_limit_name (limit), words)
                              : g_strdup (words);
  /* Translators: %s is a filter such as "Field: Đất đai" */
  g_autofree char *told = g_strdup_printf (_("Remove the filter %s"), text);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), limit == GB_DOSSIER_LIMIT_SET ? 96 : 48);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "gb-chip");
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_tooltip_text (button, told);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossiers.clear-limit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) limit);
  return button;
}

static void
show_limits (GbDossiersBar        *self,
             const GbDossierQuery *query,
             GbDay                 today)
{
  guint n_limits = gb_dossier_limits_count (query);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->limits)) != NULL)
    gtk_box_remove (GTK_BOX (self->limits), child);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->limits_line), n_limits > 0);
  for (int i = 0; i < GB_N_DOSSIER_LIMITS; i++)
    if (gb_dossier_limit_is_set (i, query))
      gtk_box_append (GTK_BOX (self->limits), make_limit (i, query, today));
  if (n_limits < 2)
    return;
  child = gtk_button_new_with_label (_("Clear all filters"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (child), "dossiers.clear-limits");
  gtk_widget_add_css_class (child, "flat");
  gtk_widget_add_css_class (child, "gb-link");
  gtk_box_append (GTK_BOX (self->limits), child);
}

/* Letters are to be signed on few days: the chips of those and of what can no longer be signed in time
 * come when they count something. What a figure counted is shown whole, else «all» is all that
 * are open. */
static gboolean
wants_chip (GbDossiersBar  *self,
            GbDossierFilter filter,
            gint64          count)
{
  if (filter == self->filter)
    return TRUE;
  switch (filter)
    {
    case GB_DOSSIER_FILTER_ALL:
      return self->whole;
    case GB_DOSSIER_FILTER_OPEN:
      return !self->whole;
    case GB_DOSSIER_FILTER_SIGN_TODAY:
    case GB_DOSSIER_FILTER_SIGN_MISSED:
      return count > 0;
    default:
      return TRUE;
    }
}

static void
show_chip (GbDossiersBar *self,
           GbClassChip   *chip)
{
  GbDossierFilter filter = GB_DOSSIER_FILTER_OPEN;

  gb_dossier_filter_parse (gb_class_chip_get_kind (chip), &filter);
  gtk_widget_set_visible (GTK_WIDGET (chip),
                          wants_chip (self, filter, gb_class_chip_get_count (chip)));
}

static void
gb_dossiers_bar_class_init (GbDossiersBarClass *klass)
{
  limited_signal = g_signal_new ("limited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_dossiers_bar_init (GbDossiersBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->chips = make_wrap (12);
  gtk_widget_set_hexpand (self->chips, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Filters"), -1);
  make_chips (self);
  self->filters = GB_DOSSIER_FILTERS (gb_dossier_filters_new ());
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (on_filters_changed_cb), self);
  self->tools = make_wrap (12);
  gtk_box_append (GTK_BOX (self->tools), GTK_WIDGET (self->filters));
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->row), self->chips);
  gtk_box_append (GTK_BOX (self->row), self->tools);

  self->limits = make_wrap (12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->limits), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Filters in use"), -1);
  self->limits_line = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->limits_line), self->limits);

  gtk_box_append (GTK_BOX (box), self->row);
  gtk_box_append (GTK_BOX (box), self->limits_line);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 4);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * gb_dossiers_bar_set_store:
 * @store: where names to filter by come from
 */
void
gb_dossiers_bar_set_store (GbDossiersBar *self,
                           GbStore       *store)
{
  g_return_if_fail (GB_IS_DOSSIERS_BAR (self));

  gb_dossier_filters_set_store (self->filters, store);
}

/**
 * gb_dossiers_bar_get_limits:
 *
 * Returns: (transfer none): a query that has the limits the user chose
 */
const GbDossierQuery *
gb_dossiers_bar_get_limits (GbDossiersBar *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_BAR (self), NULL);

  return gb_dossier_filters_get_query (self->filters);
}

/**
 * gb_dossiers_bar_set_query:
 * @query: what the table shows
 * @today: decides which days need their year
 */
void
gb_dossiers_bar_set_query (GbDossiersBar        *self,
                           const GbDossierQuery *query,
                           GbDay                 today)
{
  g_return_if_fail (GB_IS_DOSSIERS_BAR (self));

  self->filter = query->filter;
  self->whole = query->filter == GB_DOSSIER_FILTER_ALL || query->set != NULL;
  gb_dossier_filters_set_query (self->filters, query);
  show_limits (self, query, today);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    show_chip (self, GB_CLASS_CHIP (chip));
}

/**
 * gb_dossiers_bar_set_summary:
 * @summary: has the counts
 */
void
gb_dossiers_bar_set_summary (GbDossiersBar          *self,
                             const GbDossierSummary *summary)
{
  g_return_if_fail (GB_IS_DOSSIERS_BAR (self));

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      GbDossierFilter filter = GB_DOSSIER_FILTER_OPEN;

      gb_dossier_filter_parse (gb_class_chip_get_kind (GB_CLASS_CHIP (chip)), &filter);
      gb_class_chip_set_count (GB_CLASS_CHIP (chip),
                               gb_dossier_summary_get_count (summary, filter));
      show_chip (self, GB_CLASS_CHIP (chip));
    }
}

/**
 * gb_dossiers_bar_set_room:
 * @compact: whether chips have no icons, and buttons stand under them
 */
void
gb_dossiers_bar_set_room (GbDossiersBar *self,
                          gboolean       compact)
{
  g_return_if_fail (GB_IS_DOSSIERS_BAR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->row), compact ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->row), compact ? 0 : 12);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gb_class_chip_set_compact (GB_CLASS_CHIP (chip), compact);
}

/**
 * gb_dossiers_bar_add_tool:
 * @tool: a button to stand beside the one for filters
 */
void
gb_dossiers_bar_add_tool (GbDossiersBar *self,
                          GtkWidget     *tool)
{
  g_return_if_fail (GB_IS_DOSSIERS_BAR (self));

  gtk_box_append (GTK_BOX (self->tools), tool);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-class-label.h"
#include "gb-class-timeline.h"
#include "gb-dossier-actions.h"
#include "gb-dossier-clock-view.h"
#include "gb-dossier-course.h"
#include "gb-dossier-detail.h"
#include "gb-dossier-facts.h"
#include "gb-dossiers-words.h"
#include "gb-freshness-words.h"
#include "gb-letter-window.h"
#include "gb-pane-facts.h"
#include "gb-wrap-layout.h"

/**
 * GbDossierPane:
 *
 * One dossier beside the table: what it is, how its clock stands, who has it, and its course.
 * Follows what the cache learns. Its buttons act through the "dossiers" actions of the page around
 * it.
 */
struct _GbDossierPane
{
  AdwBin parent_instance;

  GtkStack *states; /* the template's */
  AdwStatusPage *message;
  GtkLabel *title;
  GbClassLabel *state_chip;
  GbClassLabel *late_reception;
  GbClassLabel *cross_boundary;
  GtkWidget *how;
  GtkGrid *facts;
  GbDossierActions *actions;
  GtkBox *remarks;
  GtkWidget *next_section;
  GtkLabel *next_step;
  GbClassTimeline *course;
  GbDossierClockView *clock;
  GtkLabel *freshness;

  GbStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the dossier on its way */
  char *code;                /* (owned) (nullable) */
  gboolean paged;
  gboolean masked; /* others look at the screen */
};

enum
{
  PROP_CODE = 1,
  PROP_PAGED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbDossierPane, gb_dossier_pane, ADW_TYPE_BIN)

/* --- facts --- */

static void
show_facts (GbDossierPane   *self,
            GbDossierDetail *detail)
{
  g_autoptr (GPtrArray) facts = gb_dossier_facts_new (detail, self->masked);

  gb_pane_facts_clear (self->facts);
  for (guint i = 0; i < facts->len; i++)
    {
      const GbDossierFact *fact = g_ptr_array_index (facts, i);

      gb_pane_facts_add (self->facts, fact->name, fact->value);
    }
}

/* What somebody wrote freely may name the applicant. */
static void
show_course (GbDossierPane   *self,
             GbDossierDetail *detail)
{
  g_autoptr (GPtrArray) entries = gb_dossier_course_new (detail);

  gb_class_timeline_clear (self->course);
  for (guint i = 0; i < entries->len; i++)
    {
      const GbDossierEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *when = gb_dossiers_words_moment (entry->at, detail->now);

      gb_class_timeline_add (self->course, when, entry->what,
                             self->masked && entry->more != NULL ? _("text hidden") : entry->more, entry->style);
    }
}

/* --- clock --- */

static void
add_remark (GbDossierPane *self,
            const char    *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "help-about-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "pane-remark");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->remarks, line);
}

static void
show_clock (GbDossierPane   *self,
            GbDossierDetail *detail)
{
  const GbDossierReason *reason = detail->reason;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_box_remove (self->remarks, child);
  for (guint i = 0; i < reason->remarks->len; i++)
    add_remark (self, g_ptr_array_index (reason->remarks, i));
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), reason->remarks->len > 0);
  gtk_widget_set_visible (self->next_section, reason->next_step != NULL);
  gtk_label_set_label (self->next_step, reason->next_step != NULL ? reason->next_step : "");
  gb_dossier_clock_view_show (self->clock, reason, detail->day_seconds, detail->now);
}

static void
show (GbDossierPane   *self,
      GbDossierDetail *detail)
{
  g_autofree char *words = gb_dossier_facts_standing (detail);
  GbDossier *dossier = detail->dossier;
  g_autofree char *freshness = gb_freshness_words (detail->as_of, detail->now);
  const char *code = gb_dossier_get_procedure_code (dossier);

  gtk_label_set_label (self->title, gb_dossier_get_procedure (dossier));
  gtk_label_set_label (self->freshness, freshness);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->how), "(ss)", code != NULL ? code : "",
                                    gb_dossier_get_procedure (dossier));
  gb_class_label_set_deadline_class (self->state_chip, gb_dossier_get_class (dossier));
  gb_class_label_set_text (self->state_chip, words);
  gtk_widget_set_visible (GTK_WIDGET (self->late_reception),
                          gb_dossier_is_late_reception (dossier));
  gtk_widget_set_visible (GTK_WIDGET (self->cross_boundary),
                          gb_dossier_is_cross_boundary (dossier));
  show_facts (self, detail);
  show_clock (self, detail);
  show_course (self, detail);
  gb_dossier_actions_show (self->actions, self->store, detail, self->masked);
  gtk_stack_set_visible_child_name (self->states, "dossier");
}

static void
on_detail_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GbDossierPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbDossierDetail) detail
      = gb_dossier_detail_load_finish (GB_STORE (source), result, &error);

  /* Another dossier was chosen meanwhile, or the pane went. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->code == NULL)
    return;
  if (detail != NULL && detail->dossier != NULL)
    {
      if (g_strcmp0 (gb_dossier_get_code (detail->dossier), self->code) == 0)
        show (self, detail);
      return;
    }
  adw_status_page_set_icon_name (self->message,
                                 error ? "dialog-warning-symbolic" : "gb-dossiers-symbolic");
  adw_status_page_set_title (self->message, error ? _("The dossier cannot be shown")
                                                  : _("The dossier is no longer here"));
  adw_status_page_set_description (self->message, error ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
load (GbDossierPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->code == NULL || self->store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  gb_dossier_detail_load_async (self->store, self->code, self->cancellable, on_detail_loaded_cb,
                                g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbDossierPane *self = GB_DOSSIER_PANE (widget);
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (GB_LETTER_DOSSIER);

  if (self->code == NULL || self->store == NULL)
    return;
  gb_letter_batch_add (batch, self->code);
  gb_letter_window_present (widget, self->store, batch);
}

static void
gb_dossier_pane_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbDossierPane *self = GB_DOSSIER_PANE (object);

  switch (id)
    {
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    case PROP_PAGED:
      g_value_set_boolean (value, self->paged);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossier_pane_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GbDossierPane *self = GB_DOSSIER_PANE (object);

  switch (id)
    {
    case PROP_CODE:
      gb_dossier_pane_set_code (self, g_value_get_string (value));
      break;
    case PROP_PAGED:
      gb_dossier_pane_set_paged (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossier_pane_dispose (GObject *object)
{
  GbDossierPane *self = GB_DOSSIER_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->code, g_free);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossier_pane_parent_class)->dispose (object);
}

static void
gb_dossier_pane_class_init (GbDossierPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_dossier_pane_get_property;
  object_class->set_property = gb_dossier_pane_set_property;
  object_class->dispose = gb_dossier_pane_dispose;

  props[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  /* Whether the pane is a page of its own: a way back stands in place of the cross. */
  props[PROP_PAGED] = g_param_spec_boolean ("paged", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_CLASS_LABEL);
  g_type_ensure (GB_TYPE_CLASS_TIMELINE);
  g_type_ensure (GB_TYPE_DOSSIER_ACTIONS);
  g_type_ensure (GB_TYPE_DOSSIER_CLOCK_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossier-pane.ui");
  gtk_widget_class_install_action (widget_class, "dossier-pane.print", NULL, print_action);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, states);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, message);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, title);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, state_chip);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, late_reception);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, cross_boundary);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, how);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, facts);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, course);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, actions);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, remarks);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, next_section);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, next_step);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, clock);
  gtk_widget_class_bind_template_child (widget_class, GbDossierPane, freshness);
}

static void
gb_dossier_pane_init (GbDossierPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_class_label_set_mark (self->late_reception, GB_DOSSIER_MARK_LATE_RECEPTION);
  gb_class_label_set_mark (self->cross_boundary, GB_DOSSIER_MARK_CROSS_BOUNDARY);
}

GtkWidget *
gb_dossier_pane_new (void)
{
  return g_object_new (GB_TYPE_DOSSIER_PANE, NULL);
}

/**
 * gb_dossier_pane_get_code:
 *
 * Returns: (nullable): the code of the dossier shown
 */
const char *
gb_dossier_pane_get_code (GbDossierPane *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_PANE (self), NULL);

  return self->code;
}

/**
 * gb_dossier_pane_set_code:
 * @code: (nullable): the code of the dossier to show
 *
 * What was shown stays until the new dossier is read, so that the pane does not flicker.
 */
void
gb_dossier_pane_set_code (GbDossierPane *self,
                          const char    *code)
{
  g_return_if_fail (GB_IS_DOSSIER_PANE (self));

  if (g_strcmp0 (self->code, code) == 0)
    return;
  g_free (self->code);
  self->code = g_strdup (code);
  if (code == NULL)
    gtk_stack_set_visible_child_name (self->states, "loading");
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CODE]);
}

/**
 * gb_dossier_pane_set_store:
 * @store: where dossiers come from; set once
 */
void
gb_dossier_pane_set_store (GbDossierPane *self,
                           GbStore       *store)
{
  g_return_if_fail (GB_IS_DOSSIER_PANE (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}

/**
 * gb_dossier_pane_set_masked:
 * @masked: whether others look at the screen: no whole name is shown, and nothing that was written freely
 *
 * What was shown goes at once.
 */
void
gb_dossier_pane_set_masked (GbDossierPane *self,
                            gboolean       masked)
{
  g_return_if_fail (GB_IS_DOSSIER_PANE (self));

  if (self->masked == masked)
    return;
  self->masked = masked;
  if (self->code != NULL)
    gtk_stack_set_visible_child_name (self->states, "loading");
  load (self);
}

gboolean
gb_dossier_pane_get_paged (GbDossierPane *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_PANE (self), FALSE);

  return self->paged;
}

void
gb_dossier_pane_set_paged (GbDossierPane *self,
                           gboolean       paged)
{
  g_return_if_fail (GB_IS_DOSSIER_PANE (self));

  if (self->paged == paged)
    return;
  self->paged = paged;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGED]);
}

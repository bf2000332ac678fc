/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-briefing-chooser.h"
#include "gb-briefing-editor.h"
#include "gb-briefing-figures.h"
#include "gb-briefing-output.h"
#include "gb-briefing-preview.h"
#include "gb-briefing-signature.h"
#include "gb-briefing-words.h"
#include "gb-format.h"
#include "gb-period.h"
#include "gb-state-view.h"
#include "gb-tabs.h"

/* Figures older than that are not to be reported without a look, seconds. */
#define OLD GB_DAY_SECONDS

/**
 * GbBriefingPage:
 *
 * The page "Giao ban": what the chairman reports. On one side what he writes, on the other the sheet as it will be
 * printed.
 */
struct _GbBriefingPage
{
  GbPage parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GbTabs *tabs;
  GtkWidget *left;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *unsaved;
  GbBriefingChooser *chooser;
  GbStateView *state;
  GtkLabel *stale;
  GtkWidget *other;
  GtkLabel *other_words;
  GbBriefingEditor *reasons;
  GbBriefingEditor *issues;
  GbBriefingEditor *work;
  GbBriefingEditor *proposals;
  GbBriefingFigures *figures;
  GbBriefingSignature *signature;
  GbBriefingPreview *preview;

  GbBriefingModel *model;   /* (owned) */
  GbBriefingOutput *output; /* (owned) */
  gboolean empty;
};

G_DEFINE_FINAL_TYPE (GbBriefingPage, gb_briefing_page, GB_TYPE_PAGE)

static GbBriefingEditor *
editor_of (GbBriefingPage    *self,
           GbBriefingSection  section)
{
  GbBriefingEditor *const editors[GB_N_BRIEFING_SECTIONS] = {
    [GB_BRIEFING_REASONS] = self->reasons,
    [GB_BRIEFING_ISSUES] = self->issues,
    [GB_BRIEFING_WORK] = self->work,
    [GB_BRIEFING_PROPOSALS] = self->proposals,
  };

  return editors[section];
}

/* --- closures of the template --------------------------------------------------------------------- */

static int
left_width (GbBriefingPage *self,
            gboolean        narrow,
            gboolean        medium)
{
  return narrow ? -1 : medium ? 420 : 508;
}

/* Where there is room for one of the two alone, the tabs choose. */
static void
update_views (GbBriefingPage *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);
  gboolean sheet = g_strcmp0 (gb_tabs_get_selected (self->tabs), "sheet") == 0;

  gtk_widget_set_visible (self->left, !narrow || !sheet || self->empty);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), (!narrow || sheet) && !self->empty);
}

/* --- what is shown -------------------------------------------------------------------------------- */

static void
show_caption (GbBriefingPage   *self,
              const GbBriefing *briefing)
{
  const GbBriefingRemarks *remarks = gb_briefing_model_get_remarks (self->model);
  const GError *unsaved = gb_briefing_model_get_unsaved (self->model);
  g_autofree char *compared = gb_briefing_words_compared (&briefing->before, gb_time_day (briefing->now));
  g_autofree char *when = remarks->saved != 0 ? gb_format_moment (remarks->saved, briefing->now) : NULL;
  /* Translators: %s is a time such as 07:14 */
  g_autofree char *saved = when != NULL ? g_strdup_printf (_("saved by itself at %s"), when) : NULL;
  g_autofree char *text = saved != NULL ? g_strdup_printf ("%s · %s", compared, saved) : g_strdup (compared);
  /* Translators: %s is why */
  g_autofree char *not_saved = unsaved != NULL ? g_strdup_printf (_("What you wrote is not saved yet: %s"), unsaved->message)
                                               : NULL;

  gtk_label_set_label (self->caption, text);
  gtk_label_set_label (self->unsaved, not_saved != NULL ? not_saved : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved), not_saved != NULL);
}

static void
show_notices (GbBriefingPage   *self,
              const GbBriefing *briefing)
{
  const GbBriefingRemarks *remarks = gb_briefing_model_get_remarks (self->model);
  gboolean old = briefing->as_of != 0 && briefing->now - briefing->as_of > OLD;
  g_autofree char *as_of = gb_format_moment (briefing->as_of, briefing->now);
  /* Translators: %s is when the data were fetched */
  g_autofree char *stale = g_strdup_printf (_("The figures are those of %s. Synchronise before you hand the report in."), as_of);
  gboolean offers = remarks->other.from != GB_DAY_NONE;

  for (int i = 0; i < GB_N_BRIEFING_SECTIONS; i++)
    offers = offers && remarks->texts[i] == NULL;
  gtk_label_set_label (self->stale, stale);
  gtk_widget_set_visible (GTK_WIDGET (self->stale), old);
  if (offers)
    {
      g_autofree char *days = gb_period_format (remarks->other.from, remarks->other.to);
      /* Translators: %s are days such as 18/08–24/08/2026 */
      g_autofree char *words = g_strdup_printf (_("You wrote sentences for %s."), days);

      gtk_label_set_label (self->other_words, words);
    }
  gtk_widget_set_visible (self->other, offers);
}

static void
show_editors (GbBriefingPage   *self,
              const GbBriefing *briefing)
{
  const GbBriefingRemarks *remarks = gb_briefing_model_get_remarks (self->model);

  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    {
      g_autofree char *prepared = gb_briefing_words_section (briefing, section);

      gb_briefing_editor_show (editor_of (self, section), remarks->texts[section], prepared);
    }
}

static void
update_actions (GbBriefingPage   *self,
                const GbBriefing *briefing)
{
  static const char *const outputs[] = { "briefing.print", "briefing.save-pdf", "briefing.save-xlsx", "briefing.copy" };

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "briefing.earlier", briefing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "briefing.later", briefing != NULL && briefing->has_next);
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), outputs[i], briefing != NULL && !self->empty);
}

static void
show_briefing (GbBriefingPage   *self,
               const GbBriefing *briefing)
{
  g_autofree char *title = gb_briefing_words_title (&briefing->period, gb_time_day (briefing->now));

  self->empty = gb_briefing_is_empty (briefing);
  gtk_label_set_label (self->title, title);
  show_caption (self, briefing);
  show_notices (self, briefing);
  show_editors (self, briefing);
  gb_briefing_figures_show (self->figures, briefing);
  if (self->empty && briefing->as_of == 0)
    gb_state_view_show_empty (self->state, _("No data yet"), _("They appear once the province has sent some."));
  else if (self->empty)
    gb_state_view_show_empty (self->state, _("Nothing to report"),
                              _("Nothing was in hand in these days. Choose others."));
  else
    gb_state_view_show_content (self->state);
}

static void
update_loading (GbBriefingPage *self)
{
  const GbBriefing *briefing = gb_briefing_model_get_briefing (self->model);
  gboolean failed = gb_briefing_model_get_error (self->model) != NULL;

  gb_page_set_loading (GB_PAGE (self),
                       gb_briefing_model_get_loading (self->model) ||
                           (briefing != NULL && !self->empty && !failed && !gb_briefing_preview_get_settled (self->preview)));
}

static void
on_model_changed_cb (GbBriefingPage *self)
{
  const GbBriefing *briefing = gb_briefing_model_get_briefing (self->model);
  const GError *error = gb_briefing_model_get_error (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The figures cannot be read"), error->message);
  else if (briefing != NULL && !gb_briefing_model_get_loading (self->model))
    show_briefing (self, briefing);
  update_actions (self, error == NULL ? briefing : NULL);
  update_views (self);
  update_loading (self);
}

static void
on_model_saved_cb (GbBriefingPage *self)
{
  const GbBriefing *briefing = gb_briefing_model_get_briefing (self->model);

  if (briefing != NULL)
    show_caption (self, briefing);
}

static void
on_model_written_cb (GbBriefingPage *self)
{
  gtk_widget_set_visible (self->other, FALSE);
}

/* --- what the user does --------------------------------------------------------------------------- */

static void
on_editor_written_cb (GbBriefingPage   *self,
                      GbBriefingEditor *editor)
{
  g_autofree char *written = gb_briefing_editor_dup_written (editor);

  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    if (editor_of (self, section) == editor)
      gb_briefing_model_write (self->model, section, written);
}

/* Who leaves a section has written it. */
static void
on_editor_editing_cb (GbBriefingPage *self)
{
  const char *marked = NULL;

  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    if (gb_briefing_editor_get_editing (editor_of (self, section)))
      marked = gb_briefing_part_nick (section);
  gb_briefing_preview_set_marked (self->preview, marked);
  if (marked == NULL)
    gb_briefing_model_flush (self->model);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (widget);
  const GbBriefing *briefing = gb_briefing_model_get_briefing (self->model);

  if (briefing != NULL)
    gb_briefing_model_set_period (self->model, g_str_equal (name, "briefing.later") ? &briefing->next : &briefing->previous);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gb_briefing_model_reload (GB_BRIEFING_PAGE (widget)->model);
}

static void
take_other_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (widget);

  gb_briefing_model_take_other (self->model);
  gtk_widget_grab_focus (GTK_WIDGET (self->reasons));
}

static void
output_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (widget);

  if (g_str_equal (name, "briefing.print"))
    gb_briefing_output_print (self->output);
  else if (g_str_equal (name, "briefing.copy"))
    gb_briefing_output_copy (self->output);
  else
    gb_briefing_output_choose (self->output, g_str_equal (name, "briefing.save-xlsx") ? GB_BRIEFING_OUTPUT_XLSX
                                                                                      : GB_BRIEFING_OUTPUT_PDF);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
on_commune_cb (GbBriefingPage *self)
{
  gb_briefing_model_set_commune (self->model, gb_page_get_commune (GB_PAGE (self)));
}

static void
gb_briefing_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_briefing_page_parent_class)->map (widget);
  gb_briefing_model_set_active (GB_BRIEFING_PAGE (widget)->model, TRUE);
}

static void
gb_briefing_page_unmap (GtkWidget *widget)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (widget);

  if (self->model != NULL)
    gb_briefing_model_set_active (self->model, FALSE);
  GTK_WIDGET_CLASS (gb_briefing_page_parent_class)->unmap (widget);
}

static void
gb_briefing_page_constructed (GObject *object)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (object);

  G_OBJECT_CLASS (gb_briefing_page_parent_class)->constructed (object);

  self->model = gb_briefing_model_new (gb_page_get_store (GB_PAGE (self)));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "saved", G_CALLBACK (on_model_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "written", G_CALLBACK (on_model_written_cb), self, G_CONNECT_SWAPPED);
  gb_briefing_chooser_set_model (self->chooser, self->model);
  gb_briefing_signature_set_model (self->signature, self->model);
  gb_briefing_preview_set_model (self->preview, self->model);
  g_signal_connect_object (self->preview, "notify::settled", G_CALLBACK (update_loading), self, G_CONNECT_SWAPPED);
  self->output = gb_briefing_output_new (self->model, self->preview);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
  update_actions (self, NULL);
  update_views (self);
}

static void
gb_briefing_page_dispose (GObject *object)
{
  GbBriefingPage *self = GB_BRIEFING_PAGE (object);

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_object_run_dispose (G_OBJECT (self->model));
    }
  if (self->output != NULL)
    g_object_run_dispose (G_OBJECT (self->output));
  g_clear_object (&self->output);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gb_briefing_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "briefing.earlier", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "briefing.later", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "briefing.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "briefing.take-other", NULL, take_other_action);
  gtk_widget_class_install_action (widget_class, "briefing.print", NULL, output_action);
  gtk_widget_class_install_action (widget_class, "briefing.save-pdf", NULL, output_action);
  gtk_widget_class_install_action (widget_class, "briefing.save-xlsx", NULL, output_action);
  gtk_widget_class_install_action (widget_class, "briefing.copy", NULL, output_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK, "briefing.earlier", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK, "briefing.later", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "briefing.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "briefing.save-pdf", NULL);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbBriefingPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-page.ui");
  BIND (bin);
  BIND (tabs);
  BIND (left);
  BIND (title);
  BIND (caption);
  BIND (unsaved);
  BIND (chooser);
  BIND (state);
  BIND (stale);
  BIND (other);
  BIND (other_words);
  BIND (reasons);
  BIND (issues);
  BIND (work);
  BIND (proposals);
  BIND (figures);
  BIND (signature);
  BIND (preview);
  gtk_widget_class_bind_template_callback (widget_class, left_width);
  gtk_widget_class_bind_template_callback (widget_class, update_views);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_written_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_editing_cb);
}

static void
gb_briefing_page_class_init (GbBriefingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_briefing_page_constructed;
  object_class->dispose = gb_briefing_page_dispose;
  widget_class->map = gb_briefing_page_map;
  widget_class->unmap = gb_briefing_page_unmap;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_BRIEFING_CHOOSER);
  g_type_ensure (GB_TYPE_BRIEFING_EDITOR);
  g_type_ensure (GB_TYPE_BRIEFING_FIGURES);
  g_type_ensure (GB_TYPE_BRIEFING_PREVIEW);
  g_type_ensure (GB_TYPE_BRIEFING_SIGNATURE);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_TABS);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
gb_briefing_page_init (GbBriefingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_tabs_add (self->tabs, "write", C_ ("briefing", "Write"), C_ ("briefing", "Write"));
  gb_tabs_add (self->tabs, "sheet", _("The sheet"), _("The sheet"));
  gb_tabs_set_selected (self->tabs, "write");
  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    g_object_set (editor_of (self, section), "title", gb_briefing_words_heading (section), NULL);
}

/**
 * gb_briefing_page_get_model:
 *
 * Returns: (transfer none): which briefing it shows
 */
GbBriefingModel *
gb_briefing_page_get_model (GbBriefingPage *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_PAGE (self), NULL);

  return self->model;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dossier-groups.h"
#include "gb-export-button.h"
#include "gb-export-lookup.h"
#include "gb-freshness-words.h"
#include "gb-format.h"
#include "gb-lookup-list.h"
#include "gb-lookup-model.h"
#include "gb-lookup-pane.h"
#include "gb-lookup-words.h"
#include "gb-paper-print.h"
#include "gb-pass-focus.h"
#include "gb-procedure-paper.h"
#include "gb-procedure-words.h"
#include "gb-state-view.h"
#include "gb-toast.h"
#include "gb-wrap-layout.h"

/**
 * GbLookupPage:
 *
 * The page "Tra cứu": how is it done, where is it now, what did the department say, whom can I ask? One question is asked
 * of all four; chips tell how much each of them answers.
 */
struct _GbLookupPage
{
  GbPage parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GtkWidget *head;
  GtkSearchEntry *entry;
  GtkBox *chips;
  GtkWidget *area;
  GbDossierGroups *groups;
  GtkWidget *near;
  GbStateView *state;
  GbLookupList *list;
  GtkLabel *summary;
  GtkLabel *freshness;
  GbLookupPane *pane;

  GbLookupModel *model; /* (owned) */
  GbLookupKind kind;
  GtkToggleButton *kinds[GB_N_LOOKUP_KINDS]; /* the chips' */
  GtkLabel *counts[GB_N_LOOKUP_KINDS];
  char *field; /* (owned) (nullable): of which procedures are shown alone */
  gboolean impatient; /* Enter came before the answer */
};

static void gb_lookup_page_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbLookupPage, gb_lookup_page, GB_TYPE_PAGE,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_lookup_page_exportable_init))

/* --- what is shown -------------------------------------------------------------------------------- */

static void
show_empty (GbLookupPage         *self,
            const GbLookupAnswer *answer)
{
  g_autofree char *title = NULL;

  if (*answer->text != '\0')
    /* Translators: what was typed */
    title = g_strdup_printf (_("Nothing is called “%s”"), answer->text);
  else
    title = g_strdup (self->kind == GB_LOOKUP_GUIDANCE ? _("No guidance yet") : _("Nothing here yet"));
  gb_state_view_show_empty (self->state, title, gb_lookup_words_empty (answer, self->kind));
}

static void
update_layout (GbLookupPage *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);
  gboolean medium = narrow || gb_adaptive_bin_get_medium (self->bin);
  gboolean open = gb_page_get_detail_open (GB_PAGE (self));
  gboolean grouped = self->kind == GB_LOOKUP_PROCEDURES;

  gb_lookup_list_set_narrow (self->list, narrow || (medium && open));
  gb_dossier_groups_set_narrow (self->groups, medium);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->area),
                                  medium ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), grouped);
  gtk_widget_set_visible (self->area, !(narrow && open));
  gtk_widget_set_visible (self->head, !(narrow && open));
  gtk_widget_set_visible (GTK_WIDGET (self->pane), open);
  for (guint i = 0; i < GB_N_LOOKUP_KINDS; i++)
    if (narrow)
      gtk_widget_add_css_class (GTK_WIDGET (self->kinds[i]), "compact");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->kinds[i]), "compact");
}

static void
show_chips (GbLookupPage         *self,
            const GbLookupAnswer *answer)
{
  for (guint i = 0; i < GB_N_LOOKUP_KINDS; i++)
    {
      guint count = gb_lookup_answer_count (answer, i);
      g_autofree char *number = gb_format_number (count);
      g_autofree char *label = g_strdup_printf ("%s, %s", gb_lookup_words_kind (i), number);

      gtk_label_set_label (self->counts[i], number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      if (count == 0)
        gtk_widget_add_css_class (GTK_WIDGET (self->kinds[i]), "zero");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->kinds[i]), "zero");
    }
}

static void
show_groups (GbLookupPage         *self,
             const GbLookupAnswer *answer)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_dossier_group_free);

  for (guint i = 0; i < answer->fields->len; i++)
    {
      const GbProcedureField *field = answer->fields->pdata[i];
      GbDossierGroup *group = g_new0 (GbDossierGroup, 1);

      group->key = g_strdup (field->name);
      group->name = g_strdup (field->name);
      group->count = field->count;
      g_ptr_array_add (groups, group);
    }
  gb_dossier_groups_set_groups (self->groups, GB_DOSSIER_GROUPING_FIELD, groups);
  gb_dossier_groups_set_selected (self->groups, self->field);
}

static void
update_loading (GbLookupPage *self)
{
  gb_page_set_loading (GB_PAGE (self),
                       gb_lookup_model_get_loading (self->model) || gb_lookup_pane_get_loading (self->pane));
}

static void
show_answer (GbLookupPage   *self,
             GbLookupAnswer *answer)
{
  g_autoptr (GListModel) items = gb_lookup_item_list (answer, self->kind);
  guint n = g_list_model_get_n_items (items);
  g_autofree char *summary = gb_lookup_words_summary (self->kind, n);
  g_autofree char *freshness = answer->as_of != 0 ? gb_freshness_words (answer->as_of, answer->now) : g_strdup ("");

  show_chips (self, answer);
  show_groups (self, answer);
  gb_lookup_list_show (self->list, items, gb_lookup_pane_get_id (self->pane));
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->freshness, freshness);
  gtk_widget_set_visible (self->near, self->kind == GB_LOOKUP_PROCEDURES && n > 0 &&
                                          answer->best == GB_PROCEDURE_RANK_NEAR);
  if (n > 0)
    gb_state_view_show_content (self->state);
  else
    show_empty (self, answer);
  if (self->impatient && gb_lookup_list_activate (self->list))
    self->impatient = FALSE;
}

static void
update (GbLookupPage *self)
{
  GbLookupAnswer *answer = gb_lookup_model_get_answer (self->model);
  const GError *error = gb_lookup_model_get_error (self->model);

  update_loading (self);
  if (error != NULL)
    gb_state_view_show_error (self->state, _("It could not be looked up"), error->message);
  else if (answer == NULL)
    gb_state_view_show_loading (self->state);
  else
    show_answer (self, answer);
  /* The groups show themselves when they get some. */
  update_layout (self);
}

static void
set_open (GbLookupPage *self,
          gboolean      open)
{
  if (!open)
    gb_lookup_pane_close (self->pane);
  gb_page_set_detail_open (GB_PAGE (self), open);
  update_layout (self);
  update_loading (self);
}

static void
open_row (GbLookupPage *self,
          GbLookupKind  kind,
          const char   *id,
          const char   *name)
{
  gb_lookup_pane_open (self->pane, kind, id, name, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  set_open (self, TRUE);
  /* As a page of its own the pane hides the row that had the focus. */
  if (!gtk_widget_get_visible (self->area))
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

/* --- the question --------------------------------------------------------------------------------- */

static void
ask (GbLookupPage *self)
{
  gb_lookup_model_ask (self->model, gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->field);
  update_loading (self);
}

static void
set_field (GbLookupPage *self,
           const char   *field)
{
  g_autofree char *copy = g_strdup (field);

  g_free (self->field);
  self->field = g_steal_pointer (&copy);
}

static void
choose_kind (GbLookupPage *self,
             GbLookupKind  kind)
{
  if (self->kind != kind)
    set_open (self, FALSE);
  self->kind = kind;
  gtk_toggle_button_set_active (self->kinds[kind], TRUE);
  update (self);
}

static void
on_search_changed_cb (GbLookupPage *self)
{
  ask (self);
}

static void
on_text_cb (GbLookupPage *self)
{
  self->impatient = FALSE;
}

/* Enter opens the best answer, also when it comes before that. */
static void
on_entry_activate_cb (GbLookupPage *self)
{
  ask (self);
  if (gb_lookup_model_get_loading (self->model))
    self->impatient = TRUE;
  else
    gb_lookup_list_activate (self->list);
}

static void
on_stop_search_cb (GbLookupPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0' && gb_page_get_detail_open (GB_PAGE (self)))
    set_open (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ask (self);
}

static gboolean
on_key_cb (GbLookupPage    *self,
           guint            key,
           guint            code,
           GdkModifierType  state)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gb_lookup_list_focus (self->list);
  return GDK_EVENT_STOP;
}

static void
on_field_chosen_cb (GbLookupPage *self)
{
  set_field (self, gb_dossier_groups_get_selected (self->groups));
  ask (self);
}

static void
on_kind_toggled_cb (GbLookupPage    *self,
                    GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < GB_N_LOOKUP_KINDS; i++)
    if (self->kinds[i] == button)
      choose_kind (self, i);
}

static void
on_opened_cb (GbLookupPage *self,
              GbLookupItem *item)
{
  if (gb_lookup_item_get_kind (item) == GB_LOOKUP_PLACES)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-place", "(ss)", gb_lookup_item_get_id (item),
                                gb_lookup_item_get_old_unit (item));
  else
    open_row (self, gb_lookup_item_get_kind (item), gb_lookup_item_get_id (item), NULL);
}

/* --- actions -------------------------------------------------------------------------------------- */

static void
copy (GbLookupPage *self,
      const char   *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Copied")));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  copy (GB_LOOKUP_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
copy_papers_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (widget);
  GbProcedure *procedure = gb_lookup_pane_get_procedure (self->pane);
  g_autofree char *text = procedure != NULL ? gb_procedure_words_papers (procedure) : NULL;

  if (text != NULL)
    copy (self, text);
}

static void
on_printed_cb (GtkPrintOperation       *operation,
               GtkPrintOperationResult  result,
               GbLookupPage            *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || overlay == NULL)
    return;
  gtk_print_operation_get_error (operation, &error);
  text = g_strdup_printf (_("The list could not be printed: %s"), error != NULL ? error->message : "");
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), gb_toast_new (text));
}

static void
print_papers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (widget);
  GbProcedure *procedure = gb_lookup_pane_get_procedure (self->pane);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  gint64 now = gb_clock_now (gb_store_get_clock (gb_page_get_store (GB_PAGE (self))));
  g_autoptr (GbPaper) paper = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (procedure == NULL)
    return;
  paper = gb_procedure_paper_new (procedure, now);
  operation = gb_paper_print_new (paper, procedure->name);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, NULL);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (widget);

  set_open (self, FALSE);
  gb_lookup_list_focus (self->list);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_lookup_page_get_forms (GbExportable *exportable)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (exportable);
  const GbLookupAnswer *answer = self->model != NULL ? gb_lookup_model_get_answer (self->model) : NULL;

  if (answer == NULL || gb_lookup_answer_count (answer, self->kind) == 0)
    return 0;
  return GB_EXPORT_TABLES | (self->kind == GB_LOOKUP_CONTACTS ? GB_EXPORT_BIT (GB_EXPORT_CONTACTS) : 0);
}

static GbExport *
gb_lookup_page_make_export (GbExportable *exportable,
                            GbExportForm  form,
                            gboolean      marked)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (exportable);

  return gb_export_lookup_new (gb_lookup_model_get_answer (self->model), self->kind, form);
}

static void
gb_lookup_page_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_lookup_page_get_forms;
  iface->make_export = gb_lookup_page_make_export;
}

/* --- object --------------------------------------------------------------------------------------- */

static void
add_chips (GbLookupPage *self)
{
  for (guint i = 0; i < GB_N_LOOKUP_KINDS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
      GtkWidget *count = gtk_label_new ("");

      gtk_box_append (GTK_BOX (box), gtk_label_new (gb_lookup_words_kind (i)));
      gtk_widget_add_css_class (count, "count");
      gtk_box_append (GTK_BOX (box), count);
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "gb-chip");
      gtk_box_append (self->chips, button);
      self->kinds[i] = GTK_TOGGLE_BUTTON (button);
      self->counts[i] = GTK_LABEL (count);
      gtk_toggle_button_set_group (self->kinds[i], i > 0 ? self->kinds[0] : NULL);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
on_commune_cb (GbLookupPage *self)
{
  gb_lookup_pane_set_commune (self->pane, gb_page_get_commune (GB_PAGE (self)));
}

static void
on_masked_cb (GbLookupPage *self)
{
  gb_lookup_pane_set_masked (self->pane, gb_page_get_masked (GB_PAGE (self)));
}

static void
gb_lookup_page_constructed (GObject *object)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (object);
  GbStore *store = gb_page_get_store (GB_PAGE (self));

  G_OBJECT_CLASS (gb_lookup_page_parent_class)->constructed (object);

  self->model = gb_lookup_model_new (store);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gb_lookup_pane_set_store (self->pane, store);
  on_commune_cb (self);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
  g_signal_connect (self, "notify::masked", G_CALLBACK (on_masked_cb), NULL);
  gtk_toggle_button_set_active (self->kinds[GB_LOOKUP_PROCEDURES], TRUE);
  gb_state_view_show_loading (self->state);
}

static void
gb_lookup_page_map (GtkWidget *widget)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (widget);

  GTK_WIDGET_CLASS (gb_lookup_page_parent_class)->map (widget);
  gb_lookup_model_set_active (self->model, TRUE);
  update_loading (self);
}

static void
gb_lookup_page_unmap (GtkWidget *widget)
{
  gb_lookup_model_set_active (GB_LOOKUP_PAGE (widget)->model, FALSE);
  GTK_WIDGET_CLASS (gb_lookup_page_parent_class)->unmap (widget);
}

static gboolean
gb_lookup_page_grab_focus (GtkWidget *widget)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->head) ? GTK_WIDGET (self->entry) : GTK_WIDGET (self->pane));
}

static void
gb_lookup_page_dispose (GObject *object)
{
  GbLookupPage *self = GB_LOOKUP_PAGE (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_lookup_page_parent_class)->dispose (object);
}

static void
gb_lookup_page_finalize (GObject *object)
{
  g_free (GB_LOOKUP_PAGE (object)->field);
  G_OBJECT_CLASS (gb_lookup_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-lookup-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbLookupPage, name)
  BIND (bin);
  BIND (head);
  BIND (entry);
  BIND (chips);
  BIND (area);
  BIND (groups);
  BIND (near);
  BIND (state);
  BIND (list);
  BIND (summary);
  BIND (freshness);
  BIND (pane);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_layout);
  gtk_widget_class_bind_template_callback (widget_class, update_loading);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_field_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
}

static void
gb_lookup_page_class_init (GbLookupPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_lookup_page_constructed;
  object_class->dispose = gb_lookup_page_dispose;
  object_class->finalize = gb_lookup_page_finalize;
  widget_class->map = gb_lookup_page_map;
  widget_class->unmap = gb_lookup_page_unmap;
  widget_class->grab_focus = gb_lookup_page_grab_focus;
  gb_pass_focus (widget_class);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_DOSSIER_GROUPS);
  g_type_ensure (GB_TYPE_EXPORT_BUTTON);
  g_type_ensure (GB_TYPE_LOOKUP_LIST);
  g_type_ensure (GB_TYPE_LOOKUP_PANE);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "lookup.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "lookup.copy-papers", NULL, copy_papers_action);
  gtk_widget_class_install_action (widget_class, "lookup.print-papers", NULL, print_papers_action);
  gtk_widget_class_install_action (widget_class, "lookup.close", NULL, close_action);
}

static void
gb_lookup_page_init (GbLookupPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * gb_lookup_page_look_for:
 * @kind: what is looked for
 * @text: as if it had been typed
 */
void
gb_lookup_page_look_for (GbLookupPage *self,
                         GbLookupKind  kind,
                         const char   *text)
{
  g_return_if_fail (GB_IS_LOOKUP_PAGE (self));
  set_field (self, NULL);
  set_open (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  choose_kind (self, kind);
  ask (self);
}

/**
 * gb_lookup_page_open:
 * @kind: procedure, guidance or contact
 * @id: of a procedure its id or its national code, and may be empty where that is not known; of guidance the issue's; of a
 *   contact that of one of its channels
 * @name: (nullable): what a procedure is called
 *
 * Shows it, among all of its kind.
 */
void
gb_lookup_page_open (GbLookupPage *self,
                     GbLookupKind  kind,
                     const char   *id,
                     const char   *name)
{
  gb_lookup_page_look_for (self, kind, "");
  open_row (self, kind, id, name);
}

/**
 * gb_lookup_page_get_id:
 *
 * Returns: (nullable): the id of what is open
 */
const char *
gb_lookup_page_get_id (GbLookupPage *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_PAGE (self), NULL);
  return gb_lookup_pane_get_id (self->pane);
}

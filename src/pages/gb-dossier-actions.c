/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-actions.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-apology-window.h"
#include "gb-contact-button.h"
#include "gb-letter-window.h"
#include "gb-letter-words.h"
#include "gb-urge-window.h"
#include "gb-wrap-layout.h"

/**
 * GbDossierActions:
 *
 * What can be done about a dossier, what was done here and waits to be sent, and its letters and slips, to be seen and
 * printed.
 */
struct _GbDossierActions
{
  AdwBin parent_instance;

  GtkWidget *buttons; /* the template's */
  GtkWidget *urge;
  GtkWidget *apologise;
  GbContactButton *contacts;
  GtkLabel *why_not;
  GtkBox *pending;

  GbStore *store;          /* (owned) (nullable) */
  GbDossierDetail *detail; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbDossierActions, gb_dossier_actions, ADW_TYPE_BIN)

static void
urge_cb (GbDossierActions *self)
{
  gint64 number = gb_dossier_get_number (self->detail->dossier);

  gb_urge_window_present (GTK_WIDGET (self), self->store, &number, 1);
}

static void
apologise_cb (GbDossierActions *self)
{
  gb_apology_window_present (GTK_WIDGET (self), self->store, self->detail);
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GbDossierActions *self = GB_DOSSIER_ACTIONS (widget);
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };

  g_return_if_fail (toasts != NULL);
  gb_action_saver_withdraw (ADW_TOAST_OVERLAY (toasts), self->store, ids);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbDossierActions *self = GB_DOSSIER_ACTIONS (widget);
  g_autoptr (GbLetterBatch) batch = NULL;
  GbLetterType type;

  g_return_if_fail (gb_letter_type_parse (g_variant_get_string (parameter, NULL), &type));

  batch = gb_letter_batch_new (type);
  gb_letter_batch_add (batch, gb_dossier_get_code (self->detail->dossier));
  gb_letter_window_present (widget, self->store, batch);
}

static GtkWidget *
add_line (GbDossierActions *self,
          const char       *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "pane-pending");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->pending, line);
  return line;
}

/* The newest paper of a type is the one that is printed. */
static void
add_print (GtkWidget   *line,
           GbLetterType type,
           const char  *what)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-print-symbolic");
  /* Translators: a letter or a slip */
  g_autofree char *spoken = g_strdup_printf (_("View and print: %s"), what);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("View and print"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier-actions.print");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", gb_letter_type_nick (type));
  gtk_box_append (GTK_BOX (line), button);
}

static gboolean
is_pending (const GbDossierPapers *papers,
            GbActionType           type)
{
  for (guint i = 0; i < papers->pending->len; i++)
    if (((const GbAction *) papers->pending->pdata[i])->type == type)
      return TRUE;
  return FALSE;
}

/* The one that is printed, as gb_urge_form_load() chooses it. */
static const GbUrge *
choose_slip (const GbDossierPapers *papers)
{
  for (guint i = 0; i < papers->slips->len; i++)
    if (((const GbUrge *) papers->slips->pdata[i])->answered == 0)
      return papers->slips->pdata[i];
  return papers->slips->len > 0 ? papers->slips->pdata[0] : NULL;
}

/* What the province's data have already. */
static void
add_papers (GbDossierActions      *self,
            const GbDossierPapers *papers)
{
  const GbDossierLetter *letter = papers->letters->len > 0 ? papers->letters->pdata[papers->letters->len - 1] : NULL;
  const GbUrge *slip = is_pending (papers, GB_ACTION_URGE) ? NULL : choose_slip (papers);
  /* Translators: a letter's number */
  g_autofree char *letter_words = letter != NULL ? g_strdup_printf (_("Apology letter %s"), letter->number) : NULL;
  g_autofree char *slip_words = slip != NULL ? gb_letter_words_slip (slip) : NULL;

  if (letter != NULL)
    add_print (add_line (self, letter_words), GB_LETTER_APOLOGY, letter_words);
  if (slip != NULL)
    add_print (add_line (self, slip_words), GB_LETTER_URGING, slip_words);
}

static void
add_pending (GbDossierActions *self,
             const GbAction   *action)
{
  g_autofree char *words = gb_letter_words_action (action);
  GtkWidget *line = add_line (self, words);

  if (action->type == GB_ACTION_APOLOGY || action->type == GB_ACTION_URGE)
    add_print (line, action->type == GB_ACTION_APOLOGY ? GB_LETTER_APOLOGY : GB_LETTER_URGING, words);
  if (action->state == GB_ACTION_WAITING && action->attempts == 0)
    {
      GtkWidget *button = gtk_button_new_with_label (_("Withdraw"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier-actions.withdraw");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", action->id);
      gtk_box_append (GTK_BOX (line), button);
    }
}

static void
gb_dossier_actions_dispose (GObject *object)
{
  GbDossierActions *self = GB_DOSSIER_ACTIONS (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->detail, gb_dossier_detail_unref);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossier_actions_parent_class)->dispose (object);
}

static void
gb_dossier_actions_class_init (GbDossierActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_dossier_actions_dispose;
  g_type_ensure (GB_TYPE_CONTACT_BUTTON);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-dossier-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, buttons);
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, urge);
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, apologise);
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, contacts);
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, why_not);
  gtk_widget_class_bind_template_child (widget_class, GbDossierActions, pending);
  gtk_widget_class_bind_template_callback (widget_class, urge_cb);
  gtk_widget_class_bind_template_callback (widget_class, apologise_cb);
  gtk_widget_class_install_action (widget_class, "dossier-actions.print", "s", print_action);
  gtk_widget_class_install_action (widget_class, "dossier-actions.withdraw", "s", withdraw_action);
}

static void
gb_dossier_actions_init (GbDossierActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_dossier_actions_show:
 * @store: where actions are stored
 * @detail: of the dossier to be shown
 * @masked: whether others look at the screen
 */
void
gb_dossier_actions_show (GbDossierActions *self,
                         GbStore          *store,
                         GbDossierDetail  *detail,
                         gboolean          masked)
{
  const GbDossierPapers *papers = detail->papers;
  gboolean open = gb_dossier_get_class (detail->dossier) != GB_DEADLINE_CLASS_FINISHED;
  GtkWidget *child;

  g_return_if_fail (GB_IS_DOSSIER_ACTIONS (self));

  g_set_object (&self->store, store);
  g_clear_pointer (&self->detail, gb_dossier_detail_unref);
  self->detail = gb_dossier_detail_ref (detail);
  gtk_widget_set_visible (self->buttons, open);
  gb_contact_button_set_about (self->contacts, store, NULL, gb_dossier_get_field (detail->dossier));
  gb_contact_button_set_officer (self->contacts, gb_dossier_get_officer (detail->dossier),
                                 gb_dossier_get_commune (detail->dossier), masked);
  gtk_widget_set_sensitive (self->urge, papers->can_urge);
  gtk_widget_set_tooltip_text (self->urge, papers->urge_refusal);
  gtk_widget_set_sensitive (self->apologise, papers->can_apologise);
  gtk_widget_set_tooltip_text (self->apologise, papers->apology_refusal);
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), open && !papers->can_apologise);
  gtk_label_set_label (self->why_not, papers->apology_refusal != NULL ? papers->apology_refusal : "");
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pending))) != NULL)
    gtk_box_remove (self->pending, child);
  for (guint i = 0; i < papers->pending->len; i++)
    add_pending (self, g_ptr_array_index (papers->pending, i));
  add_papers (self, papers);
  gtk_widget_set_visible (GTK_WIDGET (self->pending), gtk_widget_get_first_child (GTK_WIDGET (self->pending)) != NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-signature.h"

#include <glib/gi18n-lib.h>

#include "gb-entry-words.h"

/**
 * GbBriefingSignature:
 *
 * The briefing's number in the agency's register, and who signs it as what (số văn bản, người ký). A briefing may stay
 * without them: then there is room on paper.
 */
struct _GbBriefingSignature
{
  AdwBin parent_instance;

  GtkWidget *box; /* the template's */
  GtkLabel *summary;
  GtkMenuButton *button;
  GtkEditable *number;
  GtkEditable *signer;
  GtkCheckButton *chairman;
  GtkCheckButton *vice;

  GbBriefingModel *model; /* (owned) (nullable) */
  gboolean filling;       /* what changes was not changed by the user */
};

G_DEFINE_FINAL_TYPE (GbBriefingSignature, gb_briefing_signature, ADW_TYPE_BIN)

static char *
make_summary (const char *number,
              const char *signer,
              gboolean    vice)
{
  g_autofree char *first = NULL, *second = NULL;

  if (number != NULL && *number != '\0')
    /* Translators: the number of a document */
    first = g_strdup_printf (_("No. %s"), number);
  else
    first = g_strdup (_("no number yet"));
  if (signer != NULL && *signer != '\0')
    /* Translators: %s is who signs */
    second = g_strdup_printf (vice ? _("Vice chairman %s") : _("Chairman %s"), signer);
  else
    second = g_strdup (_("nobody named as signer"));
  return g_strdup_printf ("%s · %s", first, second);
}

static void
update (GbBriefingSignature *self)
{
  const GbBriefingRemarks *remarks = gb_briefing_model_get_remarks (self->model);
  const char *number = gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_NUMBER);
  const char *signer = gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_SIGNER);
  gboolean vice = g_strcmp0 (gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_ROLE), GB_BRIEFING_ROLE_VICE) == 0;
  g_autofree char *summary = make_summary (number, signer, vice);

  self->filling = TRUE;
  gb_entry_words_show (self->number, number);
  gb_entry_words_show (self->signer, signer);
  gtk_check_button_set_active (vice ? self->vice : self->chairman, TRUE);
  self->filling = FALSE;
  gtk_label_set_label (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

static void
write_entry (GbBriefingSignature *self,
             GbBriefingPart       part,
             GtkEditable         *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  const char *before = gb_briefing_remarks_get (gb_briefing_model_get_remarks (self->model), part);

  /* Who mostly signs is not written down for each briefing that somebody looks at. */
  if (g_strcmp0 (text, before != NULL ? before : "") != 0)
    gb_briefing_model_write (self->model, part, text);
}

static void
on_edited_cb (GbBriefingSignature *self)
{
  /* Of a group the one that goes out tells before the other one is on. */
  gboolean vice = !gtk_check_button_get_active (self->chairman);
  const char *role = vice ? GB_BRIEFING_ROLE_VICE : GB_BRIEFING_ROLE_CHAIRMAN;
  const char *before;

  if (self->filling || self->model == NULL)
    return;
  before = gb_briefing_remarks_get (gb_briefing_model_get_remarks (self->model), GB_BRIEFING_PART_ROLE);
  if (g_strcmp0 (role, before != NULL ? before : GB_BRIEFING_ROLE_CHAIRMAN) != 0)
    gb_briefing_model_write (self->model, GB_BRIEFING_PART_ROLE, role);
  write_entry (self, GB_BRIEFING_PART_NUMBER, self->number);
  write_entry (self, GB_BRIEFING_PART_SIGNER, self->signer);
}

static void
gb_briefing_signature_dispose (GObject *object)
{
  GbBriefingSignature *self = GB_BRIEFING_SIGNATURE (object);

  /* What changes as it goes was not changed by the user. */
  self->filling = TRUE;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_briefing_signature_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbBriefingSignature, name)

static void
gb_briefing_signature_class_init (GbBriefingSignatureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_briefing_signature_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-signature.ui");
  BIND (box);
  BIND (summary);
  BIND (button);
  BIND (number);
  BIND (signer);
  BIND (chairman);
  BIND (vice);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
}

static void
gb_briefing_signature_init (GbBriefingSignature *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_briefing_signature_set_model:
 * @model: where they are written; set once
 */
void
gb_briefing_signature_set_model (GbBriefingSignature *self,
                                 GbBriefingModel     *model)
{
  g_return_if_fail (GB_IS_BRIEFING_SIGNATURE (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "written", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

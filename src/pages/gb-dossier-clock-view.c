/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-clock-view.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-dossiers-words.h"
#include "gb-duration.h"

/**
 * GbDossierClockView:
 *
 * The ledger of a dossier's clock (sổ tính giờ làm việc) and, to be opened, why the due moment is
 * what it is.
 */
struct _GbDossierClockView
{
  AdwBin parent_instance;

  GtkListBox *ledger; /* the template's */
  GtkLabel *question;
  GtkListBox *sentences;
};

G_DEFINE_FINAL_TYPE (GbDossierClockView, gb_dossier_clock_view, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text,
            gboolean    wraps,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), wraps ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, wraps);
  gtk_widget_set_valign (label, GB_COMPAT_ALIGN_BASELINE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_words (GtkWidget *widget,
              GString   *words)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";

  if (*text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_words (child, words);
}

/* A row that only tells; it is read aloud as one sentence. */
static GtkWidget *
make_row (GtkWidget *box)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "child", box, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  append_words (box, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  return row;
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Three columns: when, how long, what became of it; two of them are as wide in every row. */
static void
add_line (GbDossierClockView *self,
          GtkSizeGroup       *amounts,
          GtkSizeGroup       *kinds,
          const char         *when,
          const char         *amount,
          const char         *kind,
          const char         *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *amount_label = make_label (amount, FALSE, style);
  GtkWidget *kind_label = make_label (kind, FALSE, style);

  if (g_strcmp0 (style, "counted") == 0)
    gtk_widget_remove_css_class (amount_label, style);
  else if (g_strcmp0 (style, "total") == 0)
    gtk_widget_remove_css_class (kind_label, style);
  gtk_label_set_xalign (GTK_LABEL (kind_label), 0);
  /* The total's days are wider than any word and would push the moments onto a second line. */
  if (g_strcmp0 (style, "total") != 0)
    {
      gtk_size_group_add_widget (amounts, amount_label);
      gtk_size_group_add_widget (kinds, kind_label);
    }
  gtk_box_append (GTK_BOX (box), make_label (when, TRUE, g_strcmp0 (style, "total") == 0 ? style : NULL));
  gtk_box_append (GTK_BOX (box), amount_label);
  gtk_box_append (GTK_BOX (box), kind_label);
  gtk_list_box_append (self->ledger, make_row (box));
}

static void
show_ledger (GbDossierClockView    *self,
             const GbDossierReason *reason,
             int                    day_seconds,
             gint64                 now)
{
  g_autoptr (GtkSizeGroup) amounts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) kinds = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autofree char *total = gb_duration_format (reason->counted, G_MAXINT);
  g_autofree char *days = gb_duration_format (reason->counted, day_seconds);

  clear (self->ledger);
  for (guint i = 0; i < reason->ledger->len; i++)
    {
      const GbLedgerEntry *entry = &g_array_index (reason->ledger, GbLedgerEntry, i);
      g_autofree char *from = gb_dossiers_words_moment (entry->from, now);
      g_autofree char *to = gb_dossiers_words_moment (entry->to, now);
      g_autofree char *when = g_strdup_printf ("%s – %s", from, to);
      g_autofree char *amount = gb_deadline_words_amount (entry->seconds);

      add_line (self, amounts, kinds, when, amount, gb_deadline_words_entry (entry, reason->events),
                entry->kind == GB_LEDGER_COUNTED ? "counted" : "gb-secondary");
    }
  /* Less than a day needs no second form. */
  add_line (self, amounts, kinds, reason->ahead ? _("In all, to the due moment") : _("Counted in all"), total,
            reason->counted >= day_seconds ? days : "", "total");
}

static void
add_sentence (GbDossierClockView *self,
              GtkSizeGroup       *marks,
              GtkWidget          *mark,
              const char         *text,
              const char         *result,
              const char         *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = make_label (NULL, TRUE, NULL);
  /* A moment stays on one line. */
  g_auto (GStrv) words = g_strsplit (result != NULL ? result : "", " ", -1);
  g_autofree char *moment = g_strjoinv ("\u00a0", words);
  g_autofree char *markup = result != NULL ? g_markup_printf_escaped ("%s →\u00a0<b>%s</b>", text, moment)
                                           : g_markup_escape_text (text, -1);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_valign (mark, GB_COMPAT_ALIGN_BASELINE);
  gtk_size_group_add_widget (marks, mark);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  if (source != NULL)
    {
      gtk_widget_set_tooltip_text (box, source);
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);
    }
  gtk_list_box_append (self->sentences, make_row (box));
}

static void
show_sentences (GbDossierClockView    *self,
                const GbDossierReason *reason)
{
  g_autoptr (GtkSizeGroup) marks = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  clear (self->sentences);
  for (guint i = 0; i < reason->sentences->len; i++)
    {
      const GbDeadlineSentence *sentence = g_ptr_array_index (reason->sentences, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      add_sentence (self, marks, make_label (number, FALSE, "step-number"), sentence->text, sentence->result,
                    sentence->source);
    }
  if (reason->agreement != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                      reason->agrees ? "gb-on-track-symbolic" : "help-about-symbolic", NULL);

      gtk_widget_add_css_class (icon, reason->agrees ? "counted" : "gb-secondary");
      add_sentence (self, marks, icon, reason->agreement, NULL, NULL);
    }
  if (reason->limit_source != NULL)
    {
      GtkWidget *caption = make_label (reason->limit_source, TRUE, "gb-caption");

      gtk_list_box_append (self->sentences, make_row (caption));
    }
}

static void
gb_dossier_clock_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossier_clock_view_parent_class)->dispose (object);
}

static void
gb_dossier_clock_view_class_init (GbDossierClockViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_dossier_clock_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-dossier-clock-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossierClockView, ledger);
  gtk_widget_class_bind_template_child (widget_class, GbDossierClockView, question);
  gtk_widget_class_bind_template_child (widget_class, GbDossierClockView, sentences);
}

static void
gb_dossier_clock_view_init (GbDossierClockView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_dossier_clock_view_show:
 * @reason: of the dossier to be shown
 * @day_seconds: how long a working day is there
 * @now: UTC seconds when it is read
 *
 * Hides itself when nothing is known of the clock.
 */
void
gb_dossier_clock_view_show (GbDossierClockView    *self,
                            const GbDossierReason *reason,
                            int                    day_seconds,
                            gint64                 now)
{
  g_return_if_fail (GB_IS_DOSSIER_CLOCK_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), reason->has_clock);
  if (!reason->has_clock)
    return;
  show_ledger (self, reason, day_seconds, now);
  gtk_label_set_label (self->question, reason->title);
  show_sentences (self, reason);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-class-chip.h"
#include "gb-class-label.h"
#include "gb-class-text.h"
#include "gb-class-timeline.h"
#include "gb-header-sort.h"
#include "gb-wrap-layout.h"

#define HOUR (60 * 60)

static const struct
{
  GbDeadlineClass klass;
  gint64 seconds;
  const char *table;
  const char *sentence;
} words[] = {
  { GB_DEADLINE_CLASS_OVERDUE, -27 * HOUR, "3 d 3 h late", "Late by 3 d 3 h of working time" },
  { GB_DEADLINE_CLASS_OVERDUE, -175 * 60, "2 h 55 min late", "Late by 2 h 55 min of working time" },
  { GB_DEADLINE_CLASS_OVERDUE, 0, "just past due", "Just past due" },
  { GB_DEADLINE_CLASS_DUE_TODAY, 75 * 60, "1 h 15 min left", "Another 1 h 15 min of working time" },
  { GB_DEADLINE_CLASS_DUE_TODAY, 0, "due now", "Due now" },
  { GB_DEADLINE_CLASS_DUE_SOON, 10 * HOUR, "1 d 2 h left", "Another 1 d 2 h of working time" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *table
          = gb_class_format_remaining (words[i].klass, words[i].seconds, 8 * HOUR);
      g_autofree char *sentence
          = gb_class_format_sentence (words[i].klass, words[i].seconds, 8 * HOUR);

      g_assert_cmpstr (table, ==, words[i].table);
      g_assert_cmpstr (sentence, ==, words[i].sentence);
    }
}

static void
test_every_class_looks_its_own_way (void)
{
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    for (int j = 0; j < i; j++)
      {
        g_assert_cmpstr (gb_class_icon_name (i), !=, gb_class_icon_name (j));
        g_assert_cmpstr (gb_class_style (i), !=, gb_class_style (j));
      }
}

static void
test_label (void)
{
  GtkWidget *label = g_object_ref_sink (gb_class_label_new ());

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (label), GB_DEADLINE_CLASS_OVERDUE);
  gb_class_label_set_text (GB_CLASS_LABEL (label), "30 min late");
  g_assert_true (gtk_widget_has_css_class (label, "late"));
  g_assert_cmpstr (gb_class_label_get_text (GB_CLASS_LABEL (label)), ==, "30 min late");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (label)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Overdue");

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (label), GB_DEADLINE_CLASS_PAUSED);
  g_assert_false (gtk_widget_has_css_class (label, "late"));
  g_assert_true (gtk_widget_has_css_class (label, "paused"));

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (label), -1);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (label)));
  g_assert_finalize_object (label);
}

static void
test_chip (void)
{
  GtkWidget *chip = g_object_ref_sink (gb_class_chip_new ("overdue"));
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (chip));

  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Overdue");
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "overdue");
  g_assert_cmpint (gb_class_chip_get_count (GB_CLASS_CHIP (chip)), ==, -1);

  gb_class_chip_set_count (GB_CLASS_CHIP (chip), 1234);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Overdue, 1.234 dossiers");
  g_assert_false (gtk_widget_has_css_class (chip, "zero"));
  gb_class_chip_set_count (GB_CLASS_CHIP (chip), 0);
  g_assert_true (gtk_widget_has_css_class (chip, "zero"));
  g_assert_finalize_object (chip);

  chip = g_object_ref_sink (gb_class_chip_new ("open"));
  gb_class_chip_set_count (GB_CLASS_CHIP (chip), 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "All, 1 dossier");
  g_assert_finalize_object (chip);
}

static void
test_wrap (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  int minimum, natural, height;

  gtk_widget_set_layout_manager (
      box, g_object_new (GB_TYPE_WRAP_LAYOUT, "spacing", 10, "line-spacing", 4, NULL));
  for (int i = 0; i < 5; i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_size_request (child, 100, 20);
      gtk_box_append (GTK_BOX (box), child);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 540);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 540, NULL, &height, NULL, NULL);
  g_assert_cmpint (height, ==, 20);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 539, NULL, &height, NULL, NULL);
  g_assert_cmpint (height, ==, 44);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 100, NULL, &height, NULL, NULL);
  g_assert_cmpint (height, ==, 5 * 20 + 4 * 4);
  g_assert_finalize_object (box);
}

static void
test_timeline (void)
{
  GtkWidget *timeline = g_object_ref_sink (gb_class_timeline_new ());
  GtkWidget *row;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (timeline), GTK_ACCESSIBLE_ROLE_LIST);
  gb_class_timeline_add (GB_CLASS_TIMELINE (timeline), "12/08 09:20", "Accepted", NULL, NULL);
  gb_class_timeline_add (GB_CLASS_TIMELINE (timeline), "25/08 14:20", "Overdue", "nobody", "late");
  row = gtk_widget_get_first_child (timeline);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_nonnull (gtk_widget_get_next_sibling (row));
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (row)));
  gb_class_timeline_clear (GB_CLASS_TIMELINE (timeline));
  g_assert_null (gtk_widget_get_first_child (timeline));
  g_assert_finalize_object (timeline);
}

static void
count (guint *n)
{
  *n += 1;
}

static void
test_header_sort (void)
{
  GtkWidget *view = g_object_ref_sink (gtk_column_view_new (NULL));
  GtkColumnViewColumn *columns[3];
  GbHeaderSort *sort = gb_header_sort_new (GTK_COLUMN_VIEW (view));
  gboolean descending;
  guint n_changes = 0;

  for (int i = 0; i < 3; i++)
    {
      columns[i] = gtk_column_view_column_new ("", NULL);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), columns[i]);
      gb_header_sort_add (sort, columns[i], i * 10);
    }
  g_signal_connect_swapped (sort, "changed", G_CALLBACK (count), &n_changes);
  g_assert_cmpint (gb_header_sort_get_key (sort, NULL), ==, -1);

  gb_header_sort_set_key (sort, 10, TRUE);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpint (gb_header_sort_get_key (sort, &descending), ==, 10);
  g_assert_true (descending);

  /* as a click on the header does */
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), columns[2], GTK_SORT_ASCENDING);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (gb_header_sort_get_key (sort, &descending), ==, 20);
  g_assert_false (descending);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), columns[2], GTK_SORT_DESCENDING);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (gb_header_sort_get_key (sort, &descending), ==, 20);
  g_assert_true (descending);

  /* a column goes and comes: nobody asked for another order */
  gb_header_sort_freeze (sort);
  gtk_column_view_remove_column (GTK_COLUMN_VIEW (view), columns[2]);
  gb_header_sort_thaw (sort);
  g_assert_cmpint (gb_header_sort_get_key (sort, NULL), ==, 20);
  gb_header_sort_freeze (sort);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), columns[2]);
  gb_header_sort_thaw (sort);
  g_assert_cmpint (gb_header_sort_get_key (sort, &descending), ==, 20);
  g_assert_true (descending);
  g_assert_cmpuint (n_changes, ==, 2);

  g_assert_finalize_object (sort);
  for (int i = 0; i < 3; i++)
    g_object_unref (columns[i]);
  g_assert_finalize_object (view);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class-widgets/words", test_words);
  g_test_add_func ("/class-widgets/looks", test_every_class_looks_its_own_way);
  g_test_add_func ("/class-widgets/label", test_label);
  g_test_add_func ("/class-widgets/chip", test_chip);
  g_test_add_func ("/class-widgets/wrap", test_wrap);
  g_test_add_func ("/class-widgets/timeline", test_timeline);
  g_test_add_func ("/class-widgets/header-sort", test_header_sort);
  return g_test_run ();
}

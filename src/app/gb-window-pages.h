/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void gb_window_pages_show_dossiers    (GbWindow   *window,
                                       const char *filter);
void gb_window_pages_show_dossier_set (GbWindow   *window,
                                       const char *text);
void gb_window_pages_show_indicators  (GbWindow   *window,
                                       const char *view);
void gb_window_pages_open_dossier     (GbWindow   *window,
                                       const char *code);
void gb_window_pages_search_dossiers  (GbWindow   *window,
                                       const char *text);
void gb_window_pages_find_dossiers    (GbWindow   *window);
void gb_window_pages_show_dossiers_of (GbWindow   *window,
                                       const char *by,
                                       const char *name);
void gb_window_pages_open_officer     (GbWindow   *window,
                                       const char *id);
void gb_window_pages_open_place       (GbWindow   *window,
                                       const char *commune,
                                       const char *old_unit);
void gb_window_pages_show_pins        (GbWindow   *window,
                                       const char *kind);
void gb_window_pages_show_issues      (GbWindow   *window,
                                       const char *kind,
                                       const char *set,
                                       const char *department);
void gb_window_pages_open_issue       (GbWindow   *window,
                                       const char *id);
void gb_window_pages_open_procedure   (GbWindow   *window,
                                       const char *key,
                                       const char *name);
void gb_window_pages_open_task        (GbWindow   *window,
                                       const char *id);
void gb_window_pages_open_notice      (GbWindow   *window,
                                       const char *id);
void gb_window_pages_look_up          (GbWindow   *window,
                                       const char *kind,
                                       const char *id);

G_END_DECLS

/** The line icons of the window, drawn on 16 by 16; one path each. */
export const ICONS = {
  apply: 'M3.5 2.5h5.5a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-5.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM12 5.5h1.5v8H6v-1.5',
  check: 'm4 8.3 2.7 2.7L12 5.5',
  close: 'm4.5 4.5 7 7M11.5 4.5l-7 7',
  collection: 'M2.5 4.5h4l1.2 1.6h5.8v7h-11zM4.5 4.5v-2h8v3.6',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  folder: 'M2.5 4.5h4l1.2 1.6h5.8v7h-11z',
  home: 'M2.5 8 8 3l5.5 5M4 7v6h8V7M7 13V9.5h2V13',
  inventory: 'M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM2.5 6.3h11M2.5 9.6h11M6.2 6.3V13',
  keys: 'M2.5 4.5h11v7h-11zM4.8 7h.1M8 7h.1M11.2 7h.1M5.5 9.3h5',
  lock: 'M5 7.2h6a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM5.7 7.2V5.3a2.3 2.3 0 0 1 4.6 0v1.9',
  open: 'M9 3h4v4M13 3 7.5 8.5M11.5 9.5v3.5h-8.5V4.5h3.5',
  person: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3.5 13.5c.5-2.6 2.2-4 4.5-4s4 1.4 4.5 4',
  profile: 'M3 4h6M12 4h1M3 8h1M7 8h6M3 12h5M11 12h2M10.5 2.7v2.6M5.5 6.7v2.6M9.5 10.7v2.6',
  redo: 'm10.5 3 2.7 2.7-2.7 2.7M13 5.7H6.5a3.6 3.6 0 0 0 0 7.2H10',
  report: 'M4 2.5h5.5L12 5v8.5H4zM6 7h4M6 9.5h4M6 12h2',
  review: 'M8 2 3.2 3.8v4c0 3 2 5 4.8 6.2 2.8-1.2 4.8-3.2 4.8-6.2v-4zM5.8 8l1.7 1.7 2.9-3.2',
  right: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  script: 'M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5',
  theme: 'M13.3 8A5.3 5.3 0 1 1 2.7 8a5.3 5.3 0 0 1 10.6 0zM8 2.7v10.6M9.5 3v10M11 3.7v8.6M12.3 5v6',
  undo: 'M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.5a3.6 3.6 0 0 1 0 7.2H6',
  up: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3v.2',
} as const

export type IconName = keyof typeof ICONS

/** What Electron's own window says besides its page; the items of its menus have the words of the system. */
export const ELECTRON = {
  menu: { view: 'View', edit: 'Edit' },
  wrongForm: 'A folder was asked for in a form that is not taken.',
} as const

import { Menu, type MenuItemConstructorOptions } from 'electron'
import { ELECTRON } from './texts.ts'

/**
 * The window's menu: what the system expects (copy and paste need it on macOS) and nothing more. The menu that Electron
 * sets by itself leads to web pages and to the developer tools.
 */
export function setMenu(platform: NodeJS.Platform = process.platform): void {
  const view: MenuItemConstructorOptions = {
    label: ELECTRON.menu.view,
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: ELECTRON.menu.edit,
    submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  }
  const system: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...system, edit, view, { role: 'windowMenu' }]))
}

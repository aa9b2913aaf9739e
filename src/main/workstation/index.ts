/**
 * Opening the workstation from a terminal: which project, in which window.
 *
 * - `open-workstation`: the order in which windows are tried; `choose-project`: what it opens on
 * - `electron-binary`, `fetch-electron`, `electron-window`: Electron, where it can be had
 * - `serve-workstation`, `browser-window`, `browsers`, `launch-folder`: a browser window over an engine in this process
 * - `machine`: what all this depends on; `window-pages`: where the built window lies
 * - `texts`: what it says
 */
export * from './choose-project.ts'
export * from './machine.ts'
export * from './open-workstation.ts'
export * from './serve-workstation.ts'

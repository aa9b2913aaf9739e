/** What a person who opens the workstation from a terminal reads. */
export const WORKSTATION = {
  fetching: (version: string, seconds: number): string =>
    `Fetching Electron ${version}, once, for at most ${seconds < 100 ? `${seconds} s` : `${seconds / 60} min`} …`,
  notFetched: (days: number): string =>
    `It could not be fetched. A browser window does the same; --fetch-electron tries again before ${days} days are over.`,
  electronFailed: 'Electron is here but could not show a window; opening a browser window instead.',
  open: 'Open Tagbench',
  inBrowser: 'Tagbench is open in your browser. Ctrl+C ends it.',
  noDisplay: 'There is no display here',
  noBrowser: 'No browser was found here that could be started',
  noWindow: (why: string): string =>
    `${why}, so no window was opened. Open the address above in a browser on this machine; Ctrl+C ends it.`,
  help: 'Opens the workstation in a window, on the demonstration collection if no project is named.\n\nUsage: npm start -- [--project DIR] [--browser] [--fetch-electron] [--port N] [--no-open]\n\n  --project         the project folder; tagbench scan makes one\n  --browser         a browser window, even where Electron is there\n  --fetch-electron  fetch Electron, even if that failed in the last days\n  --port            for a browser window: the port of 127.0.0.1 (default: any free one)\n  --no-open         print the address and open nothing\n',
  unknownOptions: 'npm start: these options are not known. See npm start -- --help.',
  port: 'npm start: --port takes a whole number from 1 to 65535.',
  failed: (why: string): string => `npm start: ${why}`,
  notBuilt: 'The window is not built. Run npm run build, then start again.',
} as const

/** A guard of the Electron shell as it stands in the built bundle, how to remove it, and the rules that are broken then. */
export interface RemovedShellGuard {
  readonly guard: string
  /** Within the built shell. */
  readonly file: 'main/index.js' | 'preload/index.cjs'
  readonly from: string
  readonly to: string
  readonly breaks: readonly string[]
}

const MAIN = 'main/index.js'

export const SHELL_GUARDS: readonly RemovedShellGuard[] = [
  {
    guard: 'origin of the sender',
    file: MAIN,
    from: ' && isOurPage(frame.url)',
    to: '',
    breaks: ['a page of another origin is not heard'],
  },
  {
    guard: 'frame of the sender',
    file: MAIN,
    from: ' && frame === event.sender.mainFrame',
    to: '',
    breaks: ['a frame inside the page is not heard'],
  },
  {
    guard: 'window of the sender',
    file: MAIN,
    from: ' && event.sender === window.webContents',
    to: '',
    breaks: ['another window is not heard'],
  },
  {
    guard: 'frame that is gone',
    file: MAIN,
    from: 'return frame !== null && window',
    to: 'return window',
    breaks: ['a frame that is gone is not heard, and stops nothing'],
  },
  {
    guard: 'text of a message',
    file: MAIN,
    from: ' || typeof text !== "string"',
    to: '',
    breaks: ['a message that is no text is dropped'],
  },
  {
    guard: 'name of a line',
    file: MAIN,
    from: 'typeof line !== "string" || line.length > LONGEST_LINE || ',
    to: '',
    breaks: ['a line has a short name'],
  },
  {
    guard: 'largest message',
    file: MAIN,
    from: 'text.length > 4194304 ? void 0 : ',
    to: '',
    breaks: ['a message longer than any of ours is dropped'],
  },
  {
    guard: 'form of a request',
    file: MAIN,
    from: 'if (typeof id !== "number" || !Number.isSafeInteger(id)) return void 0;',
    to: '',
    breaks: ['a text that is no request is dropped'],
  },
  {
    guard: 'form of the question for a folder',
    file: MAIN,
    from: 'if (!isInputOf("pickFolder", input))',
    to: 'if (false)',
    breaks: ["a folder is chosen in the system's own dialog, asked for in its own form"],
  },
  {
    guard: 'isolation of the preload',
    file: MAIN,
    from: 'contextIsolation: true',
    to: 'contextIsolation: false',
    breaks: [
      'the page has nothing of Node and nothing of Electron',
      'the window is sandboxed, isolated, without Node, and guarded as the web is',
    ],
  },
  {
    guard: 'sandbox of the window',
    file: MAIN,
    from: 'sandbox: true',
    to: 'sandbox: false',
    breaks: ['the window is sandboxed, isolated, without Node, and guarded as the web is'],
  },
  {
    guard: 'no Node in the page',
    file: MAIN,
    from: 'nodeIntegration: false',
    to: 'nodeIntegration: true',
    breaks: [
      'the page has nothing of Node and nothing of Electron',
      'the window is sandboxed, isolated, without Node, and guarded as the web is',
    ],
  },
  {
    guard: 'same-origin rule',
    file: MAIN,
    from: 'webSecurity: true',
    to: 'webSecurity: false',
    breaks: ['the window is sandboxed, isolated, without Node, and guarded as the web is'],
  },
  {
    guard: 'sandbox of every process',
    file: MAIN,
    from: 'app.enableSandbox();',
    to: '',
    breaks: ['every process of a page is sandboxed, whatever a window asks for'],
  },
  {
    guard: 'privileges of the scheme',
    file: MAIN,
    from: 'secure: true,',
    to: 'secure: true, bypassCSP: true,',
    breaks: ["the window's scheme has no privilege beyond a page's needs"],
  },
  {
    guard: 'real place of a file',
    file: MAIN,
    from: 'if (!real.startsWith(realpathSync(root) + sep)) return void 0;',
    to: '',
    breaks: ['nothing outside the window goes out'],
  },
  {
    guard: 'backslash',
    file: MAIN,
    from: 'if (name.includes("\\\\")) return void 0;',
    to: '',
    breaks: ['a backslash is in no name'],
  },
  {
    guard: 'origin of a page that is served',
    file: MAIN,
    from: '!isOurPage(request.url) || request.method !== "GET"',
    to: 'request.method !== "GET"',
    breaks: ['only the own origin has pages'],
  },
  {
    guard: 'method of a request',
    file: MAIN,
    from: '!isOurPage(request.url) || request.method !== "GET"',
    to: '!isOurPage(request.url)',
    breaks: ['pages are read only'],
  },
  {
    guard: 'origin compared by its parts',
    file: MAIN,
    from: 'return url.protocol === `app:` && url.host === "tagbench";',
    to: 'return url.href.startsWith("app://tagbench");',
    breaks: [
      'a page of another origin is not heard',
      'only the own origin has pages',
      'nothing is fetched from a network',
      'the page goes nowhere else (will-navigate)',
      'the page goes nowhere else (will-frame-navigate)',
      'the page goes nowhere else (will-redirect)',
    ],
  },
  {
    guard: 'policy of the header',
    file: MAIN,
    from: '"content-security-policy": policy,',
    to: '',
    breaks: ['the policy lets a page run and load its own files only'],
  },
  {
    guard: 'no scripts inside the page',
    file: MAIN,
    from: `"script-src 'self'"`,
    to: `"script-src 'self' 'unsafe-inline' 'unsafe-eval'"`,
    breaks: ['the policy lets a page run and load its own files only', 'a script inside the page does not run, one of its own files does'],
  },
  {
    guard: 'requests to a network',
    file: MAIN,
    from: 'answer({ cancel: !isOwnContent(details.url) })',
    to: 'answer({ cancel: false })',
    breaks: ['nothing is fetched from a network'],
  },
  {
    guard: 'navigation of the page',
    file: MAIN,
    from: `contents.on("will-navigate", (event) => {
			if (!isOurPage(event.url)) event.preventDefault();
		});`,
    to: '',
    breaks: ['the page goes nowhere else (will-navigate)'],
  },
  {
    guard: 'navigation of frames',
    file: MAIN,
    from: 'if (!isOurPage(event.url) && (event.isMainFrame || event.url !== "about:srcdoc")) event.preventDefault();',
    to: '',
    breaks: ['the page goes nowhere else (will-frame-navigate)', 'only a report of its own text is shown in a frame'],
  },
  {
    guard: 'redirection',
    file: MAIN,
    from: `contents.on("will-redirect", (event) => {
			if (!isOurPage(event.url)) event.preventDefault();
		});`,
    to: '',
    breaks: ['the page goes nowhere else (will-redirect)'],
  },
  {
    guard: 'embedded pages',
    file: MAIN,
    from: 'contents.on("will-attach-webview", (event) => event.preventDefault());',
    to: '',
    breaks: ['no page is embedded'],
  },
  {
    guard: 'new windows',
    file: MAIN,
    from: 'contents.setWindowOpenHandler(() => ({ action: "deny" }));',
    to: '',
    breaks: ['no window is opened by a page'],
  },
  {
    guard: 'permissions asked for',
    file: MAIN,
    from: 'own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));',
    to: '',
    breaks: ['no permission is given when it is asked for'],
  },
  {
    guard: 'permissions not asked for',
    file: MAIN,
    from: 'own.setPermissionCheckHandler(() => false);',
    to: '',
    breaks: ['no permission is there without being asked for'],
  },
  {
    guard: 'devices',
    file: MAIN,
    from: 'own.setDevicePermissionHandler(() => false);',
    to: '',
    breaks: ['no device is given'],
  },
  {
    guard: 'downloads',
    file: MAIN,
    from: 'own.on("will-download", (event) => event.preventDefault());',
    to: '',
    breaks: ['nothing is downloaded'],
  },
  {
    guard: 'own menu',
    file: MAIN,
    from: '{ role: "reload" },',
    to: '{ role: "reload" }, { role: "toggleDevTools" },',
    breaks: ['the menu leads to no web page and no developer tools'],
  },
  {
    guard: 'one instance',
    file: MAIN,
    from: 'if (app.requestSingleInstanceLock())',
    to: 'if (app.requestSingleInstanceLock() || true)',
    breaks: ['a second start opens no second window, and touches no project'],
  },
  {
    guard: 'names on the bridge',
    file: 'preload/index.cjs',
    from: 'electron.contextBridge.exposeInMainWorld("tagbench", {',
    to: 'electron.contextBridge.exposeInMainWorld("tagbench", { on: (channel, listener) => electron.ipcRenderer.on(channel, listener),',
    breaks: ['the bridge has its three names, and cannot be changed'],
  },
  {
    guard: 'event kept from the page',
    file: 'preload/index.cjs',
    from: 'listen(LOST_CHANNEL, () => listener())',
    to: 'listen(LOST_CHANNEL, listener)',
    breaks: ['the page never sees who sent a message'],
  },
]

import { browserShell } from './browser-shell.ts'
import { scriptsSuite } from './scripts.case.ts'

scriptsSuite(browserShell())

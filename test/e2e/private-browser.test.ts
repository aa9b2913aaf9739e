import { browserShell } from './browser-shell.ts'
import { privateSuite } from './private.case.ts'

privateSuite(browserShell())

import { browserShell } from './browser-shell.ts'
import { valuesSuite } from './values.case.ts'

valuesSuite(browserShell())

import { browserShell } from './browser-shell.ts'
import { inventorySuite } from './inventory.case.ts'

inventorySuite(browserShell())

import { browserShell } from './browser-shell.ts'
import { workstationSuite } from './workstation.case.ts'

workstationSuite(browserShell())

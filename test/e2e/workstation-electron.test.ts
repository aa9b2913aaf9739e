import { electronShell } from './electron-shell.ts'
import { workstationSuite } from './workstation.case.ts'

workstationSuite(electronShell())

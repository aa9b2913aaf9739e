import { electronShell } from './electron-shell.ts'
import { inventorySuite } from './inventory.case.ts'

inventorySuite(electronShell())

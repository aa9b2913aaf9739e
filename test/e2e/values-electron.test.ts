import { electronShell } from './electron-shell.ts'
import { valuesSuite } from './values.case.ts'

valuesSuite(electronShell())

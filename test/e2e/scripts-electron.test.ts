import { electronShell } from './electron-shell.ts'
import { scriptsSuite } from './scripts.case.ts'

scriptsSuite(electronShell())

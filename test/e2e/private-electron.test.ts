import { electronShell } from './electron-shell.ts'
import { privateSuite } from './private.case.ts'

privateSuite(electronShell())

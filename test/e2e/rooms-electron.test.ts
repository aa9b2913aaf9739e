import { electronShell } from './electron-shell.ts'
import { roomsSuite } from './rooms.case.ts'

roomsSuite(electronShell())

import { browserShell } from './browser-shell.ts'
import { roomsSuite } from './rooms.case.ts'

roomsSuite(browserShell())

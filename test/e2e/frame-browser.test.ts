import { addressSuite } from './address.case.ts'
import { browserShell } from './browser-shell.ts'
import { frameSuite } from './frame.case.ts'
import { paletteSuite } from './palette.case.ts'
import { panelsSuite } from './panels.case.ts'

addressSuite(browserShell())
frameSuite(browserShell())
paletteSuite(browserShell())
panelsSuite(browserShell())

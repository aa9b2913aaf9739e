import { addressSuite } from './address.case.ts'
import { electronShell } from './electron-shell.ts'
import { frameSuite } from './frame.case.ts'
import { paletteSuite } from './palette.case.ts'
import { panelsSuite } from './panels.case.ts'

addressSuite(electronShell())
frameSuite(electronShell())
paletteSuite(electronShell())
panelsSuite(electronShell())

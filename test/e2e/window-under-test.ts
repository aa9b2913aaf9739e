import type { Page } from 'playwright-core'
import type { EngineOptions } from './built-window.ts'

/** The workstation in a window, whichever shell shows it. */
export interface WindowUnderTest {
  readonly page: Page
  /** Errors of the page: an empty list is what every test ends with. */
  readonly errors: readonly string[]
  /** Does what asks for a folder, and answers with one: in our own dialog, or as the system's would. */
  chooseFolder(ask: () => Promise<void>, folder: string): Promise<void>
  close(): Promise<void>
}

export interface WindowOptions extends EngineOptions {
  /** Opened at the start. */
  readonly project?: string
  /** Where the engine keeps what windows remember. */
  readonly state: string
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** Device pixels in a CSS pixel: how large the browser's zoom makes everything. */
  readonly scale?: number
}

/** A way to open the workstation: a shell, with a real engine behind it. */
export interface ShellUnderTest {
  readonly name: string
  /** Whether an address that is put into another tab opens a further window of the same launch. */
  readonly opensByAddress: boolean
  open(options: WindowOptions): Promise<WindowUnderTest>
  end(): Promise<void>
}

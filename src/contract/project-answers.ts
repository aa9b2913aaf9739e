import type { Progress } from './job.ts'

/** What a scan counts. */
export interface ScanCounts {
  readonly files: number
  readonly instances: number
  readonly notDicom: number
  readonly unreadable: number
  readonly elements: number
  readonly values: number
}

/** What is in an inventory, in numbers. */
export interface InventoryCounts extends ScanCounts {
  readonly patients: number
  readonly studies: number
  readonly series: number
}

export interface ProjectSummary extends InventoryCounts {
  readonly project: string
  /** The scanned folder; empty before the first scan. */
  readonly collection: string
  /** How many scans there were: after another one everything that was found may be otherwise, though its numbers are the same. */
  readonly scans: number
}

export interface ScanResult extends ScanCounts {
  readonly project: string
  /** What is new since the scan before, in numbers; nothing where this was the first. */
  readonly news: {
    readonly files: number
    readonly changedFiles: number
    readonly goneFiles: number
    readonly elements: number
    readonly values: number
  }
  /** What in the collection contradicts itself; listed in the report `inconsistencies.csv`. */
  readonly inconsistencies: number
  readonly seconds: number
}

export interface RunningJob {
  readonly method: string
  readonly startedAt: string
  readonly progress: Progress | null
}

export interface RecentProject {
  readonly project: string
  readonly collection: string
  readonly openedAt: string
  /** False where the folder is no longer there. */
  readonly there: boolean
}

export interface FolderListing {
  readonly path: string
  /** Undefined at the root. */
  readonly parent?: string
  readonly folders: readonly { readonly name: string; readonly path: string; readonly isProject: boolean }[]
  readonly files: number
  /** Files with one of the endings that were asked for; absent where none were. */
  readonly chosen?: readonly { readonly name: string; readonly path: string }[]
}

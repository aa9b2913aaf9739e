/** What one window tells the others of the same launch: a project has changed, or a job of it has begun. */
export interface Word {
  readonly project: string
  readonly what: 'changed' | 'job'
}

const channel = new BroadcastChannel('tagbench.changes')

/** Tells every other window over the same engine. Nothing but the place of the project is said; only pages of this origin hear it. */
export function tellOthers(word: Word): void {
  channel.postMessage(word)
}

/** Hears what other windows say, never this one. */
export function onWord(listen: (word: Word) => void): void {
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null || !('project' in data) || !('what' in data)) return
    const { project, what } = data
    if (typeof project === 'string' && (what === 'changed' || what === 'job')) listen({ project, what })
  })
}

import { reactive } from 'vue'

/** A question to the engine that has no answer yet. */
interface Question {
  readonly name: string
  readonly input: unknown
  readonly done: (outcome: unknown) => void
}

/** Everything that waits for its turn has had it. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done))

/** An engine whose answers a test gives one by one, in any order, in the place of the session's own. */
export function heldEngine() {
  const questions: Question[] = []
  const ask = (name: string, input?: unknown): Promise<never> =>
    new Promise((done) => questions.push({ name, input, done: (outcome) => done(outcome as never) }))
  const api = new Proxy({}, { get: (_none, name: string) => (input: unknown) => ask(name, input) })
  const first = { project: '/project', revision: 0, lookOnly: false, line: 'connected', summary: { instances: 1, files: 1, scans: 1 } }
  const session = reactive({
    ...first,
    changed: () => void (session.revision += 1),
  })
  async function settle(name: string, at: number, outcome: unknown): Promise<void> {
    const asked = questions.filter((one) => one.name === name)[at]
    if (asked === undefined) throw new Error(`nobody asked for ${name}`)
    questions.splice(questions.indexOf(asked), 1)
    asked.done(outcome)
    await settled()
  }
  return {
    session,
    module: { api, noJob: {}, useSession: () => session },
    ask,
    /** What was asked and has no answer yet, by its name, the oldest first. */
    open: (name: string): readonly Question[] => questions.filter((one) => one.name === name),
    /** Answers the oldest question of a name, or another of them, and lets everything follow that follows from that. */
    answer: (name: string, value: unknown, at = 0): Promise<void> => settle(name, at, { ok: true, value }),
    refuse: (name: string, code = 'refused'): Promise<void> =>
      settle(name, 0, { ok: false, failure: { code, message: 'It was refused.' } }),
    /** Nothing was asked so far. */
    begin(): void {
      questions.length = 0
      Object.assign(session, first)
    },
  }
}

export type HeldEngine = ReturnType<typeof heldEngine>

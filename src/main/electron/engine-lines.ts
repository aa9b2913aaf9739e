import type { CurationApi } from '../../contract/curation-api.ts'
import { dispatch } from '../../contract/dispatcher.ts'
import type { Request } from '../../contract/read-message.ts'
import type { WireMessage } from '../../contract/wire.ts'

/** From the shell to the engine's process: a request, and the line it came over; or the word that it is over. */
export type ToEngine = { readonly line: string; readonly request: Request } | { readonly stop: true }

/** From the engine's process to the shell: a message as JSON text, and the line it belongs to. */
export interface FromEngine {
  readonly line: string
  readonly text: string
}

/**
 * Answers requests line by line. Each load of the page is a line of its own: a page that was loaded anew numbers its
 * calls from 1 again, and must never be given the answer to a call of the page before it.
 * @returns takes a request
 */
export function serveLines(api: CurationApi, send: (message: FromEngine) => void): (line: string, request: Request) => void {
  let current: { readonly line: string; receive(message: WireMessage): void } | undefined
  const open = (line: string): { readonly line: string; receive(message: WireMessage): void } => {
    let listener: (message: WireMessage) => void = () => undefined
    dispatch(api, {
      send: (message) => send({ line, text: JSON.stringify(message) }),
      onMessage: (listen) => {
        listener = listen
        return () => undefined
      },
      onClose: () => () => undefined,
    })
    return { line, receive: (message) => listener(message) }
  }
  return (line, request) => {
    if (current?.line !== line) current = open(line)
    current.receive(request)
  }
}

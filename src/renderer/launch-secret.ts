/** Where a page keeps the secret of its launch: in itself, for as long as it is open. */
export const SECRET_KEY = 'tagbench.secret'

/** What a window asks the others for, and how long it waits for an answer. */
const ASKING = 'secret?'
const ANSWER_MS = 1500

/**
 * The secret of a page that was opened from a copied address, which never has it: another window of the same launch
 * gives it. Only pages of the very same origin hear each other on a channel, and nothing of it is written down.
 * @param known what this page was given, or empty
 */
export function secretOf(known: string): Promise<string> {
  const channel = new BroadcastChannel(SECRET_KEY)
  return new Promise((resolve) => {
    let secret = known
    const settle = (given: string): void => {
      secret = given
      if (given !== '') sessionStorage.setItem(SECRET_KEY, given)
      resolve(given)
    }
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === ASKING && secret !== '') channel.postMessage({ secret })
      else if (secret === '' && typeof data === 'object' && data !== null && 'secret' in data) settle(String(data.secret))
    })
    if (known !== '') return settle(known)
    channel.postMessage(ASKING)
    setTimeout(() => {
      if (secret === '') settle('')
    }, ANSWER_MS)
  })
}

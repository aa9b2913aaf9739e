import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy, metaPolicy } from './content-security-policy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Stands in the built page where the nonce goes. */
const NONCE_MARK = '__CSP_NONCE__'

/** Go out with everything, refusals too. */
export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** A file of the built window, with the headers it goes out with, for either shell. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The file that a request path names, inside the built window and nowhere else.
 * @param root the folder of the built window
 * @param path as it stands in the URL, percent-encoded
 * @returns undefined where there is no such file, or the path tries to leave the folder
 */
export function pageFile(root: string, path: string, connect: readonly string[] = []): PageFile | undefined {
  let name: string
  try {
    name = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (name.includes('\\')) return undefined
  const wanted = join(root, name === '/' || name === '' ? 'index.html' : name)
  const type = TYPES[extname(wanted)]
  if (type === undefined) return undefined
  let bytes: Buffer
  try {
    const real = realpathSync(wanted)
    if (!real.startsWith(realpathSync(root) + sep)) return undefined
    bytes = readFileSync(real)
  } catch {
    return undefined
  }
  const nonce = randomBytes(18).toString('base64')
  const isPage = type.startsWith('text/html')
  const policy = contentSecurityPolicy(isPage ? nonce : 'none', connect)
  const body = new Uint8Array(isPage ? Buffer.from(filledPage(bytes.toString('utf8'), nonce, policy)) : bytes)
  return { body, headers: { 'content-type': type, 'content-security-policy': policy, ...SAFE_HEADERS } }
}

/** The page with its nonce, and with the policy in itself too, in case a shell should lose the header. */
function filledPage(html: string, nonce: string, policy: string): string {
  return html
    .replaceAll(NONCE_MARK, nonce)
    .replace(/<head>/i, () => `<head><meta http-equiv="Content-Security-Policy" content="${metaPolicy(policy)}" />`)
}

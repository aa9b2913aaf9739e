/**
 * A report as the window may show it: its style elements carry the page's nonce, without which the policy that a frame
 * takes over from its page would block them, and it has the window's theme, whatever the system's is.
 */
export function reportPage(html: string, nonce: string, theme: 'light' | 'dark'): string {
  return html
    .replace(/<style(?=[\s>])/gi, () => `<style nonce="${nonce}"`)
    .replaceAll('color-scheme: light dark', `color-scheme: ${theme}`)
    .replaceAll('(prefers-color-scheme: dark)', theme === 'dark' ? 'all' : 'not all')
}

/** The nonce of this page: under it alone styles may be put into the page that did not come with it. */
export const pageNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** Whether the window has room for three parts of a room beside each other, from 1360 CSS pixels on; below, one of them lies over the others. */
export const isWide = (): boolean => window.matchMedia('(min-width: 1360px)').matches

/** What reports are called, and why there is none. */
export const REPORTS = {
  notScanned: 'Nothing was scanned yet. Scan a collection into the project first.',
  notReviewed: 'No applied copy was reviewed yet. Apply, then review; then its values are here.',
  inventory: 'Element Inventory',
  valuesBefore: 'Values to review',
  valuesFinal: 'Values of the applied copy',
} as const

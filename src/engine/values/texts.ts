/** Why values cannot be decided. */
export const VALUES = {
  onlyDeleted: 'This cannot be decided for any of these values; their elements can only be deleted.',
} as const

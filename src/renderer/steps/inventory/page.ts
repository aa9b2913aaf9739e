/** Lines of the list that are asked for at once. */
export const PAGE = 100

/**
 * PREVIEW: what apply would make of the values, before it is run.
 *
 * - `preview`           of one element, also as if it were decided now, or of the whole script
 * - `preview-selection` of several elements, summed up by what is done to them
 * - `preview-context`   the project's key and patients, as apply would begin with them
 * - `texts`             refusals in words
 */
export { preview, type PreviewRequest } from './preview.ts'
export { previewSelection } from './preview-selection.ts'

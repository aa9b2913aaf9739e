/**
 * THE HEADER OF ONE INSTANCE, read from its file when it is asked for, with what is decided and what apply made of it.
 *
 * - `header-page`      a page of its lines; one value in full
 * - `header-entries`   the elements of a file at every depth, and of its copy beside them
 * - `outside-places`   its names, its preamble and what stands after the data set
 * - `value-in-full`    a value as a person reads it
 * - `read-instance`    a file is opened, read and closed; never written to
 * - `instance-with`    a file that holds an element
 * - `texts`           what is said of it in words
 */
export { headerPage, headerValue } from './header-page.ts'
export { instanceWith } from './instance-with.ts'

import type { Page } from 'playwright-core'
import { inventoryPage } from './inventory-page.ts'
import { privatePage } from './private-page.ts'
import { toStep } from './to-step.ts'

const scriptPart = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).press('Enter')

/** Every screen, and what brings it up from the one before: of a project on which every step was done. */
export const SCREENS: readonly (readonly [screen: string, show: (page: Page) => Promise<unknown>])[] = [
  ['the inventory', (page) => inventoryPage(page).ready()],
  ['the inventory with a selection', (page) => page.keyboard.press('Space')],
  [
    'the inventory in groups, with a menu open',
    async (page) => {
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'Private Creator' }).press('Enter')
      await inventoryPage(page).grid.getByText('Public elements').waitFor()
      await page.getByRole('button', { name: 'Columns' }).press('Enter')
    },
  ],
  [
    'the question for all that match',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
      await page.locator('.total', { hasText: 'elements' }).waitFor()
      await page.getByRole('searchbox').press('Enter')
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: /^Select \d+/ }).waitFor()
    },
  ],
  [
    'the list of keys',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the palette',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'All actions' }).fill('go')
      await page.getByRole('option').first().waitFor()
    },
  ],
  [
    'the settings',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+,')
      await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    },
  ],
  [
    'the problems',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page
        .getByText(/values of the copy that nobody has read/)
        .first()
        .waitFor()
    },
  ],
  [
    'the history',
    async (page) => {
      await page.keyboard.press('h')
      await page
        .getByRole('button', { name: /^Take back/ })
        .first()
        .waitFor()
    },
  ],
  [
    'the tour',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'All actions' }).fill('tour')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Tour' }).waitFor()
    },
  ],
  [
    'the collection',
    async (page) => {
      await page.getByRole('button', { name: 'Leave the tour' }).press('Enter')
      await page.keyboard.press('Escape')
      await toStep(page, 'Collection')
      await page.getByRole('treegrid').waitFor()
      await page.getByRole('heading', { name: 'Study Date' }).waitFor()
    },
  ],
  [
    'the header of an instance',
    async (page) => {
      await page.getByRole('treegrid').focus()
      await page.keyboard.press('x')
      await page.getByRole('dialog').getByText('(0002,0010)').first().waitFor()
    },
  ],
  [
    'the values by word',
    async (page) => {
      await page.keyboard.press('Escape')
      await toStep(page, 'Values')
      await page.getByRole('treegrid').waitFor()
      await page.keyboard.press('w')
      await page.getByText('For example').first().waitFor()
    },
  ],
  [
    'the values by element',
    async (page) => {
      await page.keyboard.press('e')
      await page.getByText('Element, value').waitFor()
    },
  ],
  [
    'the private elements',
    async (page) => {
      await toStep(page, 'Private')
      await privatePage(page).ready()
      // Where there is little room the panel is put away.
      if ((page.viewportSize()?.width ?? 0) < 1360) await page.keyboard.press('i')
      await page.getByRole('region', { name: 'Evidence' }).waitFor()
    },
  ],
  [
    'the knowledge base',
    async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('siemens')
      await page
        .getByRole('grid', { name: /^Elements of the knowledge base/ })
        .getByRole('rowheader')
        .first()
        .waitFor()
      await page.keyboard.press('ArrowDown')
    },
  ],
  ['the profile', (page) => toStep(page, 'Profile').then(() => page.getByRole('switch').first().waitFor())],
  [
    'the decisions of a script',
    async (page) => {
      await toStep(page, 'Script')
      await page.getByRole('radio', { name: /CTP/ }).press('Space')
      await page.getByRole('gridcell', { name: '(0008,0020)' }).first().waitFor()
    },
  ],
  [
    'the text of a script',
    (page) =>
      scriptPart(page, 'Script text').then(() => page.getByText('Written by Tagbench').or(page.getByText('<script>')).first().waitFor()),
  ],
  [
    'the simulation of a script',
    (page) => scriptPart(page, 'Simulation').then(() => page.getByText(/made-up instances|Nothing comes out/).waitFor()),
  ],
  ['the values of a script', (page) => scriptPart(page, 'Preview of values').then(() => page.getByText('Study Date').first().waitFor())],
  [
    'a script that is checked',
    async (page) => {
      await scriptPart(page, 'Check a script')
      await page
        .getByRole('textbox', { name: 'Script', exact: true })
        .fill('<script>\n<e en="T" t="0010,0010" n="">@remove()</e>\n</script>')
      await page.getByRole('button', { name: /Line 2, column 1/ }).waitFor()
    },
  ],
  ['two scripts', (page) => scriptPart(page, 'Compare').then(() => page.getByText(/differences, those/).waitFor())],
  [
    'a script to take over',
    (page) => scriptPart(page, 'Import').then(() => page.getByRole('button', { name: 'Record as decisions' }).waitFor()),
  ],
  ['the apply step', (page) => toStep(page, 'Apply').then(() => page.getByText('What will happen').waitFor())],
  [
    'the chooser of folders',
    async (page) => {
      await page.getByRole('button', { name: 'De-identify into a new folder' }).press('Enter')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the review',
    async (page) => {
      await page.keyboard.press('Escape')
      await toStep(page, 'Review')
      await page
        .getByText('312 rows')
        .or(page.getByText(/rows, in changes.csv/))
        .first()
        .waitFor()
    },
  ],
  [
    'a report',
    async (page) => {
      await page.getByRole('button', { name: 'review.html' }).press('Enter')
      await page.frameLocator('dialog iframe').locator('h1').waitFor()
    },
  ],
  [
    'the start, with a project that could not be opened',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Home: projects' }).press('Enter')
      await page.getByRole('button', { name: 'Open a project' }).press('Enter')
      await page.getByRole('dialog').getByLabel('Folder path').fill('/')
      await page.getByRole('dialog').locator('footer .primary').press('Enter')
      await page.getByRole('alert').filter({ hasText: 'not a Tagbench project' }).waitFor()
    },
  ],
]

import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv, type Row } from './sources.ts'
import { disposition, TCIA, tciaRows, type Disposition } from './tcia.ts'

const FILE = 'private-dictionary.csv.gz'

/** One letter per source in the table; `src/core/dictionary/private-dictionary.ts` reads them back. */
const SOURCE_LETTERS: Readonly<Record<string, string>> = {
  dicom3tools: 'd',
  gdcm: 'g',
  dcmtk: 'm',
  'ctp-wustl': 'c',
  tcia2024: 't',
  'e3.10-1': 's',
}

/** VRs that dictionaries write in their own way: `px` and `ox` are "OB or OW" (dicom3tools). */
const VR_SPELLINGS: Readonly<Record<string, string>> = { px: 'OW/OB', ox: 'OB/OW', OB_OW: 'OW/OB', US_SS: 'US/SS' }

function letters(sources: string): string {
  return sources
    .split('|')
    .map((source) => {
      const letter = SOURCE_LETTERS[source]
      if (letter === undefined) throw new Error(`unknown source ${source}`)
      return letter
    })
    .join('')
}

/** The VR first, then what other sources say; UN says nothing and is left out. */
function vrs(vr: string, alternatives: string): string {
  const all = [...vr.split('|'), ...alternatives.split('|')].flatMap((text) => (VR_SPELLINGS[text] ?? text).split('/'))
  return [...new Set(all)].filter((text) => text !== '' && text !== 'UN').join('/')
}

/** `0029` → `0029`; a range of odd groups, `6001-o-60FF` (DCMTK) or `60xx` (GDCM) → `60xx`. */
function group(text: string): string {
  const range = /^([0-9A-F]{2})(?:01-o-\1FF|xx)$/.exec(text)
  if (range !== null) return `${range[1] ?? ''}xx`
  if (!/^[0-9A-F]{4}$/.test(text)) throw new Error(`no group: ${text}`)
  return text
}

const COLUMNS = [
  'creator',
  'group',
  'element',
  'block',
  'name',
  'vr',
  'vr_alternatives',
  'vm',
  'sources',
  'vendor',
  'tcia_disposition',
  'wustl_code',
  'e3_10_1_safe',
] as const

type Element = Row<(typeof COLUMNS)[number]>

/** Names that a dictionary's own conversion broke: U+2010 read as Latin-1 (dicom3tools, GEMS_DL_IMG_01). */
function repaired(name: string): string {
  return name.replaceAll('\u00E2\u0080\u0090', '-')
}

/** Where dictionaries disagree the first of these is believed. */
function trust(row: Element): number {
  return Object.keys(SOURCE_LETTERS).findIndex((source) => row.sources.split('|').includes(source))
}

/** One element, from one row or from the rows of two dictionaries that write its range of groups differently. */
function elementLine(key: string, found: readonly Element[], tcia: Disposition | undefined): string {
  const rows = found.toSorted((a, b) => trust(a) - trust(b))
  const [first] = rows
  if (first === undefined) throw new Error(`${key} has no rows`)
  const sources = [...new Set(rows.flatMap((row) => row.sources.split('|')))].join('|')
  if (rows.some((row) => (row.e3_10_1_safe === 'Y') !== row.sources.includes('e3.10-1')))
    throw new Error(`${first.creator}: the safe flag and the sources disagree`)
  if (rows.some((row) => row.tcia_disposition !== (tcia?.word ?? '') || row.wustl_code !== first.wustl_code))
    throw new Error(`${first.creator}: rows of one element disagree`)
  return line([
    key,
    vrs(rows.map((row) => row.vr).join('|'), rows.map((row) => row.vr_alternatives).join('|')),
    first.vm,
    letters(sources),
    repaired(rows.find((row) => row.name !== '')?.name ?? ''),
    tcia?.word ?? '',
    tcia?.byVr ?? '',
    first.wustl_code,
  ])
}

/** All that is published of private elements, by Private Creator. */
export function privateDictionary(): GeneratedModule {
  const rows = readCsv(FILE, COLUMNS)
  const keyOf = (creator: string, groupText: string, element: string): string => `${groupText} ${element} ${creator.toUpperCase()}`
  const decided = Map.groupBy(
    tciaRows().filter((row) => row.depth === '1'),
    (row) => keyOf(row.leaf_creator, row.leaf_group, row.leaf_element),
  )
  const tciaOf = ({ creator, group: groupText, element }: Element): Disposition | undefined => {
    const found = decided.get(keyOf(creator, groupText, element))
    return found === undefined ? undefined : disposition(found)
  }
  const lines = [...Map.groupBy(rows, (row) => row.creator)].flatMap(([creator, elements]) => [
    line([`#${creator}`, elements[0]?.vendor ?? '']),
    ...[...Map.groupBy(elements, (row) => `${group(row.group)}${row.element}${row.block}`)].map(([key, found]) =>
      elementLine(key, found, found[0] === undefined ? undefined : tciaOf(found[0])),
    ),
  ])
  return generatedModule(
    'src/core/dictionary/private-dictionary.generated.ts',
    [FILE, TCIA],
    [
      {
        constant: 'PRIVATE_DICTIONARY',
        about:
          '#creator|vendor, then its elements: group, element and block if bound|VRs|VM|sources|name|TCIA disposition|the same by VR|CTP code',
        lines,
      },
    ],
  )
}

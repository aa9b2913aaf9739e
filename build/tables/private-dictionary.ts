import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

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
  const all = [vr, ...alternatives.split('|')].flatMap((text) => (VR_SPELLINGS[text] ?? text).split('/'))
  return [...new Set(all)].filter((text) => text !== '' && text !== 'UN').join('/')
}

/** `0029` → `0029`; a range of odd groups, `6001-o-60FF` (DCMTK) or `60xx` (GDCM) → `60xx`. */
function group(text: string): string {
  const range = /^([0-9A-F]{2})(?:01-o-\1FF|xx)$/.exec(text)
  if (range !== null) return `${range[1] ?? ''}xx`
  if (!/^[0-9A-F]{4}$/.test(text)) throw new Error(`no group: ${text}`)
  return text
}

/** All that is published of private elements, by Private Creator. */
export function privateDictionary(): GeneratedModule {
  const rows = readCsv(FILE, [
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
    'tcia_vr_dispositions',
    'wustl_code',
    'e3_10_1_safe',
  ])
  const sections = Map.groupBy(rows, (row) => row.creator)
  const lines = [...sections].flatMap(([creator, elements]) => [
    line([`#${creator}`, elements[0]?.vendor ?? '']),
    ...elements.map((row) => {
      const sources = letters(row.sources)
      if ((row.e3_10_1_safe === 'Y') !== sources.includes('s')) throw new Error(`${creator}: the safe flag and the sources disagree`)
      return line([
        `${group(row.group)}${row.element}${row.block}`,
        vrs(row.vr, row.vr_alternatives),
        row.vm,
        sources,
        row.name,
        row.tcia_disposition,
        row.tcia_vr_dispositions.replaceAll('|', ','),
        row.wustl_code,
      ])
    }),
  ])
  return generatedModule(
    'src/core/dictionary/private-dictionary.generated.ts',
    [FILE],
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

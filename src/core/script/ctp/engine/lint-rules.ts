import { vrOf } from '../../../dictionary/index.ts'
import { BULK, type VR } from '../../../dicom/vr.ts'
import type { CtpRule, CtpScriptRead, Note } from './read-script.ts'
import { piecesOf } from './script-language.ts'
import { holdsText } from './vr-texts.ts'
import { CTP_ENGINE } from './texts.ts'

/** Where things stand in the text of a script. */
export interface Places {
  rule(rule: CtpRule): number
  removal(what: string): number
}

const METHOD_CODES = 0x00120064
const CHARACTER_SET = 0x00080005

/** Says of what CTP takes, and what does something else than it looks. */
export function lintRules({ rules, removes, keepsSafe }: CtpScriptRead, note: Note, at: Places): void {
  const warn = (rule: CtpRule, message: string): void => note(at.rule(rule), message, 'warning')
  for (const rule of rules) {
    const { tag, script } = rule
    if (tag.kind === 'private') {
      if (script.includes('@keep()') && removes.has('privategroups') && !keepsSafe) warn(rule, CTP_ENGINE.surprises.privateWithoutCreator)
      warn(rule, CTP_ENGINE.surprises.privateFirstBlock)
    } else if (tag.tag !== METHOD_CODES) for (const message of surprises(script, vrOf(tag.tag))) warn(rule, message)
    if (/@require\s*\(/.test(script) && !script.startsWith('@always()')) warn(rule, CTP_ENGINE.surprises.requireWithoutAlways)
    if (script === '') warn(rule, CTP_ENGINE.surprises.noText)
  }
  if (removes.has('curves') && !removes.has('unspecifiedelements')) note(at.removal('curves'), CTP_ENGINE.surprises.curves, 'warning')
  if (removes.has('unspecifiedelements') && !rules.some(({ tag }) => tag.kind === 'public' && tag.tag === CHARACTER_SET))
    note(0, CTP_ENGINE.surprises.characterSet, 'warning')
}

/** What a rule may come to: an answer of CTP, a text as it is written, or a value that is made. */
type Outcome = 'keep' | 'process' | 'remove' | 'empty' | 'blank' | 'made' | { readonly text: string }

function outcomes(script: string): readonly Outcome[] {
  const said = piecesOf(script).pieces.filter((piece) => piece.kind === 'text' || piece.name !== 'always')
  const [first] = said
  if (first === undefined) return ['empty']
  if (said.every((piece) => piece.kind === 'text'))
    return [{ text: said.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('') }]
  if (said.length > 1 || first.kind === 'text') return ['made']
  switch (first.name) {
    case 'if':
    case 'select':
      return first.clauses.flatMap(outcomes)
    case 'keep':
    case 'process':
    case 'remove':
    case 'empty':
    case 'blank':
      return [first.name]
    // Where it is there it stays; and no instance is written at all.
    case 'require':
    case 'quarantine':
    case 'skip':
    case 'call':
      return []
    default:
      return ['made']
  }
}

function surprises(script: string, vr: VR | undefined): ReadonlySet<string> {
  const all = script === '' ? [] : outcomes(script)
  return new Set(
    all.flatMap((outcome): readonly string[] => {
      if (vr === 'SQ') {
        if (outcome === 'keep') return [CTP_ENGINE.surprises.keptSequence]
        if (outcome === 'process' || outcome === 'remove') return []
        return [CTP_ENGINE.surprises.sequenceValue]
      }
      if (outcome === 'process') return vr === undefined ? [] : [CTP_ENGINE.surprises.processedNoSequence]
      if (vr === undefined || typeof outcome === 'string')
        return vr !== undefined && BULK.has(vr) && outcome === 'made' ? [CTP_ENGINE.surprises.unheld(vr)] : []
      return outcome.text.split('\\').every((one) => holdsText(vr, one)) ? [] : [CTP_ENGINE.surprises.unheld(vr)]
    }),
  )
}

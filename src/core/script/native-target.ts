import { decisionText, type ExpressibilityRow } from './expressibility.ts'
import { writeNative } from './native-script.ts'
import type { NativeScript, Operation } from './operation.ts'
import type { ScriptTarget, TargetInput, TargetOutput } from './script-target.ts'
import { SCRIPT } from './texts.ts'

/** Our own script: says everything as it was decided. An open Review is written as deletion. */
export const nativeTarget: ScriptTarget = { name: 'tagbench', write: writeNativeTarget }

function writeNativeTarget(input: TargetInput): TargetOutput {
  const openReviews = [...new Set(input.operations.filter(isOpen).map(({ path }) => path))]
  const script = nativeScript(input, openReviews.length)
  return {
    files: [{ name: 'tagbench.script.json', text: writeNative(script), secret: true }],
    expressibility: expressibilityOf(input),
    openReviews,
  }
}

/** The script as it is written: nothing in it is blocked. */
export function nativeScript(
  { operations, settings, madeFrom }: Pick<TargetInput, 'operations' | 'settings' | 'madeFrom'>,
  openReviews: number,
): NativeScript {
  return { format: 'tagbench-script', version: 1, openReviews, madeFrom, settings, operations: operations.map(asWritten) }
}

function asWritten(operation: Operation): Operation {
  if (!isOpen(operation)) return operation
  return { path: operation.path, when: operation.when, do: 'remove', because: SCRIPT.because.openReview(operation.because) }
}

function isOpen(operation: Operation): boolean {
  return operation.do === 'blocked'
}

function expressibilityOf({ operations, decisions }: TargetInput): readonly ExpressibilityRow[] {
  const open = new Set(operations.filter(isOpen).map(({ path }) => path))
  const paths = [...new Set(operations.map(({ path }) => path))]
  return paths.flatMap((path): readonly ExpressibilityRow[] => {
    const decided = decisions.at(path)
    if (open.has(path))
      return [
        {
          path,
          decision: decisionText(decided),
          target: 'tagbench',
          expressed: 'stricter',
          why: SCRIPT.unsaid.removed(SCRIPT.unsaid.openReview),
        },
      ]
    if (decided.elements.length === 0 && decided.values.length === 0) return []
    return [{ path, decision: decisionText(decided), target: 'tagbench', expressed: 'yes', why: '' }]
  })
}

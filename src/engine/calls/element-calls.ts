import type { CurationApi } from '../../contract/curation-api.ts'
import { valueShape } from '../../core/annotation/value-shape.ts'
import { valueSpread } from '../../core/annotation/value-spread.ts'
import { fail, ok } from '../../core/result.ts'
import { elementFacts } from '../element/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'
import { SESSION } from '../session/texts.ts'

type ElementCalls = Pick<CurationApi, 'elementFacts' | 'valueShape' | 'spreads'>

/** Of so many values the spread is drawn; in a cell nobody could tell more apart. */
const SPREAD_OF = 400

/** One element, looked at closely. */
export function elementCalls(parts: EngineParts): ElementCalls {
  return {
    elementFacts: ({ project, path }) => withSession(parts, project, (session) => elementFacts(session, path)),
    valueShape: ({ project, path }) =>
      withSession(parts, project, (session) =>
        session.row(path) === undefined
          ? fail({ code: 'not-found', message: SESSION.noElement })
          : ok(valueShape(session.inventory.plain.values(path))),
      ),
    spreads: ({ project, paths }) =>
      withSession(parts, project, ({ inventory }) => ok(paths.map((path) => valueSpread(inventory.tellingValues(path, SPREAD_OF))))),
  }
}

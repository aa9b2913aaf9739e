import type { CurationApi } from '../../contract/curation-api.ts'
import { fail, ok } from '../../core/result.ts'
import { tellingValues, valuePage, valuesBefore, valuesFinal, withOverlaps } from '../session/value-rows.ts'
import { isToDecide } from '../session/record-decisions.ts'
import type { Session } from '../session/session.ts'
import { inBackground } from '../session/in-background.ts'
import { isReady, madeReady } from '../session/made-ready.ts'
import { writeReport } from '../reports/write-report.ts'
import { valueSearch, type ValueSearch } from '../project/find-values.ts'
import { createInventoryStore } from '../project/inventory-store.ts'
import { facetCounterOf } from '../view/facets.ts'
import { keepFacets, keptFacets } from '../view/kept-facets.ts'
import type { RowSource } from '../view/held-lists.ts'
import { earlyPage } from '../view/early-page.ts'
import { inventoryPage, selectRows } from '../view/inventory-view.ts'
import { atOnce, whenReady, withSession, type EngineParts } from './engine-parts.ts'
import { SESSION } from '../session/texts.ts'

type InventoryCalls = Pick<CurationApi, 'inventory' | 'facets' | 'element' | 'values' | 'elementValues' | 'proposals' | 'writeReport'>

/** Looking at what was found: the inventory, its values, its reports. */
export function inventoryCalls(parts: EngineParts): InventoryCalls {
  return {
    inventory: ({ project, query = {} }) =>
      atOnce(parts, project, (session) => {
        const early = isReady(session) ? undefined : earlyPage(session, parts.lists, query)
        if (early !== undefined) return ok(early)
        return whenReady(session, () => ok(inventoryPage(parts.lists.rows(rowSource(session), query), query)))
      }),
    facets: ({ project, query = {} }) =>
      atOnce(parts, project, (session) => {
        const { filters = {}, search = '', ...others } = query
        const kept = isReady(session) || search.trim() !== '' ? undefined : keptFacets(session)
        if (kept !== undefined) {
          // Whoever looks at the filters goes on to use them. Where this fails, who asks for the rows is told.
          madeReady(session)?.catch(() => undefined)
          return ok(kept.count(filters))
        }
        return whenReady(session, () => {
          keepOnce(session)
          return ok(facetCounterOf(session).count(selectRows(session.rows(), { ...others, search }, findInValues(session)), filters))
        })
      }),
    element: ({ project, path }) =>
      withSession(parts, project, (session) => {
        const row = session.row(path)
        return row === undefined ? fail({ code: 'not-found', message: SESSION.noElement }) : ok(row)
      }),
    values: ({ project, path, mode, limit }) =>
      withSession(parts, project, (session) => {
        if (path !== undefined) return ok(withOverlaps(session, tellingValues(session, path, limit)))
        return ok(mode === 'final' ? [...valuesFinal(session, createInventoryStore(session.project, 'output'))] : valuesBefore(session))
      }),
    elementValues: ({ project, path, search = '', after, limit = VALUES_A_PAGE }) =>
      withSession(parts, project, (session) => {
        const page = valuePage(session, path, search, after, Math.max(1, Math.min(limit, MOST_A_PAGE)))
        return page === undefined ? fail({ code: 'not-found', message: SESSION.noElement }) : ok(page)
      }),
    proposals: ({ project }) => withSession(parts, project, (session) => ok(session.rows().filter(isToDecide))),
    writeReport: ({ project, report, out }) => withSession(parts, project, (session) => writeReport(session, report, out)),
  }
}

/** Values of an element on a page, where nobody says how many, and at most. */
const VALUES_A_PAGE = 200
const MOST_A_PAGE = 5000

/** Where lists of a session's rows are taken from. */
export function rowSource(session: Session): RowSource {
  const [rows, places] = [session.rows(), session.places()]
  return {
    project: session.project.dir,
    row: (path) => rows[places.get(path) ?? -1],
    select: (query) => selectRows(rows, query, findInValues(session), facetCounterOf(session)),
  }
}

/** Keys of paths with a value that holds a text. Who has searched once will again: then the values are at hand. */
function findInValues({ project, inventory }: Session): (text: string) => ReadonlySet<string> {
  return (text) => {
    const search = valueSearch(project, inventory.elements())
    if (!begun.has(search)) {
      begun.add(search)
      // Where that fails the database still finds everything, or says to who searches why it cannot.
      inBackground(project, search.makeReady()).catch(() => undefined)
    }
    return search.find(text)
  }
}

const begun = new WeakSet<ValueSearch>()

/** A program that is killed keeps nothing when it closes a project: so it is done once before, behind the first answer. */
function keepOnce(session: Session): void {
  if (keeping.has(session)) return
  keeping.add(session)
  setImmediate(() => {
    if (session.project.isOpen()) keepFacets(session)
  })
}

const keeping = new WeakSet<Session>()

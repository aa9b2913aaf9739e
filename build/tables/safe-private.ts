import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const FILE = 'table-e3-10-1.csv'

/** PS3.15 Table E.3.10-1: Safe Private Attributes. */
export function safePrivate(): GeneratedModule {
  const rows = readCsv(FILE, ['group', 'element', 'private_creator', 'vr', 'vm', 'meaning'])
  return generatedModule(
    'src/core/confidentiality/safe-private.generated.ts',
    [FILE],
    [
      {
        constant: 'SAFE_PRIVATE',
        about: 'group and element|Private Creator|VR|VM|meaning',
        lines: rows.map((row) =>
          line([`${row.group}${row.element}`.toUpperCase(), row.private_creator, row.vr, row.vm, row.meaning.replaceAll('\n', ' ')]),
        ),
      },
    ],
  )
}

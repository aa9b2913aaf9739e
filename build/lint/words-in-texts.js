/**
 * What a person reads stands in the `texts.ts` of its room, so that it can be translated. Three words of prose in a
 * literal anywhere else are an error.
 *
 * Not meant: exceptions, which are bugs and shown to nobody; SQL; names of types and modules. What belongs to the format
 * of a file (documents, DICOM values, pages) is left out by its file, in `eslint.config.js`.
 */
const WORD = /(?:^|[\s(])[A-Za-z][a-z'’]+(?=[\s.,:;!?)]|$)/g
/** Two words with nothing but a blank between them, which lists of names and selectors do not have. */
const RUN = /\b[A-Za-z][a-z'’]+ [a-z][a-z'’]*\b/
const SQL = /\b(?:SELECT|INSERT|CREATE|UPDATE|DELETE FROM|WHERE|PRAGMA|ORDER BY|TABLE|VALUES|TEXT NOT NULL)\b/
const ENOUGH = 3

function isProse(text) {
  return (text.match(WORD)?.length ?? 0) >= ENOUGH && RUN.test(text) && !SQL.test(text)
}

/** Where a literal is no text of a person: a key, a type, a module. */
function isName(node) {
  const { parent } = node
  switch (parent.type) {
    case 'Property':
      return parent.key === node && !parent.computed
    case 'TSLiteralType':
    case 'TSTemplateLiteralType':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'TaggedTemplateExpression':
      return true
    default:
      return false
  }
}

/** Whether a literal goes into an exception, through whatever it is put together from. */
function isInException(node) {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === 'NewExpression') return at.callee.name?.endsWith('Error') === true
    if (/Function|Statement|Declaration|Program/.test(at.type)) return at.type === 'ThrowStatement'
  }
  return false
}

/** @type {import('eslint').Rule.RuleModule} */
export const wordsInTexts = {
  meta: {
    type: 'problem',
    docs: { description: 'what a person reads stands in texts.ts of its room' },
    messages: { prose: 'What a person reads stands in texts.ts of its room, to be translated: name it there.' },
    schema: [],
  },
  create(context) {
    const look = (node, text) => {
      if (isProse(text) && !isName(node) && !isInException(node)) context.report({ node, messageId: 'prose' })
    }
    const visitor = {
      Literal: (node) => typeof node.value === 'string' && look(node, node.value),
      TemplateLiteral: (node) => look(node, node.quasis.map(({ value }) => value.cooked ?? value.raw).join('1')),
    }
    return context.sourceCode.parserServices.defineTemplateBodyVisitor?.(visitor, visitor) ?? visitor
  },
}

import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { wordsInTexts } from './build/lint/words-in-texts.js'

/** Rooms and what each may import, from design: imports point only downwards. */
const ROOMS = ['core', 'contract', 'engine', 'main', 'preload', 'renderer']
const MAY_IMPORT = {
  core: [],
  contract: ['core'],
  engine: ['core', 'contract'],
  main: ['core', 'contract', 'engine'],
  preload: ['contract'],
  renderer: ['core', 'contract'],
}

/** Steps inside the core, in the order of the data flow; a step may import the ground rooms and earlier steps. */
const CORE_ORDER = [
  'dicom',
  'dictionary',
  'confidentiality',
  'inventory',
  'knowledge',
  'annotation',
  'decisions',
  'script',
  'deidentification',
  'pixels',
  'review',
]

/** Files whose words are read by nobody in the window, or are part of the format of a file; and where words stand. */
const NO_WORDS_OF_PEOPLE = [
  '**/texts.ts',
  // Values, names and layouts of files.
  'src/engine/demo/**',
  'src/core/inventory/inside/**',
  'src/engine/reports/html-table.ts',
  // Documents that the review writes, and the kinds of problems that one of their columns names.
  'src/core/review/report/**',
  'src/core/review/{conformance,fold-conformance}.ts',
  // Words of files, by which others are told from names.
  'src/core/review/common-words.ts',
  // What another program says.
  'src/engine/review/dciodvfy.ts',
  // SQL that a longer statement is put together from.
  'src/engine/project/collection-files.ts',
  // Comments in scripts and tables for CTP, and names that CTP itself has for parts of a script.
  'src/core/script/ctp/{head,private-tag-dictionary,script-text}.ts',
  // What stands in the scripts of other engines, their comments above all, and in (0012,0063).
  'src/core/script/{script-head,method-texts}.ts',
  'src/core/script/{dicomedit,others}/head.ts',
  'src/core/script/dicomedit/{function-names,route-guard}.ts',
]

/** What a template may hold by itself: marks, keys of the keyboard, the name of the program. */
const MARKS = ['→', '…', '·', '–', '−', '+', '/', '(', ')', ',', '.', ':', '×', '*', '[', ']', 'A', 'C', 'G', 'N', 'X', 'Tagbench']
const READ_ALOUD = [
  'title',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'alt',
  'label',
  'summary',
  'heading',
]

const restrict = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const roomRules = ROOMS.map((room) => ({
  files: [`src/${room}/**/*.{ts,vue}`],
  rules: restrict([
    {
      regex: `(^|/)(${ROOMS.filter((other) => other !== room && !MAY_IMPORT[room].includes(other)).join('|')})/`,
      message: `${room} may import only: ${MAY_IMPORT[room].join(', ') || 'itself'}`,
    },
    ...(room === 'main' || room === 'preload'
      ? []
      : [{ group: ['electron', 'electron/*'], message: 'Electron is known only to the shells' }]),
    ...(room === 'core' || room === 'contract' || room === 'renderer'
      ? [{ group: ['node:*'], message: `${room} never touches the machine` }]
      : []),
  ]),
}))

const coreRules = CORE_ORDER.map((step, index) => ({
  files: [`src/core/${step}/**/*.ts`],
  rules: restrict([
    { group: ['node:*', 'electron', 'vue', 'dcmjs', 'sharp'], message: 'the core is pure' },
    {
      regex: `^\\.\\./(\\.\\./)*(${['contract', 'engine', 'main', 'preload', 'renderer', ...CORE_ORDER.slice(index + 1)].join('|')})/`,
      message: `core/${step} may import only earlier steps`,
    },
  ]),
}))

export default ts.config(
  { ignores: ['node_modules/**', '.cache/**', 'out/**', 'dist/**', '**/*.generated.ts', 'resources/**'] },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.base],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'use a union of literals' }],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/main/**'], rules: { 'no-console': 'error' } },
  ...vue.configs['flat/essential'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'], sourceType: 'module' } },
    plugins: { '@typescript-eslint': ts.plugin },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // A value out of a file never becomes markup.
      'vue/no-v-html': 'error',
      'vue/require-explicit-emits': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-unused-refs': 'error',
      // Words stand in texts.ts; marks, keys and the program's own name are the same in every language.
      'vue/no-bare-strings-in-template': ['error', { allowlist: MARKS, attributes: { '/.+/': READ_ALOUD } }],
      'vue/html-button-has-type': 'off',
      'vue/multi-word-component-names': ['error', { ignores: ['App'] }],
    },
  },
  {
    files: ['src/{core,contract,engine,renderer}/**/*.{ts,vue}', 'src/main/{workstation,electron}/**/*.ts'],
    ignores: NO_WORDS_OF_PEOPLE,
    plugins: { tagbench: { rules: { 'words-in-texts': wordsInTexts } } },
    rules: { 'tagbench/words-in-texts': 'error' },
  },
  ...roomRules,
  ...coreRules,
)

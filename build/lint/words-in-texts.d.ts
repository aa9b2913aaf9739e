import type { Rule } from 'eslint'

export declare const wordsInTexts: Rule.RuleModule

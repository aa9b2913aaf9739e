import { describe, expect, it } from 'vitest'
import { ruleWords } from '../../../../src/core/script/ctp/rule-words.ts'

describe('a rule of a CTP script in words', () => {
  const words: readonly (readonly [string, string])[] = [
    ['@keep()', 'keep'],
    ['', 'empty'],
    ['@empty()', 'empty'],
    ['@process()', 'keep, and what is inside by its own rules'],
    ['@hashuid(@UIDROOT,this)', 'new UID'],
    ['@if(this,isblank){@keep()}{@hashuid(@UIDROOT,this)}', 'new UID'],
    ['@incrementdate(this,@DATEINC)', 'shift date'],
    ['@if(this,matches,"[0-9]* *"){@incrementdate(this,root:00100020,dateshift)}{@empty()}', 'shift date'],
    ['@lookup(root:00100020,ptid,empty)', 'map patient'],
    ['@lookup(this,v00081030,remove)', 'value by value'],
    ['@select(){@remove()}{@keep()}', 'remove; in items keep'],
    ['@always()@append(){CTP: 2}', 'add CTP: 2'],
    ['@always()YES', 'replace=YES'],
    ['a\\@b', 'replace=a@b'],
    ['@if(this,matches,"(?i) *(YES) *"){@quarantine()}{@keep()}', 'keep, or quarantine'],
    ['@initials(this)-@hash(this,4)', '@initials(this)-@hash(this,4)'],
    ['@if(this', '@if(this'],
    ['@constructor()', '@constructor()'],
  ]
  it.each(words)('%s', (rule, said) => expect(ruleWords(rule)).toBe(said))
})

/**
 * CTP: Operations as a script for RSNA CTP's DicomAnonymizer, never weaker than they are unless it is said.
 *
 * - `rows`              the elements, placed where CTP's rules find them
 * - `element-action`    one Operation in CTP's words (`ctp-action`, with `dummy-text` and `value-table`)
 * - `public-rules`      one rule for a tag at the root and one in items, as strict as the strictest
 * - `private-plan`      which private elements CTP's dictionary keeps; `creator-rules` for the creators of emptied blocks
 * - `toolkit-tags`      which tags CTP knows in Implicit VR
 * - `left-out`          instances that apply leaves out, which CTP quarantines
 * - `ctp-plan`          all of that for one script; `route-filter` for the stage before one of several scripts
 * - `judge`             what CTP makes of each decision
 * - `script-text`       the script, with `head` and `print-action`; `private-tag-dictionary`, `lookup-properties`, `xml`
 * - `pixel-script`      redaction regions for CTP's DicomPixelAnonymizer
 * - `rule-words`        a rule in words, to be compared
 * - `ctp-target`        the files, and what they cannot say
 * - `texts`             all reasons, and rules, in words
 */
export { ctpTarget } from './ctp-target.ts'

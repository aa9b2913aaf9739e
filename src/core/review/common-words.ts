/**
 * Words that are names of people and of everything else in a data set. A part of a name that is one of these is not
 * looked for on its own, the whole name is; the report says so.
 */
const WORDS =
  `abdomen acute adult after angio ankle anonymous anonymized april archive arm august axial back bank before bell black blood body bone bowel brain breast bright brown
  burn cardiac care center central chest child church city clinic clinical college color contrast coronal cross daily dark date dean demo december deep default delay department detector device
  doctor dose down dual east echo elbow exam fast fat february female field fields film final first flow foot frame france free friday full gray green grey group hand hall head heart
  high hill hips hospital house image india initial iron january july june king knee lake large late left legs light liver local long lower lung main male manual march mark martin mask
  mean medical medium mode model monday month moon morning motion neck new none normal north november october office open order original page palm paris park parker part patient pelvis
  phase phantom pilot plain plan port power prime prof professor private prone protocol pulse quality radiology read red research rest rice right ring river rose routine royal sagittal
  saint sample saturday scan scout second september series sharp short shoulder side silver site slice small soft south spine spring standard stand star state static stone street strong
  study summer sunday supine surface system table team temp test thin thorax thursday time torso town tuesday unit university unknown upper valve view wall waters wave wednesday
  week west white winter wood woman wrist year young zero`.split(/\s+/u)

const words: ReadonlySet<string> = new Set(WORDS)

/** @example isCommonWord('May') // true: a month, and a family name */
export function isCommonWord(text: string): boolean {
  return words.has(text.toLowerCase()) || text.toLowerCase() === 'may'
}

/**
 * Words that are names of people and of everything else in a data set. A part of a name that is one of these is not
 * looked for on its own, the whole name is; the report says so. Vendors and terms of the Standard are among them.
 */
const WORDS =
  `abdomen accuray acute adult after agfa angio ankle anonymized anonymous april archive arm august average axial back bank before bell black blood body bone bowel brain
  breast bright brown burn canon cardiac care carestream cartesian center central chest child church cine city clinic clinical college color contrast coronal cross daily
  dark date dean december decubitus deep default delay demo density department derived detector device diffusion doctor dose down dual dynamic east echo elbow elekta erect
  esaote exam fast fat february female field fields film final first flow foot frame france free friday fuji fujifilm full functional gated gradient gray green grey group
  hall hand head healthcare healthineers heart high hill hips hitachi hologic hospital house image imaginary imaging india initial inversion iron january july june king
  knee kodak konica lake large late lateral left legs light liver local localizer long lower lung magnitude main male manual march mark martin mask maximum mean medical
  medium mindray minimum mixed mode model monday month moon morning mosaic motion neck neusoft new none normal north november oblique october office open order original
  page palm paris park parker part patient pelvis perfusion phantom phase philips pilot plain plan port power primary prime private prof professor projection prone protocol
  proton pulse quality radial radiology read real recovery red reformat research rest rice right ring river rose routine royal sagittal saint sample samsung saturday scan
  scout second secondary september series sharp shimadzu short shoulder side siemens silver site slice small soft south spectroscopy spin spine spiral spring stand standard
  star state static stone street stroke strong study subtraction summer sunday supine surface system systems table tagging team temp test thin thorax thursday time torso
  toshiba town trauma tuesday tumor unit united university unknown upper valve varian velocity view volume wall waters wave wednesday week west white whole winter woman
  wood wrist year young zero`.split(/\s+/u)

const words: ReadonlySet<string> = new Set(WORDS)

/** @example isCommonWord('Young') // true: an adjective, and a family name */
export function isCommonWord(text: string): boolean {
  return words.has(text.toLowerCase())
}

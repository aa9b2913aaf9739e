/**
 * Words that are names of people or places and of everything else in a data set. A part of a name that is one of these
 * is not looked for on its own, the whole name is; the report says so. Vendors and terms of the Standard are among them.
 */
const WORDS =
  `abdomen abteilung accuray acute adult after agfa allee ambulanz angio ankle anonymized anonymous april archive arm august avenue average axial back bank before bell
  bildediagnostikk black blood body bone boulevard bowel brain breast bright brown building burn campus canon cardiac cardiology care carestream cartesian causeway
  center central centre centro chest child children childrens chirurgie church cine city clinic clinica clinical clinique college color community contrast coronal
  county cross daily dark date dean december decubitus deep default delay demo density department derived detector device diagnostic diagnostics diagnostik
  diagnostique dicom diffusion doctor dose down drive dual dynamic east echo elbow elekta emergency enter erect esaote exam family fast fat february female field fields film final first
  floor flow foot foundation frame france free friday fuji fujifilm full functional gantry gated general given gradient gray green grey group gynecology hall hand head
  health healthcare healthineers heart high hill hips hitachi hologic hopital hospital house hôpital image imaginary imaging india infirmary initial institut institute
  instituto inversion iron istituto january july june kardiologie king klinik klinikken klinikum knee kodak konica krankenhaus lake large last late lateral left legs light
  liver local localizer long lower lung magnitude main male mammographie mammography manual march mark martin mask maximum mean medical medicina medicine medium
  medizin memorial military mindray minimum mixed mode model monday month moon morning mosaic motion name national neck neurologie neurology neuroradiologie neuroradiology
  neusoft new none normal north notaufnahme november nuclear nuklearmedizin oblique october office oncology onkologie open order original orthopaedics orthopedics
  orthopädie ospedale paediatrics page palm paris park parker part passage patient pediatrics pelvis perfusion phantom phase philips pilot plain plan platz port power
  practice praxis primary prime private prof professor projection prone protocol proton pulse quality radial radiologi radiologia radiologie radiologische radiology
  radiología radiotherapy read real recovery red reformat regional research rest rice right ring river rose routine royal sagittal saint sample samsung saturday scan
  scanner scout second secondary september series sharp shimadzu short shoulder side siemens silver site sjukhus slice small soft south spectroscopy spin spine spiral
  spital spitaler spring square stand standard star state static station stone strahlentherapie strasse straße street stroke strong study subtraction suite summer
  sunday supine surface surgery sygehus sykehus system systems table tagging team temp test text thin thorax thursday time tomograph torso toshiba tower town trauma trust
  tuesday tumor ultraschall ultrasound unit united universidad universita universitaire universitat universitatsklinikum universitetssykehus university universität
  universitätsklinikum université unknown upper urology valve varian velocity veterans view volume wall waters wave wednesday week west white whole wing winter woman
  wood workstation wrist year young zentrum zero`.split(/\s+/u)

const words: ReadonlySet<string> = new Set(WORDS)

/** @example isCommonWord('Young') // true: an adjective, and a family name */
export function isCommonWord(text: string): boolean {
  return words.has(text.toLowerCase())
}

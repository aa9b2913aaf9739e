/** Words of a text as they are compared: upper case, without accents; letters and digits only. */
export function wordsOf(text: string): readonly string[] {
  const plain = ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')
  return plain
    .toUpperCase()
    .split(ASCII.test(plain) ? /[^A-Z0-9]+/ : /[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const ASCII = /^[\x00-\x7f]*$/

/**
 * Words that are names of people and, far more often, words of the trade: a name's part that is one of these is not
 * taken for the person.
 */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    'ABD ABDOMEN ADULT ANKLE ANON ANONYMIZED ANONYMOUS ANTERIOR APPLE ARM AXIAL BABY BODY BOLUS BONE BRAIN BREAST CARDIAC CASE CENTER CHEST CHILD CHILDREN ' +
    'CLINIC CLINICAL CONTRAST CORONAL DEFAULT DEMO DEPARTMENT DICOM DOCTOR DUMMY ELBOW EMERGENCY EXAM EXAMPLE EXTREMITY FEMALE FEMUR FOOT FOR GENERAL GUEST ' +
    'HAND HEAD HEART HELLO HIP HOSPITAL HUMERUS IMAGE IMAGES INFANT KNEE LATERAL LEFT LEG LIVER LONG LOWER LUNG MALE MEDICAL MODEL NAME NATIONAL NECK NONE ' +
    'NORMAL NOT OPERATOR ORIGINAL PATIENT PELVIS PERFUSION PHANTOM PHYSICIAN PHYSICS PILOT POSTERIOR PRIMARY PROTOCOL QUALITY RADIOLOGY RADIOLOGIST RESEARCH ' +
    'RIGHT ROUTINE SAGITTAL SAMPLE SCAN SCOUT SECONDARY SERIES SERVICE SHORT SHOULDER SKULL SMALL SPINE SPECIAL SPECIMEN STANDARD STUDY SUBJECT SYSTEM ' +
    'TECHNOLOGIST TEST THE THORAX TRAUMA TRIAL UNIVERSITY UNKNOWN UNSPECIFIED UPPER USER VALIDATION VOLUNTEER WHOLE WRIST WITH WITHOUT YEAR YOUNG ' +
    'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC MISS MRS PROF'
  ).split(' '),
)

export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word)
}

/** What the groups of the data dictionary are about, where they are met often. */
const ABOUT: Readonly<Record<string, string>> = {
  '0002': 'File Meta Information',
  '0004': 'Directory',
  '0008': 'Identification',
  '0010': 'Patient',
  '0012': 'Clinical trial',
  '0018': 'Acquisition',
  '0020': 'Relationship',
  '0028': 'Image presentation',
  '0032': 'Requested study',
  '0038': 'Visit',
  '0040': 'Procedure',
  '0042': 'Encapsulated document',
  '0050': 'Device',
  '0054': 'Nuclear medicine',
  '0062': 'Segmentation',
  '0070': 'Graphic annotation',
  '0088': 'Storage',
  '2050': 'Presentation LUT',
  '3006': 'Structure set',
  '300A': 'Radiotherapy plan',
  '5200': 'Functional groups',
  '7FE0': 'Pixel Data',
}

/** `0010 Patient`; `Group 0033` where there is no common word for it. */
export function groupWord(group: string): string {
  if (group === 'outside') return 'Outside the data set'
  const about = ABOUT[group]
  return about === undefined ? `Group ${group}` : `${group} ${about}`
}

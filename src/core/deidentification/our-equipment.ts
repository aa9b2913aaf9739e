import type { NewElement } from '../dicom/edits.ts'
import { CID_7005, DEIDENTIFYING_EQUIPMENT_CODE } from '../confidentiality/context-groups.ts'
import { asciiBytes, asciiText } from './ascii.ts'
import { IMPLEMENTATION_VERSION_NAME } from './file-meta.ts'

const MANUFACTURER = 0x00080070
const OURSELVES = 'Tagbench'

/**
 * The Item of Contributing Equipment Sequence (PS3.3 C.12.1.1.5) by which a de-identifier names itself. Without a date and
 * time, so that the same input gives the same bytes.
 */
export function ourEquipment(): readonly NewElement[] {
  const purpose = CID_7005.find(({ code }) => code === DEIDENTIFYING_EQUIPMENT_CODE)
  return [
    { tag: MANUFACTURER, vr: 'LO', value: asciiBytes(OURSELVES) },
    { tag: 0x00181020, vr: 'LO', value: asciiBytes(IMPLEMENTATION_VERSION_NAME) },
    {
      tag: 0x0040a170,
      vr: 'SQ',
      value: [
        [
          { tag: 0x00080100, vr: 'SH', value: asciiBytes(DEIDENTIFYING_EQUIPMENT_CODE) },
          { tag: 0x00080102, vr: 'SH', value: asciiBytes(purpose?.scheme ?? 'DCM') },
          { tag: 0x00080104, vr: 'LO', value: asciiBytes(purpose?.meaning ?? '') },
        ],
      ],
    },
  ]
}

/** Whether an Item is {@link ourEquipment}, of an earlier run. */
export function isOurs(item: readonly NewElement[]): boolean {
  const maker = item.find(({ tag }) => tag === MANUFACTURER)?.value
  return maker instanceof Uint8Array && asciiText(maker) === OURSELVES
}

import { deflateRawSync } from 'node:zlib'
import type { Dcmjs, DcmjsDataSet } from 'dcmjs'
import { tagKey } from '../../core/dicom/tag.ts'
import { encodeDataSet, encodeValue, type Layout, type Witness } from './encode-data-set.ts'
import { TRANSFER_SYNTAX, type Form, type Instance } from './instance.ts'
import type { Plan } from './plan.ts'
import { resolvePlan, type PlannedElement } from './resolve-plan.ts'

/** The generator as the writer of its files: a UID in the arc that is set aside for examples (RFC 5612). */
export const IMPLEMENTATION = { uid: '1.3.6.1.4.1.32473.1.1', version: 'TAGBENCH_DEMO' } as const

/**
 * The bytes of one file (PS3.10 7).
 * @param witness is told of every value of the File Meta Information and of the data set
 */
export function encodeInstance(instance: Instance, dcmjs: Dcmjs, witness: Witness = () => undefined): Uint8Array {
  const { form } = instance
  const elements = resolvePlan(instance.dataSet, dcmjs)
  const meta = resolvePlan(fileMetaOf(instance), dcmjs)
  const dataSet = encodeDataSet(elements, layoutOf(form), witness)
  if (form.bare === true) return dataSet
  const metaBytes = encodeDataSet(meta, { ...layoutOf({}), groupLengths: true }, witness)
  if (form.byDcmjs === true) return writeByDcmjs(meta, elements, form, dcmjs)
  const body = form.transferSyntax === 'deflated' ? deflated(dataSet) : dataSet
  const whole = Buffer.concat([preambleOf(form), Buffer.from('DICM'), metaBytes, body, form.trailing ?? new Uint8Array(0)])
  return form.cutAt === undefined ? whole : whole.subarray(0, Math.floor(whole.length * form.cutAt))
}

export function layoutOf(form: Form): Layout {
  const syntax = form.transferSyntax ?? 'explicit'
  return {
    explicitVr: syntax !== 'implicit',
    littleEndian: syntax !== 'big',
    undefinedLengths: form.undefinedLengths ?? false,
    groupLengths: form.groupLengths ?? false,
    characterSet: form.characterSet ?? '',
  }
}

export function preambleOf(form: Form): Uint8Array {
  const preamble = Buffer.alloc(128)
  preamble.write(form.preamble ?? '', 'latin1')
  return preamble
}

function fileMetaOf({ dataSet, form }: Instance): Plan {
  return {
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: dataSet['SOPClassUID'],
    MediaStorageSOPInstanceUID: dataSet['SOPInstanceUID'],
    TransferSyntaxUID: TRANSFER_SYNTAX[form.transferSyntax ?? 'explicit'],
    ImplementationClassUID: IMPLEMENTATION.uid,
    ImplementationVersionName: IMPLEMENTATION.version,
    ...form.fileMeta,
  }
}

/** A raw deflate stream, padded to even length (PS3.5 A.5). */
function deflated(dataSet: Uint8Array): Uint8Array {
  const stream = deflateRawSync(dataSet)
  return stream.length % 2 === 0 ? stream : Buffer.concat([stream, Uint8Array.of(0)])
}

function writeByDcmjs(meta: readonly PlannedElement[], elements: readonly PlannedElement[], form: Form, dcmjs: Dcmjs): Uint8Array {
  const dict = new dcmjs.data.DicomDict(dcmjsDataSet(meta, form))
  dict.dict = dcmjsDataSet(elements, form)
  return Buffer.from(dict.write())
}

function dcmjsDataSet(elements: readonly PlannedElement[], form: Form): DcmjsDataSet {
  const out: DcmjsDataSet = {}
  for (const { tag, vr, value } of elements) {
    const values = (): unknown[] => {
      if (value.kind === 'items') return value.items.map((item) => dcmjsDataSet(item, form))
      if (value.kind === 'numbers') return [...value.numbers]
      if (value.kind === 'text') return value.text === '' ? [] : value.text.split('\\')
      return [Uint8Array.from(encodeValue(vr, value, form.characterSet ?? '')).buffer]
    }
    out[tagKey(tag)] = { vr, Value: values() }
  }
  return out
}

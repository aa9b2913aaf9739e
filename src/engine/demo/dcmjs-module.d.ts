/** The part of dcmjs that the generator uses; the package brings no types of its own. */
declare module 'dcmjs' {
  export interface DcmjsAttribute {
    /** `(0010,0010)` */
    readonly tag: string
    /** As in PS3.6, with `ox`, `xs`, `px` where the VR depends on the data set. */
    readonly vr: string
  }

  /** Elements by eight hexadecimal digits. */
  export type DcmjsDataSet = Record<string, { vr: string; Value: unknown[] }>

  export interface Dcmjs {
    readonly log: { setLevel(level: 'silent'): void }
    readonly data: {
      readonly DicomMetaDictionary: { readonly nameMap: Readonly<Record<string, DcmjsAttribute | undefined>> }
      readonly DicomDict: new (meta: DcmjsDataSet) => { dict: DcmjsDataSet; write(options?: object): ArrayBuffer }
    }
  }

  const dcmjs: Dcmjs
  export default dcmjs
}

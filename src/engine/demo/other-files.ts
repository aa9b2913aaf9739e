import { crc32, deflateSync } from 'node:zlib'

/** A file of the collection that is no DICOM instance. */
export interface OtherFile {
  readonly file: string
  readonly bytes: Uint8Array
}

/** What lies about in every collection: notes, lists, pictures, the system's own files, and what a bad copy left. */
export function otherFiles(): readonly OtherFile[] {
  return [
    {
      file: 'wendreda/QUILLFEATHER_ORLANDA_QF-4471902/READ ME.txt',
      bytes: Buffer.from('Images of Orlanda Quillfeather (23.04.1958). Questions: G. Trelawney, +44 1632 960885.\r\n', 'utf8'),
    },
    {
      file: 'wendreda/export list.csv',
      bytes: Buffer.from('name;id;born\nOkonkwo-Baptiste;QF-4471902;19840105\nMüllenbröck;US-KM-55120;17.02.1991\n', 'utf8'),
    },
    { file: 'wendreda/screenshot.png', bytes: png('Author', 'Gwenda Trelawney') },
    { file: 'falkenrehde/Thumbs.db', bytes: thumbs('VANDERMOLEN.MR.HEAD_ROUTINE.0002.0001') },
    { file: 'trial/SITE07-0042/4.dcm', bytes: new Uint8Array(0) },
    { file: 'sjoholmen/DICOM/IM_0099', bytes: Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(200, 0xff)]) },
  ]
}

/** A PNG of one grey pixel with a text chunk. */
function png(keyword: string, text: string): Uint8Array {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
    chunk('IDAT', deflateSync(Uint8Array.of(0, 128))),
    chunk('IEND', new Uint8Array(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** The start of a compound file, as the cache of previews is, with a file name in it. */
function thumbs(name: string): Uint8Array {
  const bytes = Buffer.alloc(1024)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.write(name, 512, 'utf16le')
  return bytes
}

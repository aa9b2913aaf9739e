import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demo, demoOnDisk, read, say } from './demo-files.ts'

const PYTHON = '/usr/bin/python3'
const hasPydicom = existsSync('/usr/lib/python3/dist-packages/pydicom/__init__.py')
const VERIFIER = '/usr/bin/dciodvfy'
const hasVerifier = existsSync(VERIFIER)
const CODEC = '/usr/bin/dcmj2pnm'
const hasCodec = existsSync(CODEC)

let root = ''
beforeAll(async () => {
  root = await demoOnDisk()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function readable(): Promise<readonly string[]> {
  return (await demo()).files.filter(({ bytes }) => read(bytes) !== undefined).map(({ file }) => file)
}

/** For each file: how many elements there are at all depths, and whether the pixels decode where no codec is needed. */
const READ_ALL = `
import sys, json, warnings, pydicom
try:
    import numpy
except ImportError:
    numpy = None
warnings.simplefilter('ignore')
out = {}
for line in sys.stdin:
    root, name = line.rstrip('\\n').split('\\t')
    ds = pydicom.dcmread(root + '/' + name, force=True)
    count = sum(1 for _ in ds.iterall())
    for element in ds.iterall():
        str(element.value)
    shape = None
    syntax = ds.file_meta.get('TransferSyntaxUID', '1.2.840.10008.1.2') if ds.file_meta else '1.2.840.10008.1.2'
    if 'PixelData' in ds and not syntax.endswith('4.50'):
        if 'TransferSyntaxUID' not in ds.file_meta:
            ds.file_meta.TransferSyntaxUID = syntax
            ds.is_little_endian, ds.is_implicit_VR = True, True
        shape = list(ds.pixel_array.shape) if numpy else 'no numpy'
    out[name] = [count, shape]
print(json.dumps(out))
`

describe.skipIf(!hasPydicom)(`the demonstration before pydicom${hasPydicom ? '' : ' (skipped: python3-pydicom is not installed)'}`, () => {
  it('is read whole, values and pixels', async () => {
    const files = await readable()
    const answer = say(PYTHON, ['-c', READ_ALL], files.map((file) => `${root}\t${file}\n`).join(''))
    const counts = JSON.parse(answer) as Record<string, readonly [number, readonly number[] | string | null]>
    expect(Object.keys(counts).sort()).toEqual([...files].sort())
    expect(files.filter((file) => (counts[file]?.[0] ?? 0) < 20)).toEqual([])
    const shapes = new Set(Object.values(counts).map(([, shape]) => JSON.stringify(shape)))
    if (!shapes.has('"no numpy"'))
      for (const shape of ['[128,128]', '[4,64,64]', '[3,240,320,3]', '[256,288]']) expect(shapes).toContain(shape)
  })
})

/** What dciodvfy has to say of the files, and why it stays. Anything else is a defect of the generator. */
const EXPECTED: readonly { readonly error: RegExp; readonly files: RegExp }[] = [
  // planted on purpose
  { error: /Acquisition Date .*2019\.08\.04/, files: /HEAD_ROUTINE\.0002\.0003/ },
  { error: /trailing garbage/, files: /IM-0002-0009/ },
  // a private SOP Class, which the verifier does not know
  { error: /Information Object Not found|Pixel Data - VR = OB/, files: /PhoenixZIPReport/ },
  // the verifier counts the escapes of ISO 2022 among the 64 characters of a name
  { error: /Patient's Name .*expected <= 64/, files: /^tsukimizaka/ },
  { error: /contains invalid data values for Value Representations/, files: /^tsukimizaka|HEAD_ROUTINE\.0002\.0003/ },
  // the verifier does not inflate
  { error: /read failed|MediaStorageSOP\w+UID but missing|Information Object Not found/, files: /deflated image/ },
]

describe.skipIf(!hasVerifier)(`the demonstration before dciodvfy${hasVerifier ? '' : ' (skipped: dicom3tools is not installed)'}`, () => {
  it('has no errors but those that are planted, or are the limits of the verifier', async () => {
    const errors = (await readable()).flatMap((file) =>
      say(VERIFIER, [join(root, file)])
        .split('\n')
        .filter((line) => line.startsWith('Error'))
        .map((line) => ({ file, line })),
    )
    expect(errors.filter(({ file, line }) => !EXPECTED.some((known) => known.error.test(line) && known.files.test(file)))).toEqual([])
    expect(errors.length).toBeGreaterThan(0)
  })
})

describe.skipIf(!hasCodec)(`the demonstration before DCMTK${hasCodec ? '' : ' (skipped: dcmtk is not installed)'}`, () => {
  it('has JPEG and RLE frames that decode to the size that the file says', () => {
    const sizes = [
      ['wendreda/Ultraschall/MÜLLENBRÖCK, Käthchen/Bild 1.dcm', '320 240'],
      ['yasnogorsk/KR~22-0917.DCM.bak', '288 256'],
    ] as const
    for (const [file, size] of sizes) expect(say(CODEC, ['-q', '+op', join(root, file)]).split('\n', 3)).toContain(size)
  })
})

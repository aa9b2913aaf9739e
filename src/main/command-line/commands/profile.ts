import type { Profile } from '../../../core/confidentiality/profile.ts'
import { author, recordedText } from './decide.ts'
import { answer, PROJECT_OPTION, text, texts, usage, type Command, type CommandContext, type CommandResult } from '../command.ts'

/** `--options A,B` and `--set KEY=VALUE` as the engine takes them, or what is wrong with them. */
export function profileChanges(
  context: CommandContext,
): { options?: readonly string[]; preset?: string; set?: Record<string, string> } | string {
  const options = text(context, 'options')
  const preset = text(context, 'preset')
  if (options !== undefined && preset !== undefined) return 'give either --options or --preset.'
  const set: Record<string, string> = {}
  for (const pair of texts(context, 'set')) {
    const at = pair.indexOf('=')
    if (at < 1) return '--set takes KEY=VALUE.'
    set[pair.slice(0, at)] = pair.slice(at + 1)
  }
  return {
    ...(options === undefined ? {} : { options: options.split(',').filter((one) => one !== '') }),
    ...(preset === undefined ? {} : { preset }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
  }
}

function show(profile: Profile): string {
  const { settings } = profile
  const lines = [
    'Basic Application Level Confidentiality Profile (PS3.15 2026d)',
    `options              ${profile.options.join(', ') || 'none'}`,
    `uid-root             ${settings.uidRoot}`,
    `date-shift           ${settings.dateShift}`,
    `patient-id           ${settings.patientId || 'not mapped'}`,
    `emptied-creators     ${settings.emptiedCreators}`,
    `unlisted             ${settings.unlisted}`,
    `age-cap              ${settings.ageCap ? 'on' : 'off'}`,
    `overlays             ${settings.overlays}`,
    `curves               ${settings.curves}`,
    `private              ${settings.privateElements}`,
    `added-elements       ${settings.addedElements || 'none'}`,
    `temporal-offset      ${settings.temporalOffset}`,
    `contributing-equipment ${settings.contributingEquipment === true ? 'add' : 'leave'}`,
    `output-path          ${settings.outputPath}`,
    `dicomdir             ${settings.dicomdir}`,
    `redaction-regions    ${settings.redactionRegions || 'none'}`,
    `physical-parameters  ${settings.physicalParameters || 'the shipped list'}`,
  ]
  return `${lines.join('\n')}\n`
}

const FILE_KINDS = {
  'confidentiality-profile': 'Confidentiality Profile',
  'modality-software-profile': 'Modality Software Profile',
} as const

async function importProfile(context: CommandContext, project: string, file: string): Promise<CommandResult> {
  if (['options', 'preset', 'set'].some((name) => context.options[name] !== undefined)) return usage('give --import alone.')
  const result = await context.api.importProfile({ project, file, by: author(context) }, context.job)
  if (!result.ok) return result
  const { kind, notFound, leftOut = 0 } = result.value
  const absent =
    notFound === 0 ? '' : `${notFound} ${notFound === 1 ? 'row is' : 'rows are'} for elements that this inventory does not have.\n`
  const held =
    leftOut === 0
      ? ''
      : `${leftOut} ${leftOut === 1 ? 'element cannot be treated so, and is' : 'elements cannot be treated so, and are'} held for review.\n`
  return answer(`${FILE_KINDS[kind]}: ${recordedText('imported', result.value)}${absent}${held}`, { ...result.value })
}

export const profileCommand: Command = {
  name: 'profile',
  summary: "show or set the Basic Profile's Options and the settings",
  usage: 'profile --project DIR [--options A,B,…|--preset Basic|TCIA|MIDI-B] [--set KEY=VALUE …] | --import FILE.csv',
  example: 'tagbench profile --project ./delivery-project --preset TCIA --set patient-id=SUBJ-{n:4}',
  options: {
    ...PROJECT_OPTION,
    options: { type: 'string' },
    preset: { type: 'string' },
    set: { type: 'string', multiple: true },
    import: { type: 'string' },
    by: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    options: 'the Options, comma-separated; empty for none',
    preset: 'Basic, TCIA or MIDI-B',
    set: 'uid-root=2.25|ROOT, date-shift=key|MIN..MAX|FILE|none, patient-id=PATTERN|FILE, emptied-creators=drop|keep, unlisted=by-kind|delete (what is neither in Table E.1-1 nor on the list of physical parameters; delete leaves what an instance cannot be read without, of a kind that says nothing of anybody), age-cap=on|off, overlays=by-profile|remove, curves=by-profile|remove, private=by-profile|remove, added-elements="PATH=VALUE; PATH=VALUE …" (clinical trial attributes, a block of your own; {patient} is the new Patient ID), temporal-offset=none|baseline|FILE (days from an event in (0012,0052), where an Option keeps dates; CSV patient_id_old,event_date[,event]), contributing-equipment=add|leave, output-path=PATTERN ({sop:8}: 8 keyed characters in its place), dicomdir=none|make (with dcmtk, over an output path of short names), redaction-regions=FILE (CSV manufacturer,model,modality,rows,columns,x,y,width,height: for the pixel script of CTP; apply redacts no pixels), physical-parameters=FILE',
    import:
      "a user's own Confidentiality Profile or Modality Software Profile (CSV: path or tag, code or Retain/Delete/Review), as decisions",
    by: 'who imports it (default: the name you are logged in with)',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const file = text(context, 'import')
    if (file !== undefined) return importProfile(context, project, file)
    const changes = profileChanges(context)
    if (typeof changes === 'string') return usage(changes)
    const result =
      Object.keys(changes).length === 0
        ? await context.api.profile({ project }, context.job)
        : await context.api.setProfile({ project, ...changes }, context.job)
    if (!result.ok) return result
    return answer(show(result.value), { options: result.value.options, settings: result.value.settings })
  },
}

import { count, counted } from '../../state/words.ts'

/** The words of the Profile room. */
export const PROFILE = {
  title: 'Profile',
  about:
    'Basic Application Level Confidentiality Profile, PS3.15 2026d, with the Options you choose. Changing one changes proposals, never a decision.',
  options: 'Options',
  chosen: (many: number, of: number): string => `${many} of ${of} chosen`,
  noEffect: 'changes nothing here',
  effect: (chosen: boolean, elements: number, files: number): string =>
    `${chosen ? 'changes' : 'would change'} ${counted(elements, 'element')} in ${files === 1 ? '1 file' : `up to ${count(files)} files`}`,
  excluded: (other: string): string => `Excluded by ${other} (PS3.15 E.3.6)`,
  presets: 'Presets',
  ownPresets: 'Your presets',
  save: 'Save these as a preset',
  saveTitle: 'Save as a preset',
  saveHint: 'Options and settings together, for any project of yours. A preset of the same name is replaced.',
  name: 'Name of the preset',
  saved: (name: string): string => `Saved the preset ${name}.`,
  removed: (name: string): string => `Removed the preset ${name}.`,
  used: (name: string): string => `The profile is now as in ${name}.`,
  remove: (name: string): string => `Remove ${name}`,
  settings: 'Settings',
  settingsAbout: 'Beside each what it makes of a value of this collection, computed as apply would.',
  noExample: 'no example: nothing was read yet',
} as const

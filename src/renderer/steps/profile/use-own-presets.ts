import { onMounted, shallowRef } from 'vue'
import type { Profile } from '../../../core/confidentiality/profile.ts'
import { api, noJob } from '../../state/session.ts'
import { settingTexts } from './setting-keys.ts'

/** A profile under a name, for any project of this user. */
export interface OwnPreset {
  readonly name: string
  readonly options: readonly string[]
  readonly set: Readonly<Record<string, string>>
}

const KEY = 'profilePresets'

function isPreset(value: unknown): value is OwnPreset {
  if (typeof value !== 'object' || value === null) return false
  const { name, options, set } = value as Record<string, unknown>
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every((one) => typeof one === 'string')
  return typeof name === 'string' && isTexts(options) && typeof set === 'object' && set !== null && isTexts(Object.values(set))
}

/** The user's own presets, kept by the engine beside everything else that windows remember. */
export function useOwnPresets() {
  const presets = shallowRef<readonly OwnPreset[]>([])

  onMounted(async () => {
    const saved = await api.windowState({}, noJob)
    const found = saved.ok ? saved.value[KEY] : undefined
    if (Array.isArray(found)) presets.value = found.filter(isPreset)
  })

  function keep(next: readonly OwnPreset[]): void {
    presets.value = next.toSorted((a, b) => a.name.localeCompare(b.name))
    void api.saveWindowState({ state: { [KEY]: presets.value } }, noJob)
  }

  function save(name: string, profile: Profile): void {
    const preset: OwnPreset = { name, options: profile.options, set: settingTexts(profile.settings) }
    keep([...presets.value.filter((one) => one.name !== name), preset])
  }

  return { presets, save, remove: (name: string) => keep(presets.value.filter((one) => one.name !== name)) }
}

/** Whether a profile is as in a preset. */
export function isAsIn({ options, set }: Pick<OwnPreset, 'options' | 'set'>, profile: Profile): boolean {
  const now = settingTexts(profile.settings)
  const sameOptions = options.length === profile.options.length && options.every((one) => profile.options.some((other) => other === one))
  return sameOptions && Object.entries(set).every(([key, value]) => now[key] === value)
}

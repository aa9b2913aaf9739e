import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { api, noJob } from './session.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Light or dark: as the system has it, until the curator says otherwise. Contrast is always as the system has it. */
export const useAppearance = defineStore('appearance', () => {
  const theme = ref<Theme>('system')
  const dark = ref(false)
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  const contrast = window.matchMedia('(prefers-contrast: more)')

  const show = (): void => {
    dark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches)
    document.documentElement.dataset['theme'] = dark.value ? 'dark' : 'light'
    document.documentElement.dataset['contrast'] = contrast.matches ? 'more' : ''
  }
  system.addEventListener('change', show)
  contrast.addEventListener('change', show)
  watch(theme, show, { immediate: true })

  function restore(saved: unknown): void {
    theme.value = THEMES.find((one) => one === saved) ?? 'system'
  }

  /** Switches to the other look than the one on the screen. */
  function toggle(): void {
    theme.value = dark.value ? 'light' : 'dark'
    void api.saveWindowState({ state: { theme: theme.value } }, noJob)
  }

  return { theme, dark, restore, toggle }
})

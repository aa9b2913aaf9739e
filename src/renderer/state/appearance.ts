import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { api, noJob } from './session.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export const CONTRASTS = ['system', 'more'] as const
export type Contrast = (typeof CONTRASTS)[number]
/** Heights of a row, in pixels. */
export const ROW_HEIGHTS = [24, 28, 34] as const
export type RowHeight = (typeof ROW_HEIGHTS)[number]

/** How the window looks: as the system has it, until the curator says otherwise. Remembered for all projects. */
export const useAppearance = defineStore('appearance', () => {
  const theme = ref<Theme>('system')
  const contrast = ref<Contrast>('system')
  const rowHeight = ref<RowHeight>(28)
  const dark = ref(false)
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
  const systemContrast = window.matchMedia('(prefers-contrast: more)')

  const show = (): void => {
    const root = document.documentElement
    dark.value = theme.value === 'dark' || (theme.value === 'system' && systemDark.matches)
    root.dataset['theme'] = dark.value ? 'dark' : 'light'
    root.dataset['contrast'] = contrast.value === 'more' || systemContrast.matches ? 'more' : ''
    root.dataset['rows'] = String(rowHeight.value)
  }
  systemDark.addEventListener('change', show)
  systemContrast.addEventListener('change', show)
  watch([theme, contrast, rowHeight], show, { immediate: true })

  function restore(saved: Readonly<Record<string, unknown>>): void {
    theme.value = THEMES.find((one) => one === saved['theme']) ?? 'system'
    contrast.value = CONTRASTS.find((one) => one === saved['contrast']) ?? 'system'
    rowHeight.value = ROW_HEIGHTS.find((one) => one === saved['rowHeight']) ?? 28
  }

  function choose(choice: Partial<{ theme: Theme; contrast: Contrast; rowHeight: RowHeight }>): void {
    theme.value = choice.theme ?? theme.value
    contrast.value = choice.contrast ?? contrast.value
    rowHeight.value = choice.rowHeight ?? rowHeight.value
    void api.saveWindowState({ state: choice }, noJob)
  }

  /** Switches to the other look than the one on the screen. */
  function toggle(): void {
    choose({ theme: dark.value ? 'light' : 'dark' })
  }

  return { theme, contrast, rowHeight, dark, restore, choose, toggle }
})

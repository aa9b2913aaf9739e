import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useNotices } from './notices.ts'
import { api, noJob, useSession } from './session.ts'

/** The header of an instance, which any screen may ask for: by the number of its file, or by an element that it holds. */
export const useHeaderView = defineStore('headerView', () => {
  const session = useSession()
  const notices = useNotices()
  const file = ref<number>()
  /** The element that is gone to first, by its inventory path. */
  const path = ref<string>()

  /** Counts what was asked for: of two elements the later one's instance is shown. */
  let asked = 0

  function open(of: number, at?: string): void {
    asked += 1
    path.value = at
    file.value = of
  }

  /** Opens the header of an instance that holds an element, at that element. */
  async function openWith(element: string): Promise<void> {
    const { project } = session
    const mine = ++asked
    const found = await api.instanceWith({ project, path: element }, noJob)
    if (mine !== asked || session.project !== project) return
    if (found.ok) open(found.value.file, element)
    else notices.fail(found.failure)
  }

  function close(): void {
    asked += 1
    file.value = undefined
    path.value = undefined
  }

  return { file, path, open, openWith, close }
})

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

  function open(of: number, at?: string): void {
    path.value = at
    file.value = of
  }

  /** Opens the header of an instance that holds an element, at that element. */
  async function openWith(element: string): Promise<void> {
    const found = await api.instanceWith({ project: session.project, path: element }, noJob)
    if (found.ok) open(found.value.file, element)
    else notices.fail(found.failure)
  }

  function close(): void {
    file.value = undefined
    path.value = undefined
  }

  return { file, path, open, openWith, close }
})

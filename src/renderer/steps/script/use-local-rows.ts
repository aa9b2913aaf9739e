import { watch, type Ref } from 'vue'
import { usePagedRows, type PagedRows } from '../../parts/use-paged-rows.ts'

/** A list that is all here, as the table of long lists takes it. */
export function useLocalRows<T>(list: Readonly<Ref<readonly T[]>>): PagedRows<T> {
  const rows = usePagedRows<T>((offset, limit) =>
    Promise.resolve({ total: list.value.length, rows: list.value.slice(offset, offset + limit) }),
  )
  watch(list, () => void rows.renew())
  return rows
}

import { useActions, type Action } from '../state/actions.ts'
import { useAddress } from '../state/address.ts'
import { useAppearance } from '../state/appearance.ts'
import { useDecisions } from '../state/decisions.ts'
import { useNotices } from '../state/notices.ts'
import { useSession } from '../state/session.ts'
import { STEPS, useSteps } from '../state/steps.ts'
import { useTour } from '../state/tour.ts'
import { usePanel } from './use-panel.ts'
import { SHELL } from './texts.ts'

/** What can be done on every screen. */
export function useShellActions(show: { keys(): void; palette(): void; settings(): void }): void {
  const session = useSession()
  const steps = useSteps()
  const decisions = useDecisions()
  const appearance = useAppearance()
  const address = useAddress()
  const notices = useNotices()
  const panel = usePanel()
  const tour = useTour()
  const group = SHELL.everywhere
  const words = SHELL.actions

  async function copyAddress(): Promise<void> {
    const copied = await navigator.clipboard.writeText(address.copyable()).then(
      () => true,
      () => false,
    )
    notices.say(copied ? words.copied : words.notCopied)
  }

  const inProject = (): readonly Action[] => {
    const refused = session.lookOnly ? SHELL.held : ''
    return [
      ...STEPS.map(({ name, title }, index) => ({
        id: `shell.step-${name}`,
        group,
        title: words.step(title),
        keys: [`Ctrl+${index + 1}`],
        whileTyping: true,
        run: () => steps.go(name),
      })),
      {
        id: 'shell.undo',
        group,
        title: words.undo,
        keys: ['Ctrl+z'],
        run: () => decisions.undo(),
        refused,
      },
      {
        id: 'shell.redo',
        group,
        title: words.redo,
        keys: ['Ctrl+y', 'Ctrl+Shift+Z'],
        run: () => decisions.redo(),
        refused,
      },
      { id: 'shell.problems', group, title: words.problems, keys: ['g'], run: () => panel.toggle('problems') },
      { id: 'shell.history', group, title: words.history, keys: ['h'], run: () => panel.toggle('history') },
      { id: 'shell.copy-address', group, title: words.copyAddress, run: () => copyAddress() },
      { id: 'shell.tour', group, title: words.tour, run: () => tour.begin() },
      { id: 'shell.home', group, title: words.home, run: () => session.close() },
    ]
  }

  useActions((): readonly Action[] => [
    ...(session.summary === undefined ? [] : inProject()),
    { id: 'shell.palette', group, title: words.palette, keys: ['Ctrl+k'], whileTyping: true, run: () => show.palette() },
    { id: 'shell.theme', group, title: words.theme, run: () => appearance.toggle() },
    { id: 'shell.settings', group, title: words.settings, keys: ['Ctrl+,'], whileTyping: true, run: () => show.settings() },
    { id: 'shell.keys', group, title: words.keys, keys: ['?'], run: () => show.keys() },
    { id: 'shell.back', group, title: words.backOut, keys: ['Escape'] },
  ])
}

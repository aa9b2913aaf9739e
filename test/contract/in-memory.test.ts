import { dispatch } from '../../src/contract/dispatcher.ts'
import { wirePair } from '../../src/contract/wire.ts'
import { curationWireSuite } from './curation-wire.case.ts'

curationWireSuite('a line in memory', {
  async open(engine) {
    const pair = wirePair()
    let lost = false
    const send = (message: Parameters<(typeof pair)[0]['send']>[0]): void => (lost ? undefined : pair[1].send(message))
    dispatch(engine.api, { ...pair[1], send })
    return {
      wire: pair[0],
      async lose() {
        lost = true
        pair.close()
      },
    }
  },
  close: async () => undefined,
})

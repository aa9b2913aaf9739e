/** Entry of a worker thread: wiring only, the work itself is in `scan/` and `apply/`. */
const READY = 'ready'
export default READY

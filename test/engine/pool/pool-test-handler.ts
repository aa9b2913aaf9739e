export interface TestTask {
  readonly do: 'double' | 'throw' | 'die' | 'hang'
  readonly number: number
}

/** Doubles numbers, or goes wrong in the way that the task says. */
export function createTestHandler(data: { readonly add: number }): (task: TestTask) => number | Promise<number> {
  return (task) => {
    if (task.do === 'throw') throw new Error('a defect')
    if (task.do === 'die') process.exit(1)
    if (task.do === 'hang') return new Promise(() => undefined)
    return task.number * 2 + data.add
  }
}

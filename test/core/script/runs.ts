/**
 * Random decision sets are the same in every run of the tests: a find must not make a change red that it has nothing to
 * do with. Others are looked for with `TAGBENCH_SEED`, in any number with `TAGBENCH_RUNS`; what they find becomes a test
 * with a name.
 */
export function runs(usual: number): { readonly numRuns: number; readonly seed: number } {
  const { TAGBENCH_RUNS, TAGBENCH_SEED } = process.env
  return { numRuns: Number(TAGBENCH_RUNS ?? usual), seed: Number(TAGBENCH_SEED ?? 20261129) }
}

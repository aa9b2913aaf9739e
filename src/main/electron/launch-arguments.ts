/** The project named on the command line of the Electron shell: `--project=DIR`. */
export function projectOf(args: readonly string[]): string | undefined {
  const project = args.find((one) => one.startsWith('--project='))?.slice('--project='.length)
  return project === '' ? undefined : project
}

import type { NativeScript, Operation, ScriptSettings } from './operation.ts'

/**
 * The native script as text: JSON with one line for each Operation, so that it can be read and compared line by line.
 * The same script gives the same text.
 */
export function* writeNative(script: NativeScript): Generator<string> {
  const { format, version, openReviews, madeFrom, settings, operations } = script
  const head = { format, version, ...(openReviews === undefined ? {} : { openReviews }), madeFrom, settings: orderedSettings(settings) }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "operations": [`
  let first = true
  for (const operation of operations) {
    yield `${first ? '' : ','}\n    ${JSON.stringify(orderedOperation(operation))}`
    first = false
  }
  yield `${first ? '' : '\n  '}]\n}\n`
}

function orderedSettings(settings: ScriptSettings): ScriptSettings {
  return {
    uidRoot: settings.uidRoot,
    dateShift: settings.dateShift,
    patientId: settings.patientId,
    emptiedCreators: settings.emptiedCreators,
    unlisted: settings.unlisted,
    ageCap: settings.ageCap,
    outputPath: settings.outputPath,
    ...(settings.contributingEquipment === undefined ? {} : { contributingEquipment: settings.contributingEquipment }),
    ...(settings.temporalOffset === undefined ? {} : { temporalOffset: settings.temporalOffset }),
    ...(settings.dicomdir === undefined ? {} : { dicomdir: settings.dicomdir }),
    options: settings.options,
    methodCodes: settings.methodCodes,
    methodTexts: settings.methodTexts,
    longitudinal: settings.longitudinal,
  }
}

function orderedOperation(operation: Operation): Operation {
  const { path, do: how, when, because } = operation
  const { manufacturer, model, software, sopClasses } = when
  return {
    path,
    do: how,
    when: {
      ...(manufacturer === undefined ? {} : { manufacturer }),
      ...(model === undefined ? {} : { model }),
      ...(software === undefined ? {} : { software }),
      ...(sopClasses === undefined ? {} : { sopClasses }),
    },
    ...(operation.with === undefined ? {} : { with: operation.with }),
    ...(operation.pattern === undefined ? {} : { pattern: operation.pattern }),
    ...(operation.values === undefined ? {} : { values: operation.values }),
    ...(operation.otherwise === undefined ? {} : { otherwise: operation.otherwise }),
    ...(operation.content === undefined ? {} : { content: operation.content }),
    ...(operation.withScheme === undefined ? {} : { withScheme: operation.withScheme }),
    because,
  }
}

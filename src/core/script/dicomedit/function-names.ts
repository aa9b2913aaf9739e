/** Functions that DicomEdit has, called with [ ]. */
export const FUNCTIONS = new Set(
  (
    'concatenate format lowercase uppercase substring replace hashUID hashUIDList newUID getURL retainPrivateTags lookup ' +
    'shiftDateByIncrement shiftDateTimeListByIncrement shiftDateTimeByIncrement shiftDateTimeSequenceByIncrement mapUID ' +
    'mapReferencedUIDs delete set match ismatch isMatch isPresent alterPixels removeTags normalizeString scalePatientAge ' +
    'collectValues blankValues reject true false'
  ).split(' '),
)

import { describe, expect, it } from 'vitest'
import { BASIC_PROFILE, changeProfile } from '../../src/core/confidentiality/profile-changes.ts'
import type { ProfileSettings } from '../../src/core/confidentiality/profile.ts'
import { settingTexts } from '../../src/renderer/steps/profile/setting-keys.ts'

/** No setting is at its default; a setting that is new does not compile until it is here. */
const OTHER: Required<ProfileSettings> = {
  uidRoot: '1.2.826.0.1.3680043.10.543',
  dateShift: '-90..-10',
  patientId: 'SUBJ-{n:4}',
  emptiedCreators: 'keep',
  unlisted: 'delete',
  ageCap: false,
  outputPath: '{patient}/{sop:8}',
  overlays: 'remove',
  curves: 'remove',
  privateElements: 'remove',
  addedElements: '(0012,0010)=Sponsor; (0012,0020)=Protocol',
  temporalOffset: 'baseline',
  dicomdir: 'make',
  contributingEquipment: true,
  redactionRegions: '/lists/regions of our scanners.csv',
  physicalParameters: '/lists/parameters.csv',
}

describe('A preset of one’s own', () => {
  it('brings back every setting that it was saved with, the regions to be redacted among them', () => {
    const changed = changeProfile(BASIC_PROFILE, { set: settingTexts(OTHER) })
    expect(changed).toEqual({ ok: true, value: { options: [], settings: OTHER } })
  })

  it('brings back what was at its default, too', () => {
    const before = { options: [], settings: OTHER }
    const changed = changeProfile(before, { set: settingTexts(BASIC_PROFILE.settings) })
    expect(changed).toEqual({ ok: true, value: { options: [], settings: { ...BASIC_PROFILE.settings, contributingEquipment: false } } })
  })
})

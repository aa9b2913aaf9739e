/**
 * Days by which programs say that no date is known: where their calendars begin or end, as a DA writes them. Everybody
 * knows them, so that one of them that is moved tells by how many days all other dates of the patient were.
 */
export const PLACEHOLDER_DAYS: readonly string[] = [
  '00010101',
  '16010101', // Windows
  '17530101', // SQL Server
  '18000101',
  '18581117', // Modified Julian Day 0
  '18991230', // OLE Automation
  '18991231',
  '19000101', // also the dummy of a DA
  '19040101', // Macintosh
  '19700101', // Unix
  '20991231',
  '29991231',
  '99991231',
]

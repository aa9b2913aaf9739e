/**
 * SIMULATE: what another engine would do with a script, held against the decisions.
 *
 * - `made-up-instances`   instances with every element of the inventory
 * - `simulate`            the fate of each element under an engine, where it is not the decided one
 * - `engines`             CTP and DicomEdit, by the description of their behaviour
 * - `sim-data-set`        a data set as these engines see it
 * - `texts`               a difference in words
 */
export { ctpRun, dicomEditRun } from './engines.ts'
export { simulate, type Difference, type EngineRun, type Simulated } from './simulate.ts'

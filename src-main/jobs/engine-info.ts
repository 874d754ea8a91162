import type { EngineInfo } from '../contract/engine';
import type { Backend } from '../engine/backend';
import { processorInfo } from '../engine/processor';

/** Describes the engine as it is recorded with a run. */
export function engineInfo(backend: Backend, mode: EngineInfo['mode']): EngineInfo {
  const { name, device, tensorflow, tfjs } = backend;
  return { mode, backend: name, device, tensorflow, tfjs, ...processorInfo(backend.native !== null) };
}

/** CPU time of `computeOnce` on the machine for which limits are set: two cores of 2025. */
const REFERENCE_MS = 6;
const WARM_UP_ROUNDS = 8;
/** Some kernels count CPU time in ticks of 4 ms, so only the sum of many rounds is exact. */
const MEASURED_ROUNDS = 32;

/** A computation of fixed size like those of the main process: numbers, strings and objects. */
function computeOnce(): void {
  const rows = Array.from({ length: 8000 }, (_, i) => ({
    id: i,
    name: `run ${String(i)}`,
    values: [i / 3, i / 7],
  }));
  const parsed = JSON.parse(JSON.stringify(rows)) as typeof rows;
  parsed.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id);
}

/** How many times as long as on the reference machine a computation takes here; 1 on faster machines. */
export function slowness(): number {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) computeOnce();
  const start = process.threadCpuUsage();
  for (let round = 0; round < MEASURED_ROUNDS; round++) computeOnce();
  const { user, system } = process.threadCpuUsage(start);
  return Math.max(1, (user + system) / 1000 / MEASURED_ROUNDS / REFERENCE_MS);
}

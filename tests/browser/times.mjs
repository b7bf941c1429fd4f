// What many times say together; all in the unit that they come in.

export function median(times) {
  return sorted(times)[times.length >> 1];
}

/** What half, 95 and 99 of 100 stay below, and the longest. */
export function spread(times) {
  const ascending = sorted(times);
  const percentile = (share) => ascending[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max: ascending.at(-1) };
}

function sorted(times) {
  return [...times].sort((a, b) => a - b);
}

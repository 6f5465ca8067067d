/**
 * How often each value came, in buckets that grow with the value: log-linear, laid out as HDR histograms are.
 *
 * Values below 128 have a bucket each; above, each doubling has 64, so a bucket's width is at most 1/64 of its
 * values and a quantile is off by at most 1/128. Count, sum, least and most are exact. Recording is a few
 * integer operations. Plain data; whole numbers 0 ≤ value ≤ 2⁵³ − 1.
 */
export interface Histogram {
  count: number;
  sum: number;
  /** Infinity and −Infinity while empty. */
  least: number;
  most: number;
  /** By bucket; grows to the largest that is in use. */
  counts: Float64Array;
}

/** A value keeps its 7 leading bits, of which the first is always set. */
const SUB_BITS = 6;
const LINEAR = 128;
const TWO_32 = 4294967296;

export function createHistogram(): Histogram {
  return { count: 0, sum: 0, least: Infinity, most: -Infinity, counts: new Float64Array(LINEAR) };
}

export function recordValue(histogram: Histogram, value: number): void {
  const bucket = bucketOf(value);
  if (bucket >= histogram.counts.length) grow(histogram, bucket);
  histogram.counts[bucket]!++;
  histogram.count++;
  histogram.sum += value;
  if (value < histogram.least) histogram.least = value;
  if (value > histogram.most) histogram.most = value;
}

/** Adds what `from` holds. */
export function addHistogram(to: Histogram, from: Histogram): void {
  if (from.counts.length > to.counts.length) grow(to, from.counts.length - 1);
  from.counts.forEach((count, bucket) => (to.counts[bucket]! += count));
  to.count += from.count;
  to.sum += from.sum;
  to.least = Math.min(to.least, from.least);
  to.most = Math.max(to.most, from.most);
}

/** NaN while empty. */
export function meanValue({ sum, count }: Histogram): number {
  return sum / count;
}

/** The smallest value that at least `fraction` of all do not exceed, within 1/128 of it; NaN while empty. */
export function quantileValue({ counts, count, least, most }: Histogram, fraction: number): number {
  if (count === 0) return Number.NaN;
  const rank = Math.max(1, Math.ceil(fraction * count));
  let seen = 0;
  let bucket = -1;
  while (seen < rank) seen += counts[++bucket]!;
  return Math.min(most, Math.max(least, middleOf(bucket)));
}

function bucketOf(value: number): number {
  if (value < LINEAR) return value;
  const high = Math.floor(value / TWO_32);
  const leadingBit = high === 0 ? 31 - Math.clz32(value >>> 0) : 63 - Math.clz32(high);
  const shift = leadingBit - SUB_BITS;
  return (shift << SUB_BITS) + Math.floor(value / POWERS[shift]!);
}

/** The middle of a bucket's values. */
function middleOf(bucket: number): number {
  if (bucket < LINEAR) return bucket;
  const shift = (bucket >> SUB_BITS) - 1;
  const width = POWERS[shift]!;
  return (bucket - (shift << SUB_BITS)) * width + (width - 1) / 2;
}

/** Powers of two. */
const POWERS = new Float64Array(54);
POWERS.forEach((_, index) => (POWERS[index] = index === 0 ? 1 : POWERS[index - 1]! * 2));

function grow(histogram: Histogram, bucket: number): void {
  const counts = new Float64Array(Math.max(histogram.counts.length * 2, (bucket | (LINEAR - 1)) + 1));
  counts.set(histogram.counts);
  histogram.counts = counts;
}

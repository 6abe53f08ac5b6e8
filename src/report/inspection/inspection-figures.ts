import type { Share } from '../../inspection/inspection.js';

/** How many rows of names a page shows. */
export const TOP = 10;

export function percent(share: Share): string {
  return share.share === undefined ? '–' : `${(share.share * 100).toFixed(1)} %`;
}

export function outOf(share: Share): string {
  return `${percent(share)}, ${whole(share.count)} of ${whole(share.of)}`;
}

export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  // Tenths of a second mean something in a short wait only.
  return Number.isInteger(value) || value >= 100 ? whole(Math.round(value)) : value.toFixed(1);
}

export function whole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

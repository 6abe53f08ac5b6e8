import { type Metric, ratio } from './metric.js';

const contacts = 'contacts';

/** How it feels, and what it costs. */
export const FRUSTRATION_AND_COST_METRICS: readonly Metric[] = [
  ratio(
    'frustration.peak',
    'Frustration, peak',
    'level',
    'lower',
    'modelled',
    'frustrationPeak',
    contacts,
    'sum over contacts of their highest frustration / all contacts; modelled',
  ),
  ratio(
    'frustration.area',
    'Frustration × minutes',
    'level-minutes',
    'lower',
    'modelled',
    'frustrationArea',
    contacts,
    'sum over contacts of frustration integrated over their minutes, queue included / all contacts; modelled',
  ),
  ratio(
    'frustration.boiled_over',
    'Had enough',
    'share',
    'lower',
    'modelled',
    'boiledOver',
    contacts,
    'contacts whose frustration reached their own tolerance / all contacts; modelled',
  ),
  ratio(
    'cost.contact',
    'Cost per contact',
    'money',
    'lower',
    'human',
    'cost',
    contacts,
    'AI replies and people’s time (wrap-up included, shared among the chats in hand) at the scenario’s rates / all contacts; idle staff is the same under every policy and left out',
  ),
  ratio(
    'cost.resolution',
    'Cost per resolution',
    'money',
    'lower',
    'human',
    'cost',
    'resolved',
    'AI replies and people’s time (wrap-up included, shared among the chats in hand) at the scenario’s rates / resolved contacts',
  ),
];

/** Colours and type of the charts. Each colour stands at 3:1 or more against its ground, each text at 4.5:1. */

/** What a chart is drawn with; a host's own colours take the place of ink, muted, line and ground. */
export type Theme = {
  ink: string;
  muted: string;
  line: string;
  ground: string;
  /** Bands and ranges that stand behind a value. */
  soft: string;
  font: string;
  blue: string;
  teal: string;
  amber: string;
  red: string;
  violet: string;
  grey: string;
};

/** The colours a meaning or a group may have. */
export type Hue = 'blue' | 'teal' | 'amber' | 'red' | 'violet' | 'grey';

/** Names without quotes: the picture as text has them within quotes of its own. */
const font = 'system-ui, -apple-system, Roboto, Arial, sans-serif';

export const light: Theme = {
  ink: '#1c1b19',
  muted: '#5b5a55',
  line: '#d8d6d0',
  ground: '#ffffff',
  soft: '#e7e4dc',
  font,
  blue: '#2f6db0',
  teal: '#0f7a6b',
  amber: '#a85f00',
  red: '#b3322a',
  violet: '#7a4fa3',
  grey: '#7d7b75',
};

export const dark: Theme = {
  ink: '#f3f2ee',
  muted: '#b8b5ad',
  line: '#4a4843',
  ground: '#1f1e1c',
  soft: '#3d3b37',
  font,
  blue: '#7eb3ef',
  teal: '#5cc9b4',
  amber: '#e9a55f',
  red: '#f28d84',
  violet: '#c4a3e9',
  grey: '#98958d',
};

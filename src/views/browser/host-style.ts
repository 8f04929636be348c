/** The host's colours and fonts, on the page and in the charts. */
import { dark, light, type Theme } from '../theme.ts';
import type { HostContext } from './bridge.ts';

const fontsId = 'host-fonts';

const prefersDark = (): boolean => window.matchMedia('(prefers-color-scheme: dark)').matches;

/** Whether the page stands on a dark ground. */
const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';

/** Puts theme, variables and fonts of a host on the page; what it does not name stays as it was. */
export function applyHostStyle({ theme, styles }: HostContext): void {
  const root = document.documentElement;
  if (theme !== undefined || root.dataset['theme'] === undefined) {
    const chosen = theme ?? (prefersDark() ? 'dark' : 'light');
    root.dataset['theme'] = chosen;
    root.style.colorScheme = chosen;
  }
  for (const [name, value] of Object.entries(styles?.variables ?? {}))
    if (name.startsWith('--') && value !== undefined) root.style.setProperty(name, value);
  const fonts = styles?.css?.fonts;
  if (fonts !== undefined && document.getElementById(fontsId) === null) {
    const style = document.createElement('style');
    style.id = fontsId;
    style.textContent = fonts;
    document.head.append(style);
  }
}

/** A colour of the page as the chart library can read it; the theme's own where a host names it in another form. */
function pageColor(variable: string, otherwise: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return /^rgba?\(/.test(color) ? color : otherwise;
}

/** What charts are drawn with on this page, now. */
export function pageTheme(): Theme {
  const own = isDark() ? dark : light;
  return {
    ...own,
    ink: pageColor('--ink', own.ink),
    muted: pageColor('--muted', own.muted),
    line: pageColor('--line', own.line),
    ground: pageColor('--ground', own.ground),
    font: getComputedStyle(document.body).fontFamily || own.font,
  };
}

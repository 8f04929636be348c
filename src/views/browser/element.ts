/** Builds elements of the page. What a report says goes in as text and never as markup. */

type Child = Node | string | null | undefined;

type Attributes = Readonly<Record<string, string | boolean | null | undefined>>;

/**
 * An element with attributes and children; strings become text. `true` sets an attribute without value, `false` and
 * null leave it out. Example: `element('p', { class: 'note' }, '<b>')` shows the three characters.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something when pressed. */
export function button(attributes: Attributes, label: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
}

/** A sentence of a report; names and codes, which stand in backticks, become code. */
export const sentence = (text: string): (Node | string)[] =>
  text.split(/`([^`]*)`/).map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));

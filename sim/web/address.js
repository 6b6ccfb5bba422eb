// The state of a view in the address: '#lesson=spared&years=5'. Everybody can write an address, so each
// part is read by a rule, and what no rule allows is told and left out.

const LONGEST = 40; // letters of an address that are repeated to the reader
const NUMERAL = /^-?\d{1,9}(\.\d{1,6})?$/;
const TINY = 1e-9;

const excerpt = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

// Rules: read(text) gives the value, undefined where it is none; write(value) the text.
export const oneOf = (values) => ({
  read: (text) => values.find((value) => String(value) === text),
  write: String,
});

export const someOf = (names) => ({
  read(text) {
    const given = text.split(',');
    const known = names.filter((name) => given.includes(name));
    return known.length && known.length === given.length ? known : undefined;
  },
  write: (chosen) => chosen.join(','),
});

// from, from + step ... to; and `also`, which may lie between two steps.
export const numberIn = ({ from, to, step = 1, also = from }) => ({
  read(text) {
    const value = Number(text);
    const steps = (value - from) / step;
    const allowed = value >= from - TINY && value <= to + TINY && Math.abs(steps - Math.round(steps)) < TINY;
    return NUMERAL.test(text) && (allowed || value === also) ? value : undefined;
  },
  write: String,
});

export const textUpTo = (letters) => ({
  read: (text) => (text.length <= letters ? text : undefined),
  write: (text) => (text.length <= letters ? text : undefined),
});

// rules: name -> rule. Returns {values, faults}; a fault is {kind, name, value}.
export function readAddress(hash, rules) {
  const values = {};
  const faults = [];
  for (const part of hash.replace(/^#/, '').split('&').filter((text) => text !== '')) {
    const [, name, raw] = /^([^=]*)=?(.*)$/s.exec(part);
    const fault = (kind, value = raw) => faults.push({ kind, name: excerpt(name), value: excerpt(value) });
    if (!Object.hasOwn(rules, name)) fault('address_unknown');
    else if (Object.hasOwn(values, name)) fault('address_twice');
    else
      try {
        const text = decodeURIComponent(raw);
        const value = rules[name].read(text);
        if (value === undefined) fault('address_value', text);
        else values[name] = value;
      } catch {
        fault('address_value');
      }
  }
  return { values, faults };
}

// The parts of an address in the order of the rules; values that are not set, or too long, are not in it.
export function addressOf(values, rules) {
  const parts = Object.entries(rules).flatMap(([name, rule]) => {
    const text = values[name] === undefined || values[name] === null ? undefined : rule.write(values[name]);
    if (text === undefined) return [];
    return [text === '' ? name : `${name}=${encodeURIComponent(text).replaceAll('%2C', ',')}`];
  });
  return `#${parts.join('&')}`;
}

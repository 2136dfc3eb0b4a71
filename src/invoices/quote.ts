const MOST_SHOWN = 80;
const MAIL = /[^\s@"'<>,;]+@[^\s@"'<>,;]+/g;

/** Text from a file as a message may show it: quoted, escaped, cut to 80 characters, and with no e-mail address in it. */
export function quote(text: string): string {
  const masked = text.replace(MAIL, "(e-mail address)");
  const cut = masked.length > MOST_SHOWN ? `${masked.slice(0, MOST_SHOWN)}…` : masked;
  return JSON.stringify(cut);
}

/** The word of a closed list. The command line has refused any other already, with a suggestion. */
export function one<Word extends string>(text: string | undefined, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === text);
}

export function several<Word extends string>(texts: readonly string[], words: readonly Word[]): Word[] {
  return words.filter((word) => texts.includes(word));
}

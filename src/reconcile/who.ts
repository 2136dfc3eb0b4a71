import { compareText } from "../findings/index.js";
import { ownText } from "./own-text.js";

/** Whose usage a line bills, as far as it says. */
export interface Who {
  /** From 0, in the order in which a file names them. */
  readonly id: number;
  readonly account: string | undefined;
  readonly project: string | undefined;
  readonly apiKey: string | undefined;
}

type Stated = Omit<Who, "id">;
type ByKey = Map<string | undefined, Who>;

/** One `Who` for each combination that a file names. */
export class WhoIndex {
  readonly all: Who[] = [];
  private readonly byAccount = new Map<string | undefined, Map<string | undefined, ByKey>>();
  private last: Who | undefined;

  of({ account, project, apiKey }: Partial<Stated>): Who {
    const { last } = this;
    if (last !== undefined && last.apiKey === apiKey && last.project === project && last.account === account)
      return last;
    const byKey = this.byKeyOf(account, project);
    let who = byKey.get(apiKey);
    if (who === undefined) {
      who = { id: this.all.length, account: own(account), project: own(project), apiKey: own(apiKey) };
      byKey.set(who.apiKey, who);
      this.all.push(who);
    }
    this.last = who;
    return who;
  }

  private byKeyOf(account: string | undefined, project: string | undefined): ByKey {
    let byProject = this.byAccount.get(account);
    if (byProject === undefined) {
      byProject = new Map();
      this.byAccount.set(own(account), byProject);
    }
    let byKey = byProject.get(project);
    if (byKey === undefined) {
      byKey = new Map();
      byProject.set(own(project), byKey);
    }
    return byKey;
  }
}

function own(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownText(text);
}

/** The order of all, by what they are called: `ranks[who.id]`. */
export function ranksOf(all: readonly Who[]): Uint32Array {
  const sorted = [...all].sort(
    (a, b) =>
      compareText(a.account ?? "", b.account ?? "") ||
      compareText(a.project ?? "", b.project ?? "") ||
      compareText(a.apiKey ?? "", b.apiKey ?? ""),
  );
  const ranks = new Uint32Array(all.length);
  for (const [rank, who] of sorted.entries()) ranks[who.id] = rank;
  return ranks;
}

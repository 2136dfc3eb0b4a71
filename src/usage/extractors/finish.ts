import type { Extracted, Extraction, ResponseFacts } from "./extraction.js";
import type { TokenReport } from "./token-report.js";

/** What a report comes to: the usage with the other facts that are stated, or the problems. */
export function finishExtraction(report: TokenReport, facts: ResponseFacts = {}): Extracted {
  if (report.problems.length > 0) {
    const error = report.problems.join("; ");
    return report.tokens === undefined ? { error } : { error, tokens: report.tokens };
  }
  return { usage: report.usage, ...stated(report.reasoning, facts), unknown: report.unknown };
}

function stated(reasoning: Extraction["reasoning"], facts: ResponseFacts): Partial<Extraction> {
  const { model, serviceTier, regionClass, speed, variant, responseId, providerCost } = facts;
  return {
    ...(reasoning !== undefined && { reasoning }),
    ...(model !== undefined && { model }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(regionClass !== undefined && { regionClass }),
    ...(speed !== undefined && { speed }),
    ...(variant !== undefined && { variant }),
    ...(responseId !== undefined && { responseId }),
    ...(providerCost !== undefined && { providerCost }),
  };
}

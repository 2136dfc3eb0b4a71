import type { ProviderEntry } from "../provider.js";
import type { Grammar, LiftedName } from "./grammar.js";
import { regionLifted } from "./grammar.js";

/** The prefixes of cross-region inference profiles; the catalog's regions say the class of each, by default one of that name. */
const PROFILE = /^(us|us-gov|eu|apac|jp|au|ca|global)\.(.+)$/;
const ARN = /^arn:aws[a-z-]*:bedrock:([a-z0-9-]*):\d*:(?:foundation-model|inference-profile)\/(.+)$/;

/**
 * `us.anthropic.claude-…` is an inference profile over the regions of a class; an ARN names a model or a profile in a region.
 * The version `:0` is part of the model's id. An application inference profile's ARN hides its model and stays unknown.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
export const bedrock: Grammar = (name, provider) => {
  const [, region, resource] = ARN.exec(name) ?? [];
  return resource === undefined ? fromProfile(name, provider) : fromArn(region ?? "", resource, provider);
};

function fromProfile(name: string, provider: ProviderEntry): readonly LiftedName[] {
  const [, profile, model] = PROFILE.exec(name) ?? [];
  return profile === undefined || model === undefined ? [] : [{ name: model, lifted: regionLifted(profile, provider) }];
}

/** The profile's class wins over the region of the ARN: it says where the request may run. */
function fromArn(region: string, resource: string, provider: ProviderEntry): readonly LiftedName[] {
  const profile = fromProfile(resource, provider);
  if (profile.length > 0) return profile;
  return [{ name: resource, lifted: region === "" ? {} : regionLifted(region, provider) }];
}

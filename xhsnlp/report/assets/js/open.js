// From the digest and the plots to a claim in its article.

import { entryOf } from "./data.js";
import { update } from "./state.js";

export function openClaim(id) {
  const entry = entryOf.get(id);
  if (entry) update({ view: "articles", scope: "article", pane: "article", claim: id, article: entry.index }, { push: true });
}

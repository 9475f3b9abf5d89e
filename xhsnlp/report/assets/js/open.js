// From the digest and the plots to a claim in its article.

import { choose } from "./claims.js";
import { update } from "./state.js";

export function openClaim(id) {
  update({ view: "articles", scope: "article", pane: "article" }, { push: true });
  choose(id);
}

"""Claims: who did or said what, when, how much, how sure.

A chain of small models, each a file: a logistic model tells which clauses make a claim; a CRF over the words finds the
predicate in the clause; a CRF run once a predicate finds subject and object near it; a conditional logit ranks the
phrase found against antecedents; linear models fill the slots from the cues in scope (data/cues.json); a last
logistic model turns the probabilities of the steps into a confidence.

Sources of the method: CRFs for shallow semantic roles after Cohn and Blunsom (2005); ranking of antecedents after
Denis and Baldridge (2008); scope rules after ConText (Harkema et al., 2009); Platt scaling for the confidence.
What is annotated, and how, is the project's own guideline, told in docs/concepts.md.
"""

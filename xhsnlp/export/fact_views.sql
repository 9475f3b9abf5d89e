-- Views of the digest, in a DuckDB file that holds one.

-- One row a fact, with the claim that says it best.
create view facts as
select
    f.*, c.article, c.source, c.published, c.evidence, c.speaker, c.modality, c.polarity, c.sentiment,
    (select count(*) from base.fact_relations r where r.fact = f.fact and r.verdict = 'conflict') as conflicts
from base.facts f
left join (select distinct on (claim) * from base.claims) c using (claim);

create view fact_claims as
select * from base.fact_claims;

-- How two facts stand to one another: conflict, refine, plan_met, …
create view fact_relations as
select * from base.fact_relations;
